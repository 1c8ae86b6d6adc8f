import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs (Linux). One that has ended and that nobody has asked about yet runs no more. */
export function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'latin1'));
}
