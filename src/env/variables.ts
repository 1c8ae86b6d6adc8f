import type { BackendId } from '../backends/backend.ts';

/**
 * What a variable is for. `switch`, `endpoint`, `credential` and `location` decide where a request goes
 * and as whom (routing); `model`, `shape` and `feature` decide what it says.
 */
export type VariableKind = 'switch' | 'endpoint' | 'credential' | 'location' | 'model' | 'shape' | 'feature';

export type Variable = {
  readonly kind: VariableKind;
  /** The backend that reads it, or `any`. */
  readonly backend: BackendId | 'any';
  readonly meaning: string;
  readonly source: string;
};

/** Where a row comes from. `name` rows: the name stands in the program, what it does is not verified. */
const documented = 'code.claude.com/docs/en/env-vars, read 2026-08-22';
const observed = 'observed on Claude Code 2.1.330, 2026-11-22';
const name = 'name in the Claude Code 2.1.330 program, read 2026-11-22';

function row(
  kind: VariableKind,
  backend: Variable['backend'],
  meaning: string,
  source = documented,
): Variable {
  return { kind, backend, meaning, source };
}

/**
 * Every variable cgw owns: a plan sets what the profile needs and clears all others, so that nothing of an
 * earlier profile (or of another launcher) is left. Variables that other programs share are in `shared.ts`.
 */
