import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vertexRegionOf } from '../backends/google.ts';
import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import { providerFacts } from '../backends/providers.ts';
import { removeFile, writeAtomically } from '../base/atomic-write.ts';
import { readJson } from '../base/bounded-read.ts';
import { UserError, writeProblem } from '../base/errors.ts';
import type { Here, Where } from '../base/io.ts';
import { withLock } from '../base/lock.ts';
import { listFolder } from '../base/paths.ts';
import { knownModels } from '../claude/installed-models.ts';
import { installedClaude } from '../claude/program.ts';
import type { Config } from '../profile/config.ts';
import { stateFolder } from '../profile/paths.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { problemsOf } from '../profile/rules.ts';
import { askingHere, mainModel } from './models.ts';
import type { Report } from './report.ts';
import {
  isOutdated,
  measuredIn,
  parseStored,
  type StoredCheck,
  saltedHash,
  storedOf,
} from './stored-check.ts';

/**
 * Whom a profile asks here, as far as it leaves that to the shell and the files of the clouds: model, region, account.
 * No secret is fetched, and none is in it.
 */
function askedHere(name: string, profile: Profile, io: Here): Readonly<Record<string, string>> {
  const plan = previewPlan(name, profile, io.environment);
  const asking = askingHere(profile, plan, io, knownModels(io));
  const { environment } = asking;
  const { chain } = providerFacts(backends[profile.backend].provider);
  const model = mainModel(asking);
  if (chain === 'aws') return { model, region: asking.awsRegion, account: environment.AWS_PROFILE ?? '' };
  if (chain !== 'google') return { model, region: '', account: '' };
  const account = environment.ANTHROPIC_VERTEX_PROJECT_ID || environment.GOOGLE_CLOUD_PROJECT || '';
  return { model, region: vertexRegionOf(model, environment), account };
}

/** The checks of all profiles, by name. What cannot be read counts as not there. */
export function readChecks(profiles: Config['profiles'], where: Here): ReadonlyMap<string, StoredCheck> {
  const found = new Map<string, StoredCheck>();
  for (const path of filesHere(where)) {
    const stored = parseStored(readJson(path));
    if (stored === undefined) continue;
    const profile = Object.hasOwn(profiles, stored.profile) ? profiles[stored.profile] : undefined;
    // The config may hold invalid profiles: nobody shows their checks, and whom they ask cannot be told.
    const valid = profile !== undefined && problemsOf(profile).length === 0;
    found.set(stored.profile, valid ? seenFrom(stored, profile, where) : stored);
  }
  return found;
}

/** What was measured of a profile as it is now, and the versions in use: of the installed Claude Code, and of LiteLLM. */
export function measuredOf(name: string, profile: Profile, where: Here): ReturnType<typeof measuredIn> {
  const stored = readCheck(name, where);
  const seen = stored && seenFrom(stored, profile, where);
  return measuredIn(seen, profile, installedClaude(where)?.version);
}

/** A check as it counts in this shell. */
function seenFrom(stored: StoredCheck, profile: Profile, where: Here): StoredCheck {
  const asked = saltedHash(askedHere(stored.profile, profile, where), stored.salt);
  return { ...stored, elsewhere: stored.asked !== asked };
}

/** The check of one profile. */
function readCheck(name: string, where: Where): StoredCheck | undefined {
  const stored = parseStored(readJson(fileOf(name, where)));
  return stored?.profile === name ? stored : undefined;
}

/**
 * Keeps what a check found out, readable by the user only.
 * @returns why it could not be kept, if so: the report is worth showing all the same.
 */
export function storeCheck(report: Report, profile: Profile, where: Here): string | undefined {
  // Stopped before anything was asked: what is known already stands.
  if (report.steps.length === 0) return undefined;
  return changing(where, () => {
    const salt = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
    const earlier = readCheck(report.profile, where);
    const asked = askedHere(report.profile, profile, where);
    write(
      storedOf(report, profile, earlier && seenFrom(earlier, profile, where), salt, saltedHash(asked, salt)),
      where,
    );
  });
}

/** Lets what was measured follow a profile to another name. @returns why it could not, if so */
export function renameCheck(from: string, to: string, where: Where): string | undefined {
  const stored = readCheck(from, where);
  if (stored === undefined) return removeCheck(from, where) ?? removeCheck(to, where);
  return changing(where, () => {
    write({ ...stored, profile: to }, where);
    removeFile(fileOf(from, where));
  });
}

/** Forgets what was measured of a profile. @returns why it could not be, if so */
export function removeCheck(name: string, where: Where): string | undefined {
  // One that was never measured needs no folder and no lock.
  if (!existsSync(fileOf(name, where))) return undefined;
  return changing(where, () => removeFile(fileOf(name, where)));
}

/** One process at a time; says why it could not be done. */
function changing(where: Where, work: () => void): string | undefined {
  try {
    mkdirSync(checksFolder(where), { recursive: true, mode: 0o700 });
    withLock(join(stateFolder(where), 'checks.lock'), () => {
      for (const path of filesHere(where)) if (isOutdated(readJson(path))) removeFile(path);
      work();
    });
    return undefined;
  } catch (error) {
    const why = error instanceof UserError ? error.message : writeProblem(error);
    return `what was measured cannot be changed in ${checksFolder(where)}: ${why}`;
  }
}

function write(stored: StoredCheck, where: Where): void {
  writeAtomically(fileOf(stored.profile, where), `${JSON.stringify(stored, undefined, 2)}\n`, {
    durable: false,
  });
}

/** Where they are kept. */
export function checksFolder(where: Where): string {
  return join(stateFolder(where), 'checks');
}

function filesHere(where: Where): string[] {
  const folder = checksFolder(where);
  return listFolder(folder).flatMap(name => (name.endsWith('.json') ? [join(folder, name)] : []));
}

/** What most file systems hold in a name, without what is appended. */
const longestFileName = 200;

/** Names hold letters of any script; file names need not, and are not as long. */
function fileOf(name: string, where: Where): string {
  const plain = encodeURIComponent(name);
  const short =
    plain.length > longestFileName ? new Bun.CryptoHasher('sha256').update(name).digest('hex') : plain;
  return join(checksFolder(where), `${short}.json`);
}
