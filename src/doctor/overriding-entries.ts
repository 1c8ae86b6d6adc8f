import { disagreementsWith } from '../claude/disagreements.ts';
import { hostManaged } from '../claude/modes.ts';
import { helperKeys, overridesOf } from '../claude/overrides.ts';
import { precedenceOf } from '../claude/precedence.ts';
import { envEntry, type SettingsFile } from '../claude/settings-files.ts';
import { isOwned, sharedVariables } from '../env/variables.ts';
import type { SettingsText } from './situation.ts';
import type { View } from './views.ts';

/** An entry of a settings file that beats the shell or the profile. */
export type OverridingEntry = {
  /** A variable, or a settings key such as `apiKeyHelper`. */
  readonly name: string;
  readonly file: SettingsText;
  /** Where it stands in the file. */
  readonly keys: readonly string[];
  /** What the file says. */
  readonly theirs: string;
  /** What the shell or the profile says; null: nothing. */
  readonly ours: string | null;
};

/** Every entry that beats what a view should be. */
export function overridingEntries(view: View): OverridingEntry[] {
  const { profile } = view;
  if (profile === null) return againstExports(view);
  const found = view.how === 'run' ? againstRun(view, profile) : againstProfile(view, profile);
  return found.filter(each => each.file.written?.profile !== profile.name || !isWritten(each));
}

type WithPlan = NonNullable<View['profile']>;

/** Without a profile: what the shell exports is what is wanted. */
function againstExports({ environment, files }: View): OverridingEntry[] {
  return Object.keys(environment)
    .filter(name => isOwned(name) || Object.hasOwn(sharedVariables, name))
    .flatMap(name => {
      const { winner } = precedenceOf(name, files, environment);
      const ours = environment[name] ?? '';
      return ours === '' || winner?.value === ours
        ? []
        : entry(name, ours, fileAt(winner?.path ?? null, files));
    });
}

function againstProfile({ environment, files }: View, { plan }: WithPlan): OverridingEntry[] {
  const found = disagreementsWith(plan, files, environment);
  const managed = hostManaged(environment);
  return found.flatMap(({ name, winner }) =>
    managed && isHelper(name)
      ? []
      : entry(name, plannedValue(name, plan), fileAt(winner?.path ?? null, files)),
  );
}

/** `cgw run` beats all of these but managed ones; whoever starts Claude Code another way meets them. */
function againstRun({ files }: View, { plan }: WithPlan): OverridingEntry[] {
  return overridesOf(plan, files).flatMap(({ name, file }) =>
    entry(name, plannedValue(name, plan), fileAt(file.path, files)),
  );
}

function plannedValue(name: string, plan: WithPlan['plan']): string | null {
  const change = plan.changes.find(each => each.name === name);
  return change?.action === 'set' ? change.value : null;
}

function fileAt(path: string | null, files: readonly SettingsText[]): SettingsText | undefined {
  return files.find(file => file.path === path);
}

function entry(name: string, ours: string | null, file: SettingsText | undefined): OverridingEntry[] {
  if (file === undefined || name.startsWith('CGW_')) return [];
  const keys = isHelper(name) ? [name] : ['env', name];
  return [{ name, file, keys, theirs: valueIn(file, name), ours }];
}

function valueIn(file: SettingsFile, name: string): string {
  return isHelper(name) ? String(file.content[name] ?? '') : (envEntry(file.content, name) ?? '');
}

/** Whether cgw itself put an entry there. */
export function isWritten({ file, keys }: Pick<OverridingEntry, 'file' | 'keys'>): boolean {
  return file.written?.entries.includes(keys.join('.')) === true;
}

export function isHelper(name: string): boolean {
  return (helperKeys as readonly string[]).includes(name);
}

/** An alias (`opus`, `sonnet[1m]`) is plain letters: Claude Code makes a model of the backend in force of it. */
const alias = /^[a-z]+(\[1m\])?$/;

/**
 * A `model` in the user’s settings that is the name of one backend’s model, where the profile names none: it goes
 * to whatever backend is in force.
 */
export function foreignModel({ profile, files, effective }: View): OverridingEntry[] {
  const file = files.find(({ content }) => typeof content.model === 'string');
  const model = file?.content.model;
  if (profile === null || file?.scope !== 'user' || typeof model !== 'string') return [];
  const named = effective.ANTHROPIC_MODEL ?? '';
  const fits = alias.test(model) || (profile.profile.backend === 'anthropic' && model.startsWith('claude-'));
  return named !== '' || model === '' || fits
    ? []
    : [{ name: 'model', file, keys: ['model'], theirs: model, ours: null }];
}
