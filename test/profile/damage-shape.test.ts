import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { outlineProblem } from '../../src/profile/config.ts';
import { cgw, done, json } from '../support/cgw.ts';
import { expectRefused, few, others, reading, writing } from '../support/damage.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const x = '"x": {"backend": "bedrock"}';

describe('JSON of the wrong shape is refused by every command, and left as it is', () => {
  test.concurrent.each<[string, string, string]>([
    ['an array', '[]', 'object'],
    ['a text', '"version"', 'object'],
    ['a number', '1', 'object'],
    ['null', 'null', 'object'],
    ['no version', `{"profiles": {${x}}}`, '"version" is missing'],
    ['version as text', `{"version": "1", "profiles": {${x}}}`, '"version" is "1"'],
    ['an old version', `{"version": 0, "profiles": {${x}}}`, '"version" is 0'],
    ['a newer version', `{"version": 2, "profiles": {${x}}}`, 'a newer cgw wrote it'],
    ['profiles as an array', '{"version": 1, "profiles": []}', '"profiles"'],
    ['profiles as null', '{"version": 1, "profiles": null}', '"profiles"'],
    ['profiles as text', '{"version": 1, "profiles": "x"}', '"profiles"'],
    ['roles as an array', `{"version": 1, "roles": [], "profiles": {${x}}}`, '"roles"'],
    ['a role that is a number', `{"version": 1, "roles": {"batch": 1}, "profiles": {${x}}}`, '"roles"'],
    ['a role for no name', `{"version": 1, "roles": {"batch": "../x"}, "profiles": {${x}}}`, '"roles"'],
    [
      'a role with a bad name',
      `{"version": 1, "roles": {"a b": "x"}, "profiles": {${x}}}`,
      '"a b" in "roles"',
    ],
    ['default as an object', `{"version": 1, "default": {}, "profiles": {${x}}}`, '"default"'],
    ['default as null', `{"version": 1, "default": null, "profiles": {${x}}}`, '"default"'],
    ['default that is not a name', `{"version": 1, "default": "a\\nb", "profiles": {${x}}}`, '"default"'],
    ['quiet as text', `{"version": 1, "quiet": "yes", "profiles": {${x}}}`, '"quiet" is not true or false'],
    ['mouse as text', `{"version": 1, "mouse": "off", "profiles": {${x}}}`, '"mouse" is not true or false'],
    ['a misspelt part', `{"version": 1, "profile": {${x}}}`, '"profile"'],
    ['a part named constructor', `{"version": 1, "constructor": {}, "profiles": {${x}}}`, '"constructor"'],
    ['a part named __proto__', `{"version": 1, "__proto__": {}, "profiles": {${x}}}`, '"__proto__"'],
    [
      'a part that conf keeps for itself',
      `{"version": 1, "__internal__": {}, "profiles": {${x}}}`,
      '"__internal__"',
    ],
    [
      'a profile named __proto__',
      `{"version": 1, "profiles": {"__proto__": {}, ${x}}}`,
      '"__proto__" in "profiles"',
    ],
    [
      'a role named __proto__',
      `{"version": 1, "roles": {"__proto__": "x"}, "profiles": {${x}}}`,
      '"__proto__" in "roles"',
    ],
    ['a profile with a blank', `{"version": 1, "profiles": {"a b": {}, ${x}}}`, '"a b" in "profiles"'],
    ['a profile like a flag', `{"version": 1, "profiles": {"-x": {}, ${x}}}`, '"-x" in "profiles"'],
    [
      'a profile with escape codes',
      `{"version": 1, "profiles": {"\\u001b[31m": {}, ${x}}}`,
      '"\\u001b[31m" in',
    ],
  ])('%s', async (_, text, mention) => {
    const home = new Home();
    home.writeConfig(text);
    await expectRefused(home, few, mention);
    expect(readFileSync(home.config, 'utf8')).toBe(text);
  });
});

test('every command refuses the wrong shape', async () => {
  const home = new Home();
  home.writeConfig('{"version": 2}');
  await expectRefused(home, [...reading, ...writing, ...others], 'a newer cgw wrote it');
});

