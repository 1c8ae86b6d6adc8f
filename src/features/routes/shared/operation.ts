import { type Cell, type Column, full, none, partial, unknown } from '../../cell.ts';
import { laterRuns, litellm, openrouter, pages, runs, vendors } from '../../evidence.ts';
import { levers } from '../../levers.ts';

/** What an organisation asks for, and what long work needs, beside the features of the model’s server. */
type Operation = Pick<
  Column,
  | 'long-output'
  | 'silent-streams'
  | 'model-fallback'
  | 'usage-caps'
  | 'managed-settings'
  | 'quiet'
  | 'zero-retention'
>;

const longOutput = full(
  'Claude Code asks for 128000 where the model’s name says that it has them',
  null,
  laterRuns.longOutput,
  pages.variables,
);

/** Without pings from the server a stream that says nothing is given up. */
function fiveMinutes(why: string): Cell {
  return partial(
    'Given up after 5 minutes of silence',
    why,
    levers.noIdleLimit,
    pages.network,
    pages.variables,
  );
}

const quietOff = none(
  'Telemetry to Anthropic is on',
  'on wherever Claude Code takes the endpoint for Anthropic’s own format',
  levers.quiet,
  laterRuns.telemetry,
  pages.dataUsage,
);

const noManagedSettings = none(
  'None from a server; files count',
  'delivered by Anthropic to Team and Enterprise organisations alone',
  null,
  pages.managed,
  pages.availability,
);

const anthropicOperation = {
  'long-output': longOutput,
  'silent-streams': full(
    'Anthropic’s pings keep a stream alive; 3 minutes without one end it',
    null,
    pages.network,
  ),
  'model-fallback': full('Claude Code knows the models here, and which one stands in', null, pages.models),
  'managed-settings': partial(
    'Only for Team and Enterprise',
    'a key or login of such an organisation gets them',
    null,
    pages.managed,
    pages.availability,
  ),
  quiet: quietOff,
} as const satisfies Partial<Operation>;

/** Anthropic’s API with a key of the console. */
export const keyOperation: Operation = {
  ...anthropicOperation,
  'usage-caps': partial(
    'Caps by workspace, not by user',
    'the Console shows spend by user, and caps workspaces',
    null,
    pages.costs,
  ),
  'zero-retention': partial(
    'Only for qualified accounts',
    'Anthropic grants it by contract',
    null,
    pages.availability,
  ),
};

/** Anthropic’s API with a claude.ai login. */
export const loginOperation: Operation = {
  ...anthropicOperation,
  'usage-caps': partial(
    'Only for Team and Enterprise',
    'spend limits by user and a report; other plans have limits alone',
    null,
    pages.costs,
  ),
  'zero-retention': partial(
    'Only for qualified Enterprise',
    'Anthropic grants it by contract; consumer plans have none',
    null,
    pages.retention,
  ),
};

/** A cloud that serves the models itself. */
export const cloudOperation: Operation = {
  'long-output': longOutput,
  'silent-streams': fiveMinutes('without an event; Bedrock’s pings do not count unless asked for'),
  'model-fallback': partial(
    'Only between models it can tell',
    'names are the provider’s; unpinned models are checked at the start and replaced',
    levers.opusAlias,
    pages.models,
    pages.bedrock,
  ),
  'usage-caps': partial(
    'By user through OpenTelemetry alone',
    'the cloud has bill and budgets; caps by user need a gateway',
    null,
    pages.costs,
    pages.monitoring,
  ),
  'managed-settings': noManagedSettings,
  quiet: full(
    'metrics, errors and reports are off by default; cgw run leaves that so',
    null,
    pages.dataUsage,
    laterRuns.telemetry,
  ),
  'zero-retention': partial(
    'By your contract with the cloud',
    'the cloud’s terms decide',
    null,
    pages.availability,
  ),
};

/** Anthropic’s own platform in a cloud. */
export const platformOperation: Operation = {
  ...cloudOperation,
  'silent-streams': anthropicOperation['silent-streams'],
  'model-fallback': anthropicOperation['model-fallback'],
  'zero-retention': keyOperation['zero-retention'],
};

/** Any server behind a base URL. */
export const gatewayOperation: Operation = {
  'long-output': partial(
    '32k under names it does not know',
    '128000 for Claude models by their own names; the variable raises it for others',
    levers.longOutput,
    laterRuns.longOutput,
    pages.variables,
  ),
  'silent-streams': fiveMinutes('every byte counts, so a gateway that passes pings on keeps it alive'),
  'model-fallback': partial(
    'If it serves the other model’s name',
    'Claude Code asks for the model that stands in by its own name',
    levers.aliases,
    pages.models,
  ),
  'usage-caps': unknown(
    'Spend by user, and caps',
    'depends on the gateway: of this one nothing was read',
    null,
    pages.gateway,
  ),
  'managed-settings': {
    ...noManagedSettings,
    evidence: [runs.gatewayManaged, ...noManagedSettings.evidence],
  },
  quiet: quietOff,
  'zero-retention': partial(
    'By the terms of whoever serves it',
    'what the server logs and what stands behind it keeps, both decide',
    null,
    pages.retention,
    pages.gateway,
  ),
};

/** OpenRouter, with its organisations. */
export const openrouterOperation: Operation = {
  ...gatewayOperation,
  'silent-streams': full(
    'it sends comments while it waits, and every byte counts',
    null,
    openrouter.streaming,
    pages.network,
  ),
  'usage-caps': full('budgets by member and by key', null, openrouter.guardrails, vendors.openrouterTeams),
  'zero-retention': full(
    'where it is asked for, only providers that keep nothing serve',
    levers.retainNothing,
    openrouter.retention,
    openrouter.guardrails,
  ),
};

/** LiteLLM, whatever stands behind it. */
export const litellmOperation: Operation = {
  ...gatewayOperation,
  'usage-caps': full('virtual keys have budgets, by user and team', null, litellm.unified),
};

/** The formats of clouds behind a base URL: Claude Code takes them for that cloud. */
export function inCloudFormat(operation: Operation): Operation {
  return {
    ...operation,
    'long-output': longOutput,
    'model-fallback': cloudOperation['model-fallback'],
    quiet: cloudOperation.quiet,
  };
}

/** Models of other makers, whoever serves them. */
export function withOtherModels(operation: Operation): Operation {
  return {
    ...operation,
    'long-output': partial(
      '32k unless you raise it',
      'Claude Code does not know the model; the model may have less',
      levers.moreOutput,
      laterRuns.longOutput,
      pages.variables,
    ),
    'model-fallback': none(
      'Refusals and failures end the turn',
      'Claude Code knows no model that stands in for it',
      null,
      pages.models,
      vendors.zai,
    ),
  };
}
