import { describe, expect, test } from 'bun:test';
import { keychainMissing, noSession } from '../../src/secrets/keychain.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

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
