import { expect } from 'bun:test';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Home } from '../support/home.ts';
import { gateway, type Situations, written } from './situation.ts';

const settings = (home: Home) => join(home.path, '.claude/settings.json');
const config = (home: Home) => home.config;
const pin = (home: Home) => join(home.path, '.cgw');
const pinned = ['pin', 'p'];
const added = [
  'add',
  'q',
  '--from',
  'litellm',
  '--set',
  'baseUrl=https://g',
  '--secret',
  'token=placeholder:x',
];
const profiles = JSON.stringify({ version: 1, profiles: { p: gateway } });

type Path = (home: Home) => string;

/** Something else than it should be in the place of a file. */
function instead(where: Path, make: (path: string) => void) {
  return (home: Home) => {
    rmSync(where(home), { recursive: true, force: true });
    make(where(home));
    return {};
  };
}

const holding = (where: Path, content: string | Uint8Array) => (home: Home) => {
  home.write(where(home).slice(home.path.length + 1), content);
  return {};
};
const loop = (where: Path) => instead(where, path => symlinkSync(path, path));
const folder = (where: Path) => instead(where, path => void mkdirSync(path));
const pipe = (where: Path) => instead(where, path => void Bun.spawnSync(['mkfifo', path]));

/** What is in files, and what stands where a file should be. */
export const contents = {
  'the config begins with a byte order mark': {
    seen: 'https://github.com/Nayjest/lm-proxy/issues/79',
    set: holding(config, `\uFEFF${profiles}`),
    args: ['list'],
    exit: 0,
    says: ['https://llm.example'],
  },
  'the config has CRLF line ends': {
    seen: 'https://github.com/vlang/v/issues/24321',
    set: holding(config, profiles.replaceAll(',', ',\r\n')),
    args: ['list'],
    exit: 0,
    says: ['https://llm.example'],
  },
  'the config holds a NUL': {
    seen: 'https://github.com/musistudio/claude-code-router/issues/90',
    set: holding(config, '\0'.repeat(100)),
    args: ['list'],
    exit: 3,
    says: ['config.json: it is not JSON: line 1, column 1', 'cgw leaves it as it is'],
  },
  'the config is UTF-16': {
    seen: 'PowerShell 5 with >',
    set: holding(config, Buffer.from(`\uFEFF${profiles}`, 'utf16le')),
    args: ['list'],
    exit: 3,
    says: ['it is not UTF-8 text'],
  },
  'the config is empty': {
    seen: 'https://github.com/musistudio/claude-code-router/issues/816',
    set: holding(config, ''),
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 3,
    says: ['it is not JSON'],
    after: home => expect(readFileSync(home.config, 'utf8')).toBe(''),
  },
  'the config holds the marks of a merge': {
    seen: 'dotfiles in git',
    set: holding(config, `<<<<<<< HEAD\n${profiles}\n=======\n{}\n>>>>>>> b\n`),
    args: ['list'],
    exit: 3,
    says: ['it is not JSON: line 1, column 1'],
  },
  'the config has a trailing comma': {
    seen: 'https://github.com/farion1231/cc-switch/issues/1172',
    set: holding(config, '{"version":1,"profiles":{},}'),
    args: ['list'],
    exit: 3,
    says: ['it is not JSON: line 1, column 28'],
  },
  'the config has 10 MB': {
    seen: 'a program that makes profiles',
    set: home => {
      const note = 'n'.repeat(900);
      const many = Array.from({ length: 10_000 }, (_, at) => [`p${at}`, { ...gateway, note }]);
      home.writeConfig({ version: 1, profiles: Object.fromEntries(many) });
      return {};
    },
    args: ['env', 'p9999', '--shell', 'sh'],
    exit: 0,
    says: ['CGW_PROFILE=p9999'],
  },
  'the config is larger than any': {
    seen: 'a device or a log in its place',
    set: home => {
      Bun.spawnSync(['truncate', '-s', '65M', home.config]);
      return {};
    },
    args: ['list'],
    exit: 3,
    says: ['it is larger than 64 MiB', 'move it away'],
    not: ['permissions'],
  },
  'the config is a link to itself': {
    seen: 'https://github.com/banyancomputer/banyan-cli/issues/23',
    set: loop(config),
    args: ['list'],
    exit: 3,
    says: ['a link on its path leads back to itself', 'remove that link'],
    not: ['permissions'],
  },
  'the folder of the config is a link to itself': {
    seen: 'https://github.com/mina-deploy/mina/issues/448',
    set: loop(home => home.folder),
    args: ['list'],
    exit: 3,
    says: ['a link on its path leads back to itself'],
  },
  'the folder of the config is a link to nowhere': {
    seen: 'https://github.com/twpayne/chezmoi/issues/3517',
    set: instead(
      home => home.folder,
      path => symlinkSync('nowhere', path),
    ),
    args: added,
    exit: 1,
    says: ['something that is not a folder has its name', 'move that away'],
    not: ['permissions'],
  },
  'a file stands where the folder of the config should': {
    seen: 'https://github.com/node-config/node-config/issues/763',
    set: home => {
      rmSync(dirname(home.folder), { recursive: true });
      home.write('.config', '');
      return {};
    },
    args: ['list'],
    exit: 3,
    says: ['a part of its path is not a folder'],
    not: ['permissions'],
  },
  'the config is a named pipe': {
    seen: 'https://github.com/direnv/direnv/pull/1557',
    set: pipe(config),
    args: ['list'],
    exit: 3,
    says: ['it is not a file'],
  },
  'the config is a folder': {
    seen: 'docker -v of a file that is not there',
    set: folder(config),
    args: ['list'],
    exit: 3,
    says: ['it is a folder'],
  },
  'the config is a link into dotfiles': {
    seen: 'https://github.com/jdx/mise/issues/2175',
    set: home => {
      home.write('dotfiles/config.json', profiles);
      return instead(config, path => symlinkSync(join(home.path, 'dotfiles/config.json'), path))(home);
    },
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: ['changed p'],
    after: home => {
      expect(lstatSync(home.config).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(home.path, 'dotfiles/config.json'), 'utf8')).toContain('"note": "new"');
    },
  },
  'the folder of the config is a link to another drive': {
    seen: 'https://github.com/twpayne/chezmoi/issues/3517',
    set: home => {
      renameSync(dirname(home.folder), join(home.path, 'fast'));
      symlinkSync('fast', dirname(home.folder));
      return {};
    },
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: ['changed p'],
  },
  'settings are a link to a link': {
    seen: 'https://github.com/anthropics/claude-code/issues/78162',
    set: home => {
      home.write('dotfiles/settings.json', '{"model":"opus"}');
      symlinkSync('dotfiles/settings.json', join(home.path, 'second'));
      return instead(settings, path => symlinkSync('../second', path))(home);
    },
    args: written,
    exit: 0,
    says: ['wrote p', 'a link to ~/dotfiles/settings.json'],
    after: home => {
      expect(readlinkSync(settings(home))).toBe('../second');
      expect(readFileSync(join(home.path, 'dotfiles/settings.json'), 'utf8')).toContain('llm.example');
    },
  },
  'settings are a link to nowhere': {
    seen: 'https://github.com/twpayne/chezmoi/issues/167',
    set: instead(settings, path => symlinkSync('../dotfiles/settings.json', path)),
    args: written,
    exit: 3,
    says: ['a link to what does not exist'],
  },
  'settings are a link to themselves': {
    seen: 'https://github.com/banyancomputer/banyan-cli/issues/23',
    set: loop(settings),
    args: written,
    exit: 1,
    says: ['a link on its path leads back to itself'],
    not: ['permissions'],
  },
  'settings are a named pipe: a launch does not wait': {
    seen: 'https://github.com/direnv/direnv/issues/569',
    set: pipe(settings),
    args: ['run', 'p', '--', '-p', 'hi'],
    exit: 0,
    says: ['claude --settings'],
  },
  'settings are a named pipe: nothing is written to it': {
    seen: 'https://github.com/direnv/direnv/pull/1507',
    set: pipe(settings),
    args: written,
    exit: 3,
    says: ['it is not a file'],
    after: home => expect(lstatSync(settings(home)).isFIFO()).toBe(true),
  },
  'settings begin with a byte order mark': {
    seen: 'https://github.com/DietrichGebert/ponytail/issues/148',
    set: holding(settings, '\uFEFF{"model":"opus"}'),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: home => expect(readFileSync(settings(home), 'utf8')).toStartWith('\uFEFF{"model":"opus"'),
  },
  'settings have CRLF line ends': {
    seen: 'https://github.com/pelletier/go-toml/issues/50',
    set: holding(settings, '{\r\n  "model": "opus"\r\n}\r\n'),
    args: written,
    exit: 0,
    says: ['wrote p'],
    after: home => expect(readFileSync(settings(home), 'utf8')).not.toMatch(/[^\r]\n/),
  },
  'settings hold a NUL': {
    seen: 'a power failure on XFS',
    set: holding(settings, '{"model":"opus\0"}'),
    args: written,
    exit: 3,
    says: ['it is not JSON: line 1, column 10'],
  },
  'the folder of the settings is a file': {
    seen: 'https://github.com/node-config/node-config/issues/763',
    set: home => {
      rmSync(join(home.path, '.claude'), { recursive: true });
      home.write('.claude', '');
      return {};
    },
    args: written,
    exit: 1,
    says: ['a part of its path is not a folder'],
    not: ['permissions'],
  },
  'a pin is a folder: it asks for nothing': {
    seen: 'https://github.com/direnv/direnv/issues/863',
    set: folder(pin),
    args: ['status'],
    exit: 0,
    says: ['cgw run takes p'],
  },
  'a pin is a folder: it stays': {
    seen: 'https://github.com/direnv/direnv/issues/863',
    set: folder(pin),
    args: pinned,
    exit: 1,
    says: ['.cgw: it is not a file', 'move it away'],
  },
  'a pin is a named pipe: nobody waits': {
    seen: 'https://github.com/direnv/direnv/issues/569',
    set: pipe(pin),
    args: ['status'],
    exit: 0,
    says: ['cgw run takes p'],
  },
  'a pin is a named pipe: it stays': {
    seen: 'https://github.com/direnv/direnv/pull/1507',
    set: pipe(pin),
    args: pinned,
    exit: 1,
    says: ['.cgw: it is not a file'],
    after: home => expect(lstatSync(pin(home)).isFIFO()).toBe(true),
  },
  'a pin is a link to itself': {
    seen: 'https://github.com/banyancomputer/banyan-cli/issues/23',
    set: loop(pin),
    args: pinned,
    exit: 0,
    says: ['now asks for p'],
    after: home => expect(readFileSync(pin(home), 'utf8')).toBe('p\n'),
  },
  'a pin is a link to a file that has a second name': {
    seen: 'an attack: the file would be written in place',
    set: home => {
      linkSync(home.write('kept', 'kept'), join(home.path, 'second'));
      symlinkSync('kept', pin(home));
      return {};
    },
    args: pinned,
    exit: 0,
    says: ['now asks for p'],
    after: home => {
      expect(readFileSync(join(home.path, 'kept'), 'utf8')).toBe('kept');
      expect(lstatSync(pin(home)).isFile()).toBe(true);
    },
  },
  'a pin with a byte order mark and CRLF': {
    seen: 'https://github.com/influxdata/telegraf/issues/1378',
    set: holding(pin, '\uFEFFp\r\n'),
    args: pinned.slice(0, 1),
    exit: 0,
    says: ['p\n'],
  },
  'a pin that holds a NUL': {
    seen: 'a power failure on XFS',
    set: holding(pin, 'p\0\n'),
    args: ['pin'],
    exit: 0,
    says: ['holds no profile name and is ignored'],
  },
} as const satisfies Situations;
