import type { Profile } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import type { Support } from '../features/cell.ts';
import { type FeatureId, featureIds } from '../features/features.ts';
import type { Versions } from '../features/measured.ts';
import type { CheckResult } from '../features/profile-column.ts';
import { type Report, type Step, stepIds } from './report.ts';

/**
 * What tells whether a profile is still the one that was measured: a hash of its fields, salted with a random word of
 * the same result. A profile holds no credential, only where it is, so none goes into it. The note does not count.
 */
export function fingerprintOf(profile: Profile, salt: string): string {
  const { note: _, ...fields } = profile;
  return saltedHash(fields, salt);
}

/** A hash of what a value holds, whatever the order of its keys. */
export function saltedHash(value: unknown, salt: string): string {
  return new Bun.CryptoHasher('sha256').update(`${salt}\n${canonical(value)}`).digest('hex');
}

/** JSON that does not hang on the order of keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
}

/** Of files before 2 nobody knows whether all that a server said went through the scrubber of today. */
const storedVersion = 2;

/** What is kept of the checks of one profile. No secret, and no hash of one. */
export type StoredCheck = {
  readonly version: typeof storedVersion;
  readonly profile: string;
  readonly salt: string;
  /** Of the profile as it was measured. */
  readonly fingerprint: string;
  /** The same of whom it asked, where the shell decides that; empty: nothing is known of it. */
  readonly asked: string;
  /** Never in a file: another shell was measured than the one of now. */
  readonly elsewhere?: boolean;
  /** When the last check began, as an ISO date and time. */
  readonly at: string;
  readonly steps: readonly Step[];
  /** Only what was decided; of an earlier check what this one did not ask. */
  readonly features: readonly CheckResult[];
  /** LiteLLM’s version, where one stands there and tells it. */
  readonly litellm?: string | undefined;
};

/** The results of a check over those of an earlier one of the same profile. Pure but for the salt it is given. */
export function storedOf(
  report: Report,
  profile: Profile,
  earlier: StoredCheck | undefined,
  salt: string,
  asked = '',
): StoredCheck {
  const { at, versions, steps } = report;
  const current = earlier === undefined || isStale(earlier, profile) ? undefined : earlier;
  const litellm = report.litellm ?? (identifies(report) ? undefined : current?.litellm);
  const fresh = report.features
    .filter(({ state }) => state !== 'unknown')
    .map(({ feature, state, why }): CheckResult => ({ feature, state, why, at, versions }));
  const kept = current === undefined ? [] : keptOf(current, report);
  const features = featureIds.flatMap(
    id => fresh.find(({ feature }) => feature === id) ?? kept.find(({ feature }) => feature === id) ?? [],
  );
  const fingerprint = fingerprintOf(profile, salt);
  const { profile: name } = report;
  return { version: storedVersion, profile: name, salt, fingerprint, asked, at, steps, features, litellm };
}

/**
 * What an earlier check found and this one says nothing against: what was asked again and not decided counts no more,
 * and nothing that was measured of another version.
 */
function keptOf(
  { features }: StoredCheck,
  { features: asked, skipped, steps, versions }: Report,
): readonly CheckResult[] {
  const told = identifies({ steps });
  return features.filter(
    each =>
      (!told || each.versions === versions) &&
      (skipped.includes(each.feature) || !asked.some(({ feature }) => feature === each.feature)),
  );
}

/** Whether it was asked what stands there. */
function identifies({ steps }: Pick<Report, 'steps'>): boolean {
  return steps.some(({ step }) => step === 'identified');
}

/** Whether the profile has changed since, or what the shell adds to it. */
export function isStale({ fingerprint, salt, elsewhere }: StoredCheck, profile: Profile): boolean {
  return elsewhere === true || fingerprintOf(profile, salt) !== fingerprint;
}

/**
 * What decides on a profile’s column as it is now: what was measured, and the versions in use. LiteLLM’s is that which the
 * check found.
 * @param claudeCode the version that is installed
 */
export function measuredIn(
  stored: StoredCheck | undefined,
  profile: Profile,
  claudeCode: string | undefined,
): { readonly checks: readonly CheckResult[]; readonly versions: Versions } {
  const current = stored === undefined || isStale(stored, profile) ? undefined : stored;
  return { checks: resultsFor(stored, profile), versions: { claudeCode, litellm: current?.litellm } };
}

/** What counts of it for the profile as it is now; what is older than a check that failed says so. */
export function resultsFor(stored: StoredCheck | undefined, profile: Profile): readonly CheckResult[] {
  if (stored === undefined || isStale(stored, profile)) return [];
  const failed = stored.steps.find(({ state }) => state === 'failed');
  if (failed === undefined) return stored.features;
  const since = `the check of ${stored.at.slice(0, 10)} failed: ${failed.step}`;
  return stored.features.map(each =>
    each.at === stored.at ? each : { ...each, why: each.why === '' ? since : `${each.why}; ${since}` },
  );
}

/**
 * Reads what a file holds; undefined: it is of another version, or nobody’s. By hand: the picker reads it before its
 * first frame, and zod would take 4 ms of that (measured 2026-11-28).
 */
export function parseStored(value: unknown): StoredCheck | undefined {
  if (!isRecord(value) || value.version !== storedVersion) return undefined;
  const { profile, salt, fingerprint, asked, at, steps, features, litellm } = value;
  if (![profile, salt, fingerprint, asked, at].every(each => typeof each === 'string')) return undefined;
  if (!Array.isArray(steps) || !steps.every(isStep)) return undefined;
  if (!Array.isArray(features) || !features.every(isResult)) return undefined;
  return {
    version: storedVersion,
    profile: String(profile),
    salt: String(salt),
    fingerprint: String(fingerprint),
    asked: String(asked),
    at: String(at),
    steps,
    features,
    litellm: typeof litellm === 'string' ? litellm : undefined,
  };
}

/** Whether an older cgw kept it, so that it is neither read nor worth keeping. */
export function isOutdated(value: unknown): boolean {
  return isRecord(value) && typeof value.version === 'number' && value.version < storedVersion;
}

const states: readonly Support[] = ['full', 'partial', 'none', 'unknown'];

function isResult(value: unknown): value is CheckResult {
  return (
    isRecord(value) &&
    featureIds.includes(value.feature as FeatureId) &&
    states.includes(value.state as Support) &&
    [value.why, value.at, value.versions].every(each => typeof each === 'string')
  );
}

function isStep(value: unknown): value is Step {
  return (
    isRecord(value) &&
    stepIds.includes(value.step as Step['step']) &&
    [value.state, value.what].every(each => typeof each === 'string') &&
    (value.remedy === null || typeof value.remedy === 'string')
  );
}
