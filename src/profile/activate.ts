import { isSecretSetting, type Part, type Setting, settingsOf } from '../backends/settings.ts';
import { type Plan, planFor, type ResolvedSetting, rememberedNames } from '../env/plan.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { resolveReference } from '../secrets/resolve.ts';
import { headerValueProblem } from './check.ts';
import type { Profile } from './profile.ts';

/**
 * The plan of a profile in this environment, with its secrets fetched.
 * @throws UserError (4) when a secret cannot be had.
 */
export async function activate(name: string, profile: Profile, io: Io): Promise<Plan> {
  const settings = settingsOf(profile);
  const fetched = await Promise.all(settings.map(setting => fetchSetting(setting, io)));
  return planFor(name, fetched, io.environment, warningsOf(name, profile, fetched));
}

async function fetchSetting(setting: Setting, io: Io): Promise<ResolvedSetting> {
  const pieces = await Promise.all(setting.parts.map(part => fetchPart(part, io)));
  if (pieces.includes(undefined)) return { setting, value: undefined };
  const value = pieces.join('');
  if (setting.path === 'headers') requireHeaderLines(pieces);
  return { setting, value };
}

async function fetchPart(part: Part, io: Io): Promise<string | undefined> {
  if ('text' in part) return part.text;
  if ('reference' in part) return resolveReference(part.reference, io);
  const own = io.environment[part.inherit];
  return own && !rememberedNames(io.environment).includes(part.inherit) ? own : undefined;
}

/** A secret with a line break would become a header of its own. */
function requireHeaderLines(pieces: readonly (string | undefined)[]): void {
  const lines = pieces.join('').split('\n').length;
  const expected = pieces.filter(piece => piece?.startsWith('\n')).length + 1;
  if (lines === expected && pieces.every(piece => headerValueProblem((piece ?? '').trim()) === undefined))
    return;
  throw new UserError(
    exitCode.secret,
    'a secret in headers.* holds a character that no header may carry',
    'put the credential there without line breaks',
  );
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
  return 'inherit' in part ? `‹${part.inherit} of the shell›` : `‹${part.reference}›`;
}
