/* What cases are made of: variables, their kinds, and the providers whose affair they are. */

/** What a variable holds; it decides which values are tried. */
export type Kind = 'switch' | 'secret' | 'url' | 'name' | 'region' | 'model' | 'headers' | 'body' | 'folder';

export const providers = [
  'firstParty',
  'bedrock',
  'mantle',
  'vertex',
  'foundry',
  'anthropicAws',
  'anthropicGoogleCloud',
] as const;
export type PlayedProvider = (typeof providers)[number];

/** The kind of each variable, by the provider that it belongs to; those of `firstParty` are everybody’s. */
export const variables = {
  firstParty: {
    ANTHROPIC_BASE_URL: 'url',
    ANTHROPIC_AUTH_TOKEN: 'secret',
    ANTHROPIC_API_KEY: 'secret',
    CLAUDE_CODE_OAUTH_TOKEN: 'secret',
    ANTHROPIC_CUSTOM_HEADERS: 'headers',
    ANTHROPIC_BETAS: 'name',
    CLAUDE_CODE_EXTRA_BODY: 'body',
    ANTHROPIC_MODEL: 'model',
    ANTHROPIC_DEFAULT_MODEL: 'model',
    ANTHROPIC_DEFAULT_OPUS_MODEL: 'model',
    ANTHROPIC_DEFAULT_SONNET_MODEL: 'model',
    ANTHROPIC_SMALL_FAST_MODEL: 'model',
    CLAUDE_CODE_SUBAGENT_MODEL: 'model',
    CLAUDE_CODE_USE_GATEWAY: 'switch',
    CLAUDE_CODE_SIMPLE: 'switch',
    CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: 'switch',
  },
  bedrock: {
    CLAUDE_CODE_USE_BEDROCK: 'switch',
    CLAUDE_CODE_SKIP_BEDROCK_AUTH: 'switch',
    ANTHROPIC_BEDROCK_BASE_URL: 'url',
    AWS_BEARER_TOKEN_BEDROCK: 'secret',
    AWS_REGION: 'region',
  },
  mantle: {
    CLAUDE_CODE_USE_MANTLE: 'switch',
    CLAUDE_CODE_SKIP_MANTLE_AUTH: 'switch',
    ANTHROPIC_BEDROCK_MANTLE_BASE_URL: 'url',
    AWS_BEARER_TOKEN_BEDROCK: 'secret',
  },
  vertex: {
    CLAUDE_CODE_USE_VERTEX: 'switch',
    CLAUDE_CODE_SKIP_VERTEX_AUTH: 'switch',
    ANTHROPIC_VERTEX_BASE_URL: 'url',
    ANTHROPIC_VERTEX_PROJECT_ID: 'name',
    CLOUD_ML_REGION: 'region',
  },
  foundry: {
    CLAUDE_CODE_USE_FOUNDRY: 'switch',
    CLAUDE_CODE_SKIP_FOUNDRY_AUTH: 'switch',
    ANTHROPIC_FOUNDRY_BASE_URL: 'url',
    ANTHROPIC_FOUNDRY_RESOURCE: 'name',
    ANTHROPIC_FOUNDRY_API_KEY: 'secret',
    ANTHROPIC_FOUNDRY_AUTH_TOKEN: 'secret',
  },
  anthropicAws: {
    CLAUDE_CODE_USE_ANTHROPIC_AWS: 'switch',
    CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: 'switch',
    ANTHROPIC_AWS_BASE_URL: 'url',
    ANTHROPIC_AWS_API_KEY: 'secret',
    ANTHROPIC_AWS_WORKSPACE_ID: 'name',
  },
  anthropicGoogleCloud: {
    CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: 'switch',
    CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH: 'switch',
    ANTHROPIC_GOOGLE_CLOUD_BASE_URL: 'url',
    ANTHROPIC_GOOGLE_CLOUD_PROJECT: 'name',
    ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'name',
  },
} as const satisfies Record<PlayedProvider, Readonly<Record<string, Kind>>>;

/** What only a process may say, or what is not asked of every place. */
export const rareVariables = {
  ANTHROPIC_UNIX_SOCKET: 'name',
  CLAUDE_CODE_API_BASE_URL: 'url',
  CLAUDE_CODE_SAFE_MODE: 'switch',
  CLAUDE_CODE_RESTRICTED: 'switch',
  CLAUDE_CODE_IGNORE_PERSISTED_TRUST: 'switch',
  VERTEX_REGION_CLAUDE_5_5_OPUS: 'region',
  CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: 'switch',
  CLAUDE_CODE_EFFORT_LEVEL: 'name',
  CLAUDE_SECURESTORAGE_CONFIG_DIR: 'folder',
  CLAUDE_CONFIG_DIR: 'folder',
  ANTHROPIC_DEFAULT_HAIKU_MODEL: 'model',
  ANTHROPIC_DEFAULT_FABLE_MODEL: 'model',
} as const satisfies Readonly<Record<string, Kind>>;

/** The hosts of providers where no address is named. */
export const vendorHosts: Readonly<Record<PlayedProvider | 'gateway', RegExp>> = {
  gateway: /^api\.anthropic\.com$/,
  firstParty: /^api\.anthropic\.com$/,
  bedrock: /^bedrock-runtime\.[a-z0-9-]+\.amazonaws\.com$/,
  mantle: /^bedrock-mantle\.[a-z0-9-]+\.api\.aws$/,
  vertex: /^([a-z0-9-]+-)?aiplatform\.googleapis\.com$/,
  foundry: /\.services\.ai\.azure\.com$/,
  anthropicAws: /^aws-external-anthropic\.[a-z0-9-]+\.api\.aws$/,
  anthropicGoogleCloud: /^claude\.googleapis\.com$/,
};
