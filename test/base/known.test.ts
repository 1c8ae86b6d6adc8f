import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { rememberSecret, withoutKnownSecrets } from '../../src/base/masking.ts';

/* What is remembered is remembered for the whole process: every test has secrets of its own. */

const dots = '••••••••';

describe('a known secret is taken out', () => {
  const secret = `pa'ss "wörd" a/b\\c%d`;
  rememberSecret(secret);

  test.each([
    ['as it is', `curl -H "Authorization: Bearer ${secret}"`],
    ['in JSON', JSON.stringify({ token: secret })],
    ['in JSON that escapes slashes', JSON.stringify({ token: secret }).replaceAll('/', '\\/')],
    ['in a URL', `https://host/?key=${encodeURIComponent(secret)}`],
    ['in the quotes of sh', `export K='${secret.replaceAll("'", `'\\''`)}'`],
    ['in the quotes of PowerShell', `$env:K = '${secret.replaceAll("'", "''")}'`],
    ['twice', `${secret}${secret}`],
  ])('%s', (_, text) => {
    const shown = withoutKnownSecrets(text);
    expect(shown).toContain(dots);
    for (const piece of ["pa'ss", 'ss "w', 'rd" a', 'pa%27ss', 'a/b', 'c%d', 'b%5Cc'])
      expect(shown).not.toContain(piece);
  });
});

test('what stands around it stays', () => {
  rememberSecret('key-4711-known');
  expect(withoutKnownSecrets('spawn a --key=key-4711-known failed')).toBe(`spawn a --key=${dots} failed`);
});

test('one of several lines is found by each line', () => {
  rememberSecret('-----BEGIN-X-----\r\nline-one-of-it\nx\nline-two-of-it\n');
  expect(withoutKnownSecrets('at line-one-of-it, at line-two-of-it, at x')).toBe(
    `at ${dots}, at ${dots}, at x`,
  );
});

test('the longer of two is not left in part when one begins with the other', () => {
  rememberSecret('begins-alike');
  rememberSecret('begins-alike-and-goes-on');
  expect(withoutKnownSecrets('begins-alike-and-goes-on')).toBe(dots);
});

test.each(['', 'a', 'ab', 'abcde', '\n\n', '     x     '])('%j is too short to be looked for', short => {
  rememberSecret(short);
  const text = 'a table of abcde, and x';
  expect(withoutKnownSecrets(text)).toBe(text);
});

describe('a secret that could be an ordinary word', () => {
  rememberSecret('litellm');
  rememberSecret('lm-studio');

  test.each([
    'no-such-litellm is no program',
    'https://litellm.corp:4000 does not answer',
    'litellms and litellm2 and my_litellm',
    '~/litellm/config and litellm/token',
    'lm-studios',
    'cgw: litellm: said of no key',
  ])('is not found in %j', text => {
    expect(withoutKnownSecrets(text)).toBe(text);
  });

  test.each([
    ['Authorization: Bearer litellm', `Authorization: Bearer ${dots}`],
    ['{"token":"litellm","key":"lm-studio"}', `{"token":"${dots}","key":"${dots}"}`],
    ['--key=litellm failed', `--key=${dots} failed`],
    ["export K='litellm';", `export K='${dots}';`],
    ['litellm', dots],
    ['litellm lm-studio litellm\n', `${dots} ${dots} ${dots}\n`],
  ])('is taken out where it stands alone: %j', (text, expected) => {
    expect(withoutKnownSecrets(text)).toBe(expected);
  });

  test.each(['sk-1234', 'abc123', 'correct-horse-battery', 'Passwort!'])('%j is none', secret => {
    rememberSecret(secret);
    expect(withoutKnownSecrets(`x-${secret}-y`)).toBe(`x-${dots}-y`);
  });
});

test('signs that are special to patterns and replacements are plain', () => {
  rememberSecret('$&.*[x](y)$1');
  expect(withoutKnownSecrets('<$&.*[x](y)$1> $&')).toBe(`<${dots}> $&`);
});

test('no secret of six characters or more that is no ordinary word is left in any text around it', () => {
  const words = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(fc.string({ minLength: 6, maxLength: 40 }), words, words, (secret, before, after) => {
      fc.pre(secret.trim() === secret && !/[•\r\n]/.test(secret) && !/^[a-z-]+$/i.test(secret));
      rememberSecret(secret);
      for (const form of [secret, JSON.stringify(secret), encodeURIComponent(secret)])
        expect(withoutKnownSecrets(`${before}${form}${after}`)).not.toContain(secret);
    }),
  );
});
