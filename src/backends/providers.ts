import type { Environment } from '../base/io.ts';
import type { OwnedName } from '../env/variables.ts';
import { azureResource, type Pattern } from './patterns.ts';

/** Where a cloud’s SDK finds credentials by itself. */
export const credentialChains = {
  aws: {
    title: 'AWS credential chain',
    prefixes: ['AWS_'],
    secrets: ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  },
  google: { title: 'Google application default credentials', prefixes: ['GOOGLE_', 'GCLOUD_'], secrets: [] },
  azure: { title: 'Azure credential chain', prefixes: ['AZURE_'], secrets: ['AZURE_CLIENT_SECRET'] },
} as const satisfies Record<string, CredentialChain>;

/** The words that Claude Code takes for a model of a family. */
export const modelAliases = ['opus', 'sonnet', 'haiku', 'fable'] as const;

export type ModelAlias = (typeof modelAliases)[number];

type CredentialChain = {
  readonly title: string;
  /** How the variables begin that decide as whom the cloud is asked, and where its SDK sends requests. */
  readonly prefixes: readonly string[];
  /** Variables among them that hold a secret themselves, not the name of a file. */
  readonly secrets: readonly string[];
};

/** What travels in the place of a cloud’s own sign-in that is skipped (observed on 2.1.332, 2026-11-29). */
export type Skipped = {
  /** Whether a key of `keys` counts all the same, and before all others. */
  readonly keysFirst?: true;
  /** What becomes the bearer token, the one that counts first. */
  readonly bearer: readonly (OwnedName | 'apiKeyHelper')[];
  /** What stands in x-api-key: ANTHROPIC_API_KEY, with a bearer token or always, or the bearer token itself. */
  readonly key?: 'beside a bearer' | 'always' | 'the bearer';
  /** The word that is the bearer token where there is none. */
  readonly word?: string;
};

/** What no request of a provider is made without. */
export type Requirement = {
  /** What it says. */
  readonly what: string;
  readonly oneOf: readonly [OwnedName, ...OwnedName[]];
  /** Two of them are refused, too. */
  readonly one?: true;
  /** What a value must look like. */
  readonly form?: { readonly of: OwnedName; readonly pattern: Pattern };
  /**
   * What it means where the cloud’s sign-in is skipped: with that sign-in it may be known otherwise, or without a
   * credential nobody asks for it.
   */
  readonly skipped?: 'only' | 'with a credential';
};

/** How Claude Code speaks to one provider. */
type ProviderFacts = {
  /** Turns it on; without one it is what Claude Code uses when nothing is on. */
  readonly switch?: OwnedName;
  /** Turns the cloud’s own sign-in off, because a gateway signs. */
  readonly skip?: OwnedName;
  /** What travels then. */
  readonly skipped?: Skipped;
  /** The variables that say where requests go, the one that counts first. */
  readonly endpoints: readonly OwnedName[];
  /** Variables that take the place of the cloud’s own sign-in, the one that counts first, and how they travel. */
  readonly keys: readonly { readonly variable: OwnedName; readonly as: 'authorization' | 'x-api-key' }[];
  readonly chain?: keyof typeof credentialChains;
  readonly needs?: readonly [Requirement, ...Requirement[]];
  /** The families whose pinned model is the main one where nobody names one; without a pin the first. */
  readonly defaultAliases: readonly [ModelAlias, ...ModelAlias[]];
  /** Where the sign-in is skipped, their variables do not count. */
  readonly unpinnedWhereSkipped?: true;
  /** The cloud whose format requests have, where it is not Anthropic’s. */
  readonly format?: 'bedrock' | 'vertex';
  /** The service that requests are signed for, if AWS is to sign them. */
  readonly awsService?: string;
};

/** One that Claude Code takes: of two characters at least. */
const foundryResource: Pattern = { ...azureResource, test: /^[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]$/ };

/** What a gateway is sent. */
const bearers = ['ANTHROPIC_AUTH_TOKEN', 'apiKeyHelper'] as const;

/**
 * The providers by the names that `claude auth status` gives them (`apiProvider`), in the order in which Claude Code
 * prefers them when several are switched on. What it looks at for each was observed (`observedClaude`).
 */
