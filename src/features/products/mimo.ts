import { full, none, partial } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type Cells, outputOf, page } from './source.ts';

const docs = 'https://platform.xiaomimimo.com/docs';
const table = page(`${docs}/zh-CN/api/chat/anthropic-api`, 'MiMo V2.5, its page of 2026-06-03');

export const mimo = {
  'prompt-caching': partial(
    'Only what it caches unasked',
    'it counts tokens read from its cache; `cache_control` is not among its fields',
    levers.attributionOff,
    table,
    pages.protocol,
  ),
  'prompt-caching-1h': none(
    'No hour-long prompt cache',
    '`cache_control` is not among its fields, nor `ttl`',
    null,
    table,
  ),
  'extended-thinking': full('on by default with V2.5', null, table),
  'interleaved-thinking': full(
    'thinking comes with each tool call, without a beta, and is wanted back',
    null,
    table,
  ),
  'context-1m': full(
    'mimo-v2.5-pro[1m] has it',
    levers.oneMillion,
    page(`${docs}/en-US/integration/claudecode`, 'MiMo V2.5, 2026'),
  ),
  effort: none(
    'The effort level does nothing',
    '`output_config` is not among its fields',
    null,
    table,
    laterRuns.otherMakers,
  ),
  'structured-outputs': none(
    'Output may not match its schema',
    '`output_config` is not among its fields',
    null,
    table,
  ),
  'web-search': none('No search by its server', 'tools are `custom` alone', null, table),
  'images-pdf': partial(
    'No PDF; images by model',
    'an image is among its examples; `document` is not',
    levers.model,
    table,
  ),
  'long-output': partial(
    '32k unless you raise it',
    outputOf('mimo-v2.5-pro gives 131072'),
    levers.longOutput,
    table,
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;
