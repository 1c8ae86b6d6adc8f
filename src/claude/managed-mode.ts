import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backends } from '../backends/index.ts';
import { isReadBySdk, keyIn, type ProviderId, providerFacts } from '../backends/providers.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Environment, Where } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';
import { safeLine } from '../base/terminal-text.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { startsElsewhere } from './arguments.ts';
import type { Overlay } from './overlay.ts';
import { mayNotBeWritten } from './pinned-variables.ts';
import { userEnvironment, userNetwork } from './project-settings.ts';
import { envOf, type SettingsFile } from './settings-files.ts';

/**
 * Whether a launch is in this mode although nobody asks for it: where a credential is in the environment, a stored login
 * or a settings file could put another beside it or in its place, now or later.
 */
export function needsManagedMode(plan: Plan, backend: BackendId): boolean {
  const holds = plan.changes.some(change => change.action === 'set' && change.secret && isOwned(change.name));
  return plan.byHelper !== true && (backend === 'gateway' || holds);
}

/** @throws UserError (2) for what starts Claude Code once more without this environment. */
export function requireOwnProcess(args: readonly string[]): void {
  const { flag } = startsElsewhere(args) ?? {};
  if (flag === undefined) return;
  throw new UserError(
    exitCode.usage,
    `${flag} starts a Claude Code that does not get the credential, and would send a stored login in its place`,
    'leave it out, or let Claude Code ask cgw for the credential: cgw run --no-env-secret …',
  );
}

/** A teammate in a pane of its own gets address and overlay, but not the credential: a stored login would be sent. */
export const oneProcess = { teammateMode: 'in-process' } as const;

/** What to say where the user has asked for panes in vain. */
export function panesNotice(files: readonly SettingsFile[], own: Overlay): string[] {
  const modes = [own, ...files.map(({ content }) => content)].map(({ teammateMode }) => teammateMode);
  const mode = modes.find(each => typeof each === 'string');
  if (mode !== 'tmux' && mode !== 'iterm2') return [];
  return [
    `teammates run in this session, not in panes (teammateMode ${mode}): a pane does not get the credential; with --no-env-secret it does`,
  ];
}

/** A secret of a launch that a project could put another in the place of, and what to do. */
type Unheld = { readonly what: string; readonly remedy: string };

/**
 * What a launch outside of this mode cannot keep from a project, because the overlay may hold no secret: settings that come
 * later beat the environment (observed). A proxy hears nothing but a name from what goes by TLS.
 */
export function unheldSecret({
  plan,
  backend,
  environment,
  files,
  helper,
}: Omit<Launched, 'args'>): Unheld | undefined {
  const inEnvironment = 'keep the credential in the environment (no --no-env-secret, no secretVia=helper)';
  const forced = 'or start anyway: cgw run --force …';
  const beside = plan.changes.find(
    change => change.action === 'set' && change.secret && isOwned(change.name),
  );
  if (beside !== undefined)
    return {
      what: `${beside.name} is a secret in the environment, and a project could replace it with its own while the session runs`,
      remedy: `${inEnvironment}, ${forced}`,
    };
  const { endpoints } = providerFacts(backends[backend].provider);
  const server = endpoints.map(name => environment[name]).find(Boolean) ?? '';
  if (!/^http:/i.test(server) || !URL.canParse(server)) return undefined;
  const own = userEnvironment(files, environment);
  const proxy = proxyVariables.find(name => mayNotBeWritten(name, own[name] ?? ''));
  if (proxy === undefined || isReachedDirectly(new URL(server).hostname, own)) return undefined;
  const other = helper === undefined ? 'use --strict' : inEnvironment;
  return {
    what: `${proxy} holds a password, so a project could name another proxy while the session runs, which would see what goes to ${safeLine(server)}`,
    remedy: `use https for the server, or name it in NO_PROXY, or ${other}, ${forced}`,
  };
}

/** Variables that name a proxy, as programs read them. */
export const proxyVariables = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'all_proxy',
  'ALL_PROXY',
];

/** By the rules of Claude Code and of Bun, which differ in more than this. */
function isReachedDirectly(host: string, { no_proxy, NO_PROXY }: Environment): boolean {
  return [no_proxy, NO_PROXY].some(
    list =>
      list?.trim() === '*' ||
      list
        ?.toLowerCase()
        .split(/[\s,]+/)
        .includes(host),
  );
}

/** What is about to be launched. */
type Launched = {
  readonly plan: Plan;
  readonly backend: BackendId;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: readonly SettingsFile[];
  readonly args: readonly string[];
  readonly helper: string | undefined;
};

