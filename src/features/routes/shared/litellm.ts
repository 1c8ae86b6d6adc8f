import { also, type Cell, type Column, full, unknown } from '../../cell.ts';
import { litellm, publishedRuns } from '../../evidence.ts';
import { levers } from '../../levers.ts';
import type { MappedFeature } from '../../litellm/losses.ts';
import { clientSideOnGateway } from './client-side.ts';
import { autoModeBilled, discoveryOptIn } from './gateway.ts';
import { noAccountOnGateway } from './third-party.ts';

/** What every unified route to a Claude model has, whatever stands behind LiteLLM. */
export const unifiedClaude = {
  ...clientSideOnGateway,
  'prompt-caching': full('`cache_control` stays in the body', null, litellm.unified, publishedRuns.july27),
  'extended-thinking': full('`thinking` stays in the body', null, litellm.unified, publishedRuns.july27),
  'images-pdf': full('blocks stay in the body', null, litellm.unified, publishedRuns.july27),
  'token-counting': full('LiteLLM serves the endpoint', null, litellm.countTokens, publishedRuns.july27),
  'auto-mode': autoModeBilled,
  'model-discovery': also(discoveryOptIn, litellm.models),
  'account-features': noAccountOnGateway,
} as const satisfies Omit<Column, MappedFeature>;

/** Converse, where LiteLLM’s own run fails on nearly every test. */
export function failedRun(loss: string): Cell {
  return unknown(
    loss,
    'LiteLLM’s own run failed on nearly every test; the issue is closed since',
    levers.invoke,
    publishedRuns.july27,
    litellm.converseThinking,
  );
}