describe('a profile that is wrong is refused with its place, and kept as it is', () => {
  test.concurrent.each<[string, string, string, string]>([
    ['no object', '7', 'profiles.x is not an object', 'is not an object'],
    ['null', 'null', 'profiles.x is not an object', 'is not an object'],
    ['an array', '[]', 'profiles.x is not an object', 'is not an object'],
    ['no backend', '{}', 'profiles.x.backend must be one of', 'backend must be one of'],
    ['an unknown backend', '{"backend": "bedrok"}', 'profiles.x.backend', 'backend must be one of'],
    ['a backend of Object', '{"backend": "constructor"}', 'profiles.x.backend', 'backend must be one of'],
    [
      'an unknown field',
      '{"backend": "bedrock", "regio": "a"}',
      'profiles.x.regio is not a field',
      'regio is not',
    ],
    [
      'a number',
      '{"backend": "bedrock", "region": 7}',
      'profiles.x.region must be text',
      'region must be text',
    ],
    [
      'text for a toggle',
      '{"backend": "bedrock", "context1m": "on"}',
      'profiles.x.context1m must be true or false',
      'context1m must',
    ],
    [
      'text for a group',
      '{"backend": "bedrock", "models": "opus"}',
      'profiles.x.models must be an object',
      'models must',
    ],
    [
      'a group as an array',
      '{"backend": "bedrock", "env": []}',
      'profiles.x.env must be an object',
      'env must',
    ],
    [
      'a model that is not a text',
      '{"backend": "bedrock", "models": {"opus": 1}}',
      'profiles.x.models.opus must be text',
      'models.opus',
    ],
    [
      'an unknown model',
      '{"backend": "bedrock", "models": {"gpt": "a"}}',
      'profiles.x.models.gpt is not a field',
      'models.gpt',
    ],
    [
      'a plain secret',
      '{"backend": "bedrock", "bearerToken": "sk-plain"}',
      'profiles.x.bearerToken',
      'bearerToken',
    ],
    [
      'a field named __proto__',
      '{"backend": "bedrock", "__proto__": {"region": "us-east-1"}}',
      'profiles.x.__proto__',
      '__proto__',
    ],
    [
      'a field named constructor',
      '{"backend": "bedrock", "constructor": "a"}',
      'profiles.x.constructor',
      'constructor',
    ],
    [
      'a missing value',
      '{"backend": "gateway", "token": "env:K"}',
      'profiles.x.baseUrl is required',
      'baseUrl is required',
    ],
  ])('%s', async (_, profile, place, problem) => {
    const home = new Home();
    const text = `{"version": 1, "profiles": {"x": ${profile}, "good": {"backend": "bedrock"}}}`;
    home.writeConfig(text);
    await expectRefused(
      home,
      [
        ['show', 'x'],
        ['env', 'x'],
        ['default', 'x'],
        ['role', 'batch', 'x'],
        ['copy', 'x', 'y'],
        ['rename', 'x', 'y'],
      ],
      place,
    );
    expectError(await cgw(['edit', 'x', '--set', 'note=changed'], { home }), 3, problem);
    // The others stay usable, and the list says which one is wrong.
    expect(await cgw(['env', 'good', '--shell', 'sh'], { home })).toMatchObject({ exit: 0 });
    const { profiles } = Object(await json(['list'], { home }));
    expect(profiles[0]).toHaveProperty('backend');
    expect(profiles.slice(0, 2)).toMatchObject([
      {
        name: 'x',
        problem: expect.stringContaining(problem),
      },
      { name: 'good', problem: null },
    ]);
    expect(readFileSync(home.config, 'utf8')).toBe(text);
    expect(JSON.stringify(profiles)).not.toContain('sk-plain');
    // It is in nobody’s way: what it holds stays to the last field.
    const before = Object(JSON.parse(text)).profiles.x;
    await done(['add', 'y', '--from', 'bedrock'], { home });
    await done(['default', 'good'], { home });
    expect(JSON.stringify(Object(home.readConfig()).profiles.x)).toBe(JSON.stringify(before));
    await done(['remove', 'x'], { home });
    expect(home.readConfig()).toMatchObject({ default: 'good', profiles: { good: {}, y: {} } });
    expect(home.readConfig()).not.toHaveProperty('profiles.x');
  });

  test('every command that needs the profile refuses', async () => {
    const home = new Home();
    home.writeConfig('{"version": 1, "profiles": {"x": {"backend": "bedrock", "region": 7, "regio": "a"}}}');
    const commands = [
      ['show', 'x'],
      ['env', 'x'],
      ['run', 'x'],
      ['exec', 'x', '--', 'true'],
      ['pin', 'x'],
      ['default', 'x'],
      ['role', 'batch', 'x'],
      ['copy', 'x', 'y'],
      ['rename', 'x', 'y'],
    ];
    await expectRefused(home, commands, 'profiles.x.region must be text', 'profiles.x.regio is not a field');
  });

  test.concurrent.each<[string, object]>([
    ['remove x', { bad: { backend: 'bedrok' }, good: { backend: 'bedrock' } }],
    [
      'edit x --unset region',
      {
        x: { backend: 'bedrock', note: 'n' },
        bad: { backend: 'bedrok' },
        good: { backend: 'bedrock' },
      },
    ],
    [
      'edit x --set region=us-east-1 --unset note',
      {
        x: { backend: 'bedrock', region: 'us-east-1' },
        bad: { backend: 'bedrok' },
        good: { backend: 'bedrock' },
      },
    ],
    [
      'rename good better',
      {
        x: { backend: 'bedrock', region: 7, note: 'n' },
        bad: { backend: 'bedrok' },
        better: { backend: 'bedrock' },
      },
    ],
  ])('beside another one that is wrong: cgw %s', async (line, profiles) => {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: {
        x: { backend: 'bedrock', region: 7, note: 'n' },
        bad: { backend: 'bedrok' },
        good: { backend: 'bedrock' },
      },
    });
    await done(line.split(' '), { home });
    expect(home.readConfig()).toEqual({ version: 1, roles: {}, profiles });
  });

  test('an edit that leaves something wrong changes nothing', async () => {
    const home = new Home();
    const text = '{"version": 1, "profiles": {"x": {"backend": "bedrock", "region": 7, "regio": "a"}}}';
    home.writeConfig(text);
    expectError(
      await cgw(['edit', 'x', '--unset', 'region'], { home }),
      3,
      'regio is not',
      'nothing was changed',
    );
    expect(readFileSync(home.config, 'utf8')).toBe(text);
  });

  test('names that every object has are plain names', async () => {
    const home = new Home();
    home.writeConfig('{"version": 1, "profiles": {}}');
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      for (const args of [
        ['show', name],
        ['env', name],
        ['show', `@${name}`],
        ['role', name],
        ['presets', name],
      ])
        expectError(await cgw(args, { home }), 3, name);
    expect(await cgw(['add', 'constructor', '--from', 'bedrock'], { home })).toMatchObject({ exit: 0 });
    expect(await cgw(['role', 'toString', 'constructor'], { home })).toMatchObject({ exit: 0 });
    expect(await json(['show', '@toString'], { home })).toMatchObject({
      name: 'constructor',
      source: 'profile',
    });
  });

  test('a default and a role that name no profile', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, default: 'gone', roles: { batch: 'lost' }, profiles: {} });
    expectError(await cgw(['env'], { home }), 3, '"gone"');
    expectError(await cgw(['env', '@batch'], { home }), 3, '"lost"');
  });
});

test.each([
  ['of a text', '\u009b31m'],
  ['of a list', ['\u009b31m']],
  ['of an object', { '\u007f': '\u009b' }],
])('the version %s is told without a control character', (_, version) => {
  const problem = outlineProblem({ version }) ?? '';
  expect(problem).toContain('"version" is ');
  expect(problem).not.toMatch(/\p{Cc}/u);
});
