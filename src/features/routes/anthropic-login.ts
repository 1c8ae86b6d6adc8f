import { type Column, full, partial } from '../cell.ts';
import { pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { direct } from './shared/direct.ts';

/** Anthropic’s API with a claude.ai login. */
export const anthropicLogin = {
  ...direct,
  'prompt-caching-1h': full('automatic with a subscription', null, pages.caching),
  'context-1m': partial('No 1M context on some plans', 'by plan', levers.oneMillion, pages.models),
  'fast-mode': full('with a subscription, as `/fast`', null, pages.fastMode, pages.availability),
  'account-features': full(
    'the login has them; server-managed settings on Team and Enterprise',
    null,
    pages.availability,
  ),
} as const satisfies Column;
