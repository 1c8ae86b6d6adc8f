import { full, none, partial } from '../cell.ts';
import { laterRuns, pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type ByModel, type Cells, outputOf, page, quoted } from './source.ts';

const docs = 'https://platform.minimax.io/docs';
const messages = quoted(`${docs}/api-reference/text-chat-anthropic`, 'MiniMax M3.1');

const effort = partial(
  'Only on MiniMax-M3.1-Flash',
  'the others ignore `output_config.effort`',
  levers.minimaxFlash,
  messages,
  laterRuns.otherMakers,
);

export const minimaxByModel: ByModel = [
  {
    model: /^MiniMax-M3\.1-Flash/,
    cells: { effort: full('it reads `output_config.effort`', null, messages, laterRuns.otherMakers) },
  },
  { model: /^MiniMax-/, cells: { effort: { ...effort, state: 'none' } } },
];

export const minimax = {
  'prompt-caching': partial(
    '`cache_control` counts on M2 alone',
    'M3 caches unasked, from 512 tokens; M2 also what is marked, for 5 minutes',
    levers.attributionOff,
    quoted(`${docs}/api-reference/text-prompt-caching`, 'MiniMax M3'),
    pages.protocol,
  ),
  'prompt-caching-1h': none(
    'No hour-long prompt cache',
    'what is marked lives 5 minutes, the rest as long as the load allows',
    null,
    quoted(`${docs}/api-reference/anthropic-api-compatible-cache`, 'MiniMax M3'),
  ),
  'extended-thinking': full(
    'adaptive turns it on with M3; M2 and M3.1-Flash always think',
    null,
    vendors.minimax,
  ),
  'interleaved-thinking': full(
    'no beta needed; the whole answer, thinking included, goes back with the results',
    null,
    vendors.minimax,
  ),
  'context-1m': full(
    'MiniMax-M3[1m] has it; beyond 512k tokens at twice the price',
    levers.oneMillion,
    page(`${docs}/token-plan/claude-code`, 'MiniMax M3, July 2026'),
  ),
  effort,
  'context-management': none(
    'It is not asked to keep thinking',
    '`context_management` is ignored',
    null,
    vendors.minimax,
  ),
  'web-search': partial(
    'In beta; each search is billed',
    'its server has the tool `web_search_20250305`',
    null,
    quoted(`${docs}/guides/server-tools`, 'MiniMax M3'),
  ),
  'token-counting': full('/anthropic/v1/messages/count_tokens counts', null, messages),
  'images-pdf': partial(
    'Images from M3 on, no PDF',
    'M3 reads images and video, M2 text; `document` is not among the blocks',
    levers.model,
    vendors.minimax,
  ),
  'model-discovery': none(
    'A list that Claude Code drops',
    'it lists its models in this format; Claude Code ignores names without claude or anthropic',
    levers.customModel,
    page(`${docs}/api-reference/models/anthropic/list-models`, 'MiniMax M3, autumn 2026'),
    pages.protocol,
  ),
  'long-output': partial(
    '32k unless you raise it',
    outputOf('M3 gives 524288'),
    levers.longOutput,
    messages,
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;
