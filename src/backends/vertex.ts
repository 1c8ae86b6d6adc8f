import type { Backend, FieldTable } from './backend.ts';

/** A region or multi-region of Vertex, e.g. `us-east5`, `eu` or `global`. */
export const vertexRegion = {
  test: /^[a-z]+(-[a-z]+\d+)?$/,
  say: 'is not a Vertex region such as us-east5 or global',
};

export const vertexFields = {
  projectId: {
    kind: 'text',
    variable: 'ANTHROPIC_VERTEX_PROJECT_ID',
    required: true,
    help: 'Google Cloud project',
    example: 'my-project',
    pattern: { test: /^[a-z0-9.:-]+$/, say: 'is not a Google Cloud project ID such as my-project' },
  },
  region: {
    kind: 'text',
    variable: 'CLOUD_ML_REGION',
    help: 'region; without it us-east5 (global, eu and us are allowed)',
    example: 'us-east5',
    pattern: vertexRegion,
  },
} as const satisfies FieldTable;

export const vertex = {
  title: 'Google Vertex AI',
  provider: 'vertex',
  always: { CLAUDE_CODE_USE_VERTEX: '1' },
  fields: {
    ...vertexFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_VERTEX_BASE_URL',
      help: 'another Vertex endpoint; requests still carry Google credentials',
      example: 'https://us-east5-aiplatform.googleapis.com/v1',
    },
  },
  rules: [],
  modelRegions: true,
  documentation: 'https://code.claude.com/docs/en/google-vertex-ai',
} as const satisfies Backend;
