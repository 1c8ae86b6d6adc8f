import { describe, expect, test } from 'bun:test';
import { helperReference } from '../../src/detect/claude-files.ts';
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
    'get-key | head -1',
    'get-key; true',
    'get-key && true',
    'get-key > /dev/stdout',
    '"/path with blanks/get-key"',
    "get-key 'a b'",
    '$HOME/bin/get-key',
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
