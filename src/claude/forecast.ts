import type { Environment } from '../base/io.ts';
import { type Provider, providerSwitches } from './provider-switches.ts';
import type { SettingsFile } from './settings-files.ts';
import { effectiveEnvironment, hostManaged, isOn } from './standing.ts';

/** A credential that travels, and what it comes from. */
export type Sent = {
  /** `cloud`: signed or fetched by the cloud’s own chain; `login`: the stored login. */
  readonly as: 'authorization' | 'x-api-key' | 'headers' | 'cloud' | 'login';
  /** A variable, `apiKeyHelper`, or what the cloud’s chain begins with. */
  readonly from: string;
};

/** What Claude Code will do with this environment and these files. */
export type Forecast = {
  readonly provider: Provider;
  /** The variable that decides where requests go; null: the provider’s own address. */
  readonly endpointFrom: string | null;
  readonly endpoint: string | null;
  readonly sent: readonly Sent[];
  /** Null: Claude Code’s own choice. */
  readonly model: string | null;
  readonly modelFrom: string | null;
};

type Wire = {
  readonly endpoints: readonly string[];
  /** What says that a gateway authenticates, so that the cloud’s own credentials stay at home. */
  readonly skip?: string;
  /** Variables that replace the cloud’s chain, in order. */
  readonly keys: readonly (readonly [string, Sent['as']])[];
  readonly cloud?: string;
};

const wires: { readonly [Each in Provider]: Wire } = {
  firstParty: { endpoints: ['ANTHROPIC_BASE_URL'], keys: [] },
  gateway: { endpoints: ['ANTHROPIC_BASE_URL'], keys: [] },
  bedrock: {
    endpoints: ['ANTHROPIC_BEDROCK_BASE_URL'],
    skip: 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    keys: [['AWS_BEARER_TOKEN_BEDROCK', 'authorization']],
    cloud: 'AWS credential chain',
  },
  mantle: {
    endpoints: ['ANTHROPIC_BEDROCK_MANTLE_BASE_URL'],
    skip: 'CLAUDE_CODE_SKIP_MANTLE_AUTH',
    keys: [['AWS_BEARER_TOKEN_BEDROCK', 'authorization']],
    cloud: 'AWS credential chain',
  },
  anthropicAws: {
    endpoints: ['ANTHROPIC_AWS_BASE_URL'],
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
    keys: [['ANTHROPIC_AWS_API_KEY', 'x-api-key']],
    cloud: 'AWS credential chain',
  },
  anthropicGoogleCloud: {
    endpoints: ['ANTHROPIC_GOOGLE_CLOUD_BASE_URL'],
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
    keys: [],
    cloud: 'Google application default credentials',
  },
  vertex: {
    endpoints: ['ANTHROPIC_VERTEX_BASE_URL'],
    skip: 'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    keys: [],
    cloud: 'Google application default credentials',
  },
  foundry: {
    endpoints: ['ANTHROPIC_FOUNDRY_BASE_URL', 'ANTHROPIC_FOUNDRY_RESOURCE'],
    skip: 'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    keys: [
      ['ANTHROPIC_FOUNDRY_AUTH_TOKEN', 'authorization'],
      ['ANTHROPIC_FOUNDRY_API_KEY', 'x-api-key'],
    ],
    cloud: 'Azure credential chain',
  },
};

/** What Claude Code will do: provider, endpoint, credentials and model. Pure; nothing is fetched. */
export function forecast(files: readonly SettingsFile[], environment: Environment): Forecast {
  const effective = effectiveEnvironment(files, environment);
  const provider = providerOf(effective);
  const wire = wires[provider];
  const endpointFrom = wire.endpoints.find(name => effective[name]) ?? null;
  const helper = hostManaged(environment) ? undefined : helperOf(files);
  const modelFrom = effective.ANTHROPIC_MODEL ? 'ANTHROPIC_MODEL' : null;
  return {
    provider,
    endpointFrom,
    endpoint: endpointFrom === null ? null : (effective[endpointFrom] ?? null),
    sent: sentBy(provider, wire, effective, helper),
    model: modelFrom === null ? null : (effective[modelFrom] ?? null),
    modelFrom,
  };
}

function providerOf(effective: Environment): Provider {
  return providerSwitches.find(([name]) => isOn(effective[name]))?.[1] ?? 'firstParty';
}

/** The `apiKeyHelper` in force: the highest file that has one; an empty one is none. */
export function helperOf(files: readonly SettingsFile[]): SettingsFile | undefined {
  const file = files.find(({ content }) => typeof content.apiKeyHelper === 'string');
  return file?.content.apiKeyHelper === '' ? undefined : file;
}

function sentBy(
  provider: Provider,
  wire: Wire,
  effective: Environment,
  helper: SettingsFile | undefined,
): Sent[] {
  const headers: Sent[] = effective.ANTHROPIC_CUSTOM_HEADERS
    ? [{ as: 'headers', from: 'ANTHROPIC_CUSTOM_HEADERS' }]
    : [];
  if (provider === 'firstParty' || provider === 'gateway')
    return [...firstPartyCredentials(effective, helper), ...headers];
  const skipped = wire.skip !== undefined && isOn(effective[wire.skip]);
  const key = wire.keys.find(([name]) => effective[name]);
  // Foundry does not heed its switch when there is a key or a token (observed on 2.1.330).
  if (key !== undefined && (!skipped || provider === 'foundry'))
    return [{ as: key[1], from: key[0] }, ...headers];
  if (!skipped) return [{ as: 'cloud', from: wire.cloud ?? provider }, ...headers];
  return [...bearer(effective, helper), ...headers];
}

/** Behind a skipped cloud login a bearer token travels, and a key only beside one (observed on 2.1.330). */
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

/** Token and key are both sent; a helper takes the places that they leave (observed on 2.1.330). */
function firstPartyCredentials(effective: Environment, helper: SettingsFile | undefined): Sent[] {
  const token: Sent | undefined = effective.ANTHROPIC_AUTH_TOKEN
    ? { as: 'authorization', from: 'ANTHROPIC_AUTH_TOKEN' }
    : undefined;
  const key: Sent | undefined = effective.ANTHROPIC_API_KEY
    ? { as: 'x-api-key', from: 'ANTHROPIC_API_KEY' }
    : undefined;
  if (helper !== undefined)
    return [
      token ?? { as: 'authorization', from: 'apiKeyHelper' },
      key ?? { as: 'x-api-key', from: 'apiKeyHelper' },
    ];
  const sent = [token, key].filter(each => each !== undefined);
  if (sent.length > 0) return sent;
  if (effective.CLAUDE_CODE_OAUTH_TOKEN) return [{ as: 'authorization', from: 'CLAUDE_CODE_OAUTH_TOKEN' }];
  return [{ as: 'login', from: 'stored login' }];
}
