import { expect } from 'bun:test';
import { existsSync, linkSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { program } from '../support/cgw.ts';
import type { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { edit, failing, mounted, type Situations, written } from './situation.ts';

const settings = (home: Home) => join(home.path, '.claude/settings.json');

/** Nothing of a write is left beside the file. */
function isTidy(folder: string): void {
  expect(readdirSync(folder).filter(each => /tmp|\.\d+$/.test(each))).toEqual([]);
}

function hasNote(home: Home): void {
  expect(home.readConfig()).toMatchObject({ profiles: { p: { note: 'new' } } });
  isTidy(home.folder);
}

function hasProfile(home: Home): void {
  expect(JSON.parse(readFileSync(settings(home), 'utf8'))).toMatchObject({
    model: 'opus',
    env: { ANTHROPIC_BASE_URL: 'https://llm.example' },
  });
  isTidy(join(home.path, '.claude'));
}

const hasPython = required('python3', Bun.which('python3') !== null);

const attributes = {
  set: "os.setxattr(sys.argv[1], 'user.mark', b'kept')",
  get: "print(os.getxattr(sys.argv[1], 'user.mark').decode())",
} as const;

function attribute(act: keyof typeof attributes, file: string): string {
  if (!hasPython) return '';
  return Bun.spawnSync(['python3', '-c', `import os, sys; ${attributes[act]}`, file]).stdout.toString();
}

const readOnly = (path: string) => ['--ro-bind', path, path];

/** Files, folders and file systems that are not as a desktop has them. */
export const places = {
  'the config is a mount of its own': {
    seen: 'docker -v file:file, Kubernetes subPath',
    set: home => ({ under: mounted('--bind', home.config, home.config) }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a settings file is a mount of its own': {
    seen: 'dev containers',
    set: home => ({ under: mounted('--bind', settings(home), settings(home)) }),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: hasProfile,
  },
  'a settings file is a mount that may only be read': {
    seen: 'a config map',
    set: home => ({ under: mounted('--ro-bind', settings(home), settings(home)) }),
    args: written,
    exit: 1,
    says: ['~/.claude/settings.json cannot be written'],
  },
  'a settings file has a second name': {
    seen: 'dotfiles as hard links',
    set: home => {
      linkSync(settings(home), join(home.path, 'second'));
      return {};
    },
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: home => {
      hasProfile(home);
      expect(statSync(settings(home)).ino).toBe(statSync(join(home.path, 'second')).ino);
    },
  },
  'a settings file of a project is another name of the user’s': {
    seen: 'an attack',
    set: home => {
      home.write('b/.claude/none', '');
      linkSync(settings(home), join(home.path, 'b/.claude/settings.local.json'));
      return { cwd: join(home.path, 'b') };
    },
    args: ['write', 'p', '--to', 'local'],
    exit: 3,
    says: ['has another name (a hard link)', 'remove the link'],
    after: home => expect(readFileSync(settings(home), 'utf8')).not.toContain('ANTHROPIC'),
  },
  'a pin is another name of a file of the user’s': {
    seen: 'an attack',
    set: home => {
      home.makeFolder('b');
      linkSync(settings(home), join(home.path, 'b/.cgw'));
      return { cwd: join(home.path, 'b') };
    },
    args: ['pin', 'p'],
    exit: 0,
    says: ['now asks for p'],
    after: home => {
      expect(readFileSync(settings(home), 'utf8')).toContain('opus');
      expect(readFileSync(join(home.path, 'b/.cgw'), 'utf8')).toBe('p\n');
    },
  },
  'a secret goes into a file that has a second name and is open to others': {
    seen: 'dotfiles as hard links',
    set: home => {
      linkSync(settings(home), join(home.path, 'second'));
      return {
        under: ['strace', '-f', '-qq', '-o', join(home.path, 'calls'), '-e', 'trace=pwrite64,fchmod'],
      };
    },
    args: [...written, '--plaintext'],
    exit: 0,
    says: ['wrote p'],
    after: home => {
      expect(statSync(settings(home)).mode & 0o777).toBe(0o600);
      // Closed before the first byte is in it.
      const calls = readFileSync(join(home.path, 'calls'), 'utf8');
      expect(calls.lastIndexOf('fchmod')).toBeGreaterThan(0);
      expect(calls.lastIndexOf('fchmod')).toBeLessThan(calls.lastIndexOf('pwrite64'));
    },
  },
  'the config has a second name': {
    seen: 'dotfiles as hard links',
    set: home => {
      linkSync(home.config, join(home.path, 'second'));
      return {};
    },
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: home => {
      hasNote(home);
      expect(statSync(home.config).ino).toBe(statSync(join(home.path, 'second')).ino);
    },
  },
  'a settings file has an attribute': {
    seen: 'access lists, marks of backup programs',
    set: home => {
      attribute('set', settings(home));
      return {};
    },
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: home => {
      hasProfile(home);
      if (hasPython) expect(attribute('get', settings(home))).toBe('kept\n');
    },
  },
  'the home is read-only, and Claude Code starts': {
    seen: 'NixOS, sandboxes',
    set: home => ({
      env: { XDG_RUNTIME_DIR: home.makeFolder('run') },
      under: mounted(
        '--ro-bind',
        home.path,
        home.path,
        '--bind',
        join(home.path, 'run'),
        join(home.path, 'run'),
      ),
    }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings', '/run/cgw/launch/'],
  },
  'the home is read-only and there is no runtime folder': {
    seen: 'cron jobs',
    set: home => ({
      env: { TMPDIR: home.makeFolder('tmp') },
      under: mounted(
        '--ro-bind',
        home.path,
        home.path,
        '--bind',
        join(home.path, 'tmp'),
        join(home.path, 'tmp'),
      ),
    }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings', '/tmp/cgw-'],
    after: home => {
      const [folder = ''] = readdirSync(join(home.path, 'tmp'));
      expect(statSync(join(home.path, 'tmp', folder)).mode & 0o077).toBe(0);
    },
  },
  'somebody else made the temporary folder first': {
    seen: 'a shared machine',
    set: home => {
      const open = home.makeFolder(`tmp/cgw-${process.getuid?.()}`);
      Bun.spawnSync(['chmod', '777', open]);
      return {
        env: { TMPDIR: join(home.path, 'tmp') },
        under: mounted(
          '--ro-bind',
          home.path,
          home.path,
          '--bind',
          join(home.path, 'tmp'),
          join(home.path, 'tmp'),
        ),
      };
    },
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings'],
    after: home => {
      // It is the user’s, so it is closed.
      expect(statSync(join(home.path, 'tmp', `cgw-${process.getuid?.()}`)).mode & 0o077).toBe(0);
    },
  },
  'the home is read-only and something is to be kept': {
    seen: 'NixOS',
    set: home => ({ under: mounted('--ro-bind', home.path, home.path) }),
    args: edit,
    exit: 1,
    says: ['cannot be written'],
  },
  'a file system without permissions: the config': {
    seen: 'vfat, CIFS',
    set: () => ({ under: failing('?chmod,?fchmod,?fchmodat,?fchmodat2', 'EPERM') }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a file system without permissions: a settings file': {
    seen: 'vfat, CIFS',
    set: () => ({ under: failing('?chmod,?fchmod,?fchmodat,?fchmodat2', 'EPERM') }),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: hasProfile,
  },
  'a file system without permissions: a launch': {
    seen: 'vfat, CIFS',
    set: () => ({ under: failing('?chmod,?fchmod,?fchmodat,?fchmodat2', 'EPERM') }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings'],
  },
  'a file system that promises nothing for a power failure: the config': {
    seen: 'FUSE, network drives',
    set: () => ({ under: failing('fsync,fdatasync', 'EINVAL') }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a file system that promises nothing for a power failure: a settings file': {
    seen: 'FUSE, network drives',
    set: () => ({ under: failing('fsync,fdatasync', 'EINVAL') }),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: hasProfile,
  },
  'no copies within the kernel': {
    seen: 'copy_file_range on CIFS, seccomp',
    set: () => ({ under: failing('copy_file_range', 'EPERM') }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a file system that cannot put a file in the place of another: the config': {
    seen: 'https://github.com/farion1231/cc-switch/issues/6571',
    set: () => ({ under: failing('?rename,?renameat,?renameat2', 'EOPNOTSUPP') }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a file system that cannot put a file in the place of another: a settings file': {
    seen: 'https://github.com/farion1231/cc-switch/issues/6571',
    set: () => ({ under: failing('?rename,?renameat,?renameat2', 'EOPNOTSUPP') }),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: hasProfile,
  },
  'a kernel that forbids what is new': {
    seen: 'seccomp of Docker, gVisor',
    set: () => ({
      under: failing('io_uring_setup,memfd_create,?statx,clone3,openat2,pidfd_open,close_range', 'ENOSYS'),
    }),
    args: edit,
    exit: 0,
    says: ['changed p'],
    after: hasNote,
  },
  'a kernel that forbids what is new: a launch': {
    seen: 'seccomp of Docker, gVisor',
    set: () => ({ under: failing('io_uring_setup,memfd_create,openat2,pidfd_open', 'EPERM') }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings'],
  },
  'the root is read-only and only /tmp is not': {
    seen: 'https://github.com/homeassistant-ai/ha-mcp/pull/1138',
    set: home => ({
      cwd: '/',
      under: mounted(
        '--remount-ro',
        '/',
        '--tmpfs',
        '/tmp',
        ...readOnly(home.path),
        ...readOnly(dirname(program)),
      ),
    }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings /tmp/cgw-'],
  },
  'the runtime folder is another user’s, and TMPDIR leads nowhere': {
    seen: 'https://github.com/twpayne/chezmoi/issues/2077',
    set: home => ({
      env: { XDG_RUNTIME_DIR: '/proc/none', TMPDIR: join(home.path, 'none') },
      cwd: '/',
      under: mounted('--tmpfs', '/tmp', ...readOnly(home.path), ...readOnly(dirname(program))),
    }),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings /tmp/cgw-'],
  },
  'no locks: the config': {
    seen: 'NFS without lockd',
    set: () => ({ under: failing('fcntl', 'ENOLCK') }),
    args: edit,
    exit: 1,
    says: ['has no locks', 'CGW_CONFIG_DIR'],
    not: ['another cgw'],
    after: home => isTidy(home.folder),
  },
  'no locks: a settings file': {
    seen: 'NFS without lockd',
    set: () => ({ under: failing('fcntl', 'ENOLCK') }),
    args: written,
    exit: 1,
    says: ['has no locks', 'XDG_STATE_HOME'],
    not: ['another cgw'],
  },
  'locks are not known at all': {
    seen: 'FUSE, seccomp',
    set: () => ({ under: failing('fcntl', 'ENOSYS') }),
    args: edit,
    exit: 1,
    says: ['has no locks'],
  },
  'a linked work tree': {
    seen: 'git worktree',
    set: home => {
      Bun.spawnSync(
        [
          'sh',
          '-c',
          'git init -q a && cd a && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m a && git worktree add -q ../b',
        ],
        {
          cwd: home.path,
          env: { PATH: process.env.PATH, HOME: home.path },
        },
      );
      return { cwd: join(home.path, 'b') };
    },
    args: ['write', 'p', '--to', 'local'],
    exit: 0,
    says: ['wrote p'],
    after: home => expect(existsSync(join(home.path, 'b/.claude/settings.local.json'))).toBe(true),
  },
  'a work tree that names another folder as its main one': {
    seen: 'an attack',
    set: home => {
      home.write('b/.git', 'gitdir: ./g\n');
      home.write('b/g/commondir', `${home.path}/.git\n`);
      Bun.spawnSync(['ln', '-s', '../.claude', 'b/.claude'], { cwd: home.path });
      return { cwd: join(home.path, 'b') };
    },
    args: ['write', 'p', '--to', 'local'],
    exit: 3,
    says: ['outside of this project'],
    after: home => expect(existsSync(join(home.path, '.claude/settings.local.json'))).toBe(false),
  },
} as const satisfies Situations;
