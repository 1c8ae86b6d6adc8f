import { looksLikeKey } from '../base/key-looks.ts';
import type { BackendId } from './backend-ids.ts';
import { observedClaude, observedSource } from './observed.ts';

/**
 * What a variable is for. `switch`, `endpoint`, `credential` and `location` decide where a request goes
 * and as whom (routing); `model`, `shape` and `feature` decide what it says.
 */
type VariableKind = 'switch' | 'endpoint' | 'credential' | 'location' | 'model' | 'shape' | 'feature';

export type Variable = {
  readonly kind: VariableKind;
  /** The backend that reads it, or `any`. */
  readonly backend: BackendId | 'any';
  readonly meaning: string;
  readonly source: string;
};

/** Where a row comes from, and when that was read. */
const sources = {
  documented: 'code.claude.com/docs/en/env-vars, 2026-08-22',
  observed: observedSource,
  /** The name stands there; what it does is not verified. */
  named: `a name in the Claude Code ${observedClaude.version} program, ${observedClaude.date}`,
} as const;

/** Kind, backend that reads it, meaning, source. Plain tuples: a call a row would cost every start. */
type Row = readonly [VariableKind, BackendId | 'any', string, keyof typeof sources];

/**
 * Every variable cgw owns: a plan sets what the profile needs and clears all others, so that nothing of an
 * earlier profile (or of another launcher) is left. Those that other programs share are in `sharedVariables`.
 */
