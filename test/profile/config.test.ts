import { expect, test } from 'bun:test';
import { outlineProblem } from '../../src/profile/config.ts';

test.each([
  ['of a text', '\u009b31m'],
  ['of a list', ['\u009b31m']],
  ['of an object', { '\u007f': '\u009b' }],
])('the version %s is told without a control character', (_, version) => {
  const problem = outlineProblem({ version }) ?? '';
  expect(problem).toContain('"version" is ');
  expect(problem).not.toMatch(/\p{Cc}/u);
});
