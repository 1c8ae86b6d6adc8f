import { full, none, partial } from '../cell.ts';
import { laterRuns, pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { adaptiveUnlisted, type Cells, outputOf, page } from './source.ts';

const studio = 'Alibaba Cloud Model Studio, autumn 2026';
const guide = page('https://help.aliyun.com/zh/model-studio/claude-code', studio);
const cache = page('https://www.alibabacloud.com/help/model-studio/context-cache', studio);

/** Alibaba Cloud Model Studio: Qwen, and other makers’ models. */
export const qwen = {
  'prompt-caching': partial(
    'Its notices, and each chat’s start',
    '`cache_control` in blocks holds for 5 minutes; each chat’s attribution block differs',
    levers.attributionOff,
    vendors.qwen,
    cache,
    pages.caching,
  ),
  'prompt-caching-1h': none(
    'No hour-long prompt cache',
    'it has no `ttl`; each hit renews the 5 minutes',
    null,
    vendors.qwen,
    cache,
  ),
  'extended-thinking': partial(
    'May be off: it lists no adaptive',
    adaptiveUnlisted,
    null,
    vendors.qwen,
    laterRuns.otherMakers,
  ),
  'context-1m': full(
    'on models that have it; Claude Code reckons with 1M for names that it does not know',
    null,
    guide,
    laterRuns.otherMakers,
  ),
  effort: partial(
    'By model, in levels of its own',
    'qwen3.8-max has low, medium and xhigh; glm-5.3 low, high and max',
    levers.model,
    vendors.qwen,
    laterRuns.otherMakers,
  ),
  'structured-outputs': partial(
    'Strict on some models alone',
    'schemas bind qwen3.7, qwen3.8, glm and deepseek; others only give JSON',
    levers.model,
    vendors.qwen,
  ),
  'web-search': none(
    'No search by its server',
    'it searches in the Responses format and by MCP alone',
    null,
    vendors.qwen,
  ),
  'token-counting': none(
    'Estimates by Claude Code',
    'the only endpoint is /v1/messages',
    null,
    vendors.qwen,
    pages.protocol,
  ),
  'images-pdf': partial(
    'Images, no PDF',
    'its blocks are text, image and video; `document` is not among them',
    null,
    vendors.qwen,
  ),
  'model-discovery': none(
    'No list of models',
    'the only endpoint is /v1/messages; a list is answered with 404',
    null,
    guide,
  ),
  'long-output': partial(
    '32k unless raised, 64k at most',
    outputOf('qwen3.7-max gives 64k'),
    levers.moreOutput,
    vendors.qwen,
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;
