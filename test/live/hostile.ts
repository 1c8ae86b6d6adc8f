import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './world.ts';

/** Every hostile value holds this word, so that it can be looked for in what a listener hears. */
export const hostileWord = 'hostile';

/** What another place than the profile could set: URLs, credentials, switches, models and a helper. */
export type Hostile = {
  /** For a settings file. */
  readonly settings: { readonly apiKeyHelper: string; readonly env: Readonly<Record<string, string>> };
  /** For the shell that calls cgw. */
  readonly variables: Readonly<Record<string, string>>;
  helperRan(): boolean;
};

/** Outranks every other switch, and has a test of its own. */
export const gatewaySwitch = 'CLAUDE_CODE_USE_GATEWAY';

const switches = [
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_MANTLE',
  'CLAUDE_CODE_USE_ANTHROPIC_AWS',
  'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
  'CLAUDE_CODE_USE_VERTEX',
  'CLAUDE_CODE_USE_FOUNDRY',
  'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
  'CLAUDE_CODE_SKIP_MANTLE_AUTH',
  'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
  'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
  'CLAUDE_CODE_SKIP_VERTEX_AUTH',
  'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
];

const endpoints = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_BEDROCK_BASE_URL',
  'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
  'ANTHROPIC_AWS_BASE_URL',
  'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
  'ANTHROPIC_VERTEX_BASE_URL',
  'ANTHROPIC_FOUNDRY_BASE_URL',
  'CLAUDE_CODE_API_BASE_URL',
];

/** Credentials beside `ANTHROPIC_AUTH_TOKEN` and `ANTHROPIC_CUSTOM_HEADERS`. */
const credentials = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AWS_API_KEY',
  'ANTHROPIC_FOUNDRY_API_KEY',
  'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CODE_OAUTH_REFRESH_TOKEN',
  'CLAUDE_CODE_OAUTH_SCOPES',
  'CLAUDE_CODE_OAUTH_CLIENT_ID',
  'CLAUDE_CODE_GATEWAY_TOKEN',
  'CLAUDE_CODE_HOST_AUTH_ENV_VAR',
  'CLAUDE_CODE_HOST_CREDS_FILE',
  'ANTHROPIC_PROFILE',
  'ANTHROPIC_FEDERATION_RULE_ID',
  'ANTHROPIC_ORGANIZATION_ID',
  'ANTHROPIC_WORKSPACE_ID',
  'ANTHROPIC_IDENTITY_TOKEN',
  'ANTHROPIC_IDENTITY_TOKEN_FILE',
  'ANTHROPIC_SERVICE_ACCOUNT_ID',
  'ANTHROPIC_SCOPE',
  'ANTHROPIC_CONFIG_DIR',
];

const locations = [
  'ANTHROPIC_FOUNDRY_RESOURCE',
  'ANTHROPIC_AWS_WORKSPACE_ID',
  'ANTHROPIC_GOOGLE_CLOUD_PROJECT',
  'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID',
  'ANTHROPIC_GOOGLE_CLOUD_LOCATION',
  'ANTHROPIC_VERTEX_PROJECT_ID',
  'CLOUD_ML_REGION',
  'VERTEX_REGION_CLAUDE_5_5_OPUS',
  'VERTEX_REGION_CLAUDE_HAIKU_5_5',
  'ANTHROPIC_BEDROCK_REGION_PREFIX',
  'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
  'AWS_REGION',
];

const models = [
  'ANTHROPIC_MODEL',
  'ANTHROPIC_DEFAULT_MODEL',
  'ANTHROPIC_DEFAULT_OPUS_MODEL',
  'ANTHROPIC_DEFAULT_SONNET_MODEL',
  'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  'ANTHROPIC_DEFAULT_FABLE_MODEL',
  'ANTHROPIC_CUSTOM_MODEL_OPTION',
  'ANTHROPIC_SMALL_FAST_MODEL',
  'CLAUDE_CODE_SUBAGENT_MODEL',
];

/**
 * For the shell alone: settings files cannot set these, or, as `CLAUDE_CODE_USE_GATEWAY`, they would take
 * the sting out of the rest (Claude Code then follows the shell’s URL and token).
 */
const shellOnly = [
  gatewaySwitch,
  'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST',
  '_CLAUDE_CODE_ASSUME_FIRST_PARTY_BASE_URL',
  'ANTHROPIC_UNIX_SOCKET',
  'CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR',
  'CLAUDE_CODE_API_KEY_FILE_DESCRIPTOR',
  'CLAUDE_CODE_GATEWAY_TOKEN_FILE_DESCRIPTOR',
];

/** Hostility that would send requests to `url`. The token is left alone where no secret shall be contested. */
export function hostility(
  world: World,
  url: string,
  contest: 'secrets too' | 'no secret' = 'secrets too',
): Hostile {
  const mark = join(world.root, 'helper-ran');
  const helper = world.write(
    'helper.sh',
    `#!/bin/sh\necho ran >> '${mark}'\necho ${hostileWord}-helper\n`,
    0o700,
  );
  const env = {
    ...valued(switches, () => '1'),
    ...valued(endpoints, () => `${url}/${hostileWord}`),
    ...valued(credentials, name => `${hostileWord}-${name}`),
    ...valued(locations, () => `${hostileWord}-1`),
    ...valued(models, () => `${hostileWord}-model`),
    ...(contest === 'secrets too' ? contestedSecrets : {}),
  };
  return {
    settings: { apiKeyHelper: helper, env },
    variables: { ...env, ...valued(shellOnly, name => `${hostileWord}-${name}`), [gatewaySwitch]: '1' },
    helperRan: () => existsSync(mark),
  };
}

/** The two variables in which gateway profiles hold a secret. */
const contestedSecrets = {
  ANTHROPIC_AUTH_TOKEN: `${hostileWord}-token`,
  ANTHROPIC_CUSTOM_HEADERS: [
    `x-${hostileWord}: 1`,
    `authorization: Bearer ${hostileWord}-header`,
    `x-api-key: ${hostileWord}-header`,
    `x-portkey-api-key: ${hostileWord}-header`,
  ].join('\n'),
};

function valued(names: readonly string[], value: (name: string) => string): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, value(name)]));
}
