import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends what is left of a session: its leader, the stopped jobs, and what ignores a hang-up. Without `/proc` only
 * the leader and those beside it are found; the rest had its hang-up.
 */
export function killSession(leader: number): void {
  kill(-leader);
  // One that is just being started is found in the next round.
  for (let round = 0; round < 5; round++) {
    const members = sessionOf(leader);
    if (members.length === 0) return;
    for (const pid of members) kill(pid);
  }
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
