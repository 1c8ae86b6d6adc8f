import { describe, expect, test } from 'bun:test';
import { describeReference, parseReference, type Reference } from '../../src/secrets/reference.ts';

const good: readonly (readonly [string, Reference])[] = [
  ['env:LITELLM_API_KEY', { kind: 'env', name: 'LITELLM_API_KEY' }],
  ['file:/run/secrets/key', { kind: 'file', path: '/run/secrets/key' }],
  ['file:~/.config/key', { kind: 'file', path: '~/.config/key' }],
  ['cmd:pass show litellm', { kind: 'cmd', argv: ['pass', 'show', 'litellm'] }],
  [`cmd:op read 'op://vault/my item/key'`, { kind: 'cmd', argv: ['op', 'read', 'op://vault/my item/key'] }],
  ['cmd:a "b c"d', { kind: 'cmd', argv: ['a', 'b cd'] }],
  [`cmd:echo ''`, { kind: 'cmd', argv: ['echo', ''] }],
  ['cmd:["a","b c","$(d)"]', { kind: 'cmd', argv: ['a', 'b c', '$(d)'] }],
  ['cmd:echo $(id) `id` ; | & *', { kind: 'cmd', argv: ['echo', '$(id)', '`id`', ';', '|', '&', '*'] }],
  ['placeholder:ollama', { kind: 'placeholder', word: 'ollama' }],
  ['keychain:litellm/token', { kind: 'keychain', account: 'litellm/token' }],
  ['keychain:работа/headers.X-Api-Key', { kind: 'keychain', account: 'работа/headers.X-Api-Key' }],
  ['keychain:sk-team/env.A_TOKEN', { kind: 'keychain', account: 'sk-team/env.A_TOKEN' }],
  ['keychain:team key', { kind: 'keychain', account: 'team key' }],
];

const bad = [
  'sk-ant-api03-secret',
  '',
  'env:',
  'env:1A',
  'env:A-B',
  'file:relative/path',
  'file:',
  'cmd:',
  'cmd:   ',
  `cmd:op 'unclosed`,
  'cmd:["a",1]',
  'cmd:[]',
  'keychain',
  'keychain:',
  'keychain: litellm/token',
  'keychain:litellm/to\nken',
  `keychain:${'a'.repeat(256)}`,
  'keychain:sk-live-7f3a9c',
  'keychain:sk-ant-api03-abcdefghijkl/token',
  'keychain:8f14e45fceea167a5a36dedd4bea2543',
  'keychain:8f14e45fceea167a5a36dedd4bea2543/bPxRfiCY',
  'placeholder:sk-ant-api03-secret',
  'placeholder:averylongwordthatcouldbeakey',
  'https://example.com',
];

describe('a secret reference', () => {
  test.each(good)('%s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  test.each(bad)('%j is none, and the reason does not repeat it', text => {
    const parsed = parseReference(text);
    expect(parsed).toHaveProperty('problem');
    const [, rest = ''] = /^(?:[a-z]+:)?(.*)$/s.exec(text) ?? [];
    if ('problem' in parsed && rest.length > 12) expect(parsed.problem).not.toContain(rest);
  });

  test('a command is described without its arguments', () => {
    expect(describeReference('cmd:vault read -token=private path')).toBe('cmd:vault …');
  });
});
