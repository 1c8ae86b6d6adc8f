import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { defaultModel, type ModelTable } from '../backends/default-models.ts';
import { backends } from '../backends/index.ts';
import { mainModelVariables } from '../backends/models.ts';
import type { Profile } from '../backends/profile.ts';
import { nearRetirement } from '../backends/retirements.ts';
import type { Io } from '../base/io.ts';
import { measuredOf } from '../check/check-store.ts';
import { startsElsewhere } from '../claude/arguments.ts';
import { debugLogWarnings } from '../claude/debug-log.ts';
import { lastUsed, noticesOf } from '../claude/folder-memory.ts';
import { helperCommand } from '../claude/helper-command.ts';
import { knownModels } from '../claude/installed-models.ts';
import { launchClaude } from '../claude/launch.ts';
import { withoutToolSecrets } from '../claude/launch-environment.ts';
import { requireTrust } from '../claude/project-trust.ts';
import { applyPlan, type Plan } from '../env/plan.ts';
import { switchNotices } from '../features/switch-notices.ts';
import { adviceTexts } from '../profile/advice.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { launchPlan, previewPlan } from '../profile/profile-plan.ts';
import { profileNamed, type Resolved, resolveProfile } from '../profile/resolve.ts';
import { type HelperDelivery, helperDelivery, requireHelperDelivery } from '../profile/secret-via.ts';
import { ownProgram } from '../write/perform.ts';

const spec = {
  summary: 'start claude under a profile; the profile wins over settings files',
  usage: '[profile|@role] [claude arguments…]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  passesOn: 'claude',
  flags: {
    strict: {
      help: 'let no settings file change where requests go, also where no secret is in the environment',
    },
    force: { help: 'launch although managed settings beat the profile' },
    'no-env-secret': { help: 'Claude Code asks cgw for the credential (apiKeyHelper); no variable holds it' },
    'trust-project': {
      help: 'let this folder’s hooks, servers and skills run; remembered until they change',
    },
    quiet: {
      help: 'report neither what the switch loses, nor which settings files lost, nor what can start here',
    },
  },
  examples: [
    'cgw run litellm',
    'cgw run --no-env-secret litellm',
    'cgw run bedrock -p "hi"',
    'cgw run @batch -- --model opus',
  ],
} as const satisfies CommandSpec;

async function start({ positionals, switches, rest }: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const resolved = resolveProfile(positionals[0], config, io);
  const wishes = {
    args: rest,
    strict: switches.has('strict'),
    force: switches.has('force'),
    quiet: switches.has('quiet'),
    noEnvSecret: switches.has('no-env-secret'),
    trust: switches.has('trust-project'),
  };
  return launch(resolved, config, wishes, io);
}

type Wishes = {
  /** What goes to `claude` as it is. */
  readonly args: readonly string[];
  readonly strict: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
  /** No secret in the environment, whatever the profile says. */
  readonly noEnvSecret: boolean;
  /** What the folder can start may run. */
  readonly trust: boolean;
};

/** Starts `claude` under a profile. */
async function launch(
  { name, profile }: Pick<Resolved, 'name' | 'profile'>,
  config: Config,
  { args, strict, force, noEnvSecret, trust, ...wishes }: Wishes,
  io: Io,
): Promise<number> {
  const quiet = wishes.quiet || config.quiet === true;
  const environment = applyPlan(previewPlan(name, profile, io.environment), io.environment);
  requireTrust({ name, args, trust, quiet, environment }, io);
  const { helped, beside } = secretsKeptOut(name, profile, noEnvSecret, args);
  const plan = withoutToolSecrets(await launchPlan(name, profile, helped, io), profile, io.environment);
  const retiring = retiringDefault(name, profile, plan, knownModels(io));
  const inLog = debugLogWarnings(profile, applyPlan(plan, io.environment), args, io);
  for (const warning of [...plan.warnings, ...inLog]) io.err(`cgw: ${warning}\n`);
  const notices = noticesOf(name, quiet, io);
  for (const warning of [...retiring, ...besideWarnings(name, beside, plan)])
    notices.tell('warning', warning);
  for (const advice of adviceTexts(name, profile)) notices.tell('news', advice);
  // A switch is a change, however often it is made.
  for (const notice of noticesFor({ name, profile }, config, args, io)) notices.tell('answer', notice);
  const helper = helped === undefined ? undefined : helperCommand(ownProgram('user', io), name);
  return launchClaude(plan, args, { backend: profile.backend, strict, force, notices, helper }, io);
}

/** @throws UserError (3) where the credential is to be kept out of the environment and cannot */
function secretsKeptOut(
  name: string,
  profile: Profile,
  noEnvSecret: boolean,
  args: readonly string[],
): Pick<HelperDelivery, 'helped' | 'beside'> {
  if (noEnvSecret) return requireHelperDelivery(name, profile, 'command');
  if (profile.secretVia === 'helper') return requireHelperDelivery(name, profile, 'profile');
  // What is started elsewhere gets the settings, not the environment.
  const { helped, obstacle, beside } = startsElsewhere(args) ? helperDelivery(profile) : nothingKeptOut;
  return obstacle === undefined ? { helped, beside } : nothingKeptOut;
}

const nothingKeptOut: HelperDelivery = { helped: undefined, obstacle: undefined, beside: [] };

function besideWarnings(name: string, beside: HelperDelivery['beside'], { changes }: Plan): string[] {
  const set = new Set(changes.flatMap(change => (change.action === 'set' ? [change.name] : [])));
  return beside
    .filter(({ name: variable }) => set.has(variable))
    .map(
      ({ path, name: variable, because }) =>
        `${name}: ${path} stays in the environment, as ${variable}: ${because}`,
    );
}

/** Where nobody names a model, the default of this version of Claude Code may be about to go. */
function retiringDefault(
  name: string,
  { backend }: Profile,
  { changes }: Plan,
  models: ModelTable,
): string[] {
  const { title, provider } = backends[backend];
  const model = defaultModel(provider, models);
  const near = nearRetirement(model, provider, Date.now());
  const named = changes.some(change => change.action === 'set' && mainModelVariables.includes(change.name));
  return named || near === undefined
    ? []
    : [
        `${name}: without models.default this Claude Code uses ${model} on ${title}, which ${near.isPast ? 'retired' : 'retires'} on ${near.day}; update it`,
      ];
}

/** What the switch from the profile that was used last in this folder means; a profile that is gone says nothing. */
function noticesFor(
  to: Pick<Resolved, 'name' | 'profile'>,
  config: Config,
  args: readonly string[],
  io: Io,
): string[] {
  const [last] = lastUsed(io);
  if (last === undefined || last === to.name) return [];
  try {
    const used = (name: string, profile: Profile) => ({
      name,
      profile,
      ...measuredOf(name, profile, io),
      models: knownModels(io),
    });
    return switchNotices(used(last, profileNamed(last, config)), used(to.name, to.profile), args);
  } catch {
    return [];
  }
}

export const run: CommandModule = { spec, run: start };
