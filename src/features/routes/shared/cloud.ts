import { type Cell, full, none, partial } from '../../cell.ts';
import { laterRuns, pages, platform, runs, study } from '../../evidence.ts';
import { levers } from '../../levers.ts';

/** Claude Code asks for `keep: all` of earlier thinking; by itself a server keeps it for the newer Opus and Sonnet. */
export const earlierThinking = 'Older models drop earlier thinking';

/** Cells that the clouds share; a column adds what was seen on its own wire with `also`. */
export const cloud = {
  caching: full('the server caches on its own', null, pages.caching),
  oneHourOptIn: full(
    'opt-in: the 5 minute cache is the default',
    levers.oneHour,
    pages.caching,
    pages.variables,
  ),
  thinking: full('a field of the request body', null, pages.availability),
  interleaved: full('the beta travels with every request', null, pages.protocol),
  oneMByName: full(
    'models with 1M of their own, else by a name that ends in [1m]',
    levers.oneMillion,
    pages.models,
  ),
  effort: full('the beta and the body field travel together', null, pages.models),
  images: full('ordinary blocks of the request body', null, pages.availability),
  counting: full('the server counts', null, pages.availability),
  toolSearch: full('the beta and the tool fields travel together', null, pages.mcp),
  contextManagement: full('the beta and the body field travel', null, pages.protocol),
  autoModeNewer: partial(
    'No auto mode on older models',
    'by model: the newer ones only',
    null,
    pages.availability,
  ),
  noContextManagement: none(
    earlierThinking,
    'Claude Code does not send it in this format; Opus 4.5 and Sonnet 4.6 keep it unasked',
    null,
    pages.availability,
    platform.contextEditing,
  ),
} as const satisfies { readonly [name: string]: Cell };

/** Everything that is not Anthropic’s own API with Anthropic’s own credential. */
export const noAccount = none(
  'No Remote Control, voice or limits',
  'they need a claude.ai login, which this route does not use',
  null,
  pages.availability,
);

/** Behind a base URL; that server-managed settings go too was also seen. */
export const noAccountOnGateway = {
  ...noAccount,
  evidence: [...noAccount.evidence, runs.gatewayManaged] as const,
};

export const noFastMode = none(
  'No fast mode',
  'offered on Anthropic’s own API only; here Claude Code does not ask for it',
  null,
  laterRuns.fastModeOnClouds,
  pages.availability,
  pages.fastMode,
);

export const noAdvisor = none(
  'No advisor',
  'a tool of Anthropic’s own API; here Claude Code does not offer it, though asked to',
  null,
  laterRuns.advisor,
  pages.availability,
  pages.advisor,
);

/** Anthropic’s own platform in a cloud. */
export const advisorSent = full(
  'Claude Code offers it here and sends tool and beta; the older pages say no',
  null,
  laterRuns.advisor,
  { ...pages.advisor, superseded: true },
);

/** On Bedrock and Vertex: the aliases, and what they cost before the first turn. */
export const aliasesTriedEarly: Cell = full(
  'resolved here; a session first asks each that is not pinned for one token',
  levers.aliases,
  laterRuns.earlyCalls,
  pages.models,
  study.client,
);

export const noDiscovery = none(
  '/model lists the built-in names only',
  'models are asked for behind ANTHROPIC_BASE_URL only',
  null,
  pages.protocol,
);