const ownedVariables = {
  CLAUDE_CODE_USE_BEDROCK: ['switch', 'bedrock', 'use Amazon Bedrock', 'documented'],
  CLAUDE_CODE_USE_MANTLE: ['switch', 'mantle', 'use Bedrock Mantle', 'documented'],
  CLAUDE_CODE_USE_ANTHROPIC_AWS: ['switch', 'anthropic-aws', 'use Claude Platform on AWS', 'documented'],
  CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: [
    'switch',
    'anthropic-gcp',
    'use Claude on Google Cloud',
    'observed',
  ],
  CLAUDE_CODE_USE_VERTEX: ['switch', 'vertex', 'use Google Vertex', 'documented'],
  CLAUDE_CODE_USE_FOUNDRY: ['switch', 'foundry', 'use Microsoft Foundry', 'documented'],
  CLAUDE_CODE_USE_GATEWAY: [
    'switch',
    'any',
    'undocumented; outranks Bedrock and pins an old model: never set',
    'observed',
  ],
  CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: ['switch', 'any', 'settings files may not route', 'observed'],

  CLAUDE_CODE_SKIP_BEDROCK_AUTH: ['switch', 'bedrock', 'no AWS signature: a gateway signs', 'documented'],
  CLAUDE_CODE_SKIP_MANTLE_AUTH: ['switch', 'mantle', 'no AWS signature: a gateway signs', 'documented'],
  CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: [
    'switch',
    'anthropic-aws',
    'no AWS signature: a gateway signs',
    'documented',
  ],
  CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH: [
    'switch',
    'anthropic-gcp',
    'no Google token: a gateway adds it',
    'observed',
  ],
  CLAUDE_CODE_SKIP_VERTEX_AUTH: ['switch', 'vertex', 'no Google token: a gateway adds it', 'documented'],
  CLAUDE_CODE_SKIP_FOUNDRY_AUTH: ['switch', 'foundry', 'no Azure token: a gateway adds it', 'documented'],

  ANTHROPIC_BASE_URL: ['endpoint', 'gateway', 'base URL of an Anthropic-format server', 'documented'],
  ANTHROPIC_BEDROCK_BASE_URL: ['endpoint', 'bedrock', 'base URL of a Bedrock-format server', 'documented'],
  ANTHROPIC_BEDROCK_MANTLE_BASE_URL: ['endpoint', 'mantle', 'base URL of Bedrock Mantle', 'documented'],
  ANTHROPIC_AWS_BASE_URL: ['endpoint', 'anthropic-aws', 'base URL of Claude Platform on AWS', 'documented'],
  ANTHROPIC_GOOGLE_CLOUD_BASE_URL: [
    'endpoint',
    'anthropic-gcp',
    'base URL of Claude on Google Cloud',
    'observed',
  ],
  ANTHROPIC_VERTEX_BASE_URL: ['endpoint', 'vertex', 'base URL of a Vertex-format server', 'documented'],
  ANTHROPIC_FOUNDRY_BASE_URL: ['endpoint', 'foundry', 'base URL of Foundry', 'documented'],
  ANTHROPIC_FOUNDRY_RESOURCE: [
    'endpoint',
    'foundry',
    'Foundry resource, instead of a base URL',
    'documented',
  ],
  ANTHROPIC_UNIX_SOCKET: ['endpoint', 'any', 'socket instead of a URL', 'named'],
  CLAUDE_CODE_API_BASE_URL: ['endpoint', 'any', 'another base URL', 'named'],
  _CLAUDE_CODE_ASSUME_FIRST_PARTY_BASE_URL: ['endpoint', 'any', 'treat the base URL as Anthropic', 'named'],

  ANTHROPIC_API_KEY: ['credential', 'anthropic', 'API key, sent as x-api-key', 'documented'],
  ANTHROPIC_AUTH_TOKEN: ['credential', 'gateway', 'token, sent as Authorization: Bearer', 'documented'],
  ANTHROPIC_CUSTOM_HEADERS: ['credential', 'any', 'extra request headers, one a line', 'documented'],
  ANTHROPIC_AWS_API_KEY: ['credential', 'anthropic-aws', 'key of Claude Platform on AWS', 'documented'],
  ANTHROPIC_FOUNDRY_API_KEY: ['credential', 'foundry', 'Foundry API key', 'documented'],
  ANTHROPIC_FOUNDRY_AUTH_TOKEN: ['credential', 'foundry', 'Foundry bearer token', 'documented'],
  AWS_BEARER_TOKEN_BEDROCK: ['credential', 'bedrock', 'Bedrock API key', 'documented'],
  CLAUDE_CODE_OAUTH_TOKEN: ['credential', 'anthropic', 'long-lived subscription token', 'documented'],
  CLAUDE_CODE_OAUTH_REFRESH_TOKEN: ['credential', 'anthropic', 'refresh token', 'named'],
  CLAUDE_CODE_OAUTH_SCOPES: ['credential', 'anthropic', 'scopes of the token', 'named'],
  CLAUDE_CODE_OAUTH_CLIENT_ID: ['credential', 'anthropic', 'client of the token', 'named'],
  CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR: ['credential', 'any', 'descriptor with the token', 'named'],
  CLAUDE_CODE_API_KEY_FILE_DESCRIPTOR: ['credential', 'any', 'descriptor with the key', 'named'],
  CLAUDE_CODE_GATEWAY_TOKEN: ['credential', 'any', 'gateway sign-in token', 'named'],
  CLAUDE_CODE_GATEWAY_TOKEN_FILE_DESCRIPTOR: ['credential', 'any', 'descriptor with that token', 'named'],
  CLAUDE_CODE_HOST_AUTH_ENV_VAR: ['credential', 'any', 'variable that an embedding host fills', 'named'],
  CLAUDE_CODE_HOST_CREDS_FILE: ['credential', 'any', 'file that an embedding host fills', 'named'],
  ANTHROPIC_PROFILE: ['credential', 'anthropic', 'named Anthropic profile', 'documented'],
  ANTHROPIC_FEDERATION_RULE_ID: ['credential', 'anthropic', 'workload identity: rule', 'documented'],
  ANTHROPIC_ORGANIZATION_ID: ['credential', 'anthropic', 'workload identity: organisation', 'documented'],
  ANTHROPIC_WORKSPACE_ID: ['credential', 'anthropic', 'workload identity: workspace', 'documented'],
  ANTHROPIC_IDENTITY_TOKEN: ['credential', 'anthropic', 'workload identity: token', 'named'],
  ANTHROPIC_IDENTITY_TOKEN_FILE: [
    'credential',
    'anthropic',
    'workload identity: file with the token',
    'documented',
  ],
  ANTHROPIC_SERVICE_ACCOUNT_ID: ['credential', 'anthropic', 'workload identity: account', 'named'],
  ANTHROPIC_SCOPE: ['credential', 'anthropic', 'workload identity: scope', 'named'],
  ANTHROPIC_CONFIG_DIR: ['credential', 'anthropic', 'folder of Anthropic profiles', 'named'],

  ANTHROPIC_AWS_WORKSPACE_ID: ['location', 'anthropic-aws', 'workspace on AWS', 'documented'],
  ANTHROPIC_GOOGLE_CLOUD_PROJECT: ['location', 'anthropic-gcp', 'Google Cloud project', 'observed'],
  ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: ['location', 'anthropic-gcp', 'workspace', 'observed'],
  ANTHROPIC_GOOGLE_CLOUD_LOCATION: ['location', 'anthropic-gcp', 'location, default global', 'observed'],
  ANTHROPIC_VERTEX_PROJECT_ID: ['location', 'vertex', 'Google Cloud project', 'documented'],
  CLOUD_ML_REGION: ['location', 'vertex', 'region, default us-east5', 'documented'],
  ANTHROPIC_BEDROCK_REGION_PREFIX: ['location', 'bedrock', 'prefix of inference profiles', 'documented'],
  ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: ['location', 'bedrock', 'region of the small model', 'documented'],

  ANTHROPIC_MODEL: ['model', 'any', 'model of the main conversation', 'documented'],
  ANTHROPIC_DEFAULT_MODEL: ['model', 'any', 'model when nothing else names one', 'documented'],
  ANTHROPIC_DEFAULT_OPUS_MODEL: ['model', 'any', 'what `opus` means', 'documented'],
  ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: ['model', 'any', 'its name in menus', 'documented'],
  ANTHROPIC_DEFAULT_OPUS_MODEL_DESCRIPTION: ['model', 'any', 'its description in menus', 'documented'],
  ANTHROPIC_DEFAULT_OPUS_MODEL_SUPPORTED_CAPABILITIES: ['model', 'any', 'what it can do', 'documented'],
  ANTHROPIC_DEFAULT_SONNET_MODEL: ['model', 'any', 'what `sonnet` means', 'documented'],
  ANTHROPIC_DEFAULT_SONNET_MODEL_NAME: ['model', 'any', 'its name in menus', 'documented'],
  ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION: ['model', 'any', 'its description in menus', 'documented'],
  ANTHROPIC_DEFAULT_SONNET_MODEL_SUPPORTED_CAPABILITIES: ['model', 'any', 'what it can do', 'documented'],
  ANTHROPIC_DEFAULT_HAIKU_MODEL: [
    'model',
    'any',
    'what `haiku` means, and the background model',
    'documented',
  ],
  ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME: ['model', 'any', 'its name in menus', 'documented'],
  ANTHROPIC_DEFAULT_HAIKU_MODEL_DESCRIPTION: ['model', 'any', 'its description in menus', 'documented'],
  ANTHROPIC_DEFAULT_HAIKU_MODEL_SUPPORTED_CAPABILITIES: ['model', 'any', 'what it can do', 'documented'],
  ANTHROPIC_DEFAULT_FABLE_MODEL: ['model', 'any', 'what `fable` means', 'documented'],
  ANTHROPIC_DEFAULT_FABLE_MODEL_NAME: ['model', 'any', 'its name in menus', 'documented'],
  ANTHROPIC_DEFAULT_FABLE_MODEL_DESCRIPTION: ['model', 'any', 'its description in menus', 'documented'],
  ANTHROPIC_DEFAULT_FABLE_MODEL_SUPPORTED_CAPABILITIES: ['model', 'any', 'what it can do', 'documented'],
  ANTHROPIC_CUSTOM_MODEL_OPTION: ['model', 'any', 'one more entry in the model menu', 'documented'],
  ANTHROPIC_CUSTOM_MODEL_OPTION_NAME: ['model', 'any', 'its name', 'documented'],
  ANTHROPIC_CUSTOM_MODEL_OPTION_DESCRIPTION: ['model', 'any', 'its description', 'documented'],
  ANTHROPIC_CUSTOM_MODEL_OPTION_SUPPORTED_CAPABILITIES: ['model', 'any', 'what it can do', 'documented'],
  ANTHROPIC_SMALL_FAST_MODEL: ['model', 'any', 'deprecated: ANTHROPIC_DEFAULT_HAIKU_MODEL', 'documented'],
  CLAUDE_CODE_SUBAGENT_MODEL: ['model', 'any', 'model of sub-agents', 'documented'],
  CLAUDE_CODE_SUBAGENT_MODEL_FORCE: ['model', 'any', 'force it on every sub-agent', 'documented'],
  CLAUDE_CODE_WORKFLOW_SUBAGENT_MODEL: ['model', 'any', 'model of workflow sub-agents', 'named'],
  CLAUDE_CODE_AUTO_MODE_MODEL: ['model', 'any', 'model of the auto-mode classifier', 'named'],

  ANTHROPIC_BETAS: ['shape', 'any', 'extra anthropic-beta values', 'documented'],
  ANTHROPIC_BEDROCK_SERVICE_TIER: ['shape', 'bedrock', 'service tier', 'documented'],
  API_TIMEOUT_MS: ['shape', 'any', 'request time limit in milliseconds', 'documented'],
  CLAUDE_CODE_EXTRA_BODY: ['shape', 'any', 'JSON merged into request bodies', 'documented'],
  CLAUDE_CODE_MAX_RETRIES: ['shape', 'any', 'retries of a failed request', 'documented'],
  CLAUDE_CODE_API_KEY_HELPER_TTL_MS: ['shape', 'any', 'how long a helper’s answer counts', 'documented'],
  CLAUDE_CODE_ATTRIBUTION_HEADER: ['shape', 'any', 'attribution block in the system prompt', 'documented'],
  CLAUDE_CODE_DISABLE_BEDROCK_CONTENT_TYPE_GUARD: [
    'shape',
    'bedrock',
    'accept other content types',
    'documented',
  ],
  CLAUDE_CODE_MAX_CONTEXT_TOKENS: ['shape', 'any', 'context window of the model', 'documented'],
  CLAUDE_CODE_MAX_OUTPUT_TOKENS: ['shape', 'any', 'longest answer', 'documented'],
  CLAUDE_CODE_AUTO_COMPACT_WINDOW: ['shape', 'any', 'when to compact', 'documented'],

  CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: [
    'feature',
    'gateway',
    'ask the gateway for its models',
    'documented',
  ],
  CLAUDE_CODE_DISABLE_1M_CONTEXT: ['feature', 'any', 'no 1M context', 'documented'],
  CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: [
    'feature',
    'any',
    'no experimental betas, no tool search',
    'documented',
  ],
  CLAUDE_CODE_DISABLE_THINKING: ['feature', 'any', 'no thinking', 'documented'],
  CLAUDE_CODE_DISABLE_ADAPTIVE_THINKING: ['feature', 'any', 'fixed thinking budget', 'documented'],
  CLAUDE_CODE_DISABLE_FAST_MODE: ['feature', 'any', 'no fast mode', 'documented'],
  CLAUDE_CODE_DISABLE_ADVISOR_TOOL: ['feature', 'any', 'no advisor', 'documented'],
  CLAUDE_CODE_AUTO_MODE_SERVER: ['feature', 'any', 'server-side auto-mode classifier', 'documented'],
  CLAUDE_CODE_EFFORT_LEVEL: ['feature', 'any', 'effort', 'documented'],
  CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING: ['feature', 'any', 'stream tool input', 'documented'],
  CLAUDE_CODE_PROMPT_CACHE_TTL: ['feature', 'any', 'how long cached prompts live: 5m or 1h', 'documented'],
  DISABLE_PROMPT_CACHING: ['feature', 'any', 'no prompt caching', 'documented'],
  DISABLE_PROMPT_CACHING_HAIKU: ['feature', 'any', 'no prompt caching for haiku', 'documented'],
  DISABLE_PROMPT_CACHING_SONNET: ['feature', 'any', 'no prompt caching for sonnet', 'documented'],
  DISABLE_PROMPT_CACHING_OPUS: ['feature', 'any', 'no prompt caching for opus', 'documented'],
  DISABLE_PROMPT_CACHING_FABLE: ['feature', 'any', 'no prompt caching for fable', 'documented'],
  ENABLE_PROMPT_CACHING_1H: ['feature', 'any', 'cached prompts live an hour', 'documented'],
  FORCE_PROMPT_CACHING_5M: ['feature', 'any', 'cached prompts live five minutes', 'documented'],
  DISABLE_INTERLEAVED_THINKING: ['feature', 'any', 'no thinking between tool calls', 'documented'],
  ENABLE_TOOL_SEARCH: ['feature', 'any', 'load tools on demand: true, false, auto, auto:N', 'documented'],
  MAX_THINKING_TOKENS: ['feature', 'any', 'thinking budget', 'documented'],

  CLAUDE_CODE_TETHER_LIVE: ['shape', 'any', 'a field `thread`, which only Anthropic knows', 'observed'],
  CLAUDE_CODE_COORDINATOR_MODE: ['shape', 'any', 'tools for giving work to others alone', 'observed'],
  CLAUDE_CODE_BRIDGE_CHILD_AUTO_DEFAULT: [
    'shape',
    'any',
    'a field `safeguards`, as in auto mode',
    'observed',
  ],
} as const satisfies Record<string, Row>;

