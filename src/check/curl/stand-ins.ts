import { mainCredential } from '../../backends/main-credential.ts';
import type { Profile } from '../../backends/profile.ts';
import { settingsOf } from '../../backends/settings.ts';
import type { Environment } from '../../base/io.ts';
import { printable } from '../../base/terminal-text.ts';
import { applyPlan, type Part, planFor, type ResolvedSetting, type Setting } from '../../env/plan.ts';
import { describeReference, parseReference } from '../../secrets/reference.ts';

/** A variable of the shell that stands for a secret. */
export type StandIn = {
  /** What stands in the request in its place: letters and digits, which no library changes. */
  readonly mark: string;
  readonly variable: string;
  /** The line that sets it; null where the user has exported it. */
  readonly setUp: string | null;
};

/** The environment of a profile in which every secret is a mark, and what the marks stand for. Nothing is fetched. */
export function withStandIns(
  name: string,
  profile: Profile,
  environment: Environment,
): { environment: Environment; standIns: readonly StandIn[] } {
  const standIns = new Map<string, StandIn>();
  const main = mainOf(name, profile);
  const markFor = (part: Exclude<Part, { text: string }>): string => {
    const key = 'inherit' in part ? `env:${part.inherit}` : part.reference;
    const known = standIns.get(key);
    if (known !== undefined) return known.mark;
    const number = standIns.size + 1;
    const made = { mark: `CGWMARK${number}X`, ...variableFor(key, number, name, key === main) };
    standIns.set(key, made);
    return made.mark;
  };
  const resolved = settingsOf(profile).map(
    (setting: Setting): ResolvedSetting => ({
      setting,
      value: setting.parts.map(part => ('text' in part ? part.text : markFor(part))).join(''),
    }),
  );
  const plan = planFor(name, resolved, environment);
  return { environment: applyPlan(plan, environment), standIns: [...standIns.values()] };
}

function variableFor(
  reference: string,
  number: number,
  name: string,
  isMain: boolean,
): Pick<StandIn, 'variable' | 'setUp'> {
  const parsed = parseReference(reference);
  if ('kind' in parsed && parsed.kind === 'env') return { variable: parsed.name, setUp: null };
  const variable = `CGW_SECRET_${number}`;
  if (isMain) return { variable, setUp: `${variable}="$(cgw token ${name})"` };
  return { variable, setUp: `${variable}= # fill in: ${printable(describeReference(reference))}` };
}

function mainOf(name: string, profile: Profile): string | undefined {
  try {
    return mainCredential(name, profile);
  } catch {
    return undefined;
  }
}
