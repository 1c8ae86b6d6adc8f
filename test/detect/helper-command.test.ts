import { describe, expect, test } from 'bun:test';
import { helperReference, onePasswordReference } from '../../src/detect/helper-command.ts';
import { parseReference } from '../../src/secrets/reference.ts';

describe('an apiKeyHelper that is a plain command', () => {
  test.each<[string, [string, ...string[]]]>([
    ['/usr/local/bin/get-key', ['/usr/local/bin/get-key']],
    ['  get-key.sh  ', ['get-key.sh']],
    ['~/bin/get-key.sh', ['/home/my self/bin/get-key.sh']],
    ['pass show work/anthropic', ['pass', 'show', 'work/anthropic']],
    ['op read op://vault/claude/credential', ['op', 'read', 'op://vault/claude/credential']],
    [
      '/usr/bin/security find-generic-password -s claude -w',
      ['/usr/bin/security', 'find-generic-password', '-s', 'claude', '-w'],
    ],
    ['cat ~/.secrets/key', ['cat', '/home/my self/.secrets/key']],
    ['"$HOME/bin/get-key.sh"', ['/home/my self/bin/get-key.sh']],
    ['$HOME/bin/get-key.sh', ['/home/my self/bin/get-key.sh']],
    [`cat "\${HOME}/my key"`, ['cat', '/home/my self/my key']],
    ['"/path with blanks/get-key"', ['/path with blanks/get-key']],
    [
      `op read "op://Private Vault/claude/credential"`,
      ['op', 'read', 'op://Private Vault/claude/credential'],
    ],
    [`op read 'op://v/claude/section/field'`, ['op', 'read', 'op://v/claude/section/field']],
    // The ID of an item.
    [
      'op read op://vault/0a1b2c3d4e5f6g7h8i9j0k1l2m/credential',
      ['op', 'read', 'op://vault/0a1b2c3d4e5f6g7h8i9j0k1l2m/credential'],
    ],
    [`op read op://v/i/f | tr -d '\\n'`, ['op', 'read', 'op://v/i/f']],
    ['pass show x | head -n1', ['sh', '-c', 'pass show x | head -n 1']],
    [`pass show 'a b' | head -1 | tr -d "\\n"`, ['sh', '-c', `pass show 'a b' | head -n 1`]],
    ['get-key | sed -n 1p', ['sh', '-c', 'get-key | head -n 1']],
  ])('%s', (helper, argv) => {
    expect(parseReference(helperReference(helper, '/home/my self') ?? '')).toEqual({ kind: 'cmd', argv });
  });
});

describe('anything that needs a shell, or may hold the key, is none', () => {
  test.each([
    '',
    ' ',
    'echo sk-ant-api03-hush',
    'echo hush',
    'printf hush',
    'get-key --token hush',
    'get-key hush',
    'sh -c hush',
    'cat sk-ant-api03-hush',
    'vault read -field=key secret/claude',
    'pass show 0a1b2c3d4e5f60718293a4b5',
    '/opt/0a1b2c3d4e5f60718293a4b5/get-key',
    'KEY=hush get-key',
    'get-key | sh',
    'get-key |',
    '| head -n1',
    'get-key || head -n1',
    'get-key |& head -n1',
    'pass show x | head -n2',
    '"get-key',
    '"a\\\\" "b\\\\"',
    'cat "a\\\\\\\\b"',
    'cat x~/y',
    '< ~/a b',
    '< a/b',
    '< ~/a | head -n1',
    '<< EOF',
    '<',
    'get-key; true',
    'get-key && true',
    'get-key > /dev/stdout',
    "get-key 'a b'",
    '$HOMES/bin/get-key',
    '$HOME',
    '`get-key`',
    '$(get-key)',
    './get-key',
    'bin/get-key',
    '~root/get-key',
    '. key.sh',
    'source key.sh',
    'eval get-key',
    'a\nb',
    'get-kéy',
  ])('%j', helper => {
    expect(helperReference(helper, '/home/me')).toBeUndefined();
  });
});

test.each([
  ['< ~/.secrets/key', 'file:/home/me/.secrets/key'],
  ['<"$HOME/a b"', 'file:/home/me/a b'],
  ['< /run/secrets/key', 'file:/run/secrets/key'],
])('%s reads a file', (helper, reference) => {
  expect(helperReference(helper, '/home/me')).toBe(reference);
});

test.each<[string, string | undefined]>([
  ['op://vault/item/field', 'op://vault/item/field'],
  ['op://my vault/item/section/field?attribute=otp', 'op://my vault/item/section/field?attribute=otp'],
  ['{{ op://vault/item/field }}', 'op://vault/item/field'],
  ['op://vault/item', undefined],
  ['op://a/b/c/d/e', undefined],
  ['x op://vault/item/field', undefined],
  ['op://vault/item/field\n', 'op://vault/item/field'],
  ['op://vault/it\u001bem/field', undefined],
])('%j in 1Password', (text, place) => {
  expect(onePasswordReference(text)).toBe(
    place === undefined ? undefined : `cmd:["op","read",${JSON.stringify(place)}]`,
  );
});
