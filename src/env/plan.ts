import type { Environment } from '../base/io.ts';
import { nameHere } from '../base/variables-here.ts';
import { variableNameProblem } from './variable-names.ts';
import { isOwned, isOwnedFamily, ownedNames } from './variables.ts';

/** A piece of a value: literal text, a secret still to be fetched, or what the shell exports. */
export type Part = { readonly text: string } | { readonly reference: string } | { readonly inherit: string };

/** A variable that a profile sets, with its value in pieces, and the field it comes from. */
export type Setting = { readonly name: string; readonly parts: readonly Part[]; readonly path: string };

/** The value of a setting that anybody may read; undefined when there is a secret in it, or what a shell exports. */
export function plainText({ parts }: Setting): string | undefined {
  let text = '';
  for (const part of parts) {
    if (!('text' in part)) return undefined;
    text += part.text;
  }
  return text;
}

/** Whether a setting takes what the shell exports. */
export function isInherited({ parts }: Setting): boolean {
  return parts.some(part => 'inherit' in part);
}

/** Whether a setting holds a secret, fetched or inherited. */
export function isSecretSetting(setting: Setting): boolean {
  return plainText(setting) === undefined;
}

/** One step: set a variable (an empty value is a value too) or remove it. */
export type Change =
  | { readonly name: string; readonly action: 'set'; readonly value: string; readonly secret: boolean }
  | { readonly name: string; readonly action: 'unset' };

/** Commands by the key of Claude Code’s settings that names them: what no environment can carry. */
export type Programs = { readonly [key: string]: string };

/** The ordered changes that a profile makes, and what to tell the user about them. */
export type Plan = {
  /** Undefined: everything is switched off. */
  readonly profile: string | undefined;
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
  /** Claude Code asks `cgw token` for the credential (`apiKeyHelper`), so that no variable holds it. */
  readonly byHelper?: true;
  /** For the overlay of a launch. */
  readonly programs?: Programs;
};

/** A setting whose pieces have been fetched; undefined when it inherits a value that is not there. */
export type ResolvedSetting = { readonly setting: Setting; readonly value: string | undefined };

/** Names of the marker variables that a plan leaves in the shell. */
const markers = { profile: 'CGW_PROFILE', set: 'CGW_SET' } as const;

/**
 * The plan of a profile: clear all owned variables it does not set, and what `CGW_SET` says cgw set here
 * before; then set its own and the markers. Pure.
 */
export function planFor(
  profile: string,
  settings: readonly ResolvedSetting[],
  environment: Environment,
  warnings: readonly string[] = [],
): Plan {
  const sets: Change[] = [];
  const remembered: string[] = [];
  const setNames = new Set<string>([markers.profile]);
  for (const resolved of settings) {
    const { setting, value } = resolved;
    if (value === undefined) continue;
    setNames.add(setting.name);
    sets.push({ name: setting.name, action: 'set', value, secret: isSecretSetting(setting) });
    if (isRemembered(resolved)) remembered.push(setting.name);
  }
  sets.push({ name: markers.profile, action: 'set', value: profile, secret: false });
  if (remembered.length > 0) {
    setNames.add(markers.set);
    sets.push({ name: markers.set, action: 'set', value: remembered.join(','), secret: false });
  }
  return { profile, changes: [...clears(environment, setNames), ...sets], warnings };
}

/** The plan that takes everything away: owned variables, what cgw set beside them, and the markers. */
export function planOff(environment: Environment): Plan {
  return { profile: undefined, changes: clears(environment, new Set()), warnings: [] };
}

/**
 * Clears what a plan must clear unless it sets it. One loop without calls: this runs in every new shell, and
 * a function called for each of a hundred names would wake the JIT compiler.
 */
function clears(environment: Environment, setNames: ReadonlySet<string>): Change[] {
  const names = new Set<string>(ownedNames);
  for (const name in environment) if (isOwnedFamily(name)) names.add(name);
  for (const name of rememberedNames(environment)) names.add(name);
  names.add(markers.profile);
  names.add(markers.set);
  const changes: Change[] = [];
  for (const name of names) if (!setNames.has(name)) changes.push({ name, action: 'unset' });
  return changes;
}

/** The names in `CGW_SET`; anything that is not a plain variable name is ignored. */
export function rememberedNames(environment: Environment): string[] {
  const list = environment[markers.set];
  if (list === undefined) return [];
  return list.split(',').filter(name => name !== '' && variableNameProblem(name) === undefined);
}

/**
 * Whether the next plan must know that cgw set this: shared and extra variables, which it would otherwise
 * leave alone, and a key that a later `inherit` must not mistake for the user’s own.
 */
function isRemembered({ setting }: ResolvedSetting): boolean {
  if (isInherited(setting)) return false;
  return !isOwned(setting.name) || setting.name === 'ANTHROPIC_API_KEY';
}

/** An environment after a plan: what `run` and `exec` hand to the program. Undefined values are dropped. */
export function applyPlan(plan: Plan, environment: Environment): Record<string, string> {
  const result = new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  for (const change of plan.changes) {
    const name = nameHere(change.name);
    if (change.action === 'set') result.set(name, change.value);
    else result.delete(name);
  }
  return Object.fromEntries(result);
}
