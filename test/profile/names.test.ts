import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { quotedName } from '../../src/base/quoting.ts';
import { readConfig } from '../../src/profile/file.ts';
import { nameProblem } from '../../src/profile/names.ts';
import { anyText } from '../support/any-text.ts';
import { cgw, done, json, shell } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';
import { runs } from '../support/tier.ts';

setUp();

const good: readonly (readonly [string, string])[] = [
  ['ASCII', 'litellm-work_2.b'],
  ['Chinese', '智谱'],
  ['composed umlaut', 'b\u00fcro'],
  ['Cyrillic', 'работа'],
  ['Arabic letters and digits', 'عمل٢'],
  ['Devanagari, whose vowels are marks', 'हिन्दी'],
  ['a mark that has no composed form with its letter', 'q\u0301'],
  ['Thai', 'งาน'],
  ['Hangul syllables', '작업'],
  ['letters beyond the first plane', '\u{20bb7}野家'],
  ['a leading dot', '.work'],
  ['a leading underscore', '_work'],
  ['a word of JavaScript', 'constructor'],
  ['64 characters', 'a'.repeat(64)],
];

const onlyLetters = 'may hold only letters, digits, ".", "_" and "-"';

const bad: readonly (readonly [string, string, string])[] = [
  ['nothing', '', onlyLetters],
  ['a blank', 'a b', onlyLetters],
  ['a blank of other width', 'a\u3000b', onlyLetters],
  ['a no-break space', 'a\u00a0b', onlyLetters],
  ['a line break', 'a\nb', onlyLetters],
  ['a line separator', 'a\u2028b', onlyLetters],
  ['an escape code', '\u001b[31m', onlyLetters],
  ['a control character of Latin 1', 'a\u009bb', onlyLetters],
  ['a slash', '../a', onlyLetters],
  ['a slash of full width', 'a\uff0fb', onlyLetters],
  ['a dollar', 'a$b', onlyLetters],
  ['typographic quotes', '\u2018a\u2019', onlyLetters],
  ['an emoji', 'a🚀', onlyLetters],
  ['a Roman numeral, which is no digit', 'a\u2167', onlyLetters],
  ['a raised two', 'a\u00b2', onlyLetters],
  ['a zero-width space', 'a\u200bb', onlyLetters],
  ['a zero-width joiner', 'a\u200db', onlyLetters],
  ['a change of direction', 'a\u202eb', onlyLetters],
  ['an isolate', '\u2066a\u2069', onlyLetters],
  ['a soft hyphen', 'a\u00adb', onlyLetters],
  ['a byte order mark', '\ufeffa', onlyLetters],
  ['a variation selector', 'a\ufe0f', onlyLetters],
  ['a grapheme joiner', 'a\u034fb', onlyLetters],
  ['a Hangul filler, which is a letter', '\u3164', onlyLetters],
  ['a Hangul filler of half width', 'a\uffa0', onlyLetters],
  ['a blank hieroglyph, which is a letter', 'a\u{13441}', onlyLetters],
  ['a tag', 'a\u{e0061}', onlyLetters],
  ['half a surrogate pair', 'a\ud83d', onlyLetters],
  ['private use', 'a\ue000', onlyLetters],
  ['a mark without a letter', '\u0301a', onlyLetters],
  ['a mark on a sign', 'a-\u0301', onlyLetters],
  ['a flag', '-a', 'may not start with "-"'],
  ['the folder itself', '.', 'is a reserved word'],
  ['the folder above', '..', 'is a reserved word'],
  ['__proto__', '__proto__', 'is a reserved word'],
  ['65 characters', 'a'.repeat(65), 'is longer than 64 characters'],
  ['a decomposed umlaut', 'bu\u0308ro', 'is not in Unicode’s composed form (NFC): write "b\u00fcro"'],
  ['the Kelvin sign', '\u212a', 'is not in Unicode’s composed form (NFC): write "K"'],
  ['Hangul in pieces', '\u1112\u1161\u11ab', 'is not in Unicode’s composed form (NFC): write "\ud55c"'],
];

describe('what a name may be', () => {
  test.each(good)('%s', (_, name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  test.each(bad)('not %s', (_, name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  test('a name that is only not composed is good once it is', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1, maxLength: 12 }), text => {
        const remedy = /write (".*")$/.exec(nameProblem(text) ?? '')?.[1];
        if (remedy !== undefined) expect(nameProblem(JSON.parse(remedy))).toBeUndefined();
      }),
      { numRuns: runs(20_000) },
    );
  });

  test('no name holds what shells, paths or terminals give a meaning', () => {
    const special = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\p{S}]|[^\P{P}._-]/u;
    fc.assert(
      fc.property(anyText({ minLength: 1, maxLength: 4 }), text => {
        if (nameProblem(text) === undefined) expect(text).not.toMatch(special);
      }),
      { numRuns: runs(20_000) },
    );
  });

  test('what a terminal hides is shown in an error', () => {
    expect(quotedName('a\u202e\u200b\u3000b c')).toBe('"a\\u{202e}\\u{200b}\\u{3000}b c"');
    expect(quotedName('智谱')).toBe('"智谱"');
  });
});

