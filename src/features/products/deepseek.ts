import { full, none, partial } from '../cell.ts';
import { laterRuns, pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type ByModel, type Cells, outputOf, page } from './source.ts';

const docs = 'https://api-docs.deepseek.com';
const api = 'DeepSeek API, autumn 2026';
const table = vendors.deepseekTable;
const limits = page(`${docs}/quick_start/rate_limit`, api);

const images = partial(
  'No PDF; images on deepseek-flash',
  '`document` is not supported; deepseek-v4-pro reads no images',
  levers.deepseekFlash,
  table,
);

export const deepseekByModel: ByModel = [
  { model: /^deepseek-flash/, cells: { 'images-pdf': { ...images, loss: 'Images, no PDF' } } },
  { model: /^deepseek-v4-pro/, cells: { 'images-pdf': { ...images, state: 'none' } } },
];

export const deepseek = {
  'model-aliases': full(
    'names of Claude are mapped: opus to deepseek-v4-pro, others to deepseek-flash',
    levers.aliases,
    table,
  ),
  'prompt-caching': partial(
    'No promise of a hit',
    '`cache_control` is ignored; beginnings of prompts are cached unasked',
    levers.attributionOff,
    table,
    pages.protocol,
  ),
  'prompt-caching-1h': none(
    'No hour that one could ask for',
    '`cache_control` is ignored, and `ttl` with it',
    null,
    table,
  ),
  'extended-thinking': full('on by default; `budget_tokens` is ignored', null, table),
  'interleaved-thinking': full(
    'it thinks between tool calls without the beta; its thinking goes back with the results',
    null,
    vendors.deepseekThinking,
  ),
  'context-1m': full(
    'its models have 1M; for Claude Code the name ends in [1m]',
    levers.oneMillion,
    vendors.deepseek,
  ),
  effort: full('low, high and max; medium and xhigh count as high', null, table, laterRuns.otherMakers),
  'structured-outputs': none(
    'Output may not match its schema',
    'of `output_config` only `effort` is supported',
    null,
    table,
  ),
  'web-search': full(
    'its server does the search that Claude Code asks for; the tokens are billed',
    null,
    vendors.deepseek,
    table,
  ),
  'images-pdf': images,
  'long-output': partial(
    '32k unless you raise it',
    outputOf('DeepSeek gives 384k'),
    levers.longOutput,
    page(`${docs}/api/create-message`, api),
    laterRuns.otherMakers,
  ),
  'silent-streams': partial(
    'Ended unless it starts in 10 minutes',
    'while it waits it sends `: keep-alive`, and every byte counts',
    null,
    limits,
    pages.network,
  ),
  'usage-caps': partial(
    'Limits of the account, not of users',
    'how many requests run at once is limited by account',
    null,
    limits,
  ),
} as const satisfies Cells;
