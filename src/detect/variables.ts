import type { Environment } from '../base/io.ts';
import { isOn } from '../claude/modes.ts';
import { rememberedNames } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { exportedHere } from './offer.ts';

/** Variables that are not empty, each with the place where it stands. */
export type FoundVariables = ReadonlyMap<
  string,
  {
    readonly value: string;
    readonly where: string;
    /** Where its credential is to be had, when whoever read the variable knows. */
    readonly reference?: string;
  }
>;

/**
 * The environment without what cgw itself put there: a finding of that would be an echo. Of the owned variables
 * only `ANTHROPIC_API_KEY` can be the user’s own under a profile (`apiKey: inherit`).
 */
export function withoutCgw(environment: Environment): Environment {
  const remembered = new Set(rememberedNames(environment));
  const marked = Boolean(environment.CGW_PROFILE);
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) =>
        value && !remembered.has(name) && !(marked && isOwned(name) && name !== 'ANTHROPIC_API_KEY'),
    ),
  );
}

export function exportedVariables(environment: Environment): FoundVariables {
  return new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      value ? [[name, { value, where: exportedHere }] as const] : [],
    ),
  );
}

/** What Claude Code sees: an entry of a settings file beats the shell, and an empty one takes away. */
export function withSettings(
  exported: FoundVariables,
  env: Readonly<Record<string, string>>,
  where: string,
): FoundVariables {
  const merged = new Map(exported);
  for (const [name, value] of Object.entries(env))
    if (value === '') merged.delete(name);
    else merged.set(name, { value, where });
  return merged;
}

/** Whether a switch is on, as Claude Code reads switches. */
export function isSwitchedOn(variables: FoundVariables, name: string): boolean {
  return isOn(variables.get(name)?.value);
}
