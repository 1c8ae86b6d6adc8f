import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../src/base/io.ts';
import type { Home } from './home.ts';
import { isDeep } from './tier.ts';

/** The executable under test: `npm run build` makes it. */
export const program = process.env.CGW_TEST_PROGRAM ?? join(import.meta.dir, '..', '..', 'dist', 'cgw');

export type Options = {
  readonly home: Home;
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  readonly stdin?: string;
  /** Words before the program: `strace …`, `setpriv …`. */
  readonly under?: readonly string[];
  /** Whether it must be the executable: for what only a process has, or shares with others. */
  readonly asProcess?: true;
};

export type Result = {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Nothing of the caller’s environment but where programs are. */
export function cleanEnvironment(home: Home, more: Options['env'] = {}): Record<string, string> {
  return { HOME: home.path, PATH: process.env.PATH ?? '/usr/bin:/bin', SHELL: '/bin/sh', ...more };
}

/** These become another program, or read the stdin of the process. */
const launchers = ['run', 'exec', 'statusline'];

/**
 * Runs a command in a clean environment. In the deep tier that is the executable; in the default tier the same code in
 * this process, which takes a tenth of the time, unless the command needs a process of its own.
 */
export async function cgw(args: readonly string[], options: Options): Promise<Result> {
  const { stdin, under, asProcess, env } = options;
  const needsProcess =
    asProcess ||
    // A credential comes on the stdin of the process itself.
    (stdin !== undefined && args.some(arg => arg.includes('stdin'))) ||
    under !== undefined ||
    launchers.includes(args[0] ?? '') ||
    // The keychain is looked for in the environment of the process itself.
    env?.DBUS_SESSION_BUS_ADDRESS !== undefined;
  if (!isDeep && !needsProcess) return inThisProcess(args, options);
  return execute([...(under ?? []), program, ...args], options);
}

/** Runs a `sh` script in which `cgw` is the program under test. */
export async function shell(script: string, options: Options): Promise<Result> {
  return execute(['/bin/sh', '-c', `cgw() { "$CGW" "$@"; }\n${script}`], {
    ...options,
    env: { CGW: program, ...options.env },
  });
}

async function execute(words: string[], { home, env, cwd, stdin }: Options): Promise<Result> {
  const child = Bun.spawn(words, {
    cwd: cwd ?? home.path,
    env: cleanEnvironment(home, env),
    stdin: stdin === undefined ? 'ignore' : new TextEncoder().encode(stdin),
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  return { exit: child.exitCode, signal: child.signalCode, stdout, stderr };
}

async function inThisProcess(args: readonly string[], options: Options): Promise<Result> {
  const { main } = await import('../../src/main.ts');
  const input = options.stdin === undefined ? undefined : openedText(options.stdin);
  const { io, printed } = await heldIo(options);
  const exit = await main(args, input === undefined ? io : { ...io, stdin: input });
  if (input !== undefined) closeSync(input);
  return { exit, signal: null, ...printed() };
}

/** An `Io` in a clean environment, into which nobody looks but the test. */
export async function heldIo({ home, env, cwd = home.path }: Options): Promise<{
  readonly io: Io;
  readonly printed: () => { readonly stdout: string; readonly stderr: string };
}> {
  const [{ stderrText }, { safeText }] = await Promise.all([
    import('../../src/base/io.ts'),
    import('../../src/base/terminal-text.ts'),
  ]);
  let stdout = '';
  let stderr = '';
  const io: Io = {
    environment: cleanEnvironment(home, env),
    cwd,
    platform: process.platform,
    out: text => {
      stdout += safeText(text);
    },
    painted: text => {
      stdout += text;
    },
    data: text => {
      stdout += text;
    },
    err: text => {
      stderr += stderrText(text);
    },
    progress: () => {},
    isTerminal: () => false,
  };
  return { io, printed: () => ({ stdout, stderr }) };
}

/** A descriptor from which a text is read; its file has no name any more. */
function openedText(text: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'cgw-stdin-'));
  const file = join(folder, 'text');
  writeFileSync(file, text);
  const descriptor = openSync(file, 'r');
  rmSync(folder, { recursive: true });
  return descriptor;
}

/** Runs a command that is expected to succeed; its error is the test’s error. */
export async function done(args: readonly string[], options: Options): Promise<Result> {
  const result = await cgw(args, options);
  if (result.exit !== 0) throw new Error(`cgw ${args.join(' ')} → ${result.exit}: ${result.stderr}`);
  return result;
}

/** What a command says with `--json`. */
export async function json(args: readonly string[], options: Options): Promise<unknown> {
  return JSON.parse((await done([...args, '--json'], options)).stdout);
}
