import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The compiled product, as `npm run build` leaves it. */
export const cgw = process.env.CGW_TEST_PROGRAM ?? resolve(import.meta.dir, '../../dist/cgw');

/** The real Claude Code, as `npm ci --prefix test/live` installs it, or another version of it. */
export const claude = process.env.CGW_TEST_CLAUDE ?? join(import.meta.dir, 'node_modules/.bin/claude');

for (const [program, remedy] of [
  [cgw, 'npm run build'],
  [claude, 'npm ci --prefix test/live'],
] as const)
  if (!existsSync(program)) throw new Error(`${program} is missing: ${remedy}`);

/** No run of Claude Code against a loopback listener takes nearly as long. */
const processLimitMs = 60_000;

/** How a program ended and what it said. */
export type Outcome = {
  readonly exitCode: number | null;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type StartOptions = {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the program reads; nothing by default. */
  readonly stdin?: string;
};

/** A program under way, in a process group of its own. */
export type Running = {
  readonly pid: number;
  readonly ended: Promise<Outcome>;
  signal(name: NodeJS.Signals): void;
  /** Ends the program and all it has started. */
  kill(): Promise<void>;
};

/** Starts a program; it is killed when it takes too long. */
export function start(command: readonly string[], { cwd, environment, stdin }: StartOptions): Running {
  const child = Bun.spawn([...command], {
    cwd,
    env: environment,
    stdin: stdin === undefined ? 'ignore' : new Blob([stdin]),
    stdout: 'pipe',
    stderr: 'pipe',
    detached: true,
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(child.pid);
  }, processLimitMs);
  const ended = (async () => {
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    await child.exited;
    clearTimeout(timer);
    if (late) throw new Error(`${command.join(' ')} took longer than ${processLimitMs / 1000} s: ${stderr}`);
    return { exitCode: child.exitCode, signal: child.signalCode, stdout, stderr };
  })();
  return {
    pid: child.pid,
    ended,
    signal: name => child.kill(name),
    kill: async () => {
      killGroup(child.pid);
      await child.exited;
      clearTimeout(timer);
    },
  };
}

/** The group outlives its leader when a program leaves children behind. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
