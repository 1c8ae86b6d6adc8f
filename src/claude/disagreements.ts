import type { Environment } from '../base/io.ts';
import type { Plan } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import type { Forecast } from './forecast.ts';
import { helperOf, isLogin } from './forecast-credentials.ts';
import { isHelperOf } from './helper-command.ts';
import { precedenceOf, type VariableSource } from './precedence.ts';
import type { SettingsFile } from './settings-files.ts';

/** A point in which Claude Code will not do what the profile says. */
export type Disagreement = {
  /** A variable, `apiKeyHelper`, or a stored login. */
  readonly name: string;
  /** `other`: another value; `missing`: none; `extra`: the profile has none; `elsewhere`: a secret that is not the profile’s. */
  readonly how: 'other' | 'missing' | 'extra' | 'elsewhere';
  /** What wins instead. */
  readonly winner: VariableSource | undefined;
  /** What the profile says, where that is no secret. */
  readonly wanted: string | null;
};

/**
 * Where a plain `claude`, started here, would depart from a plan. Secrets are not fetched: one counts as the
 * profile’s when it is exported in this shell and nothing beats it.
 * @param plan as `previewPlan` makes it
 */
export function disagreementsWith(
  plan: Plan,
  files: readonly SettingsFile[],
  environment: Environment,
): Disagreement[] {
  const found: Disagreement[] = [];
  for (const change of plan.changes) {
    const { winner } = precedenceOf(change.name, files, environment);
    const value = winner?.value ?? '';
    if (change.action === 'unset') {
      if (value !== '' && isOwned(change.name))
        found.push({ name: change.name, how: 'extra', winner, wanted: null });
    } else if (change.secret) {
      if (value === '') found.push({ name: change.name, how: 'missing', winner, wanted: null });
      else if (winner?.place !== 'environment')
        found.push({ name: change.name, how: 'elsewhere', winner, wanted: null });
    } else if (value !== change.value)
      found.push({
        name: change.name,
        how: value === '' ? 'missing' : 'other',
        winner,
        wanted: change.value,
      });
  }
  for (const [name, wanted] of Object.entries(plan.programs ?? {})) {
    const file = files.find(({ content }) => typeof content[name] === 'string');
    const value = String(file?.content[name] ?? '');
    const winner = file && { place: file.scope, path: file.path, value, ignored: false };
    if (value !== wanted) found.push({ name, how: value === '' ? 'missing' : 'other', winner, wanted });
  }
  const helper = helperOf(files);
  const how = helperDeparture(plan, helper);
  if (how !== undefined)
    found.push({
      name: 'apiKeyHelper',
      how,
      winner: helper && { place: helper.scope, path: helper.path, value: '', ignored: false },
      wanted: null,
    });
  return found;
}

/** Stored logins that would be sent beside what a plan says or in its place, with `-p` or in a session. */
export function strayLogins(plan: Plan, { sent, sentInSession }: Forecast): Disagreement[] {
  const own = plan.changes.some(
    change =>
      change.action === 'set' &&
      (change.name === 'ANTHROPIC_BASE_URL' || (change.secret && isOwned(change.name))),
  );
  if (!own) return [];
  const names = new Set([...sent, ...sentInSession].filter(isLogin).map(({ from }) => from));
  return [...names].map(name => ({ name, how: 'extra', winner: undefined, wanted: null }));
}

function helperDeparture(
  { byHelper, profile }: Plan,
  helper: SettingsFile | undefined,
): Disagreement['how'] | undefined {
  if (byHelper !== true) return helper === undefined ? undefined : 'extra';
  if (helper === undefined) return 'missing';
  return isHelperOf(helper.content.apiKeyHelper, profile ?? '') ? undefined : 'elsewhere';
}
