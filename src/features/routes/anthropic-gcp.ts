import { also, type Cell, type Column } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { anthropic, direct } from './anthropic.ts';
import { clientSide } from './shared/client-side.ts';
import { advisorSent, cloud, noAccount, noDiscovery, noFastMode } from './shared/cloud.ts';
import { platformOperation } from './shared/operation.ts';

/** Its page says that this is Anthropic’s own API, run by Anthropic; what Claude Code sends there was recorded. */
function asAtAnthropic(cell: Cell): Cell {
  return also(cell, pages.gcp, laterRuns.gcp);
}

/** Claude on Google Cloud, run by Anthropic (Claude Code 2.1.307 and later). */
export const anthropicGcp = {
  ...clientSide,
  ...platformOperation,
  'prompt-caching': asAtAnthropic(cloud.caching),
  'prompt-caching-1h': asAtAnthropic(cloud.oneHourOptIn),
  'extended-thinking': asAtAnthropic(cloud.thinking),
  'interleaved-thinking': asAtAnthropic(cloud.interleaved),
  'context-1m': asAtAnthropic(anthropic['context-1m']),
  'tool-search': asAtAnthropic(direct['tool-search']),
  'web-search': also(direct['web-search'], pages.gcp),
  'fast-mode': noFastMode,
  effort: asAtAnthropic(cloud.effort),
  'context-management': asAtAnthropic(cloud.contextManagement),
  'structured-outputs': also(direct['structured-outputs'], pages.gcp),
  'token-counting': also(cloud.counting, pages.gcp),
  'fine-grained-tool-streaming': also(direct['fine-grained-tool-streaming'], pages.gcp),
  'images-pdf': also(cloud.images, pages.gcp),
  advisor: advisorSent,
  'auto-mode': also(direct['auto-mode'], pages.gcp),
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
