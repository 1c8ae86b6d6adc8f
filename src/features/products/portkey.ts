import { full, none, partial } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { allButNotices, type Cells, caps, code, page } from './source.ts';

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
