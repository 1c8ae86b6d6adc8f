import type { BackendId } from '../env/backend-ids.ts';

/** What Claude Code asks for below a base URL, and what people leave standing there. */
export type AddressFormat = {
  /** What it appends itself (observed on Claude Code 2.1.332, 2026-11-28: to whatever stands there). */
  readonly appends: string;
  /** Ends of addresses that are copied from a request, from another program’s settings or out of a browser. */
  readonly surplus: RegExp;
  /** A slash at the end is doubled in a request (observed). */
  readonly doublesSlash?: true;
};

const messages: AddressFormat = {
  appends: '/v1/messages',
  surplus:
    /((\/v\d+(alpha|beta)?\d*)?\/(messages(\/(count_tokens|batches))?|(chat\/)?completions?|complete|responses|embeddings|models(\/[^/]+)?)|\/v\d+(alpha|beta)?\d*|\/openai(\/deployments(\/[^/]+)?)?|\/(ui|docs|redoc|openapi\.json|health(\/\w+)?|login))$/i,
};

const bedrockFormat: AddressFormat = {
  appends: '/model/MODEL/invoke-with-response-stream',
  surplus: /(\/model(\/.*)?|\/(invoke|converse)(-\w+)*|\/inference-profiles|\/v1(\/.*)?|\/openai)$/i,
  doublesSlash: true,
};

const vertexFormat: AddressFormat = {
  appends: '/projects/PROJECT/…:streamRawPredict',
  surplus: /(\/projects(\/.*)?|\/publishers(\/.*)?|\/openai|(\/v1)?\/(messages|chat\/completions))$/i,
};

/** The format of each backend; `anthropic` has no base URL. */
export const formats = {
  anthropic: null,
  bedrock: bedrockFormat,
  mantle: messages,
  'anthropic-aws': messages,
  'anthropic-gcp': messages,
  vertex: vertexFormat,
  foundry: messages,
  gateway: messages,
  'gateway-bedrock': bedrockFormat,
  'gateway-vertex': vertexFormat,
} as const satisfies Record<BackendId, AddressFormat | null>;

/** An address that says by itself what stands there. */
export type Host = {
  readonly host: RegExp;
  readonly what: string;
  /** The backends that go there, the preset of the first, and below which path they do. */
  readonly backends: readonly BackendId[];
  readonly preset: string;
  readonly path: string;
  /** The host that is meant, where this one serves something else. */
  readonly rather?: (host: string) => string;
};

const openAi = { backends: [], preset: 'litellm', path: '' } as const;

export const hosts: readonly Host[] = [
  {
    host: /^bedrock-mantle\.[\w-]+\.api\.aws$/,
    what: 'Bedrock Mantle',
    backends: ['mantle'],
    preset: 'mantle',
    path: '/anthropic',
  },
  {
    host: /(^|\.)bedrock(-agent)?(-runtime)?(-fips)?\.[\w.-]*amazonaws\.com(\.cn)?$/,
    what: 'Amazon Bedrock',
    backends: ['bedrock'],
    preset: 'bedrock',
    path: '',
    rather: host => host.replace(/^bedrock(-agent)?(-runtime)?(?=[-.])/, 'bedrock-runtime'),
  },
  {
    host: /(^|[-.])aiplatform(\.[\w-]+\.rep)?\.googleapis\.com$/,
    what: 'Google Vertex AI',
    backends: ['vertex'],
    preset: 'vertex',
    path: '/v1',
  },
  {
    host: /\.(services\.ai|openai|cognitiveservices)\.azure\.com$/,
    what: 'Microsoft Foundry',
    backends: ['foundry'],
    preset: 'foundry',
    path: '/anthropic',
    rather: host => host.replace(/\.(openai|cognitiveservices)\.azure\.com$/, '.services.ai.azure.com'),
  },
  {
    host: /^(api|console|platform)\.(anthropic|claude)\.com$/,
    what: 'Anthropic itself, and no gateway',
    backends: ['anthropic'],
    preset: 'direct',
    path: '',
  },
  { host: /^api\.openai\.com$/, what: 'OpenAI, which does not speak Anthropic’s format', ...openAi },
  { host: /^api\.groq\.com$/, what: 'Groq, which does not speak Anthropic’s format', ...openAi },
  {
    host: /^generativelanguage\.googleapis\.com$/,
    what: 'the Gemini API, which does not speak Anthropic’s format',
    ...openAi,
  },
];

/** Where a gateway’s product serves a format. The presets are held to it by a test. */
export type Product = {
  readonly title: string;
  readonly backend: BackendId;
  /** The ends that are right, the usual one first; none: the path is the operator’s choice. */
  readonly ends?: readonly string[];
  /** What it serves to others, by path. */
  readonly others?: RegExp;
  /** The vendor’s own address. */
  readonly own?: string;
  /** Where its server listens on this machine. */
  readonly port?: number;
  /** What a whole path must look like. */
  readonly shape?: { readonly test: RegExp; readonly example: string };
};

