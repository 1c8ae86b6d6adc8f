import { backends } from '../backends/index.ts';
import { mainModelVariables } from '../backends/models.ts';
import type { ProviderId } from '../backends/providers.ts';
import { removeScratch } from '../base/atomic-write.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { execProgram } from '../base/exec.ts';
import type { Environment, Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { safeLine } from '../base/terminal-text.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { applyPlan, type Plan } from '../env/plan.ts';
import { levers } from '../features/levers.ts';
import { agentOfLaunch } from './agents.ts';
import {
  asksForBare,
  asksNothing,
  modelArguments,
  permissionMode,
  settingsForLaunch,
  sourcesLeft,
  takeSettingsArgument,
  withOverlay,
} from './arguments.ts';
import { asksGatewayForCheck, startsChecked, unchecked } from './auto-mode.ts';
import { type Notices, rememberUsed } from './folder-memory.ts';
import { pinnedForShell, withLaunchEnvironment } from './helper-command.ts';
import { isAccepted, isRejected, readLogins } from './logins.ts';
import {
  managedMode,
  needsManagedMode,
  oneProcess,
  panesNotice,
  requireOwnProcess,
  unheldSecret,
} from './managed-mode.ts';
import { isBare } from './modes.ts';
import {
  isRouting,
  modelOverridesOf,
  namedModels,
  type Overlay,
  overlayOf,
  sweepOverlays,
  writeOverlay,
} from './overlay.ts';
import { type Override, overridesOf } from './overrides.ts';
import { pinnedEnvironment, pinnedSettings } from './pinned-variables.ts';
import { findClaude, launchMark } from './program.ts';
import { type ProjectSettings, projectSettings, userEnvironment } from './project-settings.ts';
import { argumentSettings, envOf, readSettingsFiles, type SettingsFile } from './settings-files.ts';

export type LaunchOptions = {
  readonly backend: BackendId;
  /** Settings files may not route at all (`CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1`). */
  readonly strict: boolean;
  /** Launch although something beats the profile. */
  readonly force: boolean;
  readonly notices: Notices;
  /** The command that Claude Code asks for the credential; undefined: it is in the environment. */
  readonly helper: string | undefined;
};

/**
 * Starts Claude Code so that the profile wins: a clean environment, and an overlay that beats settings files.
 * @returns the exit code, where the process could not be replaced.
 * @throws UserError (3) when managed settings beat the profile, unless forced; (2) for what does not go together;
 * (127) without `claude`.
 */
export async function launchClaude(
  plan: Plan,
  args: readonly string[],
  options: LaunchOptions,
  io: Io,
): Promise<number> {
  const claude = findClaude(io);
  const environment = withoutEmptyFolder(applyPlan(plan, io.environment));
  const files = readSettingsFiles(io, environment, sourcesLeft(args));
  const beating = overridesOf(plan, files);
  const unbeaten = beating.filter(({ file }) => file.scope === 'managed');
  const { provider } = backends[options.backend];
  const project = projectSettings(plan, provider, files, environment);
  const overriding = [...beating.filter(each => !unbeaten.includes(each)), ...project.overrides];
  if (unbeaten.length > 0) reportUnbeaten(unbeaten, options, io);
  const { tell, keep } = options.notices;
  const beaten = [
    ...inEachFile(overriding, 'the profile wins for this launch', io),
    ...inEachFile(project.withheld, 'cgw token, which prints the credential, goes without', io),
  ];
  for (const notice of beaten) tell('news', notice);
  if (!asksNothing(args, io.isTerminal('out')))
    for (const notice of keyNotice(environment, io)) tell('answer', notice);
  const { settings: argument, rest } = takeSettingsArgument(args);
  const own = argument === undefined ? {} : settingsForLaunch(argument, io);
  const { helper } = options;
  const inEnvironment = needsManagedMode(plan, options.backend);
  if (!options.force && (asksForBare(args) || isBare(userEnvironment(files, environment))))
    requireOtherThanLogin(plan, options, environment);
  if (inEnvironment) requireOwnProcess(args);
  if (inEnvironment) for (const notice of panesNotice(files, own)) tell('news', notice);
  // The overlay holds no secret, so beside a credential in the environment a stored login would be sent, or a settings
  // file would put another in its place, now or later: there nothing but the process counts. And Claude Code drops the
  // whole overlay for one value in it that it does not take, which only it can know.
  const doubtful = Object.keys(own).filter(key => key !== 'env');
  const managed =
    options.strict ||
    inEnvironment ||
    overriding.some(({ name, secret }) => secret || (doubtful.length > 0 && isRouting(name)));
  if (!managed)
    for (const notice of uncheckedNotice({ plan, provider, environment, files, own, args: rest }, io))
      tell('news', notice);
  if (helper !== undefined) requireSureOverlay(doubtful);
  const { backend } = options;
  if (!managed) requireHeld({ plan, backend, environment, files, helper }, options, io);
  if (io.platform === 'win32') requireNoneWithheld(project.withheld);
  const launched = managed
    ? managedMode({ plan, backend, environment, files, args: rest, helper }, io)
    : environment;
  sweepOverlays(io);
  if (plan.profile !== undefined) rememberUsed(plan.profile, io);
  const guarded = helper === undefined ? undefined : guard(helper, { environment, files, own, project }, io);
  const inFile = files.find(({ scope }) => scope === 'user')?.content;
  const named = namedModels(plan, rest, envOf(own));
  const agent = agentOfLaunch({ args: rest, named, own, inFile, environment }, io);
  if (agent !== undefined) tell('news', agent.said);
  keep();
  const mine = agent?.isForeign ? { ...own, agent: '' } : own;
  const user = { ...inFile, ...mine, ...modelOverridesOf(inFile, own) };
  const pinned = {
    settings: pinnedSettings(user, [...named, ...(agent?.isForeign === false ? [agent.model] : [])]),
    env: { ...pinnedEnvironment(userEnvironment(files, environment), provider, io), ...guarded?.pinned },
  };
  const settings = overlayOf({ plan, files, own: mine, project, helper: guarded?.helper, pinned });
  const overlay = writeOverlay(inEnvironment ? { ...settings, ...oneProcess } : settings, io);
  try {
    return await execProgram({
      program: claude,
      args: withOverlay(rest, overlay),
      environment: { ...launched, ...launchMark(claude, io) },
    });
  } finally {
    // Reached only where this process did not become Claude Code.
    removeScratch(overlay);
  }
}

/** An empty one would make the user’s own settings of what lies in this folder (observed on 2.1.332, 2026-11-29). */
function withoutEmptyFolder(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { CLAUDE_CONFIG_DIR: folder, ...others } = environment;
  return folder === '' ? others : environment;
}

/** A session uses a key only after the user has said Yes to it; nothing is sent in its place (observed). */
function keyNotice(environment: Readonly<Record<string, string>>, io: Io): string[] {
  const key = environment.ANTHROPIC_API_KEY;
  if (!key) return [];
  const logins = readLogins(io, environment);
  if (isRejected(key, logins))
    return [
      'Claude Code will not use this key, because No was the answer when it asked: turn on “Use custom API key” in its /config',
    ];
  return isAccepted(key, logins)
    ? []
    : ['Claude Code will ask about a custom API key: it is the one of this profile, and No is remembered'];
}

/** What to say where auto mode, which a session has by default, may find nobody who checks. */
function uncheckedNotice({ plan, provider, environment, files, own, args }: Checked, io: Io): string[] {
  const prints = asksNothing(args, io.isTerminal('out'));
  const effective = { ...environment, ...envOf(own) };
  const settings = [argumentSettings(own), ...files];
  const planned = mainModelVariables.map(name => environment[name]).find(Boolean);
  const model = modelArguments(args).main ?? planned ?? null;
  const endpoint = provider === 'firstParty' ? (environment.ANTHROPIC_BASE_URL ?? null) : null;
  if (!asksGatewayForCheck({ environment, effective, endpoint, model })) return [];
  if (!startsChecked({ settings, asked: permissionMode(args), prints })) return [];
  const instead = prints ? 'it refuses them, and claude ends with 1' : 'a dialog asks in its place';
  return [
    `${unchecked}; else ${instead}. To check them by a call of Sonnet, which is billed: cgw edit ${plan.profile} --set ${levers.localAutoMode}`,
  ];
}

type Checked = Pick<Guarded, 'environment' | 'files' | 'own'> & {
  readonly plan: Plan;
  readonly provider: ProviderId;
  readonly args: readonly string[];
};

/**
 * A bare Claude Code asks for no login, stored or given (observed).
 * @throws UserError (2)
 */
function requireOtherThanLogin(
  { profile }: Plan,
  { backend, helper }: LaunchOptions,
  { ANTHROPIC_API_KEY: key, ANTHROPIC_PROFILE: federated }: Environment,
): void {
  if (backend !== 'anthropic' || helper !== undefined || key || federated) return;
  throw new UserError(
    exitCode.usage,
    `${profile} signs in by a login, and --bare (CLAUDE_CODE_SIMPLE) asks for none`,
    'leave it out, or take a profile with an API key; --force starts anyway',
  );
}

/** What goes into the overlay so that a project does not decide how the helper runs, now or later. */
function guard(
  helper: string,
  { environment, files, own, project }: Guarded,
  io: Io,
): { helper: string; pinned: Readonly<Record<string, string>> } {
  // Windows has no `env`: there what a project names at the launch is pinned, and no more.
  if (io.platform === 'win32') return { helper, pinned: {} };
  const withheld = new Set(project.withheld.map(({ name }) => name));
  const managed = files.filter(({ scope }) => scope === 'managed').map(({ content }) => envOf(content));
  // All but the project’s: the highest comes last.
  const trusted: Environment = Object.fromEntries(
    [userEnvironment(files, environment), envOf(own), ...managed.reverse()].flatMap(
      Object.entries<string | undefined>,
    ),
  );
  return {
    helper: withLaunchEnvironment(helper, trusted, withheld),
    pinned: pinnedForShell(trusted, io.platform),
  };
}

type Guarded = {
  readonly environment: Readonly<Record<string, string>>;
  readonly files: readonly SettingsFile[];
  /** The user’s own `--settings`. */
  readonly own: Overlay;
  readonly project: ProjectSettings;
};

/** @throws UserError (2): without a way to keep them from the helper, the project’s values would count. */
function requireNoneWithheld(withheld: readonly Override[]): void {
  const [first] = withheld;
  if (first === undefined) return;
  throw new UserError(
    exitCode.usage,
    `${first.file.path} sets ${first.name}, which the helper that prints the credential would go by`,
    'take it out of that file, or keep the credential in the environment (no --no-env-secret, no secretVia=helper)',
  );
}

/**
 * Without its overlay Claude Code asks no helper, and sends a stored login to the profile’s server instead (observed). It drops the overlay for one value in it that it does not take.
 * @throws UserError (2)
 */
function requireSureOverlay(doubtful: readonly string[]): void {
  if (doubtful.length === 0) return;
  throw new UserError(
    exitCode.usage,
    `--settings with ${doubtful.join(', ')} could cost this launch its apiKeyHelper, and with that its credential`,
    'put it into a settings file of Claude Code, or keep the credential in the environment (no --no-env-secret, no secretVia=helper)',
  );
}

function reportUnbeaten(overrides: readonly Override[], options: LaunchOptions, io: Io): void {
  const what = overrides.map(({ file, name }) => `${file.path} sets ${name}`).join('; ');
  if (options.force) {
    // Without a credential in the environment they win; provider-managed mode goes past them (observed).
    io.err(`cgw: ${what}: started anyway (--force), and that may beat the profile\n`);
    return;
  }
  throw new UserError(
    exitCode.invalid,
    `${what}, and that beats the profile`,
    'ask whoever manages these settings, or start anyway: cgw run --force NAME …',
  );
}

/** @throws UserError (2) for a secret that a project could replace, unless forced */
function requireHeld(launched: Parameters<typeof unheldSecret>[0], options: LaunchOptions, io: Io): void {
  const open = unheldSecret(launched);
  if (open === undefined) return;
  if (!options.force) throw new UserError(exitCode.usage, open.what, open.remedy);
  io.err(`cgw: ${open.what}: started anyway (--force)\n`);
}

/** For each file what it sets, and what becomes of that. */
function inEachFile(overrides: readonly Override[], outcome: string, io: Io): string[] {
  return [...Map.groupBy(overrides, override => override.file.path)].map(([path, found]) => {
    const names = found.map(({ name }) => safeLine(name)).join(', ');
    return `${tildePath(path, io)} sets ${names}; ${outcome}`;
  });
}
