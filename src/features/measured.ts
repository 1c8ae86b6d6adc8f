import { isOlder } from '../base/versions.ts';
import type { Support } from './cell.ts';
import type { FeatureId } from './features.ts';

/** What the lab saw of one feature on one route: `full` says that all of it reaches the vendor. */
export type MeasuredCell = {
  readonly state: Support;
  readonly shows?: 'loud' | 'silent' | undefined;
  readonly loss: string;
  readonly why: string;
  /** What left the client for it, and what reached the vendor, where that is something else. */
  readonly sent: string;
  readonly received?: string | undefined;
};

/** From the first to the last of the measured versions that are alike. */
export type Span = { readonly since: string; readonly until: string };

/** Versions that are alike, and the day on which the last of them was measured. */
export type Run = {
  readonly claudeCode: Span;
  readonly litellm?: Span | undefined;
  readonly measured: string;
};

/** Versions that were measured together; natively there is no LiteLLM. */
export type Pair = {
  readonly claudeCode: string;
  readonly litellm?: string | undefined;
  readonly measured: string;
};

/** A route as `data/` holds it: what was measured, and of which versions. The newest versions come first. */
export type MeasuredRoute = {
  readonly pairs: readonly Pair[];
  readonly features: { readonly [F in FeatureId]?: { readonly runs: readonly (Run & MeasuredCell)[] } };
};

/** The versions that somebody runs, as far as they are known. */
export type Versions = { readonly claudeCode?: string | undefined; readonly litellm?: string | undefined };

/**
 * The measured versions that stand for somebody’s: the newest that are not newer, else the oldest; of what is not known
 * the newest. LiteLLM’s version chooses first.
 */
export function pairFor(
  { pairs }: { readonly pairs: readonly Pair[] },
  { claudeCode, litellm }: Versions,
): Pair | undefined {
  const behind = standingFor(
    litellm,
    pairs.flatMap(pair => pair.litellm ?? []),
  );
  const same = pairs.filter(pair => pair.litellm === behind);
  const program = standingFor(
    claudeCode,
    same.map(pair => pair.claudeCode),
  );
  return same.find(pair => pair.claudeCode === program);
}

function standingFor(version: string | undefined, measured: readonly string[]): string | undefined {
  const all = [...new Set(measured)];
  const fitting = version === undefined ? all : all.filter(each => !isOlder(version, each));
  const [first, ...others] = fitting.length > 0 ? fitting : all;
  if (first === undefined) return undefined;
  return fitting.length > 0
    ? others.reduce((newest, each) => (isOlder(newest, each) ? each : newest), first)
    : others.reduce((oldest, each) => (isOlder(each, oldest) ? each : oldest), first);
}

/** Whether a run holds of measured versions. */
export function holdsOf({ claudeCode, litellm }: Run, pair: Omit<Pair, 'measured'>): boolean {
  return within(claudeCode, pair.claudeCode) && within(litellm, pair.litellm);
}

function within(span: Span | undefined, version: string | undefined): boolean {
  if (span === undefined || version === undefined) return span === version;
  return !isOlder(version, span.since) && !isOlder(span.until, version);
}
