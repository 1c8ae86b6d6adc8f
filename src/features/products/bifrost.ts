import { full, partial } from '../cell.ts';
import { laterRuns } from '../evidence.ts';
import { levers } from '../levers.ts';
import { allButNotices, type Cells, caps, code, page, refused } from './source.ts';

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
