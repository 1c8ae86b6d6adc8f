/** What is checked before the features, in this order. */
export const stepIds = [
  /** Only where there is none to measure: it is invalid, or its credential cannot be had. */
  'profile',
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
export type StepState = 'ok' | 'warning' | 'failed' | 'unknown' | 'skipped';

export type Step = {
  readonly step: StepId;
  readonly state: StepState;
  /** What was seen, for people; never a secret. */
  readonly what: string;
  /** What to do about it, or null; until the report is made `NAME` stands for the profile. */
  readonly remedy: string | null;
};

export function step(id: StepId, state: StepState, what: string, remedy: string | null = null): Step {
  return { step: id, state, what, remedy };
}

/** The same with the name of the profile in what to do. */
export function forProfile(held: Step, name: string): Step {
  return { ...held, remedy: held.remedy?.replaceAll('NAME', name) ?? null };
}
