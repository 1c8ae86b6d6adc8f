import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { redactorFor } from '../../src/base/redaction.ts';

const key = 'sk-k7Qv2mXw9RbT4yLc8NzD3pHf6sJg1aVe9876';
const core = key.slice(3);
const hide = redactorFor([key]);

/** Whether a text still tells eight characters of the key in a row, signs between them apart. */
function tells(text: string, form = core, least = 8): boolean {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  const plain = form.replace(/[^\p{L}\p{N}]/gu, '');
  for (let at = 0; at + least <= plain.length; at++)
    if (letters.includes(plain.slice(at, at + least))) return true;
  return false;
}

const hash = (kind: 'sha256' | 'md5') => new Bun.CryptoHasher(kind).update(key).digest('hex');

describe('a secret is hidden', () => {
  test.each([
    ['as it is', `Invalid key ${key}`, core],
    ['its end', `key ending ${key.slice(-12)}`, core],
    ['its middle', `…${key.slice(10, 18)}…`, core],
    ['with blanks between', [...key].join(' '), core],
    ['on several lines', key.match(/.{1,5}/g)?.join('\n') ?? '', core],
    ['with soft hyphens', [...key].join('\u00ad'), core],
    ['with zero-width blanks', [...key].join('\u200b'), core],
    ['in groups', key.match(/.{1,4}/g)?.join('-') ?? '', core],
    ['in hex', Buffer.from(key).toString('hex'), Buffer.from(core).toString('hex')],
    [
      'in capital hex',
      Buffer.from(key).toString('hex').toUpperCase(),
      Buffer.from(core).toString('hex').toUpperCase(),
    ],
    [
      'hashed, as LiteLLM tells it',
      `Received=sk-...9876, Key Hash (Token) =${hash('sha256')}.`,
      hash('sha256'),
    ],
    ['hashed, the beginning', `token ${hash('sha256').slice(0, 20)}`, hash('sha256').slice(0, 20)],
    ['hashed otherwise', hash('md5'), hash('md5')],
  ])('%s', (_, text, form) => {
    expect(tells(hide(text), form, form === core ? 8 : 16)).toBe(false);
    expect(hide(text)).toContain('••••••••');
  });

  test.each([0, 1, 2, 3])('in Base64, %i bytes behind its beginning', before => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${'u:pw'.slice(0, before)}${key}`).toString(encoding);
      expect(hide(`Basic ${encoded} denied`)).not.toContain(encoded.slice(8, 20));
      expect(hide(`Basic ${encoded} denied`)).toContain('denied');
    }
  });
});

test('whatever stands around it and however it is cut, no eight characters of it are left', () => {
  const secret = fc
    .stringMatching(/^[A-Za-z0-9_.-]{12,60}$/)
    .filter(each => /\d/.test(each) && /[a-z][A-Z]|[A-Z][a-z]/.test(each));
  fc.assert(
    fc.property(
      secret,
      fc.string(),
      fc.string(),
      fc.constantFrom('', ' ', '\n', '-', '\u00ad'),
      (value, before, after, sign) => {
        const text = `${before} ${[...value].join(sign)} ${after}`;
        const shown = redactorFor([value])(text);
        for (let at = 0; at + 8 <= value.length; at++) {
          const part = value.slice(at, at + 8);
          if (!before.includes(part) && !after.includes(part)) expect(shown).not.toContain(part);
        }
      },
    ),
  );
});

test.each([
  [['sk-ant-api03-wordsandwordsandwords'], 'Use an Anthropic key such as sk-ant-api03-… from the console'],
  [['anthropic-litellm-master-key'], 'LiteLLM forwards it to Anthropic, see anthropic-beta'],
  [['litellm'], 'http://litellm.corp:4000/litellm-bedrock and litellm_proxy'],
  [[key], 'request req_011CSHoEeqs5C35K2UUqR7Fy failed: 3f9a2b1c-8d7e-4f50-8132-000000000000'],
])('%j: a text without it stays as it is', (secrets, text) => {
  expect(redactorFor(secrets)(text)).toBe(text);
});
