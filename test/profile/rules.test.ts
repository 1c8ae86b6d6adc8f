import { describe, expect, test } from 'bun:test';
import { credentialValueProblem, openProblems } from '../../src/profile/rules.ts';

describe('what travels in a header', () => {
  const never = 'holds a character that no header may carry';
  test.each<[string, string, RegExp | undefined]>([
    ['letters of Latin-1', 'äÿ', undefined],
    ['a soft hyphen', 'a\u00adb', /no header may carry/],
    ['a C1 control', 'a\u009b1mb', /no header may carry|control character/],
    ['a control', 'a\u001b[2Jb', /no header may carry|control character/],
    ['delete', 'a\u007fb', /no header may carry|control character/],
    ['a blank of no width', 'ab\u200b', /no header may carry/],
    ['a mark of direction', 'a\u202eb', /no header may carry/],
    ['another script', '名', /no header may carry/],
  ])('%s: in plain text, in a secret header and in a token alike', (_, value, problem) => {
    const plain = openProblems.headers('x-team', value, 'gateway');
    expect(plain).toBe(problem === undefined ? undefined : never);
    expect(credentialValueProblem('headers.x-key', value)).toBe(plain);
    const token = credentialValueProblem('token', value);
    if (problem === undefined) expect(token).toBeUndefined();
    else expect(token).toMatch(problem);
  });
});
