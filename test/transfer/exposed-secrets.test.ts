import { describe, expect, test } from 'bun:test';
import { allPresets, withExampleAddress } from '../../src/profile/presets.ts';
import { doubtfulIn, exposedIn } from '../../src/transfer/exposed-secrets.ts';
import { presetProfiles } from '../shells/preset-profiles.ts';

const gateway = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'env:K' };
const key = 'sk-canary-0123456789';

describe('a credential where none belongs', () => {
  test.each<[string, object]>([
    ['note', { note: `the key is ${key}.` }],
    ['note', { note: 'Bearer abcdefghijklmnop' }],
    ['baseUrl', { baseUrl: 'https://me:hunter2@g.example.com' }],
    ['baseUrl', { baseUrl: 'https://:hunter2@g.example.com' }],
    ['baseUrl', { baseUrl: 'https://me:hun/ter2@g.example.com' }],
    ['baseUrl', { baseUrl: `https://g.example.com/${key}/v1` }],
    ['token', { token: `cmd:curl -H ${key}` }],
    ['token', { token: `cmd:["sh","-c","echo ${key}"]` }],
    ['token', { token: 'cmd:echo hunter2' }],
    ['token', { token: 'cmd:/usr/bin/printf %s hunter2' }],
    ['token', { token: 'env:ghp_0123456789abcdefghij0123456789abcdef' }],
    ['token', { token: `file:/home/me/${key}` }],
    ['headers.x-a', { headers: { 'x-a': `token ${key}` } }],
    ['headers.x-a', { headers: { 'x-a': { secret: `cmd:echo ${key}` } } }],
    ['headers.••••••••', { headers: { [key]: 'x' } }],
    ['env.PROXY', { env: { PROXY: 'http://me:hunter2@proxy' } }],
    ['models.opus', { models: { opus: key } }],
    ['strange', { strange: { deep: [{ er: key }] } }],
    ['strange', { strange: { [key]: 1 } }],
  ])('%s: %j', (path, fields) => {
    expect(exposedIn({ ...gateway, ...fields })).toEqual([path]);
  });

  test('a profile that is none', () => {
    expect(exposedIn([key])).toEqual(['the profile']);
    expect(exposedIn(null)).toEqual([]);
  });

  test('what is a secret of the profile stands nowhere else in it', () => {
    expect(exposedIn({ ...gateway, note: 'pw: hunter2hunter2' }, ['hunter2hunter2'])).toEqual(['note']);
    expect(exposedIn({ ...gateway, note: 'for ollama' }, ['ollama'])).toEqual([]);
  });
});

describe('no credential', () => {
  test.each<[object]>([
    [{ note: 'ask sk-team for the key' }],
    [
      {
        models: { opus: 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6' },
      },
    ],
    [{ baseUrl: 'https://asia-southeast1-aiplatform.googleapis.com/v1' }],
    [{ baseUrl: 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/x/anthropic' }],
    [{ token: 'cmd:op read op://vault/abcdefghijklmnop1234567890/key' }],
    [{ token: 'keychain:litellm/token' }],
    [{ headers: { authorization: { secret: 'env:K', scheme: 'Bearer' } } }],
    [{ token: 'placeholder:ollama' }],
  ])('%j', fields => {
    expect(exposedIn({ ...gateway, ...fields })).toEqual([]);
  });

  test.each(allPresets())('preset %s', (_, preset) => {
    expect(exposedIn(withExampleAddress(preset))).toEqual([]);
  });

  test.each(Object.entries(presetProfiles))('%s, as it is configured', (_, profile) => {
    expect(exposedIn(profile)).toEqual([]);
  });
});

test('what could be a credential or an id is for people to judge', () => {
  const id = '4f3a9b2c1d8e7f605142';
  const profile = { ...gateway, note: id, headers: { 'x-org': id, 'x-b': 'blue' }, models: { opus: id } };
  expect(doubtfulIn(profile)).toEqual(['note', 'headers.x-org']);
});

test('a megabyte of signs that an address with a password has is no matter', () => {
  for (const piece of [':', '://', '@', ' ', '://a:', 'sk-'])
    exposedIn({
      ...gateway,
      note: `://${piece.repeat(1_000_000 / piece.length)}`,
      headers: { x: `://a${piece.repeat(1000)}` },
    });
});
