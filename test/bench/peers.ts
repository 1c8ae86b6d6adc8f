import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import type { Contender } from './outside.ts';
import { gateway, node, profileNames } from './programs.ts';

/** Another program from npm that gives Claude Code the environment of a profile. */
type Peer = {
  readonly package: string;
  /** As a user types it. */
  readonly line: string;
  /** What it keeps ten profiles in. */
  readonly files: { readonly [path: string]: string };
  readonly shows: string;
};

const names = profileNames(10);

function ofEach<Value>(value: (name: string) => Value): { readonly [name: string]: Value } {
  return Object.fromEntries(names.map(name => [name, value(name)]));
}

/** None of these opens a connection for what is timed here (observed with strace, 2026-11-29). */
const table: readonly Peer[] = [
  {
    package: 'ccenv-cli',
    line: 'ccx use profile-5 --shell bash',
    files: {
      '.config/claude-env-nodejs/config.json': JSON.stringify({
        profiles: ofEach(name => ({ name, provider: 'custom', baseUrl: gateway, apiKey: 'k' })),
        activeProfile: null,
        settings: { encryptionEnabled: true, defaultShell: 'bash' },
      }),
    },
    shows: gateway,
  },
  {
    package: '@kaitranntt/ccs',
    line: 'ccs env profile-5 --shell bash',
    files: {
      // JSON is YAML, too.
      '.ccs/config.yaml': JSON.stringify({
        version: 13,
        profiles: ofEach(name => ({ type: 'api', settings: `~/.ccs/${name}.settings.json` })),
      }),
      '.ccs/profile-5.settings.json': JSON.stringify({
        env: { ANTHROPIC_BASE_URL: gateway, ANTHROPIC_AUTH_TOKEN: 'k' },
      }),
    },
    shows: gateway,
  },
  // It has one environment, that of its own proxy.
  {
    package: '@musistudio/claude-code-router',
    line: 'ccr activate',
    files: {},
    shows: 'ANTHROPIC_BASE_URL',
  },
  // It writes the environment into the settings of Claude Code.
  {
    package: 'zcf',
    line: 'zcf config-switch profile-5',
    files: {
      '.ufomiao/zcf/config.toml': [
        ...['[general]', 'preferredLang = "en"', '[claudeCode]', 'enabled = true'],
        ...names.flatMap(name => [
          `[claudeCode.profiles.${name}]`,
          ...[`name = "${name}"`, 'authType = "auth_token"', 'apiKey = "k"', `baseUrl = "${gateway}"`],
        ]),
      ].join('\n'),
    },
    shows: 'Successfully switched to profile: profile-5',
  },
];

const folder = join(import.meta.dir, 'peers', 'node_modules');

/** Those that `npm ci --prefix test/bench/peers --ignore-scripts` has installed; of others the name. */
export function peers(): (Contender | string)[] {
  return table.map(({ package: name, line, files, shows }) => {
    const manifest = join(folder, name, 'package.json');
    if (!existsSync(manifest)) return name;
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    const home = new Home();
    for (const [path, content] of Object.entries(files)) home.write(path, content);
    const [program = '', ...args] = line.split(' ');
    const command = [node, join(folder, name, bin[program] ?? ''), ...args];
    return { name: `${line} (${name} ${version})`, command, home, shows };
  });
}

type Manifest = { readonly version: string; readonly bin: { readonly [program: string]: string } };
