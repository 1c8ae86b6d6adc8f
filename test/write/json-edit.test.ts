import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { editObject, type MemberEdit, spliced } from '../../src/write/json-edit.ts';
import { jsonExtension, membersOf, parseJsonText, styleOf } from '../../src/write/json-text.ts';
import { runs } from '../support/tier.ts';
import { settingsText } from './arbitraries.ts';

/** The text after edits of its outermost object. */
function edited(text: string, ...edits: readonly MemberEdit[]): string {
  const json = parseJsonText(text, 'file');
  return spliced(text, editObject(text, json.root, edits, styleOf(json)));
}

const set = (name: string, json: string, behind?: string): MemberEdit => ({ name, json, behind });
const setFirst = (name: string, json: string): MemberEdit => ({ name, json, first: true });
const drop = (name: string): MemberEdit => ({ name, json: undefined });

describe('a new member looks like those that are there', () => {
  test.each([
    ['two blanks', '{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "n": 0\n}\n'],
    ['tabs', '{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"n": 0\n}'],
    ['CRLF', '{\r\n    "a": 1\r\n}\r\n', '{\r\n    "a": 1,\r\n    "n": 0\r\n}\r\n'],
    ['one line', '{"a":1}', '{"a":1,"n":0}'],
    ['one line with blanks', '{ "a": 1, "b": 2 }', '{ "a": 1, "b": 2, "n": 0 }'],
    ['one line, one member', '{"a": 1}', '{"a": 1, "n": 0}'],
    ['an empty object', '{}', '{\n  "n": 0\n}'],
    ['an empty object over two lines', '{\n}\n', '{\n  "n": 0\n}\n'],
    ['only a comment', '{ // c\n}', '{ // c\n  "n": 0\n}'],
    ['a comment behind the last one', '{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "n": 0\n}'],
    ['a block comment at the end', '{\n  "a": 1\n  /* end */\n}', '{\n  "a": 1,\n  /* end */\n  "n": 0\n}'],
    ['a trailing comma', '{\n  "a": 1,\n}', '{\n  "a": 1,\n  "n": 0,\n}'],
    ['a line comment at the end of one line', '{"a": 1 // c\n}', '{"a": 1, // c\n "n": 0\n}'],
  ])('%s', (_, before, after) => {
    expect(edited(before, set('n', '0'))).toBe(after);
  });

  test('before all others', () => {
    const text = '{ // c\n  // about a\n  "a": 1,\n  "b": 2\n}';
    expect(edited(text, setFirst('n', '0'))).toBe('{\n  "n": 0, // c\n  // about a\n  "a": 1,\n  "b": 2\n}');
    expect(edited('{"a":1} // c', setFirst('n', '0'))).toBe('{"n":0,"a":1} // c');
    expect(edited('{}', setFirst('n', '0'))).toBe('{\n  "n": 0\n}');
  });

  test('behind the one that is named', () => {
    expect(edited('{\n  "a": 1,\n  "b": 2\n}', set('n', '0', 'a'))).toBe(
      '{\n  "a": 1,\n  "n": 0,\n  "b": 2\n}',
    );
    expect(edited('{\n  "a": 1,\n  "b": 2\n}', set('n', '0', 'gone'))).toBe(
      '{\n  "a": 1,\n  "b": 2,\n  "n": 0\n}',
    );
  });
});

describe('a member that goes', () => {
  test.each([
    ['the first', '{\n  "x": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['the last', '{\n  "a": 1,\n  "x": 2\n}', '{\n  "a": 1\n}'],
    ['the only one', '{\n  "x": 1\n}', '{}'],
    ['the only one beside a comment', '{\n  // c\n  "x": 1\n}', '{\n  // c\n  \n}'],
    ['every duplicate', '{"x":1,"a":2,"x":3}', '{"a":2}'],
    [
      'beside comments',
      '{\n  // about x\n  "x": 1, // one\n  "b": 2\n}',
      '{\n  // about x\n   // one\n  "b": 2\n}',
    ],
    ['the last, with a trailing comma', '{\n  "a": 1,\n  "x": 2,\n}', '{\n  "a": 1,\n}'],
    ['on the line of a line comment', '{ // c\n"x": 1, "b": 2}', '{ // c\n "b": 2}'],
    ['with a comment before its comma', '{"x": 1 /* c */, "b": 2}', '{ /* c */ "b": 2}'],
  ])('%s', (_, before, after) => {
    expect(edited(before, drop('x'))).toBe(after);
  });
});

test('a value is replaced in place; of duplicates the one that counts', () => {
  expect(edited('{"a" :\t1 , "x" : [1,\n2] // c\n}', set('x', '"n"'))).toBe('{"a" :\t1 , "x" : "n" // c\n}');
  expect(edited('{"x":1,"x":2}', set('x', '3'))).toBe('{"x":1,"x":3}');
});

/** The comments of a text, in their order. */
function comments(text: string): string[] {
  const found = text.matchAll(/"(?:[^"\\]|\\.)*"|(\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/g);
  return [...found].flatMap(([, comment]) => (comment === undefined ? [] : [comment]));
}

/** What `JSON.parse` would make of a text if it took comments: a map, because of `__proto__`. */
function contentOf(text: string): Map<string, unknown> {
  const { root } = parseJsonText(text, 'file');
  return new Map(
    membersOf(text, root).map(({ name, value }) => [
      name,
      text.slice(value.offset, value.offset + value.length),
    ]),
  );
}

test('any edits of any text do what they say, and nothing else', () => {
  const edit = fc.record({
    name: fc.constantFrom('model', 'env', 'apiKeyHelper', 'hooks', 'new', '__proto__'),
    json: fc.option(fc.constantFrom('"v"', '{"deep": [1]}', '""'), { nil: undefined }),
    behind: fc.option(fc.constantFrom('model', 'env', 'hooks'), { nil: undefined }),
    first: fc.boolean(),
  });
  const edits = fc.uniqueArray(edit, { selector: ({ name }) => name, maxLength: 5 });
  fc.assert(
    fc.property(settingsText(true), edits, (text, wanted) => {
      const after = edited(text, ...wanted);
      const expected = contentOf(text);
      for (const { name, json } of wanted)
        if (json === undefined) expected.delete(name);
        else expected.set(name, json);
      expect(new Map([...contentOf(after)].sort())).toEqual(new Map([...expected].sort()));
      // Comments inside a value go with it.
      const { root } = parseJsonText(text, 'file');
      const lost = membersOf(text, root).some(
        ({ name, value }) =>
          wanted.some(each => each.name === name) &&
          comments(text.slice(value.offset, value.offset + value.length)).length > 0,
      );
      if (!lost) expect(comments(after)).toEqual(comments(text));
    }),
    { numRuns: runs(2000) },
  );
});

test('plain JSON stays plain JSON', () => {
  const edit = fc.record({
    name: fc.constantFrom('model', 'env', 'apiKeyHelper', 'new'),
    json: fc.option(fc.constant('"v"'), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      settingsText(false),
      fc.uniqueArray(edit, { selector: ({ name }) => name }),
      (text, wanted) => {
        expect(jsonExtension(text)).toBeUndefined();
        expect(() => JSON.parse(edited(text, ...wanted))).not.toThrow();
      },
    ),
    { numRuns: runs(1000) },
  );
});
