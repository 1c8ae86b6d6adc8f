import { type ModelTable, modelTableOf } from '../backends/default-models.ts';
import { providerSwitches } from '../backends/provider-switches.ts';
import { type ModelAlias, type ProviderId, providerFacts, type Requirement } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import type { AgentModels } from './agents.ts';
import { helperInForce, helperOf, isSkipped, type Sent, sentBy } from './forecast-credentials.ts';
import { chosenModel, forecastModel } from './forecast-model.ts';
import type { Logins } from './logins.ts';
import { hostManaged, isBare, isOn } from './modes.ts';
import { effectiveEnvironment } from './precedence.ts';
import { isProjects, type SettingsFile } from './settings-files.ts';

/** What Claude Code will do with this environment and these files. */
export type Forecast = {
  readonly provider: ProviderId;
  /** The variable that decides where requests go; null: the provider’s own address. */
  readonly endpointFrom: string | null;
  readonly endpoint: string | null;
  /** With `-p`; none: nobody is logged in, or a gateway is asked without a credential. */
  readonly sent: readonly Sent[];
  /** In a session, where the user was asked about a key. */
  readonly sentInSession: readonly Sent[];
  /** Null: Claude Code’s own choice. */
  readonly model: string | null;
  /** A variable, or a settings key. */
  readonly modelFrom: string | null;
  /** Why no request is made, with `-p`; null: one is made. */
  readonly refusal: string | null;
};

/** What is known of this machine. */
type Machine = {
  /** What is stored on it; without it a login may be there. */
  readonly logins?: Logins;
  /** What the installed version asks for by itself; without it the newest that is known. */
  readonly models?: ModelTable;
  /** The agents that files name. */
  readonly agents?: AgentModels;
};

/**
 * What Claude Code will do: provider, endpoint, credentials and model. Pure; nothing is fetched.
 */
export function forecast(
  files: readonly SettingsFile[],
  environment: Environment,
  { logins = unknownLogins, models = modelTableOf(undefined), agents = new Map() }: Machine = {},
): Forecast {
  const all = withoutBlanks(effectiveEnvironment(files, environment));
  const own = withoutBlanks(effectiveEnvironment(ownFiles(files), environment));
  const chosen = providerOf(all, own);
  const effective = chosen === 'gateway' ? { ...all, ...pickGateways(own) } : all;
  const provider = isOn(effective.CLAUDE_CODE_USE_MANTLE)
    ? onMantle(chosen, chosenModel(files, effective, agents)?.model)
    : chosen;
  const endpoints = ['ANTHROPIC_UNIX_SOCKET', ...providerFacts(provider).endpoints];
  const endpointFrom = endpoints.find(name => effective[name]) ?? null;
  const bare = hostManaged(environment) || isBare(effective);
  // Through a socket no claude.ai login is sent (observed).
  const known = bare ? noLogins : effective.ANTHROPIC_UNIX_SOCKET ? { ...logins, claudeAi: false } : logins;
  const helper = helperInForce(files, environment, effective);
  // A helper that a host keeps from being asked still stands before the OAuth token (observed).
  const isHelpless = hostManaged(environment) && helperOf(files) !== undefined;
  const whose = { provider, effective, helper, isHelpless, logins: known };
  const sent = sentBy({ ...whose, how: 'print' });
  const decided = forecastModel({
    files,
    effective,
    provider,
    families: familiesOf(provider, sent, known),
    unpinned: providerFacts(provider).unpinnedWhereSkipped === true && isSkipped(provider, effective),
    models,
    agents,
  });
  return {
    provider,
    endpointFrom,
    endpoint: endpointFrom === null ? null : (effective[endpointFrom] ?? null),
    sent,
    sentInSession: sentBy({ ...whose, how: 'session' }),
    model: decided?.model ?? null,
    modelFrom: decided?.from ?? null,
    refusal:
      logins.damaged === undefined ? refusalOf(provider, effective, sent) : `${logins.damaged} is not JSON`,
  };
}

const noLogins: Logins = { key: false, claudeAi: false, rejected: [], approved: [] };
const unknownLogins: Logins = { ...noLogins, claudeAi: null };

/** Blanks around a value do not count, and a blank one is none; but a blank model is asked for (observed on 2.1.332, 2026-11-29). */
function withoutBlanks(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      name === 'ANTHROPIC_MODEL' && value !== '' ? value.trim() || ' ' : value.trim(),
    ]),
  );
}

