import { type Cell, full, none, partial } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type OperatorId, operators } from '../operators.ts';
import { type Cells, code, page, refused } from './source.ts';

/** Caps follow what the product offers of tracking costs; `loss` is what that lacks for each user. */
function caps(id: OperatorId, loss = ''): Cell {
  const { state, text, evidence } = operators[id]['cost-tracking'];
  return { state: loss === '' ? state : 'partial', loss, why: text, lever: null, evidence };
}

/** All that arrives is cached; what Claude Code itself does not mark is not. */
function allButNotices(why: string, ...evidence: Cell['evidence']): Cell {
  return partial('Its own notices stay uncached', why, null, ...evidence, pages.caching);
}

const bifrostBetas = page(
  'https://docs.getbifrost.ai/providers/supported-providers/anthropic',
  'Bifrost 1.6, mid-2026',
);
const bifrostGuide = code(
  'maximhq/bifrost',
  '119adae45d02235395d0574b32a220cf88f78afa',
  'docs/cli-agents/claude-code.mdx',
  'Bifrost 1.6',
);
/** Its providers: Anthropic, Azure, Vertex, Bedrock. It adds most betas itself, from the body. */
export const bifrost = {
  'prompt-caching': allButNotices('`cache_control` goes on to each of its providers', bifrostBetas),
  'prompt-caching-1h': partial(
    'Only with Anthropic behind it',
    'elsewhere the beta is dropped, as one that it does not know',
    levers.oneHour,
    bifrostBetas,
  ),
  'extended-thinking': full('passed on, but for thinking without a signature', null, bifrostBetas),
  'interleaved-thinking': full('it adds the beta for each of its providers', null, bifrostBetas),
  'context-1m': partial(
    'None until the header is allowed',
    'all its providers have it; it blocks client headers that are not in its list',
    levers.bifrostHeaders,
    bifrostBetas,
    bifrostGuide,
  ),
  'tool-search': partial(
    'Not behind Vertex and Bedrock',
    'its table of betas has it for Anthropic and Azure',
    levers.toolSearchOff,
    bifrostBetas,
  ),
  'web-search': refused(
    partial('Refused with Bedrock behind it', 'Anthropic, Azure and Vertex search', null, bifrostBetas),
  ),
  'fast-mode': partial(
    'Off until its check is skipped',
    'its table of betas has it for Anthropic alone',
    levers.fastCheck,
    bifrostBetas,
    laterRuns.fastMode,
  ),
  effort: partial(
    'Only with Anthropic behind it',
    'elsewhere the beta is dropped, as one that it does not know',
    null,
    bifrostBetas,
  ),
  'context-management': full('header and field go on to each of its providers', null, bifrostBetas),
  'structured-outputs': partial(
    'Not with Vertex behind it',
    'its table of betas has it for Anthropic, Azure and Bedrock',
    null,
    bifrostBetas,
  ),
  'token-counting': partial(
    'Only with Anthropic or Bedrock',
    'these count at its endpoint; Bedrock since 1.4.10',
    null,
    bifrostBetas,
  ),
  advisor: refused(
    partial(
      'Only with Anthropic; off until asked',
      'other providers get no such tool: it refuses the request',
      levers.askForAdvisor,
      bifrostBetas,
      laterRuns.advisor,
    ),
  ),
  'model-discovery': partial(
    'Only at its own /claude-code address',
    'opt-in; the list is at /claude-code/v1/models',
    levers.bifrostDiscovery,
    bifrostGuide,
  ),
  'managed-settings': partial(
    'By its own sign-in alone',
    '`/login` at https://HOST/claude-code brings settings from Bifrost; a key does not',
    null,
    bifrostGuide,
  ),
  'usage-caps': caps('bifrost'),
} as const satisfies Cells;

const portkeyPage = page(
  'https://portkey.ai/docs/integrations/libraries/claude-code-gateway-compatibility',
  'Portkey 2.22, its beginning',
);
const portkeyFile = (path: string) =>
  code('Portkey-AI/docs-core', 'b60bcb706e105d56221cafb74d27c8029429f290', path, 'Portkey, August 2026');
const portkeyChanges = portkeyFile('changelog/enterprise.mdx');
const portkeyMessages = portkeyFile('product/ai-gateway/messages-api.mdx');
const portkeyOpen = code(
  'Portkey-AI/gateway',
  '669825cbe89ee51569918b8f78a9db486fd69dd4',
  'src/providers/anthropic-base/messages.ts',
  'Portkey, open source 1.15.2',
);
const throughPortkey = partial(
  'None before 2.22, unless set',
  'older ones forward `anthropic-beta` only if their configuration says so',
  levers.portkeyHeaders,
  portkeyPage,
);

/** The hosted and the enterprise gateway; the open-source one drops the fields that it does not know. */
export const portkey = {
  'prompt-caching': allButNotices(
    'markers go on; for Vertex those that it refuses are removed',
    portkeyChanges,
  ),
  'extended-thinking': full('passed on, adaptive too', null, portkeyMessages),
  'interleaved-thinking': throughPortkey,
  'context-1m': throughPortkey,
  'fast-mode': partial(
    'Off until its check is skipped',
    '`speed` passes since 2.7; not through the open-source gateway',
    levers.fastCheck,
    portkeyChanges,
    portkeyOpen,
    laterRuns.fastMode,
  ),
  effort: partial(
    'None with Vertex behind it',
    'Anthropic, Bedrock and Azure get it; not through the open-source gateway',
    null,
    portkeyMessages,
    portkeyOpen,
  ),
  'context-management': partial(
    'Only with Anthropic, from 2.17 on',
    'for Bedrock it is taken out; not through the open-source gateway',
    levers.betasOff,
    portkeyChanges,
    portkeyOpen,
  ),
  'structured-outputs': partial(
    'Not with Vertex behind it',
    'Anthropic, Bedrock and Azure get it; not through the open-source gateway',
    null,
    portkeyMessages,
    portkeyOpen,
  ),
  'token-counting': full(
    'Anthropic, Vertex and Bedrock count',
    null,
    portkeyFile('integrations/llms/anthropic/count-tokens.mdx'),
  ),
  'model-discovery': partial(
    'Only from 2.14 on',
    'opt-in; the provider’s list, ids with claude or anthropic',
    levers.discovery,
    portkeyChanges,
    pages.protocol,
  ),
  'usage-caps': caps('portkey', 'Caps by key, not by person'),
} as const satisfies Cells;

/** Portkey with models of other makers: it translates, and drops in silence what it cannot. */
export const portkeyOther = {
  'extended-thinking': none('Thinking is dropped', 'translated without `thinking`', null, portkeyMessages),
  effort: partial(
    'Only on models that reason by effort',
    '`output_config.effort` becomes the model’s reasoning effort',
    levers.model,
    portkeyMessages,
  ),
  'structured-outputs': partial(
    'Only on models that take a schema',
    'the format is translated to `response_format`',
    levers.model,
    portkeyMessages,
  ),
  'usage-caps': portkey['usage-caps'],
} as const satisfies Cells;

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
