import { required } from './required.ts';

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

/** Words that run a program and let its `count`th call of this kind fail. */
export function failAt(call: string, count: number, error: string): string[] {
  return strace(call, `error=${error}:when=${count}`);
}

/** The `?` forgives a call that this machine does not have. */
function strace(call: string, what: string): string[] {
  return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=?${call}`, '-e', `inject=?${call}:${what}`];
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
