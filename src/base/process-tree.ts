import { readdirSync, readFileSync } from 'node:fs';
import { askSystem } from './outside-project.ts';

/** How long programs may take to tidy up once they are told to end. */
const tidyMs = 1_000;

/** How often it is looked whether they have. */
const lookMs = 10;

/**
 * Ends a process and all that it has started, directly or not: asks first, then kills. What was handed to `init`
 * meanwhile (a daemon) is nobody’s child any more and stays.
 */
export async function endTree(pid: number): Promise<void> {
  const tree = [pid, ...descendantsOf(pid, parents())];
  for (const each of tree) send(each, 'SIGTERM');
  for (let waited = 0; waited < tidyMs && tree.some(isRunning); waited += lookMs) await Bun.sleep(lookMs);
  for (const each of tree) if (isRunning(each)) send(each, 'SIGKILL');
}

/** @returns whether the process was still there. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** One that has ended is still there until its parent, or `init` in its stead, has asked about it. */
function isRunning(pid: number): boolean {
  if (process.platform !== 'linux') return send(pid, 0);
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** A process and its parent. */
type Parentage = { readonly pid: number; readonly parent: number };

function descendantsOf(pid: number, all: readonly Parentage[]): number[] {
  const children = all.filter(({ parent }) => parent === pid).map(each => each.pid);
  return children.flatMap(child => [child, ...descendantsOf(child, all)]);
}

/** Every process with its parent: as the kernel of Linux says, elsewhere as `ps` does. Windows has neither. */
function parents(): Parentage[] {
  if (process.platform === 'win32') return [];
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(parentageOf);
  const { stdout = '' } = askSystem('ps', ['-A', '-o', 'pid=,ppid=']) ?? {};
  return stdout.split('\n').flatMap(line => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined ? [] : [{ pid, parent }];
  });
}

function parentageOf(name: string): Parentage[] {
  const parent = /^\d+$/.test(name) ? statOf(Number(name))?.[1] : undefined;
  return parent === undefined ? [] : [{ pid: Number(name), parent: Number(parent) }];
}

/** State, parent and more of a process: what follows `PID (NAME)`, where the name may hold anything. */
export function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
