import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { outsideProject } from '../base/outside-project.ts';
import type { Redact } from '../base/redaction.ts';
import { printable } from '../base/terminal-text.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { Plan } from '../env/plan.ts';
import type { Connection, MakeClient } from './clients/client.ts';
import type { Limits } from './limits.ts';
import { type Asking, mainModel } from './models.ts';
import type { JsonObject } from './probe.ts';
import { type Scrub, scrubFor, scrubLine } from './scrub.ts';
import { tlsFor } from './tls.ts';
import { createWire, type Wire } from './wire.ts';

/** The client of each backend. The SDKs are large, so each is loaded only when it is called for. */
export const makeClient: { readonly [Id in BackendId]: MakeClient } = {
  anthropic: async context => (await import('./clients/anthropic.ts')).anthropicClient(context),
  gateway: async context => (await import('./clients/anthropic.ts')).gatewayClient(context),
  bedrock: async context => (await import('./clients/bedrock.ts')).bedrockClient(context),
  mantle: async context => (await import('./clients/bedrock.ts')).mantleClient(context),
  'gateway-bedrock': async context => (await import('./clients/bedrock.ts')).gatewayBedrockClient(context),
  vertex: async context => (await import('./clients/google.ts')).vertexClient(context),
  'gateway-vertex': async context => (await import('./clients/google.ts')).gatewayVertexClient(context),
  'anthropic-gcp': async context => (await import('./clients/google.ts')).anthropicGcpClient(context),
  'anthropic-aws': async context => (await import('./clients/anthropic.ts')).anthropicAwsClient(context),
  foundry: async context => (await import('./clients/anthropic.ts')).foundryClient(context),
};

/** What the profile has Claude Code add to every request. */
export function additionsOf(environment: Environment): Pick<Session, 'betas' | 'extraBody'> {
  const betas = (environment.ANTHROPIC_BETAS ?? '').split(',').map(each => each.trim());
  return {
    betas: betas.filter(each => each !== ''),
    extraBody: (parseObject(environment.CLAUDE_CODE_EXTRA_BODY) ?? {}) as JsonObject,
  };
}

/** Everything that a request to a backend needs. */
export type Session = Connection & {
  readonly model: string;
  /** What the profile adds to every request (`ANTHROPIC_BETAS`, `CLAUDE_CODE_EXTRA_BODY`). */
  readonly betas: readonly string[];
  readonly extraBody: JsonObject;
  readonly wire: Wire;
  readonly limits: Limits;
  readonly hide: Redact;
  readonly scrub: Scrub;
  /** Who says what a variable is, for people. */
  readonly whoSays: (name: string) => string;
  /** Ends everything. */
  readonly stop: AbortSignal;
  /** Waits, in milliseconds, because of a refusal with that status; ends at once when the check is stopped. */
  readonly wait: (time: number, status: number) => Promise<void>;
};

type Opened = {
  readonly plan: Plan;
  readonly asking: Asking;
  readonly fileOf?: (name: string) => string | undefined;
  readonly limits: Limits;
  /** Told before each wait that a server asks for: milliseconds, and the status of its refusal. */
  readonly waits?: (time: number, status: number) => void;
};

/** A profile’s way to its backend. `process.env` must already be `environment`: SDKs look there. */
export async function openSession(
  { plan, asking, fileOf, limits, waits }: Opened,
  stop: AbortSignal,
): Promise<Session | { readonly cannot: string }> {
  const { backend, environment, awsRegion } = asking;
  const wire = createWire(limits, tlsFor(environment), stop);
  const model = mainModel(asking);
  const made = await makeClient[backend]({
    environment,
    fetch: wire.fetch,
    model,
    awsRegion,
    dry: false,
  });
  if ('cannot' in made) return made;
  const hide = scrubFor(plan, environment, wire.credentials);
  return {
    ...made,
    ...additionsOf(environment),
    model,
    wire,
    limits,
    stop,
    hide,
    scrub: scrubLine(hide),
    whoSays: name =>
      plan.changes.some(change => change.action === 'set' && change.name === name)
        ? 'the profile: cgw edit NAME'
        : printable(fileOf?.(name) ?? 'the shell'),
    wait: (time, status) => {
      waits?.(time, status);
      return sleep(time, undefined, { signal: stop }).catch(() => {});
    },
  };
}

/**
 * Carries something out with another environment in `process.env`, which the SDKs and the credential chains of the
 * clouds read by themselves: nothing but the profile’s plan may be there. Those chains may start a program that the user
 * has named (`credential_process`), so it is done apart from the project here. One at a time.
 */
export async function withEnvironment<Result>(
  wanted: Environment,
  { cwd }: Pick<Io, 'cwd'>,
  act: (environment: Environment) => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  const apart = outsideProject({ environment: wanted, cwd });
  replace({ ...apart.environment, ...silent });
  const back = enter(apart.cwd);
  try {
    return await act(apart.environment);
  } finally {
    replace(before);
    back();
  }
}

/** The folder of the process, whatever is done meanwhile. */
let here: string | undefined;

/** @returns what goes back; a shell can stand in a folder that was deleted */
function enter(folder: string): () => void {
  try {
    here ??= process.cwd();
    const own = here;
    process.chdir(folder);
    return () => process.chdir(own);
  } catch {
    return () => {};
  }
}

/**
 * Bun would print every request with its credential. Only an empty value keeps it from that: it does not notice when
 * the variable goes (observed on 1.4.5).
 */
const silent = { BUN_CONFIG_VERBOSE_FETCH: '' } as const satisfies Environment;

function replace(environment: Environment): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}
