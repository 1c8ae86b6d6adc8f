import type { credentialPrograms } from '../backends/backend.ts';
import { backends } from '../backends/index.ts';
import type { Environment } from '../base/io.ts';
import { measuredIn } from '../check/stored-check.ts';
import { type Forecast, forecast } from '../claude/forecast.ts';
import { helperCommand } from '../claude/helper-command.ts';
import { needsManagedMode } from '../claude/managed-mode.ts';
import { namedModels, overlayOf } from '../claude/overlay.ts';
import { overridesOf } from '../claude/overrides.ts';
import { pinnedSettings } from '../claude/pinned-variables.ts';
import { effectiveEnvironment } from '../claude/precedence.ts';
import { projectSettings } from '../claude/project-settings.ts';
import { argumentSettings, type SettingsFile } from '../claude/settings-files.ts';
import { applyPlan, type Change, type Plan } from '../env/plan.ts';
import type { ColumnSource } from '../features/profile-column.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import type { NamedProfile } from '../profile/resolve.ts';
import type { SettingsRead, SettingsText, Situation } from './situation.ts';

/** One way in which Claude Code would be started here. */
export type View = {
  /** `shell`: a plain `claude`; `run`: `cgw run`. */
  readonly how: 'shell' | 'run';
  /** The profile that should be in force. */
  readonly profile: (NamedProfile & { readonly plan: Plan }) | null;
  readonly environment: Environment;
  /** The settings files as they are, highest first. */
  readonly files: readonly SettingsText[];
  /** The same with the overlay of `cgw run`. */
  readonly inForce: readonly SettingsFile[];
  readonly effective: Readonly<Record<string, string>>;
  readonly forecast: Forecast;
};

/** A plain `claude` in this shell, then the profile that is meant, where that is another thing. */
export function viewsOf(situation: Situation): View[] {
  const active = activeProfile(situation);
  const shell = situation.named && active === null ? [] : [shellView(situation, active)];
  const run = active === null ? meantProfile(situation) : null;
  return [...shell, ...(run === null ? [] : [runView(situation, run)])];
}

/** The profile that is meant, where it is there and valid. */
export function meantProfile({ meant }: Situation): NamedProfile | null {
  return meant === null || meant.profile === null ? null : { name: meant.name, profile: meant.profile };
}

/** What decides on the feature column of a profile. */
export function columnSource(
  { name, profile }: NamedProfile,
  { checks, claude, models }: Situation,
): ColumnSource {
  return { profile, ...measuredIn(checks.get(name), profile, claude[0]?.version ?? undefined), models };
}

/** The profile that this shell was switched to, where it is the one that is meant. */
function activeProfile(situation: Situation): NamedProfile | null {
  const meant = meantProfile(situation);
  return meant !== null && meant.name === situation.environment.CGW_PROFILE ? meant : null;
}

function shellView(situation: Situation, active: NamedProfile | null): View {
  const { environment, settings } = situation;
  return {
    how: 'shell',
    profile: active === null ? null : { ...active, plan: planOf(active, environment) },
    ...started(settings, settings.files, environment, situation),
  };
}

/** As `launch.ts` does it: settings files lose, or are not asked at all where one holds another credential. */
function runView(situation: Situation, named: NamedProfile): View {
  const { environment, settingsMeant } = situation;
  const { files } = settingsMeant;
  const plan = planOf(named, environment);
  const applied = applyPlan(plan, environment);
  const project = projectSettings(plan, backends[named.profile.backend].provider, files, applied);
  const user = files.find(({ scope }) => scope === 'user');
  const overlay = argumentSettings(
    overlayOf({
      plan,
      files,
      project,
      helper: helperOfRun(plan),
      pinned: { settings: pinnedSettings(user?.content, namedModels(plan)), env: {} },
    }),
  );
  const overriding = [...overridesOf(plan, files), ...project.overrides];
  const managed =
    needsManagedMode(plan, named.profile.backend) ||
    overriding.some(({ file, secret }) => secret && file.scope !== 'managed');
  const isManaged = ({ scope }: SettingsFile) => scope === 'managed';
  return {
    how: 'run',
    profile: { ...named, plan },
    ...started(
      settingsMeant,
      [...files.filter(isManaged), overlay, ...files.filter(file => !isManaged(file))],
      managed ? { ...applied, CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' } : applied,
      situation,
    ),
  };
}

/** Whatever cgw is called there. */
function helperOfRun({ byHelper, profile }: Plan): string | undefined {
  return byHelper === true ? helperCommand('cgw', profile ?? '') : undefined;
}

function started(
  { files, agents }: SettingsRead,
  inForce: readonly SettingsFile[],
  environment: Environment,
  situation: Situation,
): Pick<View, 'environment' | 'files' | 'inForce' | 'effective' | 'forecast'> {
  const effective = effectiveEnvironment(inForce, environment);
  const { logins, models } = situation;
  return {
    environment,
    files,
    inForce,
    effective,
    forecast: forecast(inForce, environment, { logins, models, agents }),
  };
}

/** A placeholder is the word itself, which needs no fetching. */
function placeholderWord(change: Change): { value?: string } {
  const word = change.action === 'set' ? /^‹placeholder:([a-z]+)›$/.exec(change.value)?.[1] : undefined;
  return word === undefined ? {} : { value: word };
}

/** The plan with a harmless word for every secret: none is fetched. */
function planOf({ name, profile }: NamedProfile, environment: Environment): Plan {
  const plan = previewPlan(name, profile, environment);
  return {
    ...plan,
    changes: plan.changes.map(change =>
      change.action === 'set' && change.secret
        ? { ...change, value: change.value.replace(/‹[^›]*›/g, 'hidden') }
        : { ...change, ...placeholderWord(change) },
    ),
  };
}

/** Whether a program that Claude Code runs for a cloud’s credentials is set; the highest file that has one decides. */
export function hasCredentialProgram({ inForce }: View, key: (typeof credentialPrograms)[number]): boolean {
  const file = inForce.find(({ content }) => typeof content[key] === 'string');
  return file !== undefined && file.content[key] !== '';
}

/**
 * What to do in a shell that lacks a credential because its profile keeps it out of shells (`secretVia=helper`);
 * undefined for other profiles.
 */
export function helperRemedy({
  how,
  profile,
}: View): { readonly fix: string; readonly command: string | null } | undefined {
  if (how !== 'shell' || profile?.plan.byHelper !== true) return undefined;
  return {
    fix: `Start Claude Code by cgw run ${profile.name}, which hands the credential over (secretVia=helper); or write the profile to your settings`,
    command: `cgw write ${profile.name} --to user`,
  };
}
