import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills what is left of a session: its leader, the stopped jobs, and what ignores a hang-up. Without `/proc` only
 * the leader and those beside it are found; the rest had its hang-up.
 * @returns whether nobody was left; one that was just being started, or has not gone yet, is found by the next call
 */
export function killSession(leader: number): boolean {
  kill(-leader);
  const members = sessionOf(leader);
  for (const pid of members) kill(pid);
  return members.length === 0;
}

/** The processes of a session that still run. */
export function sessionOf(leader: number): number[] {
  return numbersIn('/proc').filter(pid => {
    // `pid (name) state parent group session …`; the name may hold anything.
    const stat = read(`/proc/${pid}/stat`);
    const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(session) === leader && state !== 'Z';
  });
}

/** The program that the terminal of a process belongs to at the moment: keys such as Ctrl-Z go to it (Linux). */
export function foregroundOf(pid: number): string {
  // `pid (name) state parent group session terminal foreground …`
  const stat = read(`/proc/${pid}/stat`);
  const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[5];
  return read(`/proc/${group}/comm`).trim();
}

/** How many bytes a process has read so far, from whatever (Linux). */
export function bytesReadBy(pid: number): number {
  return Number(/^rchar: (\d+)$/m.exec(read(`/proc/${pid}/io`))?.[1]);
}

/** Whether a process or one that it has started has something to do, or waits for its turn to do it (Linux). */
export function isBusy(pid: number): boolean {
  const threads = threadsOf(pid);
  const runs = (id: number) => /\) [RD] /.test(read(`/proc/${pid}/task/${id}/stat`));
  return threads.some(runs) || threads.flatMap(id => startedBy(pid, id)).some(isBusy);
}

/** The processes that a process has started and that still run (Linux). */
export function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap(id => startedBy(pid, id));
}

function threadsOf(pid: number): number[] {
  return numbersIn(`/proc/${pid}/task`);
}

function startedBy(pid: number, thread: number): number[] {
  const words = read(`/proc/${pid}/task/${thread}/children`).split(' ');
  return words.filter(word => word !== '').map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap(name => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
