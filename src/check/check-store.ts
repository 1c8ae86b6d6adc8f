import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../features/check-result.ts';
import type { Io } from '../io.ts';
import { stateFolder } from '../profile/paths.ts';
import type { Profile } from '../profile/profile.ts';
import type { Report } from './report.ts';
import { parseStored, resultsFor, type StoredCheck, storedOf } from './stored-check.ts';

type Where = Pick<Io, 'environment' | 'platform'>;

/** The checks of all profiles, by name. What cannot be read counts as not there. */
export function readChecks(where: Where): ReadonlyMap<string, StoredCheck> {
  const found = new Map<string, StoredCheck>();
  for (const file of filesIn(checksFolder(where))) {
    const stored = readStored(join(checksFolder(where), file));
    if (stored !== undefined) found.set(stored.profile, stored);
  }
  return found;
}

/** What was measured of a profile as it is now. */
export function resultsOf(name: string, profile: Profile, where: Where): readonly CheckResult[] {
  return resultsFor(readCheck(name, where), profile);
}

/** The check of one profile. */
function readCheck(name: string, where: Where): StoredCheck | undefined {
  return readStored(fileOf(name, where));
}

/** Keeps what a check found out, readable by the user only. Best effort: a folder that cannot be written loses it. */
export function storeCheck(report: Report, profile: Profile, where: Where): void {
  const salt = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
  const stored = storedOf(report, profile, readCheck(report.profile, where), salt);
  const file = fileOf(report.profile, where);
  try {
    mkdirSync(checksFolder(where), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(stored, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // The report was shown; only the next command does not know it.
  }
}

/** Where they are kept. */
export function checksFolder(where: Where): string {
  return join(stateFolder(where), 'checks');
}

/** Names hold letters of any script; file names need not. */
function fileOf(name: string, where: Where): string {
  return join(checksFolder(where), `${encodeURIComponent(name)}.json`);
}

function filesIn(path: string): string[] {
  try {
    return readdirSync(path).filter(name => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readStored(path: string): StoredCheck | undefined {
  try {
    return parseStored(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
