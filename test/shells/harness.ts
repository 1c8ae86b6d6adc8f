import { afterAll, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ShellName } from '../../src/env/shells/index.ts';

/** The executable under test: `npm run build` writes it. */
const buildFolder = join(import.meta.dir, '..', '..', 'dist');

type Language = {
  /** Which of cgw’s dialects it speaks. */
  readonly dialect: ShellName;
  /** Arguments that keep the user’s start-up files out. */
  readonly bare: readonly string[];
  /** How its users evaluate what `command` prints; a literal, so that a wrong help text shows. */
  readonly evaluate: (command: string) => string;
  /** Runs the code in a file that `render` wrote. `path` needs no quotes. */
  readonly source: (path: string) => string;
  /** Writes the exported environment, NUL-separated and not re-encoded, to a file. */
  readonly dump: (path: string) => string;
};

const posixDump = (path: string) => `env -0 > ${path}`;

const languages = {
  bash: {
    dialect: 'bash',
    bare: ['--norc', '--noprofile'],
    evaluate: command => `eval $(${command})`,
    source: path => `eval "$(cat ${path})"`,
    dump: posixDump,
  },
  zsh: {
    dialect: 'zsh',
    bare: ['-f'],
    evaluate: command => `eval $(${command})`,
    source: path => `eval "$(cat ${path})"`,
    dump: posixDump,
  },
  dash: {
    dialect: 'sh',
    bare: [],
    evaluate: command => `eval "$(${command})"`,
    source: path => `eval "$(cat ${path})"`,
    dump: posixDump,
  },
  fish: {
    dialect: 'fish',
    bare: ['--no-config'],
    evaluate: command => `${command} | source`,
    source: path => `cat ${path} | source`,
    dump: posixDump,
  },
  nu: {
    dialect: 'nu',
    bare: ['--no-config-file'],
    evaluate: command =>
      `let cgw = (${command} --json --reveal | from json | get changes); ` +
      'hide-env --ignore-errors ...($cgw | where action == unset | get name); ' +
      '$cgw | where action == set | reduce --fold {} {|it, all| $all | insert $it.name $it.value } | load-env',
    source: path => `source ${path}`,
    dump: path => `^env -0 o> ${path}`,
  },
  elvish: {
    dialect: 'elvish',
    bare: ['-norc'],
    evaluate: command => `eval (${command} | slurp)`,
    source: path => `eval (slurp < ${path})`,
    dump: path => `e:env -0 > ${path}`,
  },
} as const satisfies { readonly [name: string]: Language };

export type RealShellName = keyof typeof languages;

export type RealShell = Language & { readonly name: RealShellName; readonly program: string };

const realShellNames = Object.keys(languages) as RealShellName[];

/** `nu` comes from npm, pinned in this folder (`npm ci --prefix test/shells`); the rest from the system. */
const nuFolder = join(
  import.meta.dir,
  'node_modules',
  '@nushell',
  `${process.platform}-${process.arch}`,
  'bin',
);

function find(name: RealShellName): RealShell | undefined {
  const path = [...(name === 'nu' ? [nuFolder] : []), process.env.PATH ?? ''].join(delimiter);
  const program = Bun.which(name, { PATH: path });
  return program === null ? undefined : { name, program, ...languages[name] };
}

const required = process.env.CGW_REQUIRE_SHELLS === '1';

const found = new Map(
  realShellNames.flatMap(name => {
    const shell = find(name);
    if (shell === undefined && !required) console.warn(`${name} is not installed: its tests are skipped`);
    return shell === undefined ? [] : [[name, shell] as const];
  }),
);

/** The shells of this machine. */
export const foundShells: readonly RealShell[] = [...found.values()];

/**
 * Declares tests for each real shell; they name the shell themselves, so that concurrent ones can share one
 * group. A shell that is missing is skipped, or with `CGW_REQUIRE_SHELLS=1` a failure.
 */
export function eachShell(
  body: (shell: RealShell) => void,
  names: readonly RealShellName[] = realShellNames,
): void {
  afterAll(removeFolders);
  for (const name of names) {
    const shell = found.get(name);
    if (shell !== undefined) body(shell);
    else if (required)
      test(`${name} is installed`, () => {
        throw new Error(`${name} is missing and CGW_REQUIRE_SHELLS=1`);
      });
    else test.skip(`${name} is installed`, () => {});
  }
}

export type Variables = Readonly<Record<string, string>>;

let scratch: string | undefined;

/** Removes every folder of this test file; `eachShell` sees to it. */
export function removeFolders(): void {
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  scratch = undefined;
}

/** A fresh, empty folder whose path needs no quotes in any shell. */
export function freshFolder(): string {
  scratch ??= mkdtempSync(join(tmpdir(), 'cgw-shells-'));
  return mkdtempSync(join(scratch, 'in-'));
}

/** What every shell starts with: cgw and the system’s tools, a home of its own and nothing else. */
export function cleanEnvironment(home: string, more: Variables = {}): Variables {
  const config = join(home, 'config');
  mkdirSync(config, { recursive: true });
  return {
    PATH: [buildFolder, process.env.PATH ?? ''].join(delimiter),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    CGW_CONFIG_DIR: config,
    LC_ALL: 'C.UTF-8',
    ...more,
  };
}

export type Run = {
  readonly environment: Variables;
  readonly cwd: string;
  readonly timeoutMs?: number;
  /** Instead of those that keep the start-up files out. */
  readonly options?: readonly string[];
};

export type Outcome = { readonly stdout: string; readonly stderr: string; readonly exit: number };

/** Runs a script in the real shell. */
export async function runScript(shell: RealShell, script: string, run: Run): Promise<Outcome> {
  const file = join(freshFolder(), 'script');
  writeFileSync(file, script);
  return runProgram([shell.program, ...(run.options ?? shell.bare), file], run);
}

/** @throws when the program is still running after the time limit. */
export async function runProgram(command: readonly string[], run: Run): Promise<Outcome> {
  const child = Bun.spawn([...command], {
    cwd: run.cwd,
    env: { ...run.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: run.timeoutMs ?? 120_000,
  });
  const [stdout, stderr, exit] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (child.signalCode !== null) throw new Error(`${command[0]} was ended by ${child.signalCode}: ${stderr}`);
  return { stdout, stderr, exit };
}