export type OwnedName = keyof typeof ownedVariables;

/** All owned names, in the order of the table. */
export const ownedNames = Object.keys(ownedVariables) as readonly OwnedName[];

/** A family of owned variables whose members are an open set: one a model. */
export const ownedFamily = 'VERTEX_REGION_CLAUDE_';

/** Whether cgw owns `name`: a plan that does not set it clears it. */
export function isOwned(name: string): boolean {
  return Object.hasOwn(ownedVariables, name) || isOwnedFamily(name);
}

/** Whether `name` belongs to the family of owned variables. */
export function isOwnedFamily(name: string): boolean {
  return name.startsWith(ownedFamily) && /^[A-Z0-9_]+$/.test(name);
}

/** What is known of an owned variable; members of the family are locations of Vertex. */
export function ownedVariable(name: string): Variable | undefined {
  if (!isOwned(name)) return undefined;
  const row: Row = Object.hasOwn(ownedVariables, name)
    ? ownedVariables[name as OwnedName]
    : ['location', 'vertex', 'region of one model', 'documented'];
  const [kind, backend, meaning, source] = row;
  return { kind, backend, meaning, source: sources[source] };
}

/** Names of credentials that say where or which one, and are none themselves. */
const notSecret = /(_ID|_FILE|_DIR|_PROFILE|_SCOPES?|_DESCRIPTOR|_ENV_VAR)$/;

/** Whether the value of a variable must not be shown: by what it is for, by its name, or by its looks. */
export function isSecretValueOf(name: string, value: string): boolean {
  const kind = ownedVariable(name)?.kind;
  if (kind === 'credential') return !notSecret.test(name);
  return /SECRET|PASSWORD|TOKEN$|_KEY$/.test(name) || looksLikeKey(value);
}

/**
 * Variables that profiles set but other programs (or the user’s own preferences) use too. A plan sets them
 * only when the profile says so; it clears them only where `CGW_SET` shows that cgw itself set them there.
 */
export const sharedVariables = {
  AWS_PROFILE: 'profile of the AWS credential chain',
  AWS_REGION: 'AWS region',
  CLAUDE_CONFIG_DIR: 'folder of Claude Code’s settings and login',
  CLAUDE_SECURESTORAGE_CONFIG_DIR: 'folder of the login alone',
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 'no telemetry, updates or surveys (any value counts as on)',
  CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: 'no credential in the environment of tools and hooks',
} as const;

export type SharedName = keyof typeof sharedVariables;
