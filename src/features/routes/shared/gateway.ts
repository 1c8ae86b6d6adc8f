import { full, none, partial } from '../../cell.ts';
import { pages, runs } from '../../evidence.ts';
import { levers } from '../../levers.ts';
import { noAccountOnGateway } from './cloud.ts';

/** The program leaves it off on Foundry and behind any base URL. */
export const streamingOffByDefault = partial(
  'Tool input appears only when it is complete',
  'off by default here',
  levers.toolStreaming,
  pages.variables,
);

export const noFastModeOnGateway = none(
  'No fast mode behind a gateway',
  'the check for it asks Anthropic’s own API',
  null,
  pages.fastMode,
  runs.gatewayFast,
);

export const autoModeBilled = partial(
  'Auto mode’s classifier calls are billed by the gateway',
  'free only if the gateway passes the `safeguards` fields on',
  levers.localAutoMode,
  pages.protocol,
  pages.variables,
);

export const discoveryOptIn = full(
  'opt-in; lists ids that contain claude or anthropic',
  levers.discovery,
  pages.protocol,
);

/** What Claude Code itself decides behind ANTHROPIC_BASE_URL, whatever stands there. */
export const onGateway = {
  'fast-mode': noFastModeOnGateway,
  'fine-grained-tool-streaming': streamingOffByDefault,
  'auto-mode': autoModeBilled,
  'account-features': noAccountOnGateway,
} as const;
