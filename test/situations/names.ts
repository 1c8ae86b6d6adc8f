import { expect } from 'bun:test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../support/home.ts';
import { after, launch, type Situations } from './situation.ts';

const latin = "$'na\\xefve'";
const local = ['write', 'p', '--to', 'local'];

/** From a folder of this name, which is bash. */
const inside = (name: string) => () => ({ under: after(`mkdir -p -- ${name}; cd -- ${name}`) });

/** Nothing was made under the name that the runtime takes a name for that is not UTF-8. */
function hasNoOther(home: Home): void {
  expect(readdirSync(home.path).filter(each => each === 'na\uFFFDve')).toHaveLength(1);
  expect(existsSync(join(home.path, 'na\uFFFDve'))).toBe(false);
}

/** Folders, arguments and variables, as bytes. */
export const names = {
  'a folder whose name is not UTF-8: nothing is written elsewhere': {
    seen: 'https://github.com/starship/starship/issues/1426',
    set: inside(latin),
    args: local,
    exit: 1,
    says: ['is not UTF-8, and cgw cannot name it', 'give the folder a name in UTF-8'],
    after: hasNoOther,
  },
  'a folder whose name is not UTF-8: a pin': {
    seen: 'https://github.com/starship/starship/issues/1426',
    set: inside(latin),
    args: ['pin', 'p'],
    exit: 1,
    says: ['the name of this folder is not UTF-8'],
    after: hasNoOther,
  },
  'a folder whose name is not UTF-8: a program gets it': {
    seen: 'https://github.com/cantino/mcfly/issues/84',
    set: inside(latin),
    args: ['exec', 'p', '--', 'sh', '-c', 'pwd -P | od -An -c'],
    exit: 0,
    says: ['357'],
  },
  'a home whose name is not UTF-8': {
    seen: 'https://github.com/cantino/mcfly/issues/84',
    set: () => ({ under: after(`mkdir ${latin}; export HOME="$HOME/"${latin}`) }),
    args: ['list'],
    exit: 1,
    says: ['HOME is not UTF-8, and cgw cannot name it'],
    after: hasNoOther,
  },
  'a folder for the config whose name is not UTF-8': {
    seen: 'https://github.com/cantino/mcfly/issues/84',
    set: () => ({ under: after(`export XDG_CONFIG_HOME="$HOME/"${latin}`) }),
    args: ['add', 'q', '--from', 'litellm', '--set', 'baseUrl=https://g', '--secret', 'token=placeholder:x'],
    exit: 1,
    says: ['XDG_CONFIG_HOME is not UTF-8'],
  },
  'an argument that is not UTF-8': {
    seen: 'https://github.com/dduan/tre/issues/141',
    set: () => ({ under: ['bash', '-c', `exec "$@" note=${latin}`, 'bash'] }),
    args: ['edit', 'p', '--set'],
    exit: 2,
    says: ['an argument is not UTF-8 text'],
    after: home => expect(readFileSync(home.config, 'utf8')).not.toContain('note'),
  },
  'an argument that holds the sign for what is not UTF-8': {
    seen: 'a text that was damaged before',
    set: () => ({}),
    args: ['edit', 'p', '--set', 'note=na\uFFFDve'],
    exit: 0,
    says: ['changed p'],
  },
  'a secret that is not UTF-8': {
    seen: 'a token pasted in a Latin-1 terminal',
    set: home => {
      home.writeConfig({
        version: 1,
        profiles: { p: { backend: 'gateway', baseUrl: 'https://llm.example', token: 'env:ODD_TOKEN' } },
      });
      return { under: after(`export ODD_TOKEN=${latin}`) };
    },
    args: ['env', 'p', '--shell', 'sh'],
    exit: 4,
    says: ['env:ODD_TOKEN is not UTF-8 text', 'false;'],
  },
  'a folder that was deleted: the runtime says so before cgw begins': {
    seen: 'https://github.com/direnv/direnv/issues/455',
    set: () => ({ under: after('mkdir gone; cd gone; rmdir ../gone') }),
    args: ['env', 'p', '--shell', 'sh'],
    exit: 1,
    says: ['directory was deleted'],
    after: (_, { stdout }) => expect(stdout).toBe(''),
  },
  'a folder with a line break': {
    seen: 'https://github.com/microsoft/vscode/pull/243673',
    set: inside("$'a\\nb'"),
    args: local,
    exit: 0,
    says: ['wrote p'],
    after: home => expect(existsSync(join(home.path, 'a\nb/.claude/settings.local.json'))).toBe(true),
  },
  'a home with a line break': {
    seen: 'https://github.com/huyng/bashmarks/issues/26',
    set: () => ({
      under: after("mkdir $'a\\nb'; cp -r .config .claude $'a\\nb'; export HOME=$HOME/$'a\\nb'"),
    }),
    args: launch,
    exit: 0,
    says: ['claude --settings', '/a\nb/.local/state/cgw/launch/'],
  },
  'a folder that gives a terminal orders': {
    seen: 'an attack',
    set: inside("$'a\\e]0;x\\ab'"),
    args: local,
    exit: 0,
    says: ['wrote p'],
    not: ['\u001b', '\u0007'],
  },
  'a folder that looks like an option': {
    seen: 'an attack',
    set: inside('--yes'),
    args: local,
    exit: 0,
    says: ['wrote p'],
    after: home => expect(existsSync(join(home.path, '--yes/.claude/settings.local.json'))).toBe(true),
  },
  'a folder with a space': {
    seen: 'https://github.com/andsens/homeshick/issues/125',
    set: home => ({ env: { XDG_STATE_HOME: home.makeFolder('a b') } }),
    args: launch,
    exit: 0,
    says: ['/a b/cgw/launch/'],
  },
  'two thousand folders deep': {
    seen: 'https://github.com/direnv/direnv/issues/580',
    set: home => {
      const deep = Array.from({ length: 1900 }, () => 'd').join('/');
      return { cwd: home.makeFolder(deep) };
    },
    args: ['pin'],
    exit: 0,
    says: ['no pin here or above'],
  },
  'the root folder': {
    seen: 'https://github.com/LucasLarson/dotfiles/issues/730',
    set: () => ({ cwd: '/' }),
    args: ['pin'],
    exit: 0,
    says: ['no pin here or above'],
  },
} as const satisfies Situations;
