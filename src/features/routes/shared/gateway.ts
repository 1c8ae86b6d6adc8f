import { full, none, partial } from '../../cell.ts';
import { laterRuns, pages } from '../../evidence.ts';
import { levers } from '../../levers.ts';
import { noAccountOnGateway } from './cloud.ts';

/** The program leaves it off on Foundry and behind any base URL. */
export const streamingOffByDefault = partial(
  'Tool input only when it is complete',
  'off by default here',
  levers.toolStreaming,
  pages.variables,
);

/** What Claude Code itself leaves uncached behind a base URL, its clouds’ too (2.1.237 and later). */
export const noticesUncached = partial(
  'Its own notices stay uncached',
  'behind a base URL Claude Code does not mark the context that it adds in between',
  null,
  pages.caching,
);

/** The same where others than Anthropic get the prompt. */
export const startUncached = partial(
  'Its notices, and each chat’s start',
  'as behind any base URL; the attribution block differs by chat, and only Anthropic drops it',
  levers.attributionOff,
  pages.caching,
  pages.protocol,
);

/** A session asks Anthropic first whether the organisation may, with a key as with a token; `-p` may do without (recorded). */
const fastModeIfAsked = partial(
  'Off until its check is skipped',
  'the check asks Anthropic, which does not know the credential; then the gateway decides',
  levers.fastCheck,
  laterRuns.fastMode,
  pages.fastMode,
);

export const noFastModeOnOtherModels = none(
  'No fast mode with other models',
  'a speed of Anthropic’s own servers',
  null,
  pages.fastMode,
);

/** Claude Code’s own check instead of the server’s. */
export const ownCheck = `${levers.localAutoMode}, ${levers.sonnet}`;

/** Claude Code’s own format: without verdicts from the server a session stops, except in provider-managed mode. */
export const autoModeUnchecked = partial(
  'A dialog (exit 1 with -p), no check',
  'unless it passes `safeguards` on; cgw run then bills a Sonnet call instead, for now',
  ownCheck,
  laterRuns.autoMode,
  pages.protocol,
  pages.variables,
);

/** The formats of clouds: there Claude Code makes the check a call of its own, and says that this is to end. */
export const autoModeBilled = partial(
  'Its checks are billed Sonnet calls',
  'unless `safeguards` is answered; Claude Code says that the billed check is to end',
  ownCheck,
  laterRuns.autoMode,
  laterRuns.litellmAutoMode,
  pages.protocol,
);

/** LiteLLM that passes the question on, so that it depends on who is asked. */
export const autoModePassedOn = partial(
  'None with a LiteLLM before 1.107',
  'later ones pass `safeguards` on (recorded); whether the upstream answers was not seen',
  ownCheck,
  laterRuns.litellmAutoMode,
  pages.protocol,
);

/** Through LiteLLM to Anthropic, on both of its endpoints. */
export const fastModeArrives = partial(
  'Off until its check is skipped',
  'a session asks Anthropic itself first; with the setting all of it reaches Anthropic',
  levers.fastCheck,
  laterRuns.litellmFastMode,
  laterRuns.fastMode,
);

export const advisorArrives = partial(
  'Off until it is asked for',
  'behind a base URL Claude Code offers it only so; then all of it reaches Anthropic',
  levers.askForAdvisor,
  laterRuns.litellmAdvisor,
  laterRuns.advisor,
);

/** LiteLLM to a cloud: it makes a tool of its own of it and asks the second model itself. */
export const advisorPlayed = partial(
  'Off until asked for; not streamed',
  'LiteLLM plays it, with the advisor’s model from its own list',
  levers.askForAdvisor,
  laterRuns.litellmAdvisor,
);

export const noSpeedThroughLitellm = none(
  'Normal speed, silently',
  'LiteLLM drops `speed` on the way to this upstream',
  null,
  laterRuns.litellmFastMode,
);

export const discoveryOptIn = full(
  'opt-in; lists ids that contain claude or anthropic',
  levers.discovery,
  pages.protocol,
);

/** What Claude Code itself decides behind ANTHROPIC_BASE_URL, whatever stands there. */
export const onGateway = {
  'fast-mode': fastModeIfAsked,
  'fine-grained-tool-streaming': streamingOffByDefault,
  'auto-mode': autoModeUnchecked,
  'account-features': noAccountOnGateway,
} as const;
