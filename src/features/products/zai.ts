import { full, none, partial } from '../cell.ts';
import { laterRuns, pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { type ByModel, type Cells, outputOf, page, quoted } from './source.ts';

const docs = 'https://docs.bigmodel.cn/cn';
const models = quoted(`${docs}/coding-plan/latest-model`, 'GLM-5.3');
const thinking = quoted(`${docs}/guide/capabilities/thinking-mode`, 'GLM-5.3');

const images = partial(
  'Images on GLM-5.3-Flash alone',
  'GLM-5.3 reads text; the Coding Plan has an MCP server that sees',
  levers.glmFlash,
  models,
);

export const zaiByModel: ByModel = [
  { model: /^glm-5\.3(\[1m\])?$/, cells: { 'images-pdf': { ...images, state: 'none' } } },
];

/** z.ai and Zhipu, which document no table of fields for this format. */
export const zai = {
  'prompt-caching': partial(
    'Only what it caches unasked',
    'it recognises repeated context; `cache_control` is in none of its documents',
    levers.attributionOff,
    quoted(`${docs}/guide/capabilities/cache`, 'GLM-5.3'),
    pages.protocol,
  ),
  'extended-thinking': full(
    'always on with GLM-5.3: most of it for adaptive, little for disabled',
    null,
    models,
  ),
  'interleaved-thinking': full('no beta needed; its thinking goes back with the results', null, thinking),
  'context-1m': full('glm-5.3[1m] and glm-5.3-flash[1m] have it', levers.oneMillion, vendors.zai),
  effort: full(
    'it reads `output_config.effort`; GLM-5.3 knows low, high and max',
    null,
    models,
    laterRuns.otherMakers,
  ),
  'context-management': partial(
    'Kept in the Coding Plan alone',
    'there earlier thinking is kept unasked; without a plan it is not',
    null,
    thinking,
  ),
  'web-search': partial(
    'Through its MCP servers instead',
    'the Coding Plan has servers that search and read, so many times a month',
    null,
    page('https://docs.z.ai/devpack/mcp/search-mcp-server', 'GLM Coding Plan, autumn 2026'),
  ),
  'fine-grained-tool-streaming': none(
    'Tool input arrives in one piece',
    '`tool_stream` belongs to a format of its own',
    null,
    quoted(`${docs}/guide/capabilities/stream-tool`, 'GLM-5.3'),
  ),
  'images-pdf': images,
  'long-output': partial(
    '32k unless you raise it',
    outputOf('GLM-5.3 gives 131072'),
    levers.longOutput,
    quoted(`${docs}/guide/start/concept-param`, 'GLM-5.3'),
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;
