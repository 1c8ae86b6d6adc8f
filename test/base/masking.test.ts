import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { issuerPrefixes } from '../../src/base/key-looks.ts';
import { maskSecret, shownPath, shownWord } from '../../src/base/masking.ts';

const dots = '••••••••';

describe('a secret is shown as', () => {
  test.each([
    ['', dots],
    ['x', dots],
    ['sk-1234', dots],
    // One short of 24, and 24.
    ['abcdefghijklmnopqrstuvw', dots],
    ['abcdefghijklmnopqrstuvwx', '…uvwx'],
    ['sk-abcdefghijklmnopqrstu', 'sk-…rstu'],
    ['sk-ant-api03-abcdefghijklmnop', 'sk-ant-…mnop'],
    ['sk-or-v1-abcdefghijklmnopqrst', 'sk-or-…qrst'],
    ['sk-proj-abcdefghijklmnopqrst', 'sk-proj-…qrst'],
    ['github_pat_11ABCDEFG0123456789', 'github_pat_…6789'],
    ['AKIAIOSFODNN7EXAMPLEIOSFODNN7', 'AKIA…DNN7'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcd', '…abcd'],
    ['dGhpcyBpcyBhIHNlY3JldCBrZXk=', '…ZXk='],
    // What is no single key: its end may be a short secret.
    ['x-team: blue\nauthorization: Bearer abc', dots],
    ['postgres://user:pw@host.example.com/db', dots],
    ['Bearer sk-ant-api03-abcdefghijklmnop', dots],
    ['a-long-parameter-name-indeed=abc', dots],
    ['••••••••••••••••••••••••••••••', dots],
    ['sk-ant-api03-abcdefghijklmn\u001b[0m', dots],
    ['ключключключключключключключ', dots],
  ])('%j → %s', (value, expected) => {
    expect(maskSecret(value)).toBe(expected);
  });
});

const keyLike = fc.stringMatching(/^[A-Za-z0-9_.~+/-]{1,60}={0,2}$/);
const anyValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  keyLike,
  fc.tuple(fc.constantFrom(...issuerPrefixes), keyLike).map(parts => parts.join('')),
  fc
    .tuple(keyLike, fc.constantFrom('\n', '\u001b[31m', '\0', '•', ' '), keyLike)
    .map(parts => parts.join('')),
);

describe('of any secret', () => {
  test('no more than the beginning of its issuer and its last four characters are shown', () => {
    fc.assert(
      fc.property(anyValue, value => {
        const shown = maskSecret(value);
        if (shown === dots) return;
        const [prefix = '', end = '', ...more] = shown.split('…');
        expect(more).toEqual([]);
        expect(['', ...issuerPrefixes]).toContain(prefix);
        expect(end).toBe(value.slice(-4));
        expect(end).toHaveLength(4);
      }),
    );
  });

  test('nothing is shown when it is short', () => {
    fc.assert(
      fc.property(anyValue, value => {
        fc.pre(value.length < 24);
        expect(maskSecret(value)).toBe(dots);
      }),
    );
  });

  test('nothing is shown that a terminal would obey', () => {
    fc.assert(
      fc.property(anyValue, value => {
        expect(maskSecret(value)).toMatch(/^[!-~…•]+$/);
      }),
    );
  });

  test('the end of one of several words is not shown', () => {
    fc.assert(
      fc.property(keyLike, fc.constantFrom(' ', '\n', ': ', '@', '='), keyLike, (first, between, second) => {
        fc.pre(!/^=*$/.test(second));
        expect(maskSecret(`${first}${between}${second}`)).toBe(dots);
      }),
    );
  });
});

describe('a word that somebody typed', () => {
  const key = 'sk-ant-hello-hello-hello-hello';

  test.each([
    [key, 'sk-ant-…ello'],
    [`--${key}`, '…ello'],
    [`@${key}`, dots],
    [`token=${key}`, dots],
    [`token=keychain:${key}`, dots],
    ['3f9a2b1c8d7e6f504132', dots],
    // What people do type.
    ['litellm-work', 'litellm-work'],
    ['--no-env-secret', '--no-env-secret'],
    ['token=env:LITELLM_API_KEY', 'token=env:LITELLM_API_KEY'],
    ['headers.cf-aig-authorization', 'headers.cf-aig-authorization'],
    ['ghp_short', 'ghp_short'],
    ['/srv/3f9a2b1c8d7e6f504132/profiles.json', '/srv/3f9a2b1c8d7e6f504132/profiles.json'],
  ])('%s', (word, shown) => {
    expect(shownWord(word)).toBe(shown);
  });

  test.each([
    [`headers.${key}`, 'headers.sk-ant-…ello'],
    [`regions.x=${key}`, `regions.${dots}`],
    [key, 'sk-ant-…ello'],
    ['hvs.hello-hello-hello-hello', 'hvs.…ello'],
    ['headers.x-api-key', 'headers.x-api-key'],
    ['models.opus', 'models.opus'],
    ['headers.\u001b[2J', 'headers.\ufffd[2J'],
  ])('as a field: %j', (path, shown) => {
    expect(shownPath(path)).toBe(shown);
  });
});
