import type { RouteId } from '../../../src/features/routes.ts';
import type { VendorId } from './vendors.ts';

/** The dialect in which a client asks. */
type Dialect = 'anthropic' | 'bedrock' | 'vertex';

/** A route of the table that the lab can build. */
export type LabRoute = {
  readonly id: RouteId;
  readonly vendor: VendorId;
  readonly preset: string;
  readonly dialect: Dialect;
  /** Below which path LiteLLM serves it, or null when nothing stands between. */
  readonly through: string | null;
  /** What the profile sets beside address and token. */
  readonly fields: readonly string[];
  /** What the program calls the models: the default one with adaptive thinking, and an older one with a budget. */
  readonly models: { readonly adaptive: string; readonly budget: string };
};

/** What the table calls a vendor’s own route. */
const nativeIds = {
  anthropic: 'anthropic',
  bedrock: 'bedrock',
  mantle: 'mantle',
  vertex: 'vertex',
  foundry: 'foundry',
  aws: 'anthropic-aws',
  gcp: 'anthropic-gcp',
} as const satisfies { readonly [V in VendorId]?: RouteId };

function native(
  vendor: keyof typeof nativeIds,
  preset: string,
  dialect: Dialect,
  models: LabRoute['models'],
  ...fields: readonly string[]
): LabRoute {
  return { id: nativeIds[vendor], vendor, preset, dialect, through: null, fields, models };
}

function unified(id: RouteId, vendor: VendorId, upstream: string): LabRoute {
  const name = upstream.replace('bedrock-', '');
  return {
    id,
    vendor,
    preset: 'litellm',
    dialect: 'anthropic',
    through: '',
    fields: [`upstream=${upstream}`],
    models: { adaptive: `claude-opus-5-5-${name}`, budget: `claude-haiku-4-5-${name}` },
  };
}

/*
 * With a budget think only models up to 4.5. Haiku has no day on which it retires (src/backends/retirements.ts), but in
 * the formats of Bedrock and Vertex Claude Code asks it for no interleaved thinking (recorded, 2.1.332): there it is
 * Sonnet, which has no day at AWS, and Opus, which has the last one.
 */
const onAnthropic = { adaptive: 'claude-opus-5-5', budget: 'claude-haiku-4-5' };
const onBedrock = {
  adaptive: 'us.anthropic.claude-opus-5-5',
  budget: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
};
const onMantle = { adaptive: 'anthropic.claude-opus-5-5', budget: 'anthropic.claude-haiku-4-5' };
const onVertex = { adaptive: 'claude-opus-5-5', budget: 'claude-opus-4-5@20251101' };

/** Every route that is measured. Those of the table that are missing are reached by logins or other gateways. */
export const labRoutes: readonly LabRoute[] = [
  native('anthropic', 'direct', 'anthropic', onAnthropic),
  native('bedrock', 'bedrock', 'bedrock', onBedrock, 'region=us-east-1'),
  native('mantle', 'mantle', 'anthropic', onMantle, 'region=us-east-1'),
  native('aws', 'claude-aws', 'anthropic', onAnthropic, 'workspaceId=wrkspc_lab', 'region=us-east-1'),
  native('gcp', 'claude-gcp', 'anthropic', onAnthropic, 'project=lab', 'workspaceId=wrkspc_lab'),
  native('vertex', 'vertex', 'vertex', onVertex, 'projectId=lab', 'region=us-east5'),
  native('foundry', 'foundry', 'anthropic', onAnthropic, 'resource=lab'),
  unified('litellm-unified-anthropic', 'anthropic', 'anthropic'),
  unified('litellm-unified-bedrock-invoke', 'bedrock', 'bedrock-invoke'),
  unified('litellm-unified-bedrock-converse', 'bedrock', 'bedrock-converse'),
  unified('litellm-unified-mantle', 'mantle', 'mantle'),
  unified('litellm-unified-vertex', 'vertex', 'vertex'),
  unified('litellm-unified-azure', 'foundry', 'azure'),
  {
    ...unified('litellm-unified-other', 'openai', 'openai'),
    fields: ['modelFamily=other'],
    models: { adaptive: 'gpt-5-lab', budget: 'gpt-5-mini-lab' },
  },
  {
    id: 'litellm-pass-anthropic',
    vendor: 'anthropic',
    preset: 'litellm-anthropic',
    dialect: 'anthropic',
    through: '/anthropic',
    fields: [],
    models: onAnthropic,
  },
  {
    id: 'litellm-pass-bedrock',
    vendor: 'bedrock',
    preset: 'litellm-bedrock',
    dialect: 'bedrock',
    through: '/bedrock',
    fields: ['region=us-east-1'],
    models: onBedrock,
  },
  {
    id: 'litellm-pass-vertex',
    vendor: 'vertex',
    preset: 'litellm-vertex',
    dialect: 'vertex',
    through: '/vertex_ai/v1',
    fields: ['projectId=lab', 'region=us-east5'],
    models: onVertex,
  },
];
