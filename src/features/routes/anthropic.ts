import { type Column, full, none, partial } from '../cell.ts';
import { pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { cloud } from './shared/cloud.ts';
import { direct } from './shared/direct.ts';
import { noAccount } from './shared/third-party.ts';

/** Anthropic’s API with a key of the console. */
export const anthropic = {
  ...direct,
  'prompt-caching-1h': cloud.oneHourOptIn,
  'context-1m': full('every model that has it', levers.oneMillion, pages.models),
  'fast-mode': partial(
    'Fast mode, unless the organisation is provisioned for it',
    'Anthropic provisions it for console organisations',
    null,
    pages.fastMode,
    pages.availability,
  ),
  'account-features': none(
    noAccount.loss,
    'a key is no login; server-managed settings stay, on Team and Enterprise',
    null,
    pages.availability,
  ),
} as const satisfies Column;
