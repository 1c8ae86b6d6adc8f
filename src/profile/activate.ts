import { isSecretSetting, type Part, type Setting, settingsOf } from '../backends/settings.ts';
import { type Plan, planFor, type ResolvedSetting, rememberedNames } from '../env/plan.ts';
import type { Environment, Io } from '../io.ts';
import { isPlaceholder } from '../secrets/reference.ts';
import { resolveReference } from '../secrets/resolve.ts';
import { type SecretContext, unavailable } from '../secrets/secret.ts';
import type { Profile } from './profile.ts';
import { headerValueProblem } from './values.ts';

/**
 * The plan of a profile in this environment, with its secrets fetched.
 * @throws UserError (4) when a secret cannot be had.
 */
export async function activate(name: string, profile: Profile, io: Io & SecretContext): Promise<Plan> {
  const settings = settingsOf(profile);
  const secrets = await fetchSecrets(settings, io);
  const resolved = settings.map(setting => resolveSetting(setting, secrets, io.environment));
  return planFor(name, resolved, io.environment, warningsOf(name, profile, resolved));
}

type Secrets = ReadonlyMap<string, string>;

/** Every reference once, all of them at the same time. */
async function fetchSecrets(settings: readonly Setting[], io: SecretContext): Promise<Secrets> {
  const references = new Set<string>();
  for (const { parts } of settings)
    for (const part of parts) if ('reference' in part) references.add(part.reference);
  if (references.size === 0) return new Map();
  const fetched = [...references].map(async text => [text, await resolveReference(text, io)] as const);
  return new Map(await Promise.all(fetched));
}

function resolveSetting(setting: Setting, secrets: Secrets, environment: Environment): ResolvedSetting {
  let value = '';
  for (const part of setting.parts) {
    const piece = pieceOf(part, secrets, environment);
    if (piece === undefined) return { setting, value: undefined };
    if (!setting.path.startsWith('env.') && 'reference' in part)
      requireOneLine(setting.path, part.reference, piece);
    value += piece;
  }
  return { setting, value };
}

function pieceOf(part: Part, secrets: Secrets, environment: Environment): string | undefined {
  if ('text' in part) return part.text;
  if ('reference' in part) return secrets.get(part.reference);
  const own = environment[part.inherit];
  return own && !rememberedNames(environment).includes(part.inherit) ? own : undefined;
}

/**
 * Every credential but `env.*` travels in a header: a line break would end it, or begin another. Claude Code
 * takes the blanks from around a key, not from a custom header.
 */
function requireOneLine(path: string, reference: string, value: string): void {
  const problem = path === 'headers' ? headerValueProblem(value) : lineBreakProblem(value);
  if (problem !== undefined)
    throw unavailable(reference, problem, 'put the bare credential there, on one line');
}

function lineBreakProblem(value: string): string | undefined {
  return /[\r\n]/.test(value) ? 'has more than one line' : undefined;
}

/** What a user should know before this plan is in force. */
function warningsOf(name: string, profile: Profile, settings: readonly ResolvedSetting[]): string[] {
  const warnings: string[] = [];
  for (const { setting, value } of settings)
    if (value === undefined)
      warnings.push(
        `${name}: ${setting.name} is not exported here, so Claude Code will use a stored login or ask for one`,
      );
  if (profile.backend === 'foundry' && !settings.some(({ setting }) => setting.name === 'ANTHROPIC_MODEL'))
    warnings.push(
      `${name}: without models.default Claude Code uses claude-sonnet-4-5 on Foundry, which retires on 2026-11-30`,
    );
  return warnings;
}

/**
 * The plan with words in the place of secrets: what screens may know. Nothing is fetched, no program is run.
 */
export function previewPlan(name: string, profile: Profile, environment: Environment): Plan {
  const resolved = settingsOf(profile).map(setting => ({
    setting,
    value: setting.parts.some(
      part => 'inherit' in part && pieceOf(part, noSecrets, environment) === undefined,
    )
      ? undefined
      : setting.parts.map(describePart).join(''),
  }));
  return planFor(name, resolved, environment, warningsOf(name, profile, resolved));
}

const noSecrets: Secrets = new Map();

/** The variables of a profile with every secret hidden: what `show` and the screens may know. */
export function describeSettings(profile: Profile): { name: string; value: string; secret: boolean }[] {
  return settingsOf(profile).map(setting => ({
    name: setting.name,
    secret: isSecretSetting(setting),
    value: setting.parts.map(describePart).join(''),
  }));
}

function describePart(part: Part): string {
  if ('text' in part) return part.text;
  if ('reference' in part && isPlaceholder(part.reference))
    return part.reference.replace(/^placeholder:/, '');
  return 'inherit' in part ? `‹${part.inherit} of the shell›` : `‹${part.reference}›`;
}
