import type { Environment } from '../base/io.ts';
import type { Backend, FieldTable } from './backend.ts';
import { googleLocation, googleProject, workspace } from './patterns.ts';

/** Where Claude Code asks when nobody names a region. */
export const defaultVertexRegion = 'us-east5';

const signIn = {
  gcpAuthRefresh: {
    kind: 'text',
    setting: 'gcpAuthRefresh',
    help: 'command that signs in to Google Cloud again; cgw run and cgw write hand it to Claude Code',
    example: 'gcloud auth application-default login',
  },
} as const satisfies FieldTable;

export const vertexFields = {
  projectId: {
    kind: 'text',
    variable: 'ANTHROPIC_VERTEX_PROJECT_ID',
    required: true,
    help: 'Google Cloud project',
    example: 'my-project',
    pattern: googleProject,
  },
  region: {
    kind: 'text',
    variable: 'CLOUD_ML_REGION',
    help: `region; without it ${defaultVertexRegion} (global, eu and us are allowed)`,
    example: 'us-east5',
    pattern: googleLocation,
  },
} as const satisfies FieldTable;

export const vertex = {
  title: 'Google Vertex AI',
  provider: 'vertex',
  fields: {
    ...vertexFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_VERTEX_BASE_URL',
      help: 'another Vertex endpoint; requests still carry Google credentials',
      example: 'https://us-east5-aiplatform.googleapis.com/v1',
    },
    ...signIn,
  },
  rules: [],
  modelRegions: true,
  documentation: 'https://code.claude.com/docs/en/google-vertex-ai',
} as const satisfies Backend;

export const anthropicGcp = {
  title: 'Claude on Google Cloud',
  provider: 'anthropicGoogleCloud',
  fields: {
    project: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_PROJECT',
      required: true,
      help: 'Google Cloud project',
      example: 'my-project',
      pattern: googleProject,
    },
    workspaceId: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID',
      required: true,
      help: 'Anthropic workspace',
      example: 'wrkspc_01ABC',
      pattern: workspace,
    },
    location: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_LOCATION',
      help: 'location; without it global',
      example: 'global',
      pattern: googleLocation,
    },
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
      help: 'another endpoint',
      example: 'https://claude.internal.example.com',
    },
    ...signIn,
  },
  rules: [],
  documentation: 'https://code.claude.com/docs/en/claude-models-on-google-cloud-anthropic-managed',
} as const satisfies Backend;

/**
 * Which variable holds the region of one model on Vertex. The names follow no single rule, so they are
 * copied from the list in the program of Claude Code (`observedClaude`).
 */
export const regionVariables: { readonly [model: string]: string } = {
  'claude-3-5-haiku': 'VERTEX_REGION_CLAUDE_3_5_HAIKU',
  'claude-3-5-sonnet': 'VERTEX_REGION_CLAUDE_3_5_SONNET',
  'claude-3-7-sonnet': 'VERTEX_REGION_CLAUDE_3_7_SONNET',
  'claude-haiku-4-5': 'VERTEX_REGION_CLAUDE_HAIKU_4_5',
  'claude-haiku-5-5': 'VERTEX_REGION_CLAUDE_HAIKU_5_5',
  'claude-sonnet-4': 'VERTEX_REGION_CLAUDE_4_0_SONNET',
  'claude-sonnet-4-5': 'VERTEX_REGION_CLAUDE_4_5_SONNET',
  'claude-sonnet-4-6': 'VERTEX_REGION_CLAUDE_4_6_SONNET',
  'claude-sonnet-5': 'VERTEX_REGION_CLAUDE_5_SONNET',
  'claude-sonnet-5-5': 'VERTEX_REGION_CLAUDE_5_5_SONNET',
  'claude-opus-4': 'VERTEX_REGION_CLAUDE_4_0_OPUS',
  'claude-opus-4-1': 'VERTEX_REGION_CLAUDE_4_1_OPUS',
  'claude-opus-4-5': 'VERTEX_REGION_CLAUDE_4_5_OPUS',
  'claude-opus-4-6': 'VERTEX_REGION_CLAUDE_4_6_OPUS',
  'claude-opus-4-7': 'VERTEX_REGION_CLAUDE_4_7_OPUS',
  'claude-opus-4-8': 'VERTEX_REGION_CLAUDE_4_8_OPUS',
  'claude-opus-5': 'VERTEX_REGION_CLAUDE_5_OPUS',
  'claude-opus-5-5': 'VERTEX_REGION_CLAUDE_5_5_OPUS',
  'claude-fable-5': 'VERTEX_REGION_CLAUDE_FABLE_5',
  'claude-fable-5-1': 'VERTEX_REGION_CLAUDE_FABLE_5_1',
  'claude-fable-5-2': 'VERTEX_REGION_CLAUDE_FABLE_5_2',
};

/** The models that `regions.<model>` knows by name. */
export const regionModels = Object.keys(regionVariables);

/**
 * The variable for `regions.<model>`: a known model, or for models newer than this table the variable’s own
 * ending (`CLAUDE_6_OPUS`). Undefined for anything else.
 */
export function regionVariable(model: string): string | undefined {
  if (Object.hasOwn(regionVariables, model)) return regionVariables[model];
  return /^CLAUDE_[A-Z0-9_]+$/.test(model) ? `VERTEX_REGION_${model}` : undefined;
}

/** The region of a model on Vertex: its own (`VERTEX_REGION_…`), else `CLOUD_ML_REGION`, else the default. */
export function vertexRegionOf(model: string, environment: Environment): string {
  // `claude-opus-4-5` is also the beginning of nothing else’s name, but `claude-opus-4` of many: the longest counts.
  const known = regionModels
    .filter(each => model.startsWith(each))
    .sort((one, other) => other.length - one.length)[0];
  const variable = known === undefined ? undefined : regionVariable(known);
  const own = variable === undefined ? undefined : environment[variable];
  return own || environment.CLOUD_ML_REGION || defaultVertexRegion;
}
