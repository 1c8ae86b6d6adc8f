import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { UserError } from '../../src/base/errors.ts';
import { isOwned } from '../../src/env/variables.ts';
import { memberNamed, membersOf, parseJsonText } from '../../src/write/json-text.ts';
import { planWrite } from '../../src/write/plan-write.ts';
import { runs } from '../support/tier.ts';
import { settingsText } from './arbitraries.ts';
import { corpus, refused } from './corpus.ts';
import { bedrock, File, gateway, requestFor } from './request.ts';

/** What a settings file says, member by member as it stands there; a map, because of `__proto__`. */
function saysIn(content: Uint8Array, block?: 'env'): Map<string, unknown> {
  const decoded =
    content[0] === 0xff ? Buffer.from(content).toString('utf16le') : Buffer.from(content).toString();
  const text = decoded.replace('\uFEFF', '');
  if (text.trim() === '') return new Map();
  const { root } = parseJsonText(text, 'file');
  const object = block === undefined ? root : memberNamed(text, root, block)?.value;
  const members = object === undefined ? [] : membersOf(text, object);
  return new Map(
    members.map(({ name, value }) => [name, text.slice(value.offset, value.offset + value.length)]),
  );
}

/** What was there and is none of cgw’s business. */
function foreign(says: Map<string, unknown>): unknown[] {
  return [...says].filter(([name]) => name !== 'env' && name !== 'apiKeyHelper' && !isOwned(name));
}

describe.each(corpus)('%s', (_, original) => {
  test.each([
    ['with a helper', gateway],
    ['without one', bedrock],
  ])('comes back byte for byte (%s)', (_, profile) => {
    const file = new File(original);
    file.write({ profile });
    expect(file.content?.equals(original)).toBe(false);
    const { whole, kept } = file.undo();
    expect({ whole, kept }).toEqual({ whole: true, kept: [] });
    expect(file.content?.equals(original)).toBe(true);
  });

  test('after two different writes too', () => {
    const file = new File(original);
    file.write({ profile: gateway });
    file.write({ profile: bedrock, name: 'q' });
    file.undo();
    expect(file.content?.equals(original)).toBe(true);
  });

  test('holds what was written, and everything else as it stood', () => {
    const file = new File(original);
    file.write();
    const { content = Buffer.alloc(0) } = file;
    expect(saysIn(content).get('apiKeyHelper')).toBe('"/bin/cgw token p"');
    const env = saysIn(content, 'env');
    expect(env.get('ANTHROPIC_BASE_URL')).toBe('"https://llm.example.com"');
    expect(env.get('ANTHROPIC_AUTH_TOKEN')).toBe('""');
    expect(env.get('CLAUDE_CODE_USE_VERTEX')).toBe('""');
    expect(env.get('ANTHROPIC_MODEL')).toBeUndefined();
    expect(foreign(saysIn(content))).toEqual(foreign(saysIn(original)));
    expect(foreign(env)).toEqual(foreign(saysIn(original, 'env')));
  });

  test('keeps its encoding, its line breaks and its end', () => {
    const file = new File(original);
    file.write();
    const [before, after] = [Buffer.from(original), file.content ?? Buffer.alloc(0)].map(content => ({
      mark: /^(?:\xff\xfe|\xef\xbb\xbf)?/.exec(content.toString('latin1'))?.[0],
      text: content.toString(content[0] === 0xff ? 'utf16le' : 'utf8'),
    }));
    expect(after?.mark).toBe(before?.mark);
    if (before === undefined || before.text.trim() === '') return;
    expect(/\s*$/.exec(after?.text ?? '')?.[0]).toBe(/\s*$/.exec(before.text)?.[0]);
    if (!before.text.includes('\r')) expect(after?.text).not.toContain('\r');
    if (/^(?:[^\n]*\r\n)+$/.test(before.text))
      expect(after?.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

test('a file that was not there is made, and goes again', () => {
  const file = new File(undefined);
  file.write();
  expect(JSON.parse(file.text)).toMatchObject({ apiKeyHelper: '/bin/cgw token p' });
  expect(file.text).toMatch(/^\{\n {2}"apiKeyHelper": .*,\n {2}"env": \{\n {4}"ANTHROPIC_BASE_URL"/);
  expect(file.text).toEndWith('}\n');
  file.undo();
  expect(file.content).toBeUndefined();
});

describe('is refused', () => {
  test.each(refused)('%s', (_, content, reason) => {
    const attempt = () => planWrite(requestFor(content));
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`~/settings.json: `);
    expect(attempt).toThrow(reason);
  });
});

test('any file, comments or not, comes back byte for byte, after one write or two', () => {
  const text = fc.boolean().chain(settingsText);
  fc.assert(
    fc.property(text, fc.boolean(), fc.boolean(), (original, mark, twice) => {
      const bytes = Buffer.from((mark ? '\uFEFF' : '') + original);
      const file = new File(bytes);
      file.write();
      const says = saysIn(file.content ?? bytes, 'env');
      expect(says.get('ANTHROPIC_API_KEY')).toBe('""');
      expect(foreign(says)).toEqual(foreign(saysIn(bytes, 'env')));
      expect(foreign(saysIn(file.content ?? bytes))).toEqual(foreign(saysIn(bytes)));
      if (twice) file.write({ profile: bedrock });
      file.undo();
      expect(file.content?.equals(bytes)).toBe(true);
    }),
    { numRuns: runs(1500) },
  );
});

test('writing the same again changes nothing', () => {
  fc.assert(
    fc.property(settingsText(true), original => {
      const file = new File(original);
      file.write();
      const once = file.text;
      expect(file.write().changes).toEqual([]);
      expect(file.text).toBe(once);
    }),
    { numRuns: runs(500) },
  );
});

describe('a file that Claude Code would not read is written all the same, and that is said', () => {
  test.each([
    ['a comment', '{\n  // c\n  "a": 1\n}', 'line 2, column 3'],
    // As the file stands then: eleven lines of cgw’s come before its end.
    ['a trailing comma', '{\n  "a": 1,\n}', 'line 17, column 1'],
  ])('%s', (_, text, place) => {
    const [warning] = planWrite(requestFor(text)).warnings;
    expect(warning).toContain('reads nothing of such a file');
    expect(warning).toContain(place);
  });

  test('not for plain JSON', () => {
    expect(planWrite(requestFor('{"a": "// no comment"}')).warnings).toEqual([]);
  });
});
