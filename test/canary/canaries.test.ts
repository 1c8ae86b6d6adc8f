import { expect, test } from 'bun:test';
import { canariesIn, canary, canaryNames } from './canaries.ts';

/* What looks for a leak must find one. */

for (const name of canaryNames) {
  const secret = canary(name);
  const leaks = {
    'as it is': `token=${secret}`,
    'in part': `sk-${secret.slice(9, 19)}…`,
    'its first characters': secret.slice(0, 12),
    'in the quotes of a shell': `'${secret}'`,
    'in hexadecimal': Buffer.from(`Bearer ${secret}`).toString('hex'),
    'in a URL': encodeURIComponent(`key=${secret}&x`),
    'a character at a time': [...secret].join(' '),
    backwards: [...secret].reverse().join(''),
    ...Object.fromEntries(
      [0, 1, 2, 3].map(shift => [
        `in Base64, moved by ${shift}`,
        Buffer.from(`${'x'.repeat(shift)}${secret}`).toString('base64'),
      ]),
    ),
  };
  for (const [how, text] of Object.entries(leaks))
    test(`${name} is found ${how}`, () => {
      expect(canariesIn(text)).toEqual([name]);
      expect(canariesIn(Buffer.from(text, 'utf8'))).toEqual([name]);
    });
}

test('masked secrets and ordinary texts are none', () => {
  expect(canaryNames.flatMap(name => canariesIn(`sk-…${canary(name).slice(-4)}`))).toEqual([]);
  expect(canariesIn('added litellm\nANTHROPIC_AUTH_TOKEN=••••••••\n')).toEqual([]);
});
