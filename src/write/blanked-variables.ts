import { backends } from '../backends/index.ts';
import { providerSwitches } from '../backends/provider-switches.ts';
import { providerFacts } from '../backends/providers.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isOwnedFamily, type OwnedName, ownedNames } from '../env/variables.ts';

/*
 * What a settings file has to blank, because a shell or a lower file would divert the request with it all the same.
 * Found (`observedClaude`) by exporting every routing variable on its own beside a settings file
 * that says nothing about it, for every backend, and looking at where requests went and as whom; and by combining
 * what works only together. An empty entry helped against each of them.
 */

/** Each of these alone can choose another backend; which wins over which is documented nowhere. */
const switches: readonly OwnedName[] = providerSwitches.map(({ variable }) => variable);

/** Beside the variables of the provider itself and the headers: */
type Blanked = {
  readonly always?: readonly OwnedName[];
  /** When the credential comes from `apiKeyHelper`: what is sent in its place or along with it. */
  readonly helper?: readonly OwnedName[];
  /** When the file brings no key and no token: what Claude Code then looks for. */
  readonly bare?: readonly OwnedName[];
};

/** Logins that Claude Code falls back to. */
const logins = [
  'CLAUDE_CODE_OAUTH_TOKEN',
  'ANTHROPIC_PROFILE',
  'ANTHROPIC_FEDERATION_RULE_ID',
  'ANTHROPIC_CONFIG_DIR',
] as const satisfies readonly OwnedName[];

const keys = ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'] as const satisfies readonly OwnedName[];

const bedrockLocation = [
  'ANTHROPIC_BEDROCK_REGION_PREFIX',
  'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
] as const satisfies readonly OwnedName[];

const byBackend: { readonly [Id in BackendId]: Blanked } = {
  // Logins also where a key wins: Claude Code asks Anthropic for managed settings as who they are.
  anthropic: { always: [...keys, ...logins], bare: ['CLAUDE_CODE_OAUTH_SCOPES'] },
  gateway: { always: keys, bare: logins },
  'gateway-bedrock': { always: [...keys, ...bedrockLocation] },
  'gateway-vertex': { always: [...keys, 'CLOUD_ML_REGION'] },
  bedrock: { always: bedrockLocation, helper: keys },
  mantle: { helper: ['ANTHROPIC_AUTH_TOKEN'] },
  'anthropic-aws': {},
  'anthropic-gcp': { always: ['ANTHROPIC_GOOGLE_CLOUD_LOCATION'] },
  vertex: { always: ['CLOUD_ML_REGION'] },
  foundry: { helper: ['ANTHROPIC_AUTH_TOKEN'] },
};

/** The variables of the provider itself; a profile sets some of them. */
function ofProvider(backend: BackendId): OwnedName[] {
  const { skip, endpoints, keys: ownKeys } = providerFacts(backends[backend].provider);
  return [...(skip === undefined ? [] : [skip]), ...endpoints, ...ownKeys.map(({ variable }) => variable)];
}

/** How the credential comes to Claude Code. */
export type CredentialDelivery = 'helper' | 'file' | 'bare';

/**
 * The variables to blank for a backend, in the order of the registry, the regions of single models among `around`
 * (what the shell exports and lower files set) included.
 */
export function variablesToBlank(
  backend: BackendId,
  supply: CredentialDelivery,
  around: Iterable<string>,
): string[] {
  const { always = [], helper = [], bare = [] } = byBackend[backend];
  const more = { helper, file: [], bare }[supply];
  const wanted = new Set<string>([
    ...switches,
    ...ofProvider(backend),
    'ANTHROPIC_CUSTOM_HEADERS',
    ...always,
    ...more,
  ]);
  const regions = backends[backend].modelRegions ? [...around].filter(isOwnedFamily) : [];
  return [...ownedNames.filter(name => wanted.has(name)), ...new Set(regions)];
}

/**
 * Variables of a shell that no settings file can do anything about (observed): with the first three
 * Claude Code ignores what settings files say about routing; the others name an open file, not a value.
 */
export const unbeatable: readonly OwnedName[] = [
  'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST',
  'CLAUDE_CODE_HOST_AUTH_ENV_VAR',
  'ANTHROPIC_UNIX_SOCKET',
  'CLAUDE_CODE_API_KEY_FILE_DESCRIPTOR',
  'CLAUDE_CODE_OAUTH_TOKEN_FILE_DESCRIPTOR',
  'CLAUDE_CODE_GATEWAY_TOKEN_FILE_DESCRIPTOR',
];
