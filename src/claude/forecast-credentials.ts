import { credentialChains, type ProviderId, providerFacts, type Skipped } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { isRejected, type Logins } from './logins.ts';
import { distrusts, hostManaged, isBare, isOn } from './modes.ts';
import { isProjects, type SettingsFile } from './settings-files.ts';

/** A credential that travels, and what it comes from. */
export type Sent = {
  /** `cloud`: signed or fetched by the cloud’s own chain; `login`: the stored login. */
  readonly as: 'authorization' | 'x-api-key' | 'headers' | 'cloud' | 'login';
  /** A variable, `apiKeyHelper`, a stored login, the cloud’s chain, or a word that stands for nothing. */
  readonly from: string;
};

/** Who speaks, and what there is to speak with. */
type Whose = {
  readonly provider: ProviderId;
  readonly effective: Environment;
  readonly helper: SettingsFile | undefined;
  /** There is a helper, and it is not asked. */
  readonly isHelpless: boolean;
  readonly logins: Logins;
  readonly how: 'print' | 'session';
};

/** What travels (each step observed). */
export function sentBy(whose: Whose): Sent[] {
  const { provider, effective } = whose;
  const headers: Sent[] = effective.ANTHROPIC_CUSTOM_HEADERS
    ? [{ as: 'headers', from: 'ANTHROPIC_CUSTOM_HEADERS' }]
    : [];
  const { keys, skipped, chain } = providerFacts(provider);
  const [key] = keys.flatMap(({ variable, as }): Sent[] =>
    effective[variable] ? [{ as, from: variable }] : [],
  );
  if (chain === undefined) {
    const sent = key === undefined ? firstPartyCredentials(whose) : [key];
    // Where nobody is logged in, nothing is sent at all.
    return sent.length === 0 ? [] : [...sent, ...headers];
  }
  if (skipped === undefined || !isSkipped(provider, effective))
    return [key ?? { as: 'cloud', from: credentialChains[chain].title }, ...headers];
  if (skipped.keysFirst && key !== undefined) return [key, ...headers];
  return [...behindGateway(skipped, whose), ...headers];
}

/** What travels behind a skipped cloud login. */
function behindGateway({ bearer, key, word }: Skipped, { effective, helper }: Whose): Sent[] {
  const from =
    bearer.find(name => (name === 'apiKeyHelper' ? helper !== undefined : effective[name])) ?? word;
  const token: Sent[] = from === undefined ? [] : [{ as: 'authorization', from }];
  const apiKey: Sent[] = effective.ANTHROPIC_API_KEY ? [{ as: 'x-api-key', from: 'ANTHROPIC_API_KEY' }] : [];
  if (key === 'the bearer') return [...token, ...token.map(each => ({ ...each, as: 'x-api-key' as const }))];
  return key === 'always' || (key === 'beside a bearer' && token.length > 0) ? [...token, ...apiKey] : token;
}

/**
 * Token and key are both sent; a helper takes the places that they leave, and without one a stored key that of a key,
 * and a claude.ai login that of both (observed).
 */
function firstPartyCredentials({ effective, helper, isHelpless, logins, how }: Whose): Sent[] {
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
  if (effective.CLAUDE_CODE_OAUTH_TOKEN && !isBare(effective) && !isHelpless)
    return [{ as: 'authorization', from: 'CLAUDE_CODE_OAUTH_TOKEN' }];
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

/** Whether Claude Code leaves the sign-in of a cloud to a gateway. */
export function isSkipped(provider: ProviderId, effective: Environment): boolean {
  const { skip } = providerFacts(provider);
  return skip !== undefined && isOn(effective[skip]);
}

/** The `apiKeyHelper` in force: the highest file that has one; an empty one is none. */
export function helperOf(files: readonly SettingsFile[]): SettingsFile | undefined {
  const file = files.find(({ content }) => typeof content.apiKeyHelper === 'string');
  return file?.content.apiKeyHelper === '' ? undefined : file;
}

/** The one that is asked. */
export function helperInForce(
  files: readonly SettingsFile[],
  environment: Environment,
  effective: Environment,
): SettingsFile | undefined {
  if (hostManaged(environment)) return undefined;
  if (isBare(effective)) return helperOf(files.filter(({ scope }) => scope === 'argument'));
  return helperOf(distrusts(environment) ? files.filter(({ scope }) => !isProjects(scope)) : files);
}
