import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnvironment, program } from '../../support/cgw.ts';
import { Home } from '../../support/home.ts';
import { comparable, readDump } from '../environment.ts';

/** In every value that the profiles below have to take away or to fetch. */
export const canary = 'canary-7f3a';

/** What the user has exported: some of it is cleared by every profile, some overwritten by one, some by none. */
export const exported = {
  ANTHROPIC_API_KEY: `sk-${canary} it's "mine" \\ $(touch MARK) \`touch MARK\``,
  ANTHROPIC_MODEL: `${canary}\nline two\t*`,
  AWS_REGION: 'ap-south-1',
  AWS_PROFILE: 'private [1m] ü',
  MY_OWN: 'mine',
  GATEWAY_KEY: 'gateway-secret',
} as const;

/** A program that says that it runs, and gives no secret. */
const fetchesForEver = ['sh', '-c', 'touch "$HOME/fetching"; exec sleep 1000'];

const profiles = {
  gate: { backend: 'gateway', baseUrl: 'https://gate.example.com', token: 'env:GATEWAY_KEY' },
  cloud: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'batch', env: { MY_TOOL: "it's\ntwo" } },
  vert: { backend: 'vertex', projectId: 'some-project', region: 'europe-west1' },
  slow: {
    backend: 'gateway',
    baseUrl: 'https://slow.example.com',
    token: `cmd:${JSON.stringify(fetchesForEver)}`,
  },
  locked: { backend: 'gateway', baseUrl: 'https://locked.example.com', token: 'env:NOT_THERE' },
} as const;

/** A home with profiles, and a `cgw` that writes down each of its starts. */
export class HookWorld {
  readonly home = new Home();
  /** The `cgw` of this world; the hook that it prints calls it, too. */
  readonly cgw: string;
  readonly #starts: string;

  constructor({ default: standard, quiet }: { readonly default?: string; readonly quiet?: boolean } = {}) {
    this.#starts = join(this.home.path, 'starts');
    this.configure({ ...(standard === undefined ? {} : { default: standard }), ...(quiet ? { quiet } : {}) });
    const script = [
      '#!/bin/sh',
      `printf '%s\\n' "$*" >> '${this.#starts}'`,
      `if [ "$1" = hook ]; then '${program}' "$@" | sed "s#'${program}'#'$0'#g; s#\\"${program}\\"#\\"$0\\"#g"`,
      `else exec '${program}' "$@"; fi`,
    ];
    this.cgw = this.home.write('counted/cgw', `${script.join('\n')}\n`, 0o755);
  }

  configure(settings: object): void {
    this.home.writeConfig({ version: 1, roles: { batch: 'cloud' }, profiles, ...settings });
  }

  /** A folder of the home; with a pin, if there is one to write. */
  folder(path: string, pin?: string | Uint8Array): string {
    const folder = this.home.makeFolder(path);
    if (pin !== undefined) writeFileSync(join(folder, '.cgw'), pin);
    return folder;
  }

  /** What cgw was started with since the last time this was asked. */
  starts(): string[] {
    if (!existsSync(this.#starts)) return [];
    const lines = readFileSync(this.#starts, 'utf8').split('\n').slice(0, -1);
    rmSync(this.#starts);
    return lines;
  }

  /** Whether the secret of `slow` was ever asked for. */
  isFetching(): boolean {
    return existsSync(join(this.home.path, 'fetching'));
  }

  /** The code of the hook in a file, as the help says for Nushell. That start is not counted. */
  keepHook(shell: string): string {
    const file = join(this.home.path, 'kept-hook');
    const env = { ...cleanEnvironment(this.home), ...exported };
    const { exitCode } = Bun.spawnSync(['/bin/sh', '-c', `'${program}' hook ${shell} > ${file}`], { env });
    if (exitCode !== 0) throw new Error(`cgw hook ${shell} → ${exitCode}`);
    writeFileSync(file, this.counted(readFileSync(file, 'utf8')));
    return file;
  }

  /** Code in which the program is the one that counts. */
  counted(code: string): string {
    return code.replaceAll(`'${program}'`, `'${this.cgw}'`).replaceAll(`"${program}"`, `"${this.cgw}"`);
  }

  /** Another name for the program. */
  link(path: string): string {
    const file = join(this.home.path, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(program, file);
    return file;
  }

  /** Where a shell is to write its environment. */
  dumpFile(): string {
    const file = join(this.home.path, 'dumps', String(this.#dumps++));
    mkdirSync(dirname(file), { recursive: true });
    return file;
  }

  #dumps = 0;
}

/** What a dump holds, without what the shells themselves change. */
export function environmentIn(file: string): Record<string, string> {
  return comparable(readDump(file));
}

/** An environment under a profile: what `cgw exec` makes of it, which has no part in the hook. */
export function under(
  profile: string,
  environment: Readonly<Record<string, string>>,
  world: HookWorld,
): Record<string, string> {
  const { stdout, exitCode } = Bun.spawnSync([program, 'exec', profile, '--', 'env', '-0'], {
    env: { ...cleanEnvironment(world.home), ...environment },
    cwd: world.home.path,
  });
  if (exitCode !== 0) throw new Error(`cgw exec ${profile} → ${exitCode}`);
  const file = world.dumpFile();
  writeFileSync(file, stdout);
  return environmentIn(file);
}
