import { full, none, partial } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type ByModel, type Cells, outputOf, page, quoted } from './source.ts';

const guide = page('https://platform.kimi.ai/docs/guide/claude-code-kimi', 'Kimi platform, autumn 2026');
const messages = quoted('https://platform.kimi.com/docs/api/messages', 'Kimi platform');

const caching = partial(
  'Nothing is cached on kimi-k3',
  'K3 heeds `cache_control` at the top, Claude Code sends it in blocks; k2 caches unasked',
  levers.kimiK2,
  messages,
  laterRuns.otherMakers,
);

export const moonshotByModel: ByModel = [
  { model: /^kimi-k3/, cells: { 'prompt-caching': { ...caching, state: 'none' } } },
  {
    model: /^kimi-k2/,
    cells: { 'prompt-caching': { ...caching, loss: 'Only what it caches unasked' } },
  },
];

/** Moonshot’s platform, paid as one goes. */
export const moonshot = {
  'prompt-caching': caching,
  'prompt-caching-1h': none(
    'Its hour is out of reach',
    'K3 takes `ttl` at the top alone, Claude Code sends it in blocks',
    null,
    messages,
    laterRuns.otherMakers,
  ),
  'extended-thinking': full('on by default; kimi-k2.7-code refuses requests without it', null, guide),
  'interleaved-thinking': full(
    'no beta needed; thinking and its signature go back with the results',
    null,
    messages,
  ),
  'context-1m': full('kimi-k3 has 1M; for Claude Code the name ends in [1m]', levers.oneMillion, guide),
  effort: full(
    'K3 takes low, high and max; a change drops the cached prompt',
    null,
    messages,
    guide,
    laterRuns.otherMakers,
  ),
  'structured-outputs': partial(
    'Schemas in a subset of its own',
    '`output_config.format` takes Moonshot’s flavour of JSON Schema',
    null,
    messages,
  ),
  'images-pdf': partial(
    'Images, no PDF',
    'blocks are text, image, thinking and tools; `document` is not among them',
    null,
    messages,
  ),
  'long-output': partial(
    '32k unless you raise it',
    outputOf('K3 gives 131072'),
    levers.longOutput,
    messages,
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;

const planModels = quoted('https://www.kimi.com/code/docs/en/kimi-code/models.html', 'Kimi Code');
const plan = quoted('https://www.kimi.com/code/docs/en/third-party-tools/claude-code.html', 'Kimi Code');

/** The Kimi membership. */
export const kimiCoding = {
  'prompt-caching': partial(
    'Only what it caches unasked',
    'measured by others: beginnings of prompts, whatever `cache_control` says',
    levers.attributionOff,
    quoted(
      'https://raw.githubusercontent.com/Leechael/pi-provider-kimi-code/main/docs/caching.md',
      'Kimi Code',
    ),
    pages.protocol,
  ),
  'extended-thinking': full('K3 thinks; with thinking off the request goes to K2.8', null, planModels),
  'context-1m': partial(
    '1M in higher plans alone',
    'there as k3[1m]; k3-256k and kimi-for-coding have 262144',
    levers.oneMillion,
    plan,
    planModels,
  ),
  effort: full('K3 takes low, high and max', null, plan, laterRuns.otherMakers),
} as const satisfies Cells;