/**
 * Provider-managed mode (`CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1`): Claude Code takes routing, credentials,
 * headers and models from the process alone. It is what beats a credential in a settings file without writing
 * the profile’s credential to disk. What it would take away beside that is given back here (all
 * observed): network and cloud settings of the user’s own file, the AWS files, and silence towards Anthropic on clouds.
 * @throws UserError (2) for what this mode does not work with: a stored login, some sign-ins of clouds, a background agent,
 * programs in settings; (3) for a header in the place of the credential.
 */
export function managedMode(
  { plan, backend, environment, files, args, helper }: Launched,
  io: Where,
): Record<string, string> {
  if (helper !== undefined)
    throw impossible(
      'an apiKeyHelper',
      'leave out --strict, or what keeps the credential out of the environment (--no-env-secret, secretVia=helper)',
    );
  const cloud = backends[backend].provider !== 'firstParty';
  if (backend === 'anthropic' && !holdsCredential(environment))
    throw impossible('a stored login', 'leave --strict out, or give the profile an apiKey or oauthToken');
  const programs = Object.keys(plan.programs ?? {});
  if (programs.length > 0)
    throw impossible(
      programs.join(', '),
      'leave out --strict, or take it out of the profile (cgw edit NAME --unset …) and sign in before',
    );
  if (args.includes('--bg')) throw impossible('a background agent', 'start it in the foreground');
  const launched = {
    ...(cloud ? { DISABLE_TELEMETRY: '1', DISABLE_ERROR_REPORTING: '1' } : {}),
    ...(cloud ? awsFiles(io) : {}),
    ...withCredential(environment, backend),
    ...userNetwork(files),
    ...(cloud ? userCloud(plan, files) : {}),
    CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1',
  };
  const signIn = lostSignIn(backends[backend].provider, launched);
  if (signIn !== undefined)
    throw impossible(
      signIn,
      'leave --strict out, take out of the settings of the project what names a secret of yours, or give the profile a key',
    );
  return launched;
}

/**
 * What a server gets that is opened by a header alone: without a credential Claude Code sends nothing in this mode, and
 * elsewhere a stored login (observed).
 * @throws UserError (3) where the word would take the place of the header.
 */
function withCredential(
  environment: Readonly<Record<string, string>>,
  backend: BackendId,
): Readonly<Record<string, string>> {
  const { ANTHROPIC_AUTH_TOKEN, ANTHROPIC_API_KEY, ANTHROPIC_CUSTOM_HEADERS } = environment;
  if (backend !== 'gateway' || ANTHROPIC_AUTH_TOKEN || ANTHROPIC_API_KEY) return environment;
  if (/^\s*authorization\s*:/im.test(ANTHROPIC_CUSTOM_HEADERS ?? ''))
    throw new UserError(
      exitCode.invalid,
      'Claude Code sends an Authorization header of its own, so headers.Authorization would not arrive',
      'give the profile the credential as its token: cgw edit NAME --unset headers.Authorization --secret token=…',
    );
  return { ...environment, ANTHROPIC_AUTH_TOKEN: 'none' };
}

/** What the user’s own settings say to the SDK of a cloud: they beat the shell, and the profile beats them. */
function userCloud({ changes }: Plan, files: readonly SettingsFile[]): Record<string, string> {
  const planned = new Set(changes.map(({ name }) => name));
  const env = envOf(files.find(({ scope }) => scope === 'user')?.content ?? {});
  return Object.fromEntries(Object.entries(env).filter(([name]) => isReadBySdk(name) && !planned.has(name)));
}

/** In this mode Claude Code asks Azure for nothing, and AWS’s keys and files alone (observed on 2.1.332, 2026-11-29). */
function lostSignIn(provider: ProviderId, environment: Environment): string | undefined {
  const { chain, skip } = providerFacts(provider);
  if (keyIn(provider, environment) !== undefined || (skip !== undefined && environment[skip]))
    return undefined;
  if (chain === 'azure') return 'Azure’s own sign-in';
  if (chain !== 'aws' || environment.AWS_ACCESS_KEY_ID) return undefined;
  const files = [environment.AWS_CONFIG_FILE, environment.AWS_SHARED_CREDENTIALS_FILE];
  return files.some(file => file && existsSync(file))
    ? undefined
    : 'AWS’s sign-in of a machine or a container';
}

function impossible(what: string, remedy: string): UserError {
  return new UserError(
    exitCode.usage,
    `${what} does not work in provider-managed mode, which this launch needs (--strict, or settings that hold another secret or cannot be overridden safely)`,
    remedy,
  );
}

function holdsCredential(environment: Readonly<Record<string, string>>): boolean {
  return ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_PROFILE'].some(
    name => environment[name],
  );
}

/** Where AWS credentials are by default: in this mode Claude Code looks only where it is told to. */
function awsFiles(io: Where): Record<string, string> {
  const folder = join(homeFolder(io), '.aws');
  return {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  };
}