const litellmOthers =
  /\/(anthropic|bedrock|vertex[-_]?(ai)?(\/v1\w*)?|v1\w*|gemini|openai|openai_passthrough|azure|sso|key|chat|mcp)$/i;

/** By what a profile has as its `product`; LiteLLM once for each format. */
export const products: { readonly [product: string]: readonly Product[] } = {
  litellm: [
    {
      title: 'LiteLLM',
      backend: 'gateway',
      ends: ['', '/anthropic'],
      others: /\/(bedrock|vertex[-_]?(ai)?|gemini|openai_passthrough|azure|sso|key|chat|mcp)$/i,
      port: 4000,
    },
    { title: 'LiteLLM', backend: 'gateway-bedrock', ends: ['/bedrock'], others: litellmOthers, port: 4000 },
    {
      title: 'LiteLLM',
      backend: 'gateway-vertex',
      ends: ['/vertex_ai/v1'],
      others: litellmOthers,
      port: 4000,
    },
  ],
  bifrost: [
    {
      title: 'Bifrost',
      backend: 'gateway',
      ends: ['/anthropic'],
      others: /\/(openai|genai|bedrock|cohere|litellm|langchain|pydanticai)$/i,
      port: 8080,
    },
  ],
  cloudflare: [
    {
      title: 'Cloudflare AI Gateway',
      backend: 'gateway',
      ends: ['/anthropic'],
      others:
        /\/(compat|openai|aws-bedrock|google-vertex-ai|google-ai-studio|workers-ai|openrouter)(\/.*)?$/i,
      shape: { test: /\/[^/]+\/[^/]+\/anthropic$/, example: '/v1/ACCOUNT/GATEWAY/anthropic' },
    },
  ],
  'claude-code-router': [
    { title: 'claude-code-router', backend: 'gateway', ends: [''], others: /\/api(\/\w+)?$/i, port: 3456 },
  ],
  databricks: [{ title: 'Databricks AI Gateway', backend: 'gateway', ends: ['/ai-gateway/anthropic'] }],
  deepseek: [vendor('DeepSeek', 'https://api.deepseek.com/anthropic')],
  envoy: [{ title: 'Envoy AI Gateway', backend: 'gateway', ends: ['/anthropic'] }],
  'kimi-coding': [vendor('Kimi for Coding', 'https://api.kimi.com/coding')],
  kong: [{ title: 'Kong AI Gateway', backend: 'gateway' }],
  llamacpp: [local('llama.cpp', 8080)],
  lmstudio: [local('LM Studio', 1234)],
  mimo: [vendor('Xiaomi MiMo', 'https://api.xiaomimimo.com/anthropic')],
  minimax: [vendor('MiniMax', 'https://api.minimax.io/anthropic')],
  moonshot: [vendor('Moonshot', 'https://api.moonshot.ai/anthropic')],
  ngrok: [vendor('ngrok AI Gateway', 'https://gateway.ngrok.ai')],
  novita: [vendor('Novita AI', 'https://api.novita.ai/anthropic')],
  ollama: [local('Ollama', 11434)],
  openrouter: [vendor('OpenRouter', 'https://openrouter.ai/api')],
  portkey: [vendor('Portkey', 'https://api.portkey.ai')],
  qwen: [vendor('Alibaba Cloud Model Studio', 'https://dashscope-intl.aliyuncs.com/apps/anthropic')],
  siliconflow: [vendor('SiliconFlow', 'https://api.siliconflow.com')],
  truefoundry: [{ title: 'TrueFoundry AI Gateway', backend: 'gateway' }],
  vercel: [vendor('Vercel AI Gateway', 'https://ai-gateway.vercel.sh')],
  vllm: [local('vLLM', 8000)],
  // What is paid as one goes, by the Coding Plan and by the Agent Plan.
  volcengine: [
    {
      title: 'Volcengine Ark',
      backend: 'gateway',
      ends: ['/api/coding', '/api/plan', '/api/compatible'],
      others: /\/api\/((coding|plan)\/)?v3$/i,
    },
  ],
  zai: [vendor('z.ai', 'https://api.z.ai/api/anthropic', /(\/coding)?\/paas$/i)],
};

function vendor(title: string, own: string, others?: RegExp): Product {
  const ends = [new URL(own).pathname.replace(/\/$/, '')];
  return { title, backend: 'gateway', ends, own, ...(others === undefined ? {} : { others }) };
}

/** A model server of this machine. */
function local(title: string, port: number): Product {
  return { title, backend: 'gateway', ends: [''], others: /\/api(\/.*)?$/i, port };
}

/** Paths that say which format is served below them, whoever serves it, and the presets for those formats. */
export const formatPaths = [
  { end: /\/bedrock$/i, format: 'Bedrock', backend: 'gateway-bedrock', preset: 'litellm-bedrock' },
  { end: /\/vertex[-_]?ai(\/v1)?$/i, format: 'Vertex', backend: 'gateway-vertex', preset: 'litellm-vertex' },
  { end: /\/anthropic$/i, format: 'Anthropic', backend: 'gateway', preset: 'litellm-anthropic' },
] as const;
