import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { required } from './required.ts';
import { until } from './until.ts';

/** Whether a process can be watched and killed at a system call here. */
export const hasStrace = required(
  'strace',
  Bun.which('strace') !== null && Bun.spawnSync(['strace', '-o', '/dev/null', 'true']).success,
);

/** Every system call that changes files or leads up to it; a machine may not have all of them. */
export const fileCalls = [
  ...['openat', 'write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'renameat', 'renameat2', 'unlink'],
  ...['unlinkat', 'fchmod', 'fchmodat', 'chmod', 'mkdir', 'mkdirat', 'copy_file_range', 'sendfile'],
  ...['ftruncate', 'link', 'linkat'],
] as const;

/** Those that a full or broken disk makes fail. */
export const diskCalls = [
  ...['pwrite64', 'fsync', 'rename', 'renameat', 'renameat2', 'ftruncate', 'copy_file_range', 'mkdir'],
  ...['chmod', 'unlink'],
] as const;

/** Words that run a program and kill it at its `count`th call of this kind (strace counts each for itself). */
export function killAt(call: string, count: number): string[] {
  return strace(call, `signal=SIGKILL:when=${count}`);
}

/**
 * Words that run a program and let its `count`th call of this kind fail. Its first thread alone, which writes the files:
 * strace counts in each, and the library of the keychain has threads that wake each other by `write`.
 */
export function failAt(call: string, count: number, error: string): string[] {
  return strace(call, `error=${error}:when=${count}`).filter(word => word !== '-f');
}

/** A program that stops at its `count`th call of a kind, and goes on when it is told to. */
export class StopAt {
  readonly under: readonly string[];
  readonly #log: string;

  /** @param error with which that call fails */
  constructor(home: Home, call: string, count: number, error?: string) {
    this.#log = join(home.makeFolder('strace'), `${call}-${count}`);
    const fails = error === undefined ? '' : `error=${error}:`;
    this.under = strace(call, `${fails}signal=SIGSTOP:when=${count}`, this.#log);
  }

  /** Waits until it has stopped. @param pid of strace. @returns what lets it go on */
  async stopped(pid: number): Promise<() => void> {
    await until(
      'the program stops at the call',
      () => existsSync(this.#log) && readFileSync(this.#log, 'utf8').includes('--- stopped by SIGSTOP ---'),
    );
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    return () => process.kill(Number(child), 'SIGCONT');
  }
}

/** A system call of a program: the how-manieth of its kind in its thread, and what it is about. */
export type Call = { readonly kind: string; readonly count: number; readonly about: string };

/** Words that run a program and note its calls of these kinds in a file, for `callsIn`. */
export function tracing(kinds: readonly string[], log: string): string[] {
  return ['strace', '-f', '-qq', '-y', '-o', log, '-e', `trace=${kinds.map(kind => `?${kind}`).join()}`];
}

/** The calls that `tracing` has noted. */
export function callsIn(log: string): Call[] {
  const counts = new Map<string, number>();
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap(line => {
      const [, thread, kind = '', about = ''] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
      if (thread === undefined) return [];
      const count = (counts.get(`${thread} ${kind}`) ?? 0) + 1;
      counts.set(`${thread} ${kind}`, count);
      return [{ kind, count, about }];
    });
}

/** The `?` forgives a call that this machine does not have. */
function strace(call: string, what: string, log = '/dev/null'): string[] {
  return ['strace', '-f', '-qq', '-o', log, '-e', `trace=?${call}`, '-e', `inject=?${call}:${what}`];
}

/**
 * Runs `attempt` for the 1st, 2nd, 3rd … call of each kind until one comes through untouched.
 * @returns how many calls were hit
 */
export async function atEvery(
  calls: readonly string[],
  attempt: (call: string, count: number) => Promise<'hit' | 'through'>,
): Promise<number> {
  let hits = 0;
  for (const call of calls)
    for (let count = 1; (await attempt(call, count)) === 'hit'; count++)
      if (++hits > 1000) throw new Error(`${call} never comes through`);
  return hits;
}
