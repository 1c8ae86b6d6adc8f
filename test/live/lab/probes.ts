import type { SeenFeature } from './features.ts';
import type { LabRoute } from './routes.ts';

/** A request that Claude Code does not make of itself in one prompt. */
type Probe = {
  readonly betas: readonly string[];
  readonly fields: object;
  readonly endpoint?: 'count';
  /** Behind a base URL Claude Code sends no header for it in the Anthropic format (recorded, 2.1.330). */
  readonly headerless?: true;
};

const user = (content: unknown) => [{ role: 'user', content }];
const schema = {
  type: 'object',
  properties: { word: { type: 'string' } },
  required: ['word'],
  additionalProperties: false,
};

/** The smallest PNG: one pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** A PDF of one empty page, as far as a relay looks into it. */
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF').toString(
  'base64',
);

/** The features that are asked for by a request of the lab’s own, in the terms of the Messages API. */
export const probes = {
  'structured-outputs': {
    betas: ['structured-outputs-2025-11-13'],
    fields: {
      output_config: { format: { type: 'json_schema', schema } },
      tools: [{ name: 'say', description: 'Says a word.', strict: true, input_schema: schema }],
    },
  },
  'images-pdf': {
    betas: [],
    fields: {
      messages: user([
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf } },
        { type: 'text', text: 'What is this?' },
      ]),
    },
  },
  'web-search': {
    betas: ['web-search-2025-03-05'],
    headerless: true,
    fields: { tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 1 }] },
  },
  'token-counting': { betas: [], fields: {}, endpoint: 'count' },
} as const satisfies { readonly [Id in SeenFeature]?: Probe };

export type ProbedFeature = keyof typeof probes;
export const probedFeatures = Object.keys(probes) as ProbedFeature[];

/** A beta that no vendor knows. */
export const madeUpBeta = 'made-up-2099-01-01';

type Request = { readonly path: string; readonly headers: Record<string, string>; readonly body: object };

/** A probe in a route’s dialect, as Claude Code would send it there. */
export function probeRequest(route: LabRoute, probe: Probe, token: string): Request {
  const { fields, endpoint } = probe;
  const betas = probe.headerless && route.dialect === 'anthropic' ? [] : probe.betas;
  const model = route.models.adaptive;
  const asked = endpoint === 'count' ? {} : { max_tokens: 64 };
  const body = { messages: user('hi'), ...asked, ...fields };
  const headers = {
    'content-type': 'application/json',
    'anthropic-version': '2023-06-01',
    authorization: `Bearer ${token}`,
  };
  const header = betas.length > 0 ? { 'anthropic-beta': betas.join(',') } : {};
  switch (route.dialect) {
    case 'anthropic':
      return {
        path: `/v1/messages${endpoint === 'count' ? '/count_tokens' : ''}?beta=true`,
        headers: { ...headers, ...header },
        body: { model, ...body },
      };
    case 'bedrock':
      return {
        path: `/model/${encodeURIComponent(model)}/${endpoint === 'count' ? 'count-tokens' : 'invoke'}`,
        headers,
        body: bedrockBody(body, betas, endpoint),
      };
    case 'vertex':
      return {
        path: `/projects/lab/locations/us-east5/publishers/anthropic/models/${endpoint === 'count' ? 'count-tokens' : model}:rawPredict`,
        headers: { ...headers, ...header },
        body: {
          anthropic_version: 'vertex-2023-10-16',
          ...(endpoint === 'count' && { model }),
          ...body,
        },
      };
  }
}

function bedrockBody(body: object, betas: readonly string[], endpoint: Probe['endpoint']): object {
  const message = {
    anthropic_version: 'bedrock-2023-05-31',
    ...(betas.length > 0 && { anthropic_beta: betas }),
    ...body,
  };
  if (endpoint !== 'count') return message;
  const counted = JSON.stringify({ max_tokens: 1, ...message });
  return { input: { invokeModel: { body: Buffer.from(counted).toString('base64') } } };
}
