import { credentialChains, type ProviderId, providerFacts, providerSwitches } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { isRejected, type Logins } from './logins.ts';
import { hostManaged, isOn } from './modes.ts';
import { effectiveEnvironment } from './precedence.ts';
import type { SettingsFile } from './settings-files.ts';

/** A credential that travels, and what it comes from. */
export type Sent = {
  /** `cloud`: signed or fetched by the cloud’s own chain; `login`: the stored login. */
  readonly as: 'authorization' | 'x-api-key' | 'headers' | 'cloud' | 'login';
  /** A variable, `apiKeyHelper`, a stored login, or what the cloud’s chain begins with. */
  readonly from: string;
};

/** What Claude Code will do with this environment and these files. */
export type Forecast = {
  readonly provider: ProviderId;
  /** The variable that decides where requests go; null: the provider’s own address. */
  readonly endpointFrom: string | null;
  readonly endpoint: string | null;
  /** With `-p`; none: nobody is logged in. */
  readonly sent: readonly Sent[];
  /** In a session, where the user was asked about a key. */
  readonly sentInSession: readonly Sent[];
  /** Null: Claude Code’s own choice. */
  readonly model: string | null;
  readonly modelFrom: string | null;
};

/**
 * What Claude Code will do: provider, endpoint, credentials and model. Pure; nothing is fetched.
 * @param logins what is stored on this machine; without it a login may be there
 */
export function forecast(
  files: readonly SettingsFile[],
  environment: Environment,
  logins: Logins = unknownLogins,
): Forecast {
  const effective = effectiveEnvironment(files, environment);
  const provider = providerOf(effective);
  const endpointFrom = providerFacts(provider).endpoints.find(name => effective[name]) ?? null;
  const helper = hostManaged(environment) ? undefined : helperOf(files);
  const known = hostManaged(environment) ? noLogins : logins;
  const modelFrom = effective.ANTHROPIC_MODEL ? 'ANTHROPIC_MODEL' : null;
  return {
    provider,
    endpointFrom,
    endpoint: endpointFrom === null ? null : (effective[endpointFrom] ?? null),
    sent: sentBy(provider, effective, helper, known, 'print'),
    sentInSession: sentBy(provider, effective, helper, known, 'session'),
    model: modelFrom === null ? null : (effective[modelFrom] ?? null),
    modelFrom,
  };
}

const noLogins: Logins = { key: false, claudeAi: false, rejected: [], approved: [] };
const unknownLogins: Logins = { ...noLogins, claudeAi: null };

function providerOf(effective: Environment): ProviderId {
  return providerSwitches.find(({ variable }) => isOn(effective[variable]))?.provider ?? 'firstParty';
}

/** The `apiKeyHelper` in force: the highest file that has one; an empty one is none. */
export function helperOf(files: readonly SettingsFile[]): SettingsFile | undefined {
  const file = files.find(({ content }) => typeof content.apiKeyHelper === 'string');
  return file?.content.apiKeyHelper === '' ? undefined : file;
}

function sentBy(
  provider: ProviderId,
  effective: Environment,
  helper: SettingsFile | undefined,
  logins: Logins,
  how: 'print' | 'session',
): Sent[] {
  const headers: Sent[] = effective.ANTHROPIC_CUSTOM_HEADERS
    ? [{ as: 'headers', from: 'ANTHROPIC_CUSTOM_HEADERS' }]
    : [];
  const { keys, skip, keyBeatsSkip, chain } = providerFacts(provider);
  if (chain === undefined) return [...firstPartyCredentials(effective, helper, logins, how), ...headers];
  const skipped = skip !== undefined && isOn(effective[skip]);
  const key = keys.find(({ variable }) => effective[variable]);
  if (key !== undefined && (!skipped || keyBeatsSkip))
    return [{ as: key.as, from: key.variable }, ...headers];
  if (!skipped) return [{ as: 'cloud', from: credentialChains[chain].title }, ...headers];
  return [...bearer(effective, helper), ...headers];
}

/** Behind a skipped cloud login a bearer token travels, and a key only beside one (observed). */
function bearer(effective: Environment, helper: SettingsFile | undefined): Sent[] {
  const from = effective.ANTHROPIC_AUTH_TOKEN
    ? 'ANTHROPIC_AUTH_TOKEN'
    : helper === undefined
      ? undefined
      : 'apiKeyHelper';
  if (from === undefined) return [];
  const key: Sent[] = effective.ANTHROPIC_API_KEY ? [{ as: 'x-api-key', from: 'ANTHROPIC_API_KEY' }] : [];
  return [{ as: 'authorization', from }, ...key];
}

/**
 * Token and key are both sent; a helper takes the places that they leave, and without one a stored key that of a key,
 * and a claude.ai login that of both (observed).
 */
function firstPartyCredentials(
  effective: Environment,
  helper: SettingsFile | undefined,
  logins: Logins,
  how: 'print' | 'session',
): Sent[] {
  const token: Sent | undefined = effective.ANTHROPIC_AUTH_TOKEN
    ? { as: 'authorization', from: 'ANTHROPIC_AUTH_TOKEN' }
    : undefined;
  const apiKey = effective.ANTHROPIC_API_KEY;
  const key: Sent | undefined =
    apiKey && !(how === 'session' && isRejected(apiKey, logins))
      ? { as: 'x-api-key', from: 'ANTHROPIC_API_KEY' }
      : undefined;
  if (helper !== undefined)
    return [
      token ?? { as: 'authorization', from: 'apiKeyHelper' },
      key ?? { as: 'x-api-key', from: 'apiKeyHelper' },
    ];
  const stored: Sent[] = logins.key ? [{ as: 'x-api-key', from: storedKey }] : [];
  if (token !== undefined) return [token, ...(key === undefined ? stored : [key])];
  if (key !== undefined) return [key];
  if (effective.CLAUDE_CODE_OAUTH_TOKEN) return [{ as: 'authorization', from: 'CLAUDE_CODE_OAUTH_TOKEN' }];
  // What may be in a keychain is spoken of as if it were there.
  if (logins.claudeAi !== false && !(logins.claudeAi === null && logins.key))
    return [{ as: 'login', from: storedLogin }];
  return stored;
}

/** What `/login` stores for a Console account. */
export const storedKey = 'stored key of /login';

/** The one of a claude.ai account. */
export const storedLogin = 'stored login';

/** Whether it comes from a sign-in on this machine. */
export function isLogin({ as, from }: Sent): boolean {
  return as === 'login' || from === storedKey;
}
