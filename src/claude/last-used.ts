import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../io.ts';
import { stateFolder } from '../profile/paths.ts';
import { isRecord } from '../profile/profile.ts';

/** As many folders as are remembered; the longest unused is forgotten first. */
const most = 500;

/** The profile that `cgw run` used last in this folder, by name. */
export function lastUsed(io: Io): string | undefined {
  const name = read(io)[io.cwd];
  return typeof name === 'string' ? name : undefined;
}

/** Remembers it. Best effort: nothing depends on it but a notice. */
export function rememberUsed(name: string, io: Io): void {
  const { [io.cwd]: _, ...others } = read(io);
  const kept = Object.entries(others).slice(-(most - 1));
  const file = path(io);
  try {
    mkdirSync(stateFolder(io), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries([...kept, [io.cwd, name]])), {
      mode: 0o600,
    });
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A state folder that cannot be written must not keep anybody from working.
  }
}

function read(io: Io): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path(io), 'utf8'));
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function path(io: Io): string {
  return join(stateFolder(io), 'last-used.json');
}
