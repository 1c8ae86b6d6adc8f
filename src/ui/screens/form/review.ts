import { heldFields } from '../../../backends/profile.ts';
import { settingsOf } from '../../../backends/settings.ts';
import type { Environment } from '../../../base/io.ts';
import { planFor } from '../../../env/plan.ts';
import type { ConfigChange } from '../../../profile/changes.ts';
import { describeSettings } from '../../../profile/profile-plan.ts';
import type { Problem } from '../../../profile/rules.ts';
import { nameIn, profileOf, secretsIn, shownProfile } from './draft.ts';
import { formProblems } from './problems.ts';
import type { FormState } from './state.ts';

/** A field that saving adds, takes out or changes; values as they may be shown. `stores`: a typed credential. */
export type FieldChange =
  | { readonly sign: '+'; readonly path: string; readonly after: unknown; readonly stores: boolean }
  | { readonly sign: '-'; readonly path: string; readonly before: unknown }
  | {
      readonly sign: '~';
      readonly path: string;
      readonly before: unknown;
      readonly after: unknown;
      readonly stores: boolean;
    };

/** Whether the field stays as it is, and only what its keychain entry holds is another. */
export function isNewOnly(change: FieldChange): boolean {
  return change.sign === '~' && change.stores && Bun.deepEquals(change.before, change.after);
}

/** In the form a reference is shown as it is written; what could be a credential is hidden by then. */
export function asWritten(reference: string): string {
  return reference;
}

/** What saving would do. */
export type Review = {
  readonly problems: readonly Problem[];
  readonly changes: readonly FieldChange[];
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** Variables of this environment that the profile takes away. */
  readonly cleared: readonly string[];
};

export function reviewOf(form: FormState, environment: Environment): Review {
  const shown = shownProfile(form.backend, form.sheet.cells);
  return {
    problems: formProblems(form),
    changes: fieldChanges(form),
    variables: describeSettings(shown, asWritten),
    cleared: clearedBy(form, environment),
  };
}

function fieldChanges({ purpose, backend, sheet, start }: FormState): FieldChange[] {
  const values = (profile: { readonly [key: string]: unknown }) =>
    new Map(heldFields(profile).map(({ path, value }) => [path, value]));
  const before = purpose.form === 'edit' ? values(purpose.before) : new Map<string, unknown>();
  const shownBefore = values(shownProfile(backend, start));
  const after = values(profileOf(backend, sheet.cells));
  const shownAfter = values(shownProfile(backend, sheet.cells));
  const secrets = secretsIn(sheet.cells);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path): FieldChange[] => {
    const stores = secrets.some(each => each.path === path);
    const change = { path, before: shownBefore.get(path), after: shownAfter.get(path), stores };
    if (!after.has(path)) return [{ sign: '-', path, before: change.before }];
    if (!before.has(path)) return [{ sign: '+', path, after: change.after, stores }];
    return Bun.deepEquals(before.get(path), after.get(path)) && !stores ? [] : [{ sign: '~', ...change }];
  });
}

/** cgw’s own marks in the environment are nobody’s business here. */
function clearedBy({ backend, sheet }: FormState, environment: Environment): string[] {
  const settings = settingsOf(profileOf(backend, sheet.cells));
  const resolved = settings.map(setting => ({ setting, value: '' }));
  return planFor('', resolved, environment).changes.flatMap(({ name, action }) =>
    action === 'unset' && environment[name] !== undefined && !name.startsWith('CGW_') ? [name] : [],
  );
}

/** Whether the form can be saved, and why not. */
export function canSave(form: FormState): 'yes' | 'wrong' | 'unchanged' {
  if (formProblems(form).length > 0) return 'wrong';
  return form.purpose.form === 'edit' && fieldChanges(form).length === 0 ? 'unchanged' : 'yes';
}

export type ProfileChange = Extract<ConfigChange, { readonly change: 'add' | 'edit' }>;

/** The change of the config that the form asks for. */
export function changeOf({ purpose, backend, sheet }: FormState): ProfileChange {
  const profile = profileOf(backend, sheet.cells);
  return purpose.form === 'edit'
    ? { change: 'edit', name: purpose.name, profile, before: purpose.before }
    : { change: 'add', name: nameIn(sheet.cells), profile };
}

/** Whether leaving would lose anything. */
export function isChanged({ backend, sheet, start }: FormState): boolean {
  return (
    nameIn(sheet.cells) !== nameIn(start) ||
    secretsIn(sheet.cells).length > 0 ||
    !Bun.deepEquals(profileOf(backend, sheet.cells), profileOf(backend, start))
  );
}
