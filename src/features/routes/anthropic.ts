import { type Column, full, none, partial } from '../cell.ts';
import { pages, platform } from '../evidence.ts';
import { levers } from '../levers.ts';
import { clientSide } from './shared/client-side.ts';
import { cloud, noAccount } from './shared/cloud.ts';
import { keyOperation, loginOperation } from './shared/operation.ts';

/** What Anthropic’s own API gives to a console key and to a login alike. */
export const direct = {
  ...clientSide,
  'prompt-caching': full('Anthropic’s own API', null, pages.caching),
  'extended-thinking': full('Anthropic’s own API, as for every body field', null, pages.availability),
  'interleaved-thinking': full('the header reaches the API as it is sent', null, pages.protocol),
  'tool-search': full('header and tool fields reach the API as they are sent', null, pages.mcp),
  'web-search': full('a server tool of Anthropic’s own API', null, pages.availability),
  effort: full('header and body field reach the API as they are sent', null, pages.models),
  'context-management': full('header and field reach the API together', null, pages.protocol),
  'structured-outputs': full(
    'Anthropic’s own API, by whose rules gateways are measured',
    null,
    pages.protocol,
  ),
  'token-counting': full('an endpoint of Anthropic’s own API', null, pages.protocol),
  'fine-grained-tool-streaming': full('on by default here', null, pages.variables, platform.toolStreaming),
  'images-pdf': full('ordinary blocks to Anthropic’s own API', null, pages.availability),
  advisor: full(
    'a server tool of Anthropic’s own API, with a second model',
    null,
    pages.availability,
    pages.advisor,
  ),
  'auto-mode': full('the classifier runs at Anthropic', null, pages.availability),
  'model-discovery': full('nothing to discover: the program lists Anthropic’s models', null, pages.models),
} as const satisfies Partial<Column>;

/** Anthropic’s API with a key of the console. */
export const anthropic = {
  ...direct,
  ...keyOperation,
  'prompt-caching-1h': cloud.oneHourOptIn,
  'context-1m': full('every model that has it', levers.oneMillion, pages.models),
  'fast-mode': partial(
    'Only if the organisation has it',
    'Anthropic provisions it for console organisations',
    null,
    pages.fastMode,
    pages.availability,
  ),
  'account-features': none(noAccount.loss, 'a key is not a login', null, pages.availability),
} as const satisfies Column;

/** Anthropic’s API with a claude.ai login. */
export const anthropicLogin = {
  ...direct,
  ...loginOperation,
  'prompt-caching-1h': full('automatic with a subscription', null, pages.caching),
  'context-1m': partial('No 1M context on some plans', 'by plan', levers.oneMillion, pages.models),
  'fast-mode': full('with a subscription, as `/fast`', null, pages.fastMode, pages.availability),
  'account-features': full('the login has them', null, pages.availability),
} as const satisfies Column;