/** What makes a gateway of a server; a project says neither (observed). */
const gatewayNames = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_AUTH_TOKEN'] as const;

function pickGateways(own: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(gatewayNames.map(name => [name, own[name] ?? '']));
}

/** The files that count for a variable: at a gateway no project says where and as whom. */
export function filesFor(
  name: string,
  provider: ProviderId,
  files: readonly SettingsFile[],
): readonly SettingsFile[] {
  return provider === 'gateway' && gatewayNames.some(each => each === name) ? ownFiles(files) : files;
}

function ownFiles(files: readonly SettingsFile[]): readonly SettingsFile[] {
  return files.filter(({ scope }) => !isProjects(scope));
}

/** `CLAUDE_CODE_USE_GATEWAY` does something only beside an address and a token (observed). */
function providerOf(effective: Environment, own: Environment): ProviderId {
  const gateway = gatewayNames.every(name => own[name]);
  const on = providerSwitches.find(
    ({ variable, provider }) => isOn(effective[variable]) && (provider !== 'gateway' || gateway),
  );
  return on?.provider ?? 'firstParty';
}

/** Beside Bedrock, Mantle gets the models that only it names so (observed). */
function onMantle(provider: ProviderId, model: string | undefined): ProviderId {
  const isMantles = /^anthropic\.(?!.*-v\d+(:\d+)?(\[1m\])?$)/.test(model ?? '');
  return provider === 'bedrock' && isMantles ? 'mantle' : provider;
}

/**
 * The families whose variable names the model where nobody names one: the provider’s, and with a claude.ai account those
 * of its plan (observed).
 */
function familiesOf(
  provider: ProviderId,
  sent: readonly Sent[],
  { plan }: Logins,
): readonly [ModelAlias, ...ModelAlias[]] {
  if (sent.some(({ as }) => as === 'login')) return plans[plan ?? ''] ?? ['sonnet'];
  return sent.some(({ from }) => from === 'CLAUDE_CODE_OAUTH_TOKEN')
    ? ['sonnet']
    : providerFacts(provider).defaultAliases;
}

const plans: { readonly [plan: string]: readonly [ModelAlias, ...ModelAlias[]] } = {
  max: ['opus'],
  pro: ['opus', 'sonnet'],
  team: ['opus', 'sonnet'],
  enterprise: ['opus', 'sonnet'],
};

/** The refusal where there is no credential. */
export const loggedOut = 'nobody is logged in';

/** What Claude Code says in the place of a request (each observed). */
function refusalOf(provider: ProviderId, effective: Environment, sent: readonly Sent[]): string | null {
  const { chain } = providerFacts(provider);
  if (chain === undefined && sent.length === 0) return loggedOut;
  const unmet = unmetNeed(provider, effective, sent);
  if (unmet === undefined) return null;
  const { what, oneOf, there, misshapen } = unmet;
  if (misshapen !== undefined) return misshapen;
  return there.length === 0
    ? `nothing names ${what}: ${oneOf.join(' or ')}`
    : `${there.join(' and ')} exclude each other`;
}

/** What requests cannot do without and do not have, or have twice. */
export function unmetNeed(
  provider: ProviderId,
  effective: Environment,
  sent: readonly Sent[],
): Unmet | undefined {
  const { needs = [] } = providerFacts(provider);
  const skips = isSkipped(provider, effective);
  const hasCredential = sent.some(({ as }) => as !== 'headers');
  const counts = ({ skipped }: Requirement) =>
    skipped === 'only' ? skips : skipped === undefined || !skips || hasCredential;
  return needs
    .filter(counts)
    .map(need => ({
      ...need,
      there: need.oneOf.filter(name => effective[name]?.trim()),
      misshapen: misshapen(need, effective),
    }))
    .find(each => each.there.length === 0 || (each.one && each.there.length > 1) || each.misshapen);
}

type Unmet = Requirement & {
  readonly there: readonly string[];
  /** What is wrong with a value. */
  readonly misshapen: string | undefined;
};

function misshapen({ form }: Requirement, effective: Environment): string | undefined {
  const value = form && effective[form.of]?.trim();
  return form && value && !form.pattern.test.test(value) ? `${form.of} ${form.pattern.say}` : undefined;
}
