import { join } from 'node:path';
import { backends } from '../backends/index.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { userNetwork } from './project-settings.ts';
import type { SettingsFile } from './settings-files.ts';

/**
 * Whether a launch is in this mode although nobody asks for it: where a credential is in the environment, a stored login
 * or a settings file could put another beside it or in its place, now or later.
 */
export function needsManagedMode(plan: Plan, backend: BackendId): boolean {
  const holds = plan.changes.some(change => change.action === 'set' && change.secret && isOwned(change.name));
  return plan.byHelper !== true && (backend === 'gateway' || holds);
}

/** What is about to be launched. */
type Launched = {
  readonly backend: BackendId;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: readonly SettingsFile[];
  readonly args: readonly string[];
  readonly helper: string | undefined;
  /** Keys of programs that the profile has Claude Code run. */
  readonly programs: readonly string[];
};

/**
 * Provider-managed mode (`CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=1`): Claude Code takes routing, credentials,
 * headers and models from the process alone. It is what beats a credential in a settings file without writing
 * the profile’s credential to disk. What it would take away beside that is given back here (all
 * observed): network settings of the user’s own file, the AWS files, and silence towards Anthropic on clouds.
 * @throws UserError (2) for what this mode does not work with: a stored login, a background agent, programs in settings.
 */
export function managedMode(
  { backend, environment, files, args, helper, programs }: Launched,
  io: Io,
): Record<string, string> {
  if (helper !== undefined)
    throw impossible(
      'an apiKeyHelper',
      'leave out --strict, or what keeps the credential out of the environment (--no-env-secret, secretVia=helper)',
    );
  const cloud = backends[backend].provider !== 'firstParty';
  if (backend === 'anthropic' && !holdsCredential(environment))
    throw impossible('a stored login', 'leave --strict out, or give the profile an apiKey or oauthToken');
  if (programs.length > 0)
    throw impossible(programs.join(', '), 'leave out --strict, or sign in to the cloud before');
  if (args.includes('--bg')) throw impossible('a background agent', 'start it in the foreground');
  return {
    ...(cloud ? { DISABLE_TELEMETRY: '1', DISABLE_ERROR_REPORTING: '1' } : {}),
    ...(cloud ? awsFiles(io) : {}),
    ...environment,
    ...userNetwork(files),
    CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1',
  };
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
function awsFiles(io: Io): Record<string, string> {
  const folder = join(homeFolder(io), '.aws');
  return {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  };
}
