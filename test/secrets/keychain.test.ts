import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { deleteByHand } from '../../src/secrets/keychain.ts';
import { parseReference } from '../../src/secrets/reference.ts';
import { runs } from '../support/tier.ts';

test('the command that deletes an entry by hand, for each system', () => {
  expect(deleteByHand('litellm/token', 'linux')).toBe('secret-tool clear service cgw account litellm/token');
  expect(deleteByHand('litellm/token', 'darwin')).toBe(
    'security delete-generic-password -s cgw -a litellm/token',
  );
  expect(deleteByHand('litellm/token', 'win32')).toBe('cmdkey "/delete:cgw/litellm/token"');
});

test('whatever an account holds, a shell takes the command as it is meant', () => {
  const account = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => {
    const reference = parseReference(`keychain:${text}`);
    return 'kind' in reference && !/\p{Cs}/u.test(text);
  });
  fc.assert(
    fc.property(account, text => {
      const script = `set -- ${deleteByHand(text, 'linux')}\nprintf '%s\\n' "$@"`;
      const { stdout } = Bun.spawnSync(['sh', '-c', script]);
      expect(stdout.toString().split('\n')).toEqual([
        'secret-tool',
        'clear',
        'service',
        'cgw',
        'account',
        text,
        '',
      ]);
    }),
    { numRuns: runs(50) },
  );
});

test('a reference comes back as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const parsed = parseReference(`keychain:${text}`);
      if ('kind' in parsed) expect(parsed).toEqual({ kind: 'keychain', account: text });
      else expect(parsed.problem).not.toBe('');
    }),
  );
});
