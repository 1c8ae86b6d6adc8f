import type { Profile } from '../backends/profile.ts';
import { isReadBySdk } from '../backends/providers.ts';
import { settingsOf } from '../backends/settings.ts';
import type { Environment } from '../base/io.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { applyPlan, isSecretSetting, type Part, type Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { variableIn } from '../secrets/reference.ts';
import { needsManagedMode } from './managed-mode.ts';
import { isNetwork } from './pinned-variables.ts';
import { isRefused } from './refused-variables.ts';
import { envOf, isProjects, type SettingsFile } from './settings-files.ts';

/** What Claude Code works with when `cgw run` starts it. */
export type LaunchEnvironment = {
  readonly environment: Readonly<Record<string, string>>;
  /** The settings file that says what a variable is; undefined: the profile or the shell does. */
  readonly fileOf: (name: string) => string | undefined;
};

/**
 * The profile over the settings of the user and of an administrator over the shell: for the network, certificates and
 * the SDK of a cloud these count in a launch, too. A project decides nothing of it. Pure.
 * @param files highest first
 */
export function launchEnvironment(
  plan: Plan,
  backend: BackendId,
  files: readonly SettingsFile[],
  environment: Environment,
): LaunchEnvironment {
  const planned = new Set(plan.changes.map(({ name }) => name));
  const mode: Environment = needsManagedMode(plan, backend)
    ? { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' }
    : {};
  const found = new Map<string, { value: string; path: string }>();
  for (const { scope, path, content } of files) {
    if (isProjects(scope)) continue;
    for (const [name, value] of Object.entries(envOf(content))) {
      // In that mode a launch hands on what the user’s own files say, and no others count.
      const counts = !isRefused(name, false, scope === 'managed' ? mode : {});
      if (counts && !planned.has(name) && !isOwned(name) && !found.has(name))
        found.set(name, { value, path });
    }
  }
  const theirs = Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
  return {
    environment: { ...applyPlan(plan, environment), ...theirs },
    fileOf: name => found.get(name)?.path,
  };
}

/**
 * The plan of a launch without what a project could send away: its `.mcp.json` may ask for any variable by name
 * (observed), and its hooks see all. So what a reference reads leaves the environment with the credential, and so does
 * a secret of `env.*` that Claude Code and the SDKs do not read themselves, unless the profile leaves it to tools.
 */
export function withoutToolSecrets(plan: Plan, profile: Profile, environment: Environment): Plan {
  const left = new Set(typeof profile.toolVariables === 'string' ? profile.toolVariables.split(',') : []);
  const settings = settingsOf(profile);
  const set = new Map(settings.map(setting => [setting.name, setting]));
  const read = settings.flatMap(({ parts }) => parts.flatMap(namesRead));
  const gone = (name: string) => !left.has(name) && !isReadByClaude(name);
  const hidden = [...set.values()].filter(
    setting => setting.path.startsWith('env.') && isSecretSetting(setting) && gone(setting.name),
  );
  const names = new Set([
    ...hidden.map(({ name }) => name),
    ...read.filter(name => gone(name) && !set.has(name) && environment[name] !== undefined),
  ]);
  const changes = plan.changes.filter(({ name }) => !names.has(name));
  return { ...plan, changes: [...changes, ...[...names].map(name => ({ name, action: 'unset' as const }))] };
}

function namesRead(part: Part): string[] {
  const variable = 'reference' in part ? variableIn(part.reference) : undefined;
  return variable === undefined ? [] : [variable];
}

/** Without these Claude Code would not reach its server, or not as the profile says. */
function isReadByClaude(name: string): boolean {
  return isOwned(name) || isReadBySdk(name) || isNetwork(name);
}
