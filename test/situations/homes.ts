import { expect } from 'bun:test';
import { existsSync, lstatSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../support/home.ts';
import { mounted, type Situations } from './situation.ts';

const user = 12345;

/** The home is a user’s, and cgw is root; sudo says whom it made root. */
function sudo(home: Home) {
  Bun.spawnSync(['chown', '-R', `${user}:${user}`, home.path]);
  return { env: { SUDO_UID: `${user}`, SUDO_GID: `${user}` } };
}

function isAllTheUsers(home: Home): void {
  const all = readdirSync(home.path, { recursive: true, encoding: 'utf8' });
  expect(all.filter(each => lstatSync(join(home.path, each)).uid !== user)).toEqual([]);
}

const throughSudo = {
  'root through sudo -E: what is changed stays the user’s': {
    seen: 'sudo -E, sudo with env_keep',
    set: sudo,
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: ['changed p'],
    after: isAllTheUsers,
  },
  'root through sudo -E: what is made is the user’s': {
    seen: 'sudo -E, sudo with env_keep',
    set: home => ({ ...sudo(home), cwd: home.path }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings'],
    after: isAllTheUsers,
  },
  'root through sudo -E: a settings file, and back': {
    seen: 'sudo -E, sudo with env_keep',
    set: sudo,
    args: ['write', 'p', '--to', 'user'],
    exit: 0,
    says: ['wrote p'],
    after: isAllTheUsers,
  },
  'root through sudo -E: a pin': {
    seen: 'sudo -E, sudo with env_keep',
    set: sudo,
    args: ['pin', 'p'],
    exit: 0,
    says: ['.cgw'],
    after: isAllTheUsers,
  },
} as const satisfies Situations;

const unknownUser = ['--unshare-user', '--uid', '54321'];

/** Who calls, and from where. */
export const homes = {
  'HOME is not set': {
    seen: 'systemd units, env -i',
    without: ['HOME'],
    set: home => ({ env: { CGW_CONFIG_DIR: home.folder } }),
    args: ['env', 'p'],
    exit: 0,
    says: ['ANTHROPIC_BASE_URL'],
  },
  'HOME is not set for a user without an entry: list': {
    seen: 'docker --user 54321',
    without: ['HOME'],
    set: () => ({ under: mounted(...unknownUser) }),
    args: ['list'],
    exit: 1,
    says: ['HOME is not set, and this user has no home folder', 'set HOME'],
  },
  'HOME is not set for a user without an entry: env': {
    seen: 'docker --user 54321',
    without: ['HOME'],
    set: () => ({ under: mounted(...unknownUser) }),
    args: ['env', 'p', '--shell', 'sh'],
    exit: 1,
    says: ['HOME is not set', 'false;'],
  },
  'HOME is relative': {
    seen: 'HOME=. in scripts',
    set: () => ({ env: { HOME: 'elsewhere' } }),
    args: ['list'],
    exit: 1,
    says: ['HOME is not an absolute path: elsewhere'],
    after: home => expect(existsSync(join(home.path, 'elsewhere'))).toBe(false),
  },
  'HOME leads nowhere': {
    seen: 'service users with /nonexistent',
    set: home => ({
      env: { HOME: '/proc/none', CGW_CONFIG_DIR: home.folder, TMPDIR: home.makeFolder('tmp') },
      cwd: '/',
    }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings', '/tmp/cgw-'],
  },
  'HOME leads nowhere, and something is to be kept': {
    seen: 'service users with /nonexistent',
    set: () => ({ env: { HOME: '/proc/none' } }),
    args: ['add', 'q', '--from', 'litellm', '--set', 'baseUrl=https://g', '--secret', 'token=placeholder:x'],
    exit: 1,
    says: ['/proc/none/.config/cgw cannot be written'],
  },
  'XDG_CONFIG_HOME is relative': {
    seen: 'the XDG standard',
    set: () => ({ env: { XDG_CONFIG_HOME: 'elsewhere' } }),
    args: ['list'],
    exit: 0,
    says: ['XDG_CONFIG_HOME is not an absolute path, so it does not count', 'https://llm.example'],
    after: home => expect(existsSync(join(home.path, 'elsewhere'))).toBe(false),
  },
  'XDG_CONFIG_HOME holds a tilde': {
    seen: 'quoted in an rc file',
    set: () => ({ env: { XDG_CONFIG_HOME: '~/.config' } }),
    args: ['list'],
    exit: 0,
    says: ['XDG_CONFIG_HOME is not an absolute path', 'https://llm.example'],
  },
  'XDG_STATE_HOME is relative': {
    seen: 'the XDG standard',
    set: () => ({ env: { XDG_STATE_HOME: 'elsewhere' } }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings', '/.local/state/cgw/launch/'],
    after: home => expect(existsSync(join(home.path, 'elsewhere'))).toBe(false),
  },
  'CGW_CONFIG_DIR is relative': {
    seen: 'a folder would choose the config',
    set: () => ({ env: { CGW_CONFIG_DIR: '.config/cgw' } }),
    args: ['list'],
    exit: 2,
    says: ['CGW_CONFIG_DIR is not an absolute path: .config/cgw'],
  },
  'HOME is a file': {
    seen: 'https://github.com/node-config/node-config/issues/763',
    set: home => ({ env: { HOME: home.write('file', '') } }),
    args: ['list'],
    exit: 3,
    says: ['a part of its path is not a folder'],
    not: ['permissions'],
  },
  'HOME is the word undefined': {
    seen: 'https://github.com/musistudio/claude-code-router/issues/149',
    set: () => ({ env: { HOME: 'undefined' } }),
    args: ['list'],
    exit: 1,
    says: ['HOME is not an absolute path: undefined'],
    after: home => expect(existsSync(join(home.path, 'undefined'))).toBe(false),
  },
  'HOME ends in a slash': {
    seen: 'https://github.com/winapps-org/winapps/pull/774',
    set: home => ({ env: { HOME: `${home.path}/` } }),
    args: ['write', 'p', '--to', 'user'],
    exit: 0,
    says: ['wrote p to ~/.claude/settings.json'],
  },
  'HOME is a link': {
    seen: 'https://github.com/pure-fish/pure/issues/137',
    set: home => {
      symlinkSync(home.path, join(home.path, 'link'));
      return { env: { HOME: join(home.path, 'link') } };
    },
    args: ['write', 'p', '--to', 'user'],
    exit: 0,
    says: ['wrote p to ~/.claude/settings.json'],
  },
  'HOME is too long': {
    seen: 'generated build folders',
    set: home => ({ env: { HOME: `${home.path}/${'x'.repeat(300)}` } }),
    args: ['list'],
    exit: 3,
    says: ['its path is too long', 'choose a shorter one'],
  },
  // Only root can give files to another user.
  ...(process.getuid?.() === 0 ? throughSudo : {}),
} as const satisfies Situations;
