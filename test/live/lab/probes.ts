import type { SeenFeature } from './features.ts';
import type { LabRoute } from './routes.ts';

/** A request that Claude Code does not make of itself in one prompt. */
type Probe = {
  readonly betas: readonly string[];
  readonly fields: object;
  readonly endpoint?: 'count';
};

const user = (content: unknown) => [{ role: 'user', content }];
const schema = {
  type: 'object',
  properties: { word: { type: 'string' } },
  required: ['word'],
  additionalProperties: false,
};

/** The smallest PNG: one pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
/** A PDF of one empty page, as far as a relay looks into it. */
export const paper = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
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
        {
          type: 'image',
          source: { type: 'base64', media_type: 'image/png', data: picture.toString('base64') },
        },
        {
          type: 'document',
          source: { type: 'base64', media_type: 'application/pdf', data: paper.toString('base64') },
        },
        { type: 'text', text: 'What is this?' },
      ]),
    },
  },
  'token-counting': { betas: [], fields: {}, endpoint: 'count' },
} as const satisfies { readonly [Id in SeenFeature]?: Probe };

export type ProbedFeature = keyof typeof probes;
export const probedFeatures = Object.keys(probes) as ProbedFeature[];

/** A beta that no vendor knows. */
export const madeUpBeta = 'made-up-2099-01-01';

/** What says who asks: LiteLLM treats Claude Code’s user agent in a way of its own. */
function agentOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(user-agent|x-app|x-stainless-.*|x-claude-.*)$/.test(name)),
  );
}

type Request = { readonly path: string; readonly headers: Record<string, string>; readonly body: object };

/** A probe in a route’s dialect, as Claude Code would send it there: `agent` are headers of its own requests. */
export function probeRequest(
  route: LabRoute,
  probe: Probe,
  token: string,
  agent: Readonly<Record<string, string>>,
): Request {
  const { fields, endpoint, betas } = probe;
  const model = route.models.adaptive;
  const asked = endpoint === 'count' ? {} : { max_tokens: 64 };
  const body = { messages: user('hi'), ...asked, ...fields };
  const headers = {
    ...agentOf(agent),
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
