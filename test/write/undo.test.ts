import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { UserError } from '../../src/base/errors.ts';
import { recordDuringWrite } from '../../src/write/undo-record.ts';
import { runs } from '../support/tier.ts';
import { foreignName, ownedName } from './arbitraries.ts';
import { bedrock, File } from './request.ts';

const original =
  '{\n  "env": {\n    "ANTHROPIC_MODEL": "mine",\n    "EDITOR": "vi"\n  },\n  "model": "opus"\n}\n';

function written(): File {
  const file = new File(original);
  file.write();
  return file;
}

describe('what others changed meanwhile stays', () => {
  test('a new key of others, elsewhere in the file', () => {
    const file = written();
    file.text = file.text.replace('"model": "opus"', '"model": "opus",\n  "theme": "dark"');
    const { kept, whole } = file.undo();
    expect({ kept, whole }).toEqual({ kept: [], whole: false });
    expect(file.text).toBe(original.replace('"model": "opus"', '"model": "opus",\n  "theme": "dark"'));
  });

  test('a variable of others in the block', () => {
    const file = written();
    file.text = file.text.replace('"EDITOR": "vi"', '"EDITOR": "vi",\n    "PAGER": "less"');
    file.undo();
    expect(file.text).toBe(original.replace('"EDITOR": "vi"', '"EDITOR": "vi",\n    "PAGER": "less"'));
  });

  test('comments that came since', () => {
    const file = written();
    file.text = file.text.replace('"EDITOR"', '// why\n    "EDITOR"').replace(/\}\n$/, '  // end\n}\n');
    file.undo();
    expect(file.text).toContain('// why\n    "EDITOR": "vi"');
    expect(file.text).toContain('  // end\n}\n');
    expect(file.text).not.toContain('CLAUDE_CODE_USE');
  });

  test('what cgw wrote and somebody changed is named and stays as it is', () => {
    const file = written();
    file.text = file.text
      .replace('"https://llm.example.com"', '"https://mine.example.com"')
      .replace(/"apiKeyHelper": "[^"]*"/, '"apiKeyHelper": "/bin/mine"')
      .replace('"CLAUDE_CODE_USE_FOUNDRY": "",', '');
    const { kept } = file.undo();
    expect(kept).toEqual(['apiKeyHelper', 'ANTHROPIC_BASE_URL']);
    expect(JSON.parse(file.text)).toEqual({
      env: { ANTHROPIC_MODEL: 'mine', EDITOR: 'vi', ANTHROPIC_BASE_URL: 'https://mine.example.com' },
      model: 'opus',
      apiKeyHelper: '/bin/mine',
    });
  });

  test('a variable that cgw took out and somebody put in again', () => {
    const file = written();
    file.text = file.text.replace('"EDITOR": "vi"', '"EDITOR": "vi",\n    "ANTHROPIC_MODEL": "theirs"');
    expect(file.undo().kept).toEqual(['ANTHROPIC_MODEL']);
    expect(JSON.parse(file.text).env).toEqual({ ANTHROPIC_MODEL: 'theirs', EDITOR: 'vi' });
  });

  test('a file that somebody laid out anew', () => {
    const file = written();
    file.text = JSON.stringify(JSON.parse(file.text));
    file.undo();
    expect(JSON.parse(file.text)).toEqual(JSON.parse(original));
    expect(file.text).not.toContain('\n');
  });

  test('a file that somebody removed stays away', () => {
    const file = written();
    file.content = undefined;
    expect(file.undo().kept).toEqual([]);
    expect(file.content).toBeUndefined();
  });

  test('a file that somebody broke is refused', () => {
    const file = written();
    file.text = `${file.text.slice(0, -4)}`;
    expect(() => file.undo()).toThrow(UserError);
  });

  test('a value comes back to its place among its neighbours', () => {
    const file = new File('{"env":{"A":"1","ANTHROPIC_MODEL":"m","MAX_THINKING_TOKENS":"5","B":"2"},"z":1}');
    file.write();
    file.text = file.text.replace('"z":1', '"z":2');
    file.undo();
    expect(file.text).toBe('{"env":{"A":"1","ANTHROPIC_MODEL":"m","MAX_THINKING_TOKENS":"5","B":"2"},"z":2}');
  });
});

describe('a file that cgw made', () => {
  test.each([
    ['{}', '{}'],
    ['blanks', '\n'],
  ])('goes when nothing but %s is left', (_, left) => {
    const file = new File(undefined);
    file.write();
    file.text = left;
    file.undo();
    expect(file.content).toBeUndefined();
  });

  test('stays when somebody has put something into it', () => {
    const file = new File(undefined);
    file.write();
    file.text = file.text.replace(/\}\n$/, '  ,"theme": "dark"}\n');
    file.undo();
    expect(JSON.parse(file.text)).toEqual({ theme: 'dark' });
  });
});