export const ownedVariables = {
  CLAUDE_CODE_USE_BEDROCK: row('switch', 'bedrock', 'use Amazon Bedrock'),
  CLAUDE_CODE_USE_MANTLE: row('switch', 'mantle', 'use Bedrock Mantle'),
  CLAUDE_CODE_USE_ANTHROPIC_AWS: row('switch', 'anthropic-aws', 'use Claude Platform on AWS'),
  CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: row(
    'switch',
    'anthropic-gcp',
    'use Claude on Google Cloud',
    observed,
  ),
  CLAUDE_CODE_USE_VERTEX: row('switch', 'vertex', 'use Google Vertex'),
  CLAUDE_CODE_USE_FOUNDRY: row('switch', 'foundry', 'use Microsoft Foundry'),
  CLAUDE_CODE_USE_GATEWAY: row(
    'switch',
    'any',
    'undocumented; outranks Bedrock and pins an old model: never set',
    observed,
  ),
  CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: row('switch', 'any', 'settings files may not route', observed),

  CLAUDE_CODE_SKIP_BEDROCK_AUTH: row('switch', 'bedrock', 'no AWS signature: a gateway signs'),
  CLAUDE_CODE_SKIP_MANTLE_AUTH: row('switch', 'mantle', 'no AWS signature: a gateway signs'),
  CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: row('switch', 'anthropic-aws', 'no AWS signature: a gateway signs'),
  CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH: row(
    'switch',
    'anthropic-gcp',
    'no Google token: a gateway adds it',
    observed,
  ),
  CLAUDE_CODE_SKIP_VERTEX_AUTH: row('switch', 'vertex', 'no Google token: a gateway adds it'),
  CLAUDE_CODE_SKIP_FOUNDRY_AUTH: row('switch', 'foundry', 'no Azure token: a gateway adds it'),

  ANTHROPIC_BASE_URL: row('endpoint', 'gateway', 'base URL of an Anthropic-format server'),
  ANTHROPIC_BEDROCK_BASE_URL: row('endpoint', 'bedrock', 'base URL of a Bedrock-format server'),
  ANTHROPIC_BEDROCK_MANTLE_BASE_URL: row('endpoint', 'mantle', 'base URL of Bedrock Mantle'),
  ANTHROPIC_AWS_BASE_URL: row('endpoint', 'anthropic-aws', 'base URL of Claude Platform on AWS'),
  ANTHROPIC_GOOGLE_CLOUD_BASE_URL: row(
    'endpoint',
    'anthropic-gcp',
    'base URL of Claude on Google Cloud',
    observed,
  ),
  ANTHROPIC_VERTEX_BASE_URL: row('endpoint', 'vertex', 'base URL of a Vertex-format server'),
  ANTHROPIC_FOUNDRY_BASE_URL: row('endpoint', 'foundry', 'base URL of Foundry'),
  ANTHROPIC_FOUNDRY_RESOURCE: row('endpoint', 'foundry', 'Foundry resource, instead of a base URL'),
  ANTHROPIC_UNIX_SOCKET: row('endpoint', 'any', 'socket instead of a URL', name),
  CLAUDE_CODE_API_BASE_URL: row('endpoint', 'any', 'another base URL', name),
  _CLAUDE_CODE_ASSUME_FIRST_PARTY_BASE_URL: row('endpoint', 'any', 'treat the base URL as Anthropic', name),

  ANTHROPIC_API_KEY: row('credential', 'anthropic', 'API key, sent as x-api-key'),
  ANTHROPIC_AUTH_TOKEN: row('credential', 'gateway', 'token, sent as Authorization: Bearer'),
  ANTHROPIC_CUSTOM_HEADERS: row('credential', 'any', 'extra request headers, one a line'),
  ANTHROPIC_AWS_API_KEY: row('credential', 'anthropic-aws', 'key of Claude Platform on AWS'),
  ANTHROPIC_FOUNDRY_API_KEY: row('credential', 'foundry', 'Foundry API key'),
  ANTHROPIC_FOUNDRY_AUTH_TOKEN: row('credential', 'foundry', 'Foundry bearer token'),
  AWS_BEARER_TOKEN_BEDROCK: row('credential', 'bedrock', 'Bedrock API key'),
  CLAUDE_CODE_OAUTH_TOKEN: row('credential', 'anthropic', 'long-lived subscription token'),
  CLAUDE_CODE_OAUTH_REFRESH_TOKEN: row('credential', 'anthropic', 'refresh token', name),
  CLAUDE_CODE_OAUTH_SCOPES: row('credential', 'anthropic', 'scopes of the token', name),
  CLAUDE_CODE_OAUTH_CLIENT_ID: row('credential', 'anthropic', 'client of the token', name),
  CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR: row('credential', 'any', 'descriptor with the token', name),
  CLAUDE_CODE_API_KEY_FILE_DESCRIPTOR: row('credential', 'any', 'descriptor with the key', name),
  CLAUDE_CODE_GATEWAY_TOKEN: row('credential', 'any', 'gateway sign-in token', name),
  CLAUDE_CODE_GATEWAY_TOKEN_FILE_DESCRIPTOR: row('credential', 'any', 'descriptor with that token', name),
  CLAUDE_CODE_HOST_AUTH_ENV_VAR: row('credential', 'any', 'variable that an embedding host fills', name),
  CLAUDE_CODE_HOST_CREDS_FILE: row('credential', 'any', 'file that an embedding host fills', name),
  ANTHROPIC_PROFILE: row('credential', 'anthropic', 'named Anthropic profile'),
  ANTHROPIC_FEDERATION_RULE_ID: row('credential', 'anthropic', 'workload identity: rule'),
  ANTHROPIC_ORGANIZATION_ID: row('credential', 'anthropic', 'workload identity: organisation'),
  ANTHROPIC_WORKSPACE_ID: row('credential', 'anthropic', 'workload identity: workspace'),
  ANTHROPIC_IDENTITY_TOKEN: row('credential', 'anthropic', 'workload identity: token', name),
  ANTHROPIC_IDENTITY_TOKEN_FILE: row('credential', 'anthropic', 'workload identity: file with the token'),
  ANTHROPIC_SERVICE_ACCOUNT_ID: row('credential', 'anthropic', 'workload identity: account', name),
  ANTHROPIC_SCOPE: row('credential', 'anthropic', 'workload identity: scope', name),
  ANTHROPIC_CONFIG_DIR: row('credential', 'anthropic', 'folder of Anthropic profiles', name),

  ANTHROPIC_AWS_WORKSPACE_ID: row('location', 'anthropic-aws', 'workspace on AWS'),
  ANTHROPIC_GOOGLE_CLOUD_PROJECT: row('location', 'anthropic-gcp', 'Google Cloud project', observed),
  ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: row('location', 'anthropic-gcp', 'workspace', observed),
  ANTHROPIC_GOOGLE_CLOUD_LOCATION: row('location', 'anthropic-gcp', 'location, default global', observed),
  ANTHROPIC_VERTEX_PROJECT_ID: row('location', 'vertex', 'Google Cloud project'),
  CLOUD_ML_REGION: row('location', 'vertex', 'region, default us-east5'),
  ANTHROPIC_BEDROCK_REGION_PREFIX: row('location', 'bedrock', 'prefix of inference profiles'),
  ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: row('location', 'bedrock', 'region of the small model'),

  ANTHROPIC_MODEL: row('model', 'any', 'model of the main conversation'),
  ANTHROPIC_DEFAULT_MODEL: row('model', 'any', 'model when nothing else names one'),
  ANTHROPIC_DEFAULT_OPUS_MODEL: row('model', 'any', 'what `opus` means'),
  ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: row('model', 'any', 'its name in menus'),
  ANTHROPIC_DEFAULT_OPUS_MODEL_DESCRIPTION: row('model', 'any', 'its description in menus'),
  ANTHROPIC_DEFAULT_OPUS_MODEL_SUPPORTED_CAPABILITIES: row('model', 'any', 'what it can do'),
  ANTHROPIC_DEFAULT_SONNET_MODEL: row('model', 'any', 'what `sonnet` means'),
  ANTHROPIC_DEFAULT_SONNET_MODEL_NAME: row('model', 'any', 'its name in menus'),
  ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION: row('model', 'any', 'its description in menus'),
  ANTHROPIC_DEFAULT_SONNET_MODEL_SUPPORTED_CAPABILITIES: row('model', 'any', 'what it can do'),
  ANTHROPIC_DEFAULT_HAIKU_MODEL: row('model', 'any', 'what `haiku` means, and the background model'),
  ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME: row('model', 'any', 'its name in menus'),
  ANTHROPIC_DEFAULT_HAIKU_MODEL_DESCRIPTION: row('model', 'any', 'its description in menus'),
  ANTHROPIC_DEFAULT_HAIKU_MODEL_SUPPORTED_CAPABILITIES: row('model', 'any', 'what it can do'),
  ANTHROPIC_DEFAULT_FABLE_MODEL: row('model', 'any', 'what `fable` means'),
  ANTHROPIC_DEFAULT_FABLE_MODEL_NAME: row('model', 'any', 'its name in menus'),
  ANTHROPIC_DEFAULT_FABLE_MODEL_DESCRIPTION: row('model', 'any', 'its description in menus'),
  ANTHROPIC_DEFAULT_FABLE_MODEL_SUPPORTED_CAPABILITIES: row('model', 'any', 'what it can do'),
  ANTHROPIC_CUSTOM_MODEL_OPTION: row('model', 'any', 'one more entry in the model menu'),
  ANTHROPIC_CUSTOM_MODEL_OPTION_NAME: row('model', 'any', 'its name'),
  ANTHROPIC_CUSTOM_MODEL_OPTION_DESCRIPTION: row('model', 'any', 'its description'),
  ANTHROPIC_CUSTOM_MODEL_OPTION_SUPPORTED_CAPABILITIES: row('model', 'any', 'what it can do'),
  ANTHROPIC_SMALL_FAST_MODEL: row('model', 'any', 'deprecated: ANTHROPIC_DEFAULT_HAIKU_MODEL'),
  CLAUDE_CODE_SUBAGENT_MODEL: row('model', 'any', 'model of sub-agents'),
  CLAUDE_CODE_SUBAGENT_MODEL_FORCE: row('model', 'any', 'force it on every sub-agent'),
  CLAUDE_CODE_WORKFLOW_SUBAGENT_MODEL: row('model', 'any', 'model of workflow sub-agents', name),
  CLAUDE_CODE_AUTO_MODE_MODEL: row('model', 'any', 'model of the auto-mode classifier', name),

  ANTHROPIC_BETAS: row('shape', 'any', 'extra anthropic-beta values'),
  ANTHROPIC_BEDROCK_SERVICE_TIER: row('shape', 'bedrock', 'service tier'),
  API_TIMEOUT_MS: row('shape', 'any', 'request time limit in milliseconds'),
  CLAUDE_CODE_EXTRA_BODY: row('shape', 'any', 'JSON merged into request bodies'),
  CLAUDE_CODE_MAX_RETRIES: row('shape', 'any', 'retries of a failed request'),
  CLAUDE_CODE_API_KEY_HELPER_TTL_MS: row('shape', 'any', 'how long a helper’s answer counts'),
  CLAUDE_CODE_ATTRIBUTION_HEADER: row('shape', 'any', 'attribution block in the system prompt'),
  CLAUDE_CODE_DISABLE_BEDROCK_CONTENT_TYPE_GUARD: row('shape', 'bedrock', 'accept other content types'),
  CLAUDE_CODE_MAX_CONTEXT_TOKENS: row('shape', 'any', 'context window of the model'),
  CLAUDE_CODE_MAX_OUTPUT_TOKENS: row('shape', 'any', 'longest answer'),
  CLAUDE_CODE_AUTO_COMPACT_WINDOW: row('shape', 'any', 'when to compact'),

  CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: row('feature', 'gateway', 'ask the gateway for its models'),
  CLAUDE_CODE_DISABLE_1M_CONTEXT: row('feature', 'any', 'no 1M context'),
  CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: row('feature', 'any', 'no experimental betas, no tool search'),
  CLAUDE_CODE_DISABLE_THINKING: row('feature', 'any', 'no thinking'),
  CLAUDE_CODE_DISABLE_ADAPTIVE_THINKING: row('feature', 'any', 'fixed thinking budget'),
  CLAUDE_CODE_DISABLE_FAST_MODE: row('feature', 'any', 'no fast mode'),
  CLAUDE_CODE_DISABLE_ADVISOR_TOOL: row('feature', 'any', 'no advisor'),
  CLAUDE_CODE_AUTO_MODE_SERVER: row('feature', 'any', 'server-side auto-mode classifier'),
  CLAUDE_CODE_EFFORT_LEVEL: row('feature', 'any', 'effort'),
  CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING: row('feature', 'any', 'stream tool input'),
  CLAUDE_CODE_PROMPT_CACHE_TTL: row('feature', 'any', 'how long cached prompts live: 5m or 1h'),
  DISABLE_PROMPT_CACHING: row('feature', 'any', 'no prompt caching'),
  DISABLE_PROMPT_CACHING_HAIKU: row('feature', 'any', 'no prompt caching for haiku'),
  DISABLE_PROMPT_CACHING_SONNET: row('feature', 'any', 'no prompt caching for sonnet'),
  DISABLE_PROMPT_CACHING_OPUS: row('feature', 'any', 'no prompt caching for opus'),
  DISABLE_PROMPT_CACHING_FABLE: row('feature', 'any', 'no prompt caching for fable'),
  ENABLE_PROMPT_CACHING_1H: row('feature', 'any', 'cached prompts live an hour'),
  FORCE_PROMPT_CACHING_5M: row('feature', 'any', 'cached prompts live five minutes'),
  DISABLE_INTERLEAVED_THINKING: row('feature', 'any', 'no thinking between tool calls'),
  ENABLE_TOOL_SEARCH: row('feature', 'any', 'load tools on demand: true, false, auto, auto:N'),
  MAX_THINKING_TOKENS: row('feature', 'any', 'thinking budget'),
} as const satisfies Record<string, Variable>;

export type OwnedName = keyof typeof ownedVariables;

/** All owned names, in the order of the table. */
export const ownedNames = Object.keys(ownedVariables) as readonly OwnedName[];

/** Families of owned variables whose members are an open set (one a model). */
const ownedPrefixes = ['VERTEX_REGION_CLAUDE_'] as const;

/** Whether cgw owns `name`: a plan that does not set it clears it. */
export function isOwned(name: string): boolean {
  return Object.hasOwn(ownedVariables, name) || isOwnedFamily(name);
}

/** Whether `name` belongs to a family of owned variables. */
export function isOwnedFamily(name: string): boolean {
  return ownedPrefixes.some(prefix => name.startsWith(prefix) && /^[A-Z0-9_]+$/.test(name));
}

/** The row of an owned variable; members of an open family count as locations of Vertex. */
export function ownedVariable(name: string): Variable | undefined {
  if (Object.hasOwn(ownedVariables, name)) return ownedVariables[name as OwnedName];
  return isOwned(name) ? row('location', 'vertex', 'region of one model') : undefined;
}
