import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { deleteByHand, keychainMissing, noSession } from '../../src/secrets/keychain.ts';
import { parseReference } from '../../src/secrets/reference.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
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

setUp();

/** A runtime folder of a session whose bus listens there. */
function runtimeFolder(): string {
  const home = new Home();
  home.write('bus', '');
  return home.path;
}

describe('whether a keychain can be expected', () => {
  test.each<[string, NodeJS.Platform, Record<string, string>, string | null]>([
    ['macOS has one', 'darwin', {}, null],
    ['Windows has one', 'win32', {}, null],
    ['a Linux session by its address', 'linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' }, null],
    ['a display, on which one can be started', 'linux', { DISPLAY: ':0' }, null],
    ['the socket of the runtime folder', 'linux', { XDG_RUNTIME_DIR: runtimeFolder() }, null],
    ['a runtime folder without it', 'linux', { XDG_RUNTIME_DIR: '/nowhere' }, noSession],
    ['a container', 'linux', { PATH: '/bin' }, noSession],
    ['an empty address is none', 'linux', { DBUS_SESSION_BUS_ADDRESS: '', DISPLAY: '' }, noSession],
  ])('%s', (_, platform, environment, missing) => {
    expect(keychainMissing({ platform, environment })).toBe(missing);
  });
});
