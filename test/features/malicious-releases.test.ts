import { expect, test } from 'bun:test';
import { isMalicious } from '../../src/features/known-issues/litellm.ts';

test.each([
  ['1.82.7', true],
  ['1.82.8', true],
  // The same release in another spelling (PEP 440), and what was built from it.
  ['v1.82.8', true],
  ['V1.82.7', true],
  [' 1.82.7\n', true],
  ['1.82.7.0', true],
  ['01.82.07', true],
  ['0!1.82.7', true],
  ['1.82.7.post1', true],
  ['1.82.7+corp.2', true],
  ['v1.82.8-stable', true],
  ['1.82.8rc1', true],
  ['1.82.6', false],
  ['1.82.70', false],
  ['1.82.9', false],
  ['1.82', false],
  ['1.83.0', false],
  ['11.82.7', false],
  ['0.1.82.7', false],
  ['unknown', false],
  ['', false],
])('LiteLLM %j steals credentials: %p', (version, steals) => {
  expect(isMalicious(version)).toBe(steals);
});
