import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { issuerPrefixes } from '../../src/base/key-looks.ts';
import {
  maskSecret,
  rememberSecret,
  shownPath,
  shownWord,
  withoutKnownSecrets,
} from '../../src/base/masking.ts';
import { anyText } from '../support/any-text.ts';
import { runs } from '../support/tier.ts';

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
  anyText({ maxLength: 80 }),
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

/* What is remembered is remembered for the whole process: every test has secrets of its own. */

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
    'no-such-litellm is not a program',
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
  const words = anyText({ maxLength: 20 });
  fc.assert(
    fc.property(fc.string({ minLength: 6, maxLength: 40 }), words, words, (secret, before, after) => {
      fc.pre(secret.trim() === secret && !/[•\r\n]/.test(secret) && !/^[a-z-]+$/i.test(secret));
      rememberSecret(secret);
      for (const form of [secret, JSON.stringify(secret), encodeURIComponent(secret)])
        expect(withoutKnownSecrets(`${before}${form}${after}`)).not.toContain(secret);
    }),
    { numRuns: runs(100, 20) },
  );
});
