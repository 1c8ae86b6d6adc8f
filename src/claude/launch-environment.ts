import type { Environment } from '../base/io.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { applyPlan, type Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { needsManagedMode } from './managed-mode.ts';
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
