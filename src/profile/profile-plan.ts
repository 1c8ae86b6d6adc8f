import { type HelperCredential, launchSettings, settingsBesideHelper } from '../backends/api-key-helper.ts';
import type { Profile } from '../backends/profile.ts';
import { programsOf, settingsOf } from '../backends/settings.ts';
import type { Environment, Io } from '../base/io.ts';
import { rememberSecret } from '../base/masking.ts';
import {
  isSecretSetting,
  type Part,
  type Plan,
  type Programs,
  planFor,
  type ResolvedSetting,
  rememberedNames,
  type Setting,
} from '../env/plan.ts';
import { describeReference } from '../secrets/reference.ts';
import { isLeftToHelper, resolveReferences } from '../secrets/resolve.ts';
import { unavailable } from '../secrets/secret.ts';
import { credentialValueProblem } from './rules.ts';
import { requireInEnvironment } from './secret-via.ts';

/**
 * The plan of a profile in this environment, with its secrets fetched.
 * @throws UserError (4) when a secret is unavailable, (3) when the profile wants none in an environment.
 */
export async function profilePlan(name: string, profile: Profile, io: Io): Promise<Plan> {
  requireInEnvironment(name, profile);
  const plan = await launchPlan(name, profile, undefined, io);
  return { ...plan, warnings: [...plan.warnings, ...leftToSettings(name, plan.programs)] };
}

/** What a profile has and no environment can carry. */
export function leftToSettings(name: string, programs: Programs = {}): string[] {
  const keys = Object.keys(programs);
  return keys.length > 0
    ? [
        `${name}: ${keys.join(', ')} ${keys.length > 1 ? 'reach' : 'reaches'} Claude Code by cgw run and cgw write to its settings alone`,
      ]
    : [];
}

/**
 * The plan of a launch; with `helped` Claude Code asks a helper for that credential, and no variable holds it. It
 * is fetched all the same, unless by a program that can ask nobody: what is unavailable is said before Claude Code
 * starts, and what is asked is asked on the terminal.
 * @throws UserError (4) when a secret is unavailable.
 */
export async function launchPlan(
  name: string,
  profile: Profile,
  helped: HelperCredential | undefined,
  io: Io,
): Promise<Plan> {
  const settings = settingsOf(profile);
  const planned = helped === undefined ? settings : settingsBesideHelper(settings, helped);
  const isLeft = helped !== undefined && (await isLeftToHelper(helped.reference, io));
  const tried = isLeft ? planned : settings;
  const secrets = await fetchSecrets(tried, io).catch(async error => {
    throw (await import('./keychain-entries.ts')).namingField(error, name, profile);
  });
  const resolved = resolveSettings(tried, secrets, io.environment);
  const warnings = warningsOf(name, resolved);
  const carried = tried === planned ? resolved : resolveSettings(planned, secrets, io.environment);
  return besideVariables(planFor(name, carried, io.environment, warnings), profile, helped);
}

/** A plan with what is no variable of it. */
function besideVariables(plan: Plan, profile: Profile, helped: HelperCredential | undefined): Plan {
  const programs = programsOf(profile);
  return {
    ...plan,
    ...(helped === undefined ? {} : { byHelper: true }),
    ...(programs === undefined ? {} : { programs }),
  };
}

type Secrets = ReadonlyMap<string, string>;

async function fetchSecrets(settings: readonly Setting[], io: Io): Promise<Secrets> {
  const references: string[] = [];
  for (const { parts } of settings)
    for (const part of parts) if ('reference' in part) references.push(part.reference);
  return references.length === 0 ? noSecrets : resolveReferences(references, io);
}

function resolveSettings(
  settings: readonly Setting[],
  secrets: Secrets,
  environment: Environment,
): ResolvedSetting[] {
  const resolved: ResolvedSetting[] = [];
  for (const setting of settings) resolved.push(resolveSetting(setting, secrets, environment));
  return resolved;
}

function resolveSetting(setting: Setting, secrets: Secrets, environment: Environment): ResolvedSetting {
  let value = '';
  for (const part of setting.parts) {
    const piece = pieceOf(part, secrets, environment);
    if (piece === undefined) return { setting, value: undefined };
    if (!setting.path.startsWith('env.') && 'reference' in part)
      requireSendable(setting.path, part.reference, piece);
    value += piece;
  }
  return { setting, value };
}

function pieceOf(part: Part, secrets: Secrets, environment: Environment): string | undefined {
  if ('text' in part) return part.text;
  if ('reference' in part) return secrets.get(part.reference);
  const own = environment[part.inherit];
  if (own) rememberSecret(own);
  return own && !rememberedNames(environment).includes(part.inherit) ? own : undefined;
}

/** @throws UserError (4) when a secret cannot travel in a header. */
function requireSendable(path: string, reference: string, value: string): void {
  const problem = credentialValueProblem(path, value);
  if (problem !== undefined)
    throw unavailable(reference, problem, 'put the bare credential there, on one line');
}

/** What a user should know before this plan is in force. */
function warningsOf(name: string, settings: readonly ResolvedSetting[]): string[] {
  const warnings: string[] = [];
  for (const { setting, value } of settings)
    if (value === undefined)
      warnings.push(
        `${name}: ${setting.name} is not exported here, so Claude Code will use a stored login or ask for one`,
      );
  return warnings;
}

/**
 * The plan with words in the place of secrets: what screens may know. Nothing is fetched, no program is run.
 */
export function previewPlan(name: string, profile: Profile, environment: Environment): Plan {
  const { settings, helped } = launchSettings(profile);
  const resolved = settings.map(setting => ({
    setting,
    value: setting.parts.some(
      part => 'inherit' in part && pieceOf(part, noSecrets, environment) === undefined,
    )
      ? undefined
      : setting.parts.map(part => describePart(part, describeReference)).join(''),
  }));
  return besideVariables(planFor(name, resolved, environment, warningsOf(name, resolved)), profile, helped);
}

const noSecrets: Secrets = new Map();

/**
 * The variables of a profile with every secret hidden: what `show` and the screens may know.
 * @param describe how a reference is shown; in the form as it is written.
 */
export function describeSettings(
  profile: Profile,
  describe = describeReference,
): { name: string; value: string; secret: boolean }[] {
  return launchSettings(profile).settings.map(setting => ({
    name: setting.name,
    secret: isSecretSetting(setting),
    value: setting.parts.map(part => describePart(part, describe)).join(''),
  }));
}

function describePart(part: Part, describe: (reference: string) => string): string {
  if ('text' in part) return part.text;
  return 'inherit' in part ? `‹${part.inherit} of the shell›` : `‹${describe(part.reference)}›`;
}
