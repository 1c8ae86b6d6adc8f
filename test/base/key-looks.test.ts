import { describe, expect, test } from 'bun:test';
import { isUnlikelyName, looksLikeKey } from '../../src/base/key-looks.ts';

const body = '1234567890abcdefghij';

describe('what looks like a key', () => {
  for (const text of [
    `sk-ant-api03-${body}`,
    `sk-or-v1-${body}`,
    'AKIAIOSFODNN7EXAMPLE',
    'ASIAIOSFODNN7EXAMPLE',
    `ghp_${body}`,
    `hvs.${body}`,
    'eyJhbGciOiJIUzI1NiJ9.e30.x',
    'Bearer abc',
    'bearer abc',
    'https://user:pass@example.com/',
    'redis://:pass@example.com/',
  ])
    test(text, () => expect(looksLikeKey(text)).toBe(true));
});

describe('what does not', () => {
  for (const text of [
    // Regions of Google Cloud: the letters of an AWS key, but small.
    'asia-southeast1',
    'asia-east1-aiplatform.googleapis.com',
    'akiara-production-gateway',
    'bearer',
    'https://example.com:4000/a@b',
    'http://[::1]:4000',
    'eyJ',
  ])
    test(text, () => expect(looksLikeKey(text)).toBe(false));
});

test('a region makes a fine name', () => {
  expect(['asia-southeast1', 'asia-northeast1-litellm-production'].filter(isUnlikelyName)).toEqual([]);
});