describe('two writes', () => {
  test('keep what was there before the first', () => {
    const file = written();
    file.write({ profile: bedrock });
    expect(file.text).not.toContain('ANTHROPIC_BASE_URL');
    expect(file.text).not.toContain('apiKeyHelper');
    expect(JSON.parse(file.text).env).toMatchObject({ AWS_REGION: 'eu-west-1', EDITOR: 'vi' });
    file.undo();
    expect(file.text).toBe(original);
  });

  test('the first one’s shared and extra variables go with it', () => {
    const file = new File('{}');
    file.write({ profile: { ...bedrock, env: { MY_EXTRA: '1' } } });
    expect(JSON.parse(file.text).env).toMatchObject({ AWS_REGION: 'eu-west-1', MY_EXTRA: '1' });
    file.write();
    expect(JSON.parse(file.text).env).not.toHaveProperty('AWS_REGION');
    expect(JSON.parse(file.text).env).not.toHaveProperty('MY_EXTRA');
  });

  test('what somebody changed between them is what was there', () => {
    const file = written();
    file.text = file.text
      .replace('"model": "opus"', '"model": "haiku"')
      .replace('"ANTHROPIC_API_KEY": ""', '"ANTHROPIC_API_KEY": "theirs"');
    file.write({ profile: bedrock });
    file.undo();
    expect(JSON.parse(file.text)).toEqual({
      env: { ANTHROPIC_MODEL: 'mine', EDITOR: 'vi', ANTHROPIC_API_KEY: 'theirs' },
      model: 'haiku',
    });
  });
});

describe('a second write that was killed', () => {
  test.each(['before the move', 'after the move'])(
    '%s: undo brings back what was there before the first',
    moment => {
      const file = written();
      const { content: first, record: earlier } = file;
      file.write({ profile: bedrock });
      if (file.record === undefined) throw new Error('no record');
      file.record = recordDuringWrite(file.record, earlier);
      if (moment === 'before the move') file.content = first;
      file.undo();
      expect(file.text).toBe(original);
    },
  );

  test('before the move, with changes of others between: those stay', () => {
    const file = written();
    const earlier = file.record;
    file.text = file.text
      .replace('"opus"', '"haiku"')
      .replace('"https://llm.example.com"', '"https://theirs"');
    const changed = file.content;
    file.write({ profile: bedrock });
    if (file.record === undefined) throw new Error('no record');
    file.record = recordDuringWrite(file.record, earlier);
    file.content = changed;
    file.undo();
    expect(JSON.parse(file.text)).toEqual({
      env: { ANTHROPIC_MODEL: 'mine', EDITOR: 'vi', ANTHROPIC_BASE_URL: 'https://theirs' },
      model: 'haiku',
    });
  });
});

type Values = Record<string, unknown>;
type Settings = { env?: Values; [key: string]: unknown };

/** Every value by a name of its own: `env` block and members of the file. */
function flat({ env = {}, ...rest }: Settings): Map<string, unknown> {
  return new Map([
    ...Object.entries(rest).map(([name, value]) => [name, value] as const),
    ...Object.entries(env).map(([name, value]) => [`env ${name}`, value] as const),
  ]);
}

const name = fc.oneof(ownedName, foreignName).filter(each => each !== '__proto__');
const values = fc.dictionary(name, fc.constantFrom('', '1', 'x'), { maxKeys: 5, noNullPrototype: true });
const settings: fc.Arbitrary<Settings> = fc.record(
  { env: values, model: fc.constantFrom('a', 'b'), apiKeyHelper: fc.constantFrom('', '/bin/mine') },
  { requiredKeys: [], noNullPrototype: true },
);

test('after any changes of others each value is theirs if they changed it, else what it was', () => {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  fc.assert(
    fc.property(settings, settings, fc.constantFrom(0, 2), (before, theirs, indent) => {
      const file = new File(JSON.stringify(before, undefined, indent));
      file.write();
      const ours: Settings = JSON.parse(file.text);
      const { env, ...rest } = theirs;
      file.text = JSON.stringify({ ...ours, ...rest, env: { ...ours.env, ...env } }, undefined, indent);
      const now = flat(JSON.parse(file.text));
      const { kept } = file.undo();
      const [was, wrote] = [flat(before), flat(ours)];
      const expected = new Map(now);
      for (const key of new Set([...was.keys(), ...wrote.keys()]))
        if (!same(was.get(key), wrote.get(key)) && same(now.get(key), wrote.get(key)))
          if (was.has(key)) expected.set(key, was.get(key));
          else expected.delete(key);
      expect(new Map([...flat(JSON.parse(file.text))].sort())).toEqual(new Map([...expected].sort()));
      const changed = [...now.keys()].filter(
        key =>
          !same(was.get(key), wrote.get(key)) &&
          !same(now.get(key), wrote.get(key)) &&
          !same(now.get(key), was.get(key)),
      );
      expect(new Set(kept)).toEqual(new Set(changed.map(key => key.replace('env ', ''))));
    }),
    { numRuns: runs(1500) },
  );
});
