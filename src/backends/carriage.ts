import type { BackendId } from '../env/backend-ids.ts';
import type { OwnedName } from '../env/variables.ts';
import type { anthropic } from './anthropic.ts';
import type { anthropicAws } from './anthropic-aws.ts';
import type { anthropicGcp } from './anthropic-gcp.ts';
import type { Backend } from './backend.ts';
import type { bedrock } from './bedrock.ts';
import type { foundry } from './foundry.ts';
import type { gateway, gatewayBedrock, gatewayVertex } from './gateways.ts';
import type { mantle } from './mantle.ts';
import type { vertex } from './vertex.ts';

/** Whether a credential can reach a backend through Claude Code’s `apiKeyHelper`, so that no file has to hold it. */
export type Carriage =
  | {
      readonly carried: true;
      /** How the helper’s answer travels. */
      readonly sent: string;
      /** The switch without which Claude Code does not ask the helper for this backend. */
      readonly skip?: OwnedName;
      readonly evidence: string;
    }
  | { readonly carried: false; readonly because: string; readonly evidence: string };

type BackendOf = {
  anthropic: typeof anthropic;
  bedrock: typeof bedrock;
  mantle: typeof mantle;
  'anthropic-aws': typeof anthropicAws;
  'anthropic-gcp': typeof anthropicGcp;
  vertex: typeof vertex;
  foundry: typeof foundry;
  gateway: typeof gateway;
  'gateway-bedrock': typeof gatewayBedrock;
  'gateway-vertex': typeof gatewayVertex;
};

type CredentialField<Of extends Backend> = {
  [Path in keyof Of['fields']]: Of['fields'][Path] extends { kind: 'credential' } ? Path : never;
}[keyof Of['fields']];

/**
 * Where this is shown: `test/live/write.live.ts` asks the real Claude Code for every cell. It reached the cloud
 * backends’ own addresses through a proxy that ended TLS (2026-11-22).
 */
const observed = 'observed on Claude Code 2.1.330, 2026-11-22';

const bearerAndKey = {
  carried: true,
  sent: 'Authorization: Bearer and x-api-key',
  evidence: observed,
} as const;

/** With the backend’s own authentication switched off Claude Code asks the helper: undocumented, hence observed. */
function bearer<Skip extends OwnedName>(skip: Skip) {
  return { carried: true, sent: 'Authorization: Bearer', skip, evidence: observed } as const;
}

/** Every credential field of every backend; a cell that is missing does not compile. */
export const carriages: {
  readonly [Id in BackendId]: { readonly [Path in CredentialField<BackendOf[Id]>]: Carriage };
} = {
  anthropic: {
    apiKey: bearerAndKey,
    oauthToken: {
      carried: false,
      because: 'what an apiKeyHelper prints is sent as an API key, without the header that OAuth tokens need',
      evidence: observed,
    },
  },
  bedrock: { bearerToken: bearer('CLAUDE_CODE_SKIP_BEDROCK_AUTH') },
  mantle: { bearerToken: bearer('CLAUDE_CODE_SKIP_MANTLE_AUTH') },
  'anthropic-aws': {
    apiKey: {
      carried: false,
      because:
        'Claude Code asks no apiKeyHelper there, or (without authentication of its own) sends the key as a bearer token too',
      evidence: observed,
    },
  },
  'anthropic-gcp': {},
  vertex: {},
  foundry: {
    apiKey: {
      carried: false,
      because: 'what an apiKeyHelper prints is sent to Foundry as a bearer token, never as the API key',
      evidence: observed,
    },
    authToken: bearer('CLAUDE_CODE_SKIP_FOUNDRY_AUTH'),
  },
  gateway: { token: bearerAndKey, apiKey: bearerAndKey },
  'gateway-bedrock': { token: bearer('CLAUDE_CODE_SKIP_BEDROCK_AUTH') },
  'gateway-vertex': { token: bearer('CLAUDE_CODE_SKIP_VERTEX_AUTH') },
};

/** How a field travels; undefined for what is no credential field: secret headers and variables. */
export function carriageOf(backend: BackendId, path: string): Carriage | undefined {
  const cells: { readonly [path: string]: Carriage } = carriages[backend];
  return Object.hasOwn(cells, path) ? cells[path] : undefined;
}