describe('the hot read', () => {
  const io = (home: Home) => ({ environment: { HOME: home.path }, platform: 'linux' as const });
  const holding = (name: string) => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { first: {}, [name]: {}, last: {} } });
    return home;
  };

  test.each(good)('takes %s', async (_, name) => {
    const config = await readConfig(io(holding(name)));
    expect(Object.keys(config.profiles)).toEqual(['first', name, 'last']);
  });

  test.each(bad)('refuses %s', async (_, name, problem) => {
    const home = holding(name);
    const said = `${home.config}: the name ${quotedName(name)} in "profiles" ${problem}`;
    expect(readConfig(io(home))).rejects.toThrow(said);
  });
});

describe('a name in another script works throughout', () => {
  test.concurrent.each(['智谱', 'b\u00fcro', 'हिन्दी'])('%s', async name => {
    const home = new Home();
    const project = home.makeFolder('project');
    home.write('bin/claude', '#!/bin/sh\nprintf "%s|%s\\n" "$CGW_PROFILE" "$CLAUDE_CODE_USE_BEDROCK"', 0o755);
    const env = { CGW_CLAUDE: `${home.path}/bin/claude` };

    await done(['add', name, '--from', 'bedrock', '--set', 'region=eu-west-1', '--default'], { home });
    await done(['role', 'офис', name], { home });
    await done(['pin', name], { home, cwd: project });

    expect(home.readConfig()).toMatchObject({ default: name, roles: { офис: name } });
    expect(await json(['show', '@офис'], { home })).toMatchObject({ name, default: true, roles: ['офис'] });
    for (const args of [['run', name], ['run', '@офис'], ['run']])
      expect(await done(args, { home, env, cwd: project })).toMatchObject({ stdout: `${name}|1\n` });
    expect(await json(['show'], { home, cwd: project })).toMatchObject({ name, origin: 'pin' });
    expect(await done(['exec', name, '--', 'printenv', 'CGW_PROFILE'], { home })).toMatchObject({
      stdout: `${name}\n`,
    });

    await done(['rename', name, `${name}2`], { home });
    expect(home.readConfig()).toMatchObject({ default: `${name}2`, roles: { офис: `${name}2` } });
  });

  test.concurrent.each([
    ['bash', 'eval $("$CGW" env 智谱 --shell bash); printf %s "$CGW_PROFILE"'],
    ['zsh', 'eval $("$CGW" env 智谱 --shell zsh); printf %s "$CGW_PROFILE"'],
    ['sh', 'eval "$("$CGW" env 智谱 --shell sh)"; printf %s "$CGW_PROFILE"'],
    ['fish', '"$CGW" env 智谱 --shell fish | source; printf %s "$CGW_PROFILE"'],
    ['elvish', 'eval (e:sh -c \'"$CGW" env 智谱 --shell elvish\' | slurp); print $E:CGW_PROFILE'],
  ])('%s in any locale', async (name, script) => {
    if (!required(name, Bun.which(name) !== null)) return;
    const home = new Home();
    await done(['add', '智谱', '--from', 'bedrock'], { home });
    for (const LC_ALL of ['C', 'C.UTF-8'])
      expect(await shell(`${name} -c "$SCRIPT"`, { home, env: { SCRIPT: script, LC_ALL } })).toMatchObject({
        exit: 0,
        stdout: '智谱',
      });
  });

  test('a pin of the longest name', async () => {
    const home = new Home();
    const name = '智'.repeat(64);
    await done(['add', name, '--from', 'bedrock'], { home });
    await done(['pin', name], { home });
    expect(await json(['show'], { home })).toMatchObject({ name, origin: 'pin' });
  });

  test('a decomposed name is refused with the one to write, and found by it', async () => {
    const home = new Home();
    expectError(
      await cgw(['add', 'bu\u0308ro', '--from', 'bedrock'], { home }),
      3,
      'composed form (NFC): write "b\u00fcro"',
    );
    await done(['add', 'b\u00fcro', '--from', 'bedrock'], { home });
    expectError(await cgw(['show', 'bu\u0308ro'], { home }), 3, 'did you mean b\u00fcro?');
  });
});