export const providers = {
  gateway: {
    switch: 'CLAUDE_CODE_USE_GATEWAY',
    endpoints: ['ANTHROPIC_BASE_URL'],
    keys: [{ variable: 'ANTHROPIC_AUTH_TOKEN', as: 'authorization' }],
    defaultAliases: ['opus'],
  },
  bedrock: {
    switch: 'CLAUDE_CODE_USE_BEDROCK',
    skip: 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    endpoints: ['ANTHROPIC_BEDROCK_BASE_URL'],
    keys: [{ variable: 'AWS_BEARER_TOKEN_BEDROCK', as: 'authorization' }],
    skipped: { bearer: ['AWS_BEARER_TOKEN_BEDROCK', ...bearers], key: 'beside a bearer' },
    chain: 'aws',
    defaultAliases: ['opus', 'sonnet'],
    format: 'bedrock',
    awsService: 'bedrock',
  },
  foundry: {
    switch: 'CLAUDE_CODE_USE_FOUNDRY',
    skip: 'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    endpoints: ['ANTHROPIC_FOUNDRY_BASE_URL', 'ANTHROPIC_FOUNDRY_RESOURCE'],
    keys: [
      { variable: 'ANTHROPIC_FOUNDRY_AUTH_TOKEN', as: 'authorization' },
      { variable: 'ANTHROPIC_FOUNDRY_API_KEY', as: 'x-api-key' },
    ],
    skipped: { keysFirst: true, bearer: bearers, word: 'skip-foundry-auth' },
    chain: 'azure',
    needs: [
      {
        what: 'the resource',
        oneOf: ['ANTHROPIC_FOUNDRY_RESOURCE', 'ANTHROPIC_FOUNDRY_BASE_URL'],
        one: true,
        form: { of: 'ANTHROPIC_FOUNDRY_RESOURCE', pattern: foundryResource },
      },
    ],
    defaultAliases: ['sonnet'],
  },
  anthropicAws: {
    switch: 'CLAUDE_CODE_USE_ANTHROPIC_AWS',
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
    endpoints: ['ANTHROPIC_AWS_BASE_URL'],
    keys: [{ variable: 'ANTHROPIC_AWS_API_KEY', as: 'x-api-key' }],
    skipped: { bearer: bearers, key: 'the bearer' },
    chain: 'aws',
    needs: [{ what: 'the workspace', oneOf: ['ANTHROPIC_AWS_WORKSPACE_ID'], skipped: 'with a credential' }],
    defaultAliases: ['opus'],
    awsService: 'aws-external-anthropic',
  },
  anthropicGoogleCloud: {
    switch: 'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
    endpoints: ['ANTHROPIC_GOOGLE_CLOUD_BASE_URL'],
    keys: [],
    skipped: { bearer: bearers },
    chain: 'google',
    needs: [
      {
        what: 'the workspace',
        oneOf: ['ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID', 'ANTHROPIC_GOOGLE_CLOUD_BASE_URL'],
      },
      {
        what: 'the project',
        oneOf: ['ANTHROPIC_GOOGLE_CLOUD_PROJECT', 'ANTHROPIC_GOOGLE_CLOUD_BASE_URL'],
        skipped: 'only',
      },
    ],
    defaultAliases: ['opus'],
  },
  mantle: {
    switch: 'CLAUDE_CODE_USE_MANTLE',
    skip: 'CLAUDE_CODE_SKIP_MANTLE_AUTH',
    endpoints: ['ANTHROPIC_BEDROCK_MANTLE_BASE_URL'],
    keys: [{ variable: 'AWS_BEARER_TOKEN_BEDROCK', as: 'authorization' }],
    skipped: { bearer: [...bearers, 'AWS_BEARER_TOKEN_BEDROCK'] },
    chain: 'aws',
    defaultAliases: ['opus'],
    unpinnedWhereSkipped: true,
    awsService: 'bedrock-mantle',
  },
  vertex: {
    switch: 'CLAUDE_CODE_USE_VERTEX',
    skip: 'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    endpoints: ['ANTHROPIC_VERTEX_BASE_URL'],
    keys: [],
    skipped: { bearer: bearers, key: 'always' },
    chain: 'google',
    needs: [{ what: 'the project', oneOf: ['ANTHROPIC_VERTEX_PROJECT_ID'], skipped: 'only' }],
    defaultAliases: ['opus', 'sonnet'],
    format: 'vertex',
  },
  firstParty: { endpoints: ['ANTHROPIC_BASE_URL'], keys: [], defaultAliases: ['opus'] },
} as const satisfies Record<string, ProviderFacts>;

export type ProviderId = keyof typeof providers;

/** What is known of a provider, whatever it has. */
export function providerFacts(id: ProviderId): ProviderFacts {
  return providers[id];
}

/** The key that takes the place of the cloud’s own sign-in under an environment, if there is one. */
export function keyIn(id: ProviderId, environment: Environment): string | undefined {
  return providerFacts(id)
    .keys.map(({ variable }) => environment[variable])
    .find(Boolean);
}

/** How the variables begin that a provider’s own SDK reads. */
export function sdkPrefixes(id: ProviderId): readonly string[] {
  const { chain } = providerFacts(id);
  return chain === undefined ? [] : credentialChains[chain].prefixes;
}

/** Whether the SDK of a cloud reads a variable. */
export function isReadBySdk(name: string): boolean {
  return Object.values(credentialChains).some(({ prefixes }) => prefixes.some(each => name.startsWith(each)));
}
