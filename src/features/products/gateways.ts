import { type Cell, full, none, partial } from '../cell.ts';
import { pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { allButNotices, type Cells, caps, code, page, refused } from './source.ts';

const vercelDocs = 'https://vercel.com/docs/ai-gateway';
const vercelMessages = `${vercelDocs}/sdks-and-apis/anthropic-messages-api`;

export const vercel = {
  'prompt-caching': allButNotices(
    'requests pass unchanged, unless its own option for caching is on',
    page(`${vercelDocs}/models-and-providers/automatic-caching`, 'Vercel AI Gateway, July 2026'),
  ),
  'extended-thinking': full(
    'documented for this format',
    null,
    page(`${vercelMessages}/reasoning`, 'Vercel AI Gateway, 2026'),
  ),
  'web-search': full(
    'documented for this format',
    null,
    page(`${vercelMessages}/advanced`, 'Vercel AI Gateway, September 2026'),
  ),
  'fast-mode': partial(
    'Only by names of its own',
    'as anthropic/claude-opus-5-fast, or by an option that Claude Code does not send',
    levers.model,
    page(`${vercelDocs}/models-and-providers/fast-mode`, 'Vercel AI Gateway, September 2026'),
  ),
  'token-counting': partial(
    'Counted for Claude models alone',
    'Anthropic counts, whatever the model; other names get a 404',
    null,
    {
      kind: 'reported',
      source: 'https://github.com/vercel/ai/issues/17326',
      checked: '2026-11-30',
      versions: 'Vercel AI Gateway, July 2026',
    },
  ),
  'images-pdf': full(
    'images and PDF files are documented for this format',
    null,
    page(`${vercelMessages}/images`, 'Vercel AI Gateway, 2026'),
  ),
  'usage-caps': caps('vercel'),
} as const satisfies Cells;

export const cloudflare = {
  'usage-caps': caps('cloudflare', 'By user if requests tell the user'),
} as const satisfies Cells;

const kongFile = (path: string) =>
  code('Kong/developer.konghq.com', 'bc1cd74260f0bddb06dcf004c9c34b53bb870c1a', path, 'Kong, August 2026');
const kongChanges = kongFile('app/_kong_plugins/ai-proxy-advanced/changelog.json');

export const kong = {
  effort: refused(
    partial(
      'Refused by Vertex before Kong 3.15',
      'Anthropic gets requests unchanged; older ones left the field in for Vertex',
      null,
      kongChanges,
      kongFile('app/_cookbooks/claude-code-sso.md'),
    ),
  ),
  'context-management': refused(
    partial(
      'A 400 by Bedrock before 3.15.0.4',
      'older ones dropped its beta and left the field in',
      levers.betasOff,
      kongChanges,
      kongFile('app/_how-tos/ai-gateway/use-claude-code-with-ai-gateway-bedrock.md'),
    ),
  ),
  'usage-caps': caps('kong'),
} as const satisfies Cells;

const envoyFile = (path: string) =>
  code('envoyproxy/ai-gateway', 'c217da8a539570ba3f6014a60c2687c29a945f1f', path, 'Envoy AI Gateway 1.1.0');
const envoyAnthropic = envoyFile('internal/translator/anthropic_anthropic.go');
const envoyInvoke = envoyFile('internal/translator/anthropic_awsanthropic.go');
const envoyEndpoints = page(
  'https://aigateway.envoyproxy.io/docs/capabilities/llm-integrations/supported-endpoints/',
  'Envoy AI Gateway 1.1',
);

/** Kept for Anthropic, Vertex and InvokeModel, and not for Converse, which gets only what it knows. */
function notByConverse(lever: string | null = null): Cell {
  return partial(
    'Not over Bedrock’s Converse',
    'Anthropic and Vertex get requests unchanged, InvokeModel this beta, too',
    lever,
    envoyAnthropic,
    envoyInvoke,
  );
}

/** InvokeModel gets a list of betas, without this one. */
function notByBedrock(loss: string, lever: string | null = null): Cell {
  return partial(
    loss,
    'Anthropic and Vertex get requests unchanged; for Bedrock this beta is dropped',
    lever,
    envoyAnthropic,
    envoyInvoke,
  );
}

export const envoy = {
  'prompt-caching': allButNotices('markers go on to each upstream', envoyAnthropic, envoyInvoke),
  'prompt-caching-1h': notByBedrock('Not with Bedrock behind it', levers.oneHour),
  'interleaved-thinking': notByConverse(),
  'context-1m': notByConverse(levers.oneMillion),
  'tool-search': notByConverse(levers.toolSearchOff),
  effort: notByBedrock('Not with Bedrock behind it'),
  'context-management': notByConverse(levers.betasOff),
  'structured-outputs': notByBedrock('Not with Bedrock behind it'),
  advisor: notByBedrock('Not with Bedrock; off until asked', levers.askForAdvisor),
  'token-counting': full('Anthropic, Vertex and InvokeModel count', null, envoyEndpoints),
  'images-pdf': partial(
    'No PDF over Bedrock’s Converse',
    'Anthropic, Vertex and InvokeModel get each block as it is',
    null,
    envoyAnthropic,
    envoyInvoke,
  ),
  'model-discovery': full(
    'opt-in; the list is at /anthropic/v1/models since 1.1',
    levers.discovery,
    envoyEndpoints,
    pages.protocol,
  ),
  'usage-caps': caps('envoy', 'Tokens by user, not money'),
} as const satisfies Cells;

export const truefoundry = {
  'token-counting': full(
    'it has the endpoint',
    null,
    page('https://truefoundry.com/docs/api-reference/messages/count-tokens', 'TrueFoundry, 2026'),
  ),
} as const satisfies Cells;

export const ngrok = {
  'silent-streams': partial(
    'Cut off after two minutes in all',
    'an attempt has 60 seconds, a request 120, until the account’s settings give more',
    levers.ngrokTimeouts,
    code(
      'ngrok/ngrok-docs',
      '56a5f9960f4e7c7e134fbc0412f74b51b2df5eca',
      'ai-gateway/guides/account-settings.mdx',
      'ngrok AI Gateway, August 2026',
    ),
  ),
  'model-discovery': none(
    'No list of models',
    'its page says that Claude Code will not find them',
    null,
    page('https://ngrok.com/docs/ai-gateway/agents/claude-code', 'ngrok AI Gateway, 2026'),
  ),
} as const satisfies Cells;

const databricksTool = code(
  'databricks/ucode',
  '706e08f2a5bebee974b824c1b611441065dad8ca',
  'src/ucode/agents/claude.py',
  'Databricks, August 2026',
);

/** What its makers’ own launcher sets for Claude Code. */
export const databricks = {
  'prompt-caching-1h': full('its launcher asks for it', levers.oneHour, databricksTool),
  'context-1m': full(
    'its launcher names Opus and Sonnet from 4.6 on with [1m]',
    levers.oneMillion,
    databricksTool,
  ),
  'tool-search': full('its launcher turns it on', null, databricksTool),
  'web-search': refused(
    none(
      'No web search: the tool is refused',
      'its gateway answers 400 to `web_search_20250305`; its launcher brings an MCP server',
      null,
      databricksTool,
    ),
  ),
  'structured-outputs': partial(
    'On its Claude 5.5 models',
    '`output_config.format` is documented for these',
    levers.model,
    page(
      'https://learn.microsoft.com/azure/databricks/machine-learning/model-serving/query-anthropic-messages',
      'Databricks, 2026',
    ),
  ),
  'model-discovery': full('opt-in, in its launcher, too', levers.discovery, databricksTool),
} as const satisfies Cells;
