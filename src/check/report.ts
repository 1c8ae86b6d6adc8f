import { fieldOf } from '../backends/index.ts';
import { type Profile, profileFields } from '../backends/profile.ts';
import { type FeatureId, features as table } from '../features/features.ts';
import type { Verdict } from './exchange.ts';

/** What is checked before the features, in this order. */
export const stepIds = [
  /** Only where there is none to measure: it is invalid, or its credential is unavailable. */
  'profile',
  /** Only where something about it is odd. */
  'asked',
  'reachable',
  'identified',
  'authenticated',
  'models',
  'key',
  'answered',
  'relay',
  'claude',
  /** Only where it ran out. */
  'time',
] as const;

export type StepId = (typeof stepIds)[number];

/** `failed`: the profile cannot be used as it is; `warning`: something of it; `unknown`: nothing shows it. */
export const stepStates = ['ok', 'warning', 'failed', 'unknown', 'skipped'] as const;

export type StepState = (typeof stepStates)[number];

export type Step = {
  readonly step: StepId;
  readonly state: StepState;
  /** What was seen, for people; never a secret. */
  readonly what: string;
  /** What to do about it, or null; until the report is made `NAME` stands for the profile, `FIELD` for its credential. */
  readonly remedy: string | null;
};

export function step(id: StepId, state: StepState, what: string, remedy: string | null = null): Step {
  return { step: id, state, what, remedy };
}

/** The same with the names of the profile and of its credential in what to do. */
export function forProfile(held: Step, name: string, profile: Profile): Step {
  const path = profileFields(profile).find(
    each => fieldOf(profile.backend, each.path)?.kind === 'credential',
  )?.path;
  const remedy = held.remedy?.replaceAll('NAME', name).replaceAll('FIELD', path ?? 'token');
  return { ...held, remedy: remedy ?? null };
}

/** What becomes of a value of `anthropic-beta` that nobody knows; `verbatim`: the vendor got it and refused it. */
export type Relay = 'verbatim' | 'unknown';

/** What a gateway tells about the key that asks. Money in US dollars; null: no limit, or not said. */
export type Key = {
  readonly spend: number | null;
  readonly budget: number | null;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly expires: string | null;
};

/** What one check of a profile found out, as far as it came. */
export type Report = {
  readonly profile: string;
  /** When it began, as an ISO date and time. */
  readonly at: string;
  /** What was measured, e.g. `LiteLLM 1.110.2, claude-opus-5-5`. */
  readonly versions: string;
  /** LiteLLM’s version, where one stands there and tells it. */
  readonly litellm: string | null;
  readonly model: string;
  readonly steps: readonly Step[];
  readonly features: readonly ProbeResult[];
  /** Features among them that were not asked, for what they cost. */
  readonly skipped: readonly FeatureId[];
  readonly relay: Relay;
  readonly key: Key | null;
  /** In US dollars, at Anthropic’s list prices: what that which was asked costs at most. */
  readonly estimate: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
};

export type ProbeResult = Verdict & { readonly feature: FeatureId };

/** Something that was found out, as soon as it was. */
export type Progress =
  | { readonly begins: string }
  | { readonly step: Step }
  | { readonly feature: ProbeResult };

/** The report of a check that has asked nothing yet. */
export function emptyReport(profile: string, at: Date, steps: readonly Step[] = []): Report {
  return {
    profile,
    at: at.toISOString(),
    versions: 'nothing was asked',
    litellm: null,
    model: '',
    steps,
    features: [],
    skipped: [],
    relay: 'unknown',
    key: null,
    estimate: 0,
    stopped: false,
  };
}

/** Whether the profile cannot be used as it is. */
export function isUnusable({ steps }: Pick<Report, 'steps'>): boolean {
  return steps.some(({ state }) => state === 'failed');
}

/** A report as `check --json` prints it: part of the interface. */
export function reportJson(report: Report): object {
  const { profile, at, versions, model, steps, features, relay, key, estimate, stopped } = report;
  return {
    profile,
    at,
    versions,
    model,
    steps: steps.map(({ step, state, what, remedy }) => ({ step, state, what, remedy })),
    features: features.map(({ feature, state, why }) => ({
      id: feature,
      title: table[feature].title,
      state,
      why,
    })),
    relay,
    key,
    estimate,
    stopped,
  };
}
