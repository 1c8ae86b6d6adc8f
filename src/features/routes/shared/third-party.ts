import { none } from '../../cell.ts';
import { pages, runs } from '../../evidence.ts';

/** Everything that is not Anthropic’s own API with Anthropic’s own credential. */
export const noAccount = none(
  'No Remote Control, web, mobile, voice, connectors or limits',
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
  'offered on Anthropic’s own API only',
  null,
  pages.availability,
  pages.fastMode,
);

export const noAdvisor = none(
  'No advisor',
  'a tool of Anthropic’s own API',
  null,
  pages.availability,
  pages.advisor,
);

export const noDiscovery = none(
  '/model lists the built-in names only',
  'models are asked for behind ANTHROPIC_BASE_URL only',
  null,
  pages.protocol,
);
