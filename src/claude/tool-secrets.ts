import type { Profile } from '../backends/profile.ts';
import { isReadBySdk } from '../backends/providers.ts';
import { settingsOf } from '../backends/settings.ts';
import type { Environment } from '../base/io.ts';
import { isSecretSetting, type Part, type Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { parseReference } from '../secrets/reference.ts';
import { isNetwork } from './pinned-variables.ts';

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
  const reference = 'reference' in part ? parseReference(part.reference) : undefined;
  return reference !== undefined && 'kind' in reference && reference.kind === 'env' ? [reference.name] : [];
}

/** Without these Claude Code would not reach its server, or not as the profile says. */
function isReadByClaude(name: string): boolean {
  return isOwned(name) || isReadBySdk(name) || isNetwork(name);
}
