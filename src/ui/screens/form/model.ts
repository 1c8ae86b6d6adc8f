import { type Profile, profileFields } from '../../../backends/profile.ts';
import { settingsOf } from '../../../backends/settings.ts';
import type { Environment } from '../../../base/io.ts';
import { planFor } from '../../../env/plan.ts';
import { adviceOn, correctedOthers, correctedUrl } from '../../../profile/advice.ts';
import type { ConfigChange } from '../../../profile/changes.ts';
import { describeSettings } from '../../../profile/profile-plan.ts';
import type { Problem } from '../../../profile/rules.ts';
import { type Draft, nameIn, profileOf, secretsIn, shownProfile } from './draft.ts';
import { entryRows } from './entry.ts';
import { fieldRows, focusedRow } from './fields.ts';
import { entryProblems, formProblems } from './problems.ts';
import type { Row } from './row.ts';
import { entryExample } from './sources.ts';
import { exampleFor, type FormState, sheetOf } from './state.ts';

/** All that is read off a form. A part is worked out when it is first asked for, and once for each state. */
export type FormModel = Content & {
  /** The rows that the arrows go through: the unfolded fields, or those of the entry that is edited. */
  readonly rows: readonly Row[];
  /** The row that has the keys. */
  readonly row: Row | undefined;
  /** What is wrong on the sheet that has the keys. */
  readonly sheetProblems: readonly Problem[];
};

/** What hangs on the values and the folds alone: moving about changes none of it. */
type Content = {
  /** The profile as it would be saved. */
  readonly profile: Profile;
  /** The rows of all fields, those in folded groups among them. */
  readonly fields: readonly Row[];
  /** What stands against saving, in the order of the rows. */
  readonly problems: readonly Problem[];
  /** What is odd about fields, which may be saved all the same. */
  readonly advice: readonly { readonly path: string; readonly text: string }[];
  /** What fields should rather hold, by path, where one key can put it in. */
  readonly corrections: ReadonlyMap<string, string>;
  /** What saving would change. */
  readonly changes: readonly FieldChange[];
  /** Whether the form can be saved, and why not. */
  readonly canSave: 'yes' | 'wrong' | 'unchanged';
};

const models = new WeakMap<FormState, FormModel>();

/** The model of a form: every reader of one state gets the same. */
export function derive(form: FormState): FormModel {
  const known = models.get(form);
  if (known !== undefined) return known;
  const { opened, view } = form;
  const content = contentOf(form);
  const model: FormModel = lazily<FormModel, Content>(content, {
    rows: () =>
      view.view === 'entry'
        ? entryRows(view.entry, form.keychain, entryFill(form))
        : content.fields.filter(({ within }) => within === undefined || opened.has(within)),
    row: () => focusedRow(model.rows, sheetOf(form).focus),
    sheetProblems: () => (view.view === 'entry' ? entryProblems(form, view.entry) : content.problems),
  });
  models.set(form, model);
  return model;
}

const contents = new WeakMap<Draft, { readonly of: FormState; readonly content: Content }>();

function contentOf(form: FormState): Content {
  const { purpose, backend, keychain, sheet, start, opened } = form;
  const known = contents.get(sheet.values);
  const isSame =
    known?.of.purpose === purpose &&
    known.of.backend === backend &&
    known.of.keychain === keychain &&
    known.of.start === start &&
    known.of.opened === opened;
  if (isSame) return known.content;
  const content: Content = lazily<Content>(
    {},
    {
      profile: () => profileOf(backend, sheet.values),
      fields: () => fieldRows(form, content.profile),
      problems: () => formProblems(form, content.profile, content.fields),
      advice: () => adviceIn(form, content.profile),
      corrections: () => correctionsIn(form, content.profile),
      changes: () => fieldChanges(form, content.profile),
      canSave: () => {
        if (content.problems.length > 0) return 'wrong';
        return purpose.form === 'edit' && content.changes.length === 0 ? 'unchanged' : 'yes';
      },
    },
  );
  contents.set(sheet.values, { of: form, content });
  return content;
}

/** The name of the profile, and the preset that it is made from. */
function namesOf({ purpose, sheet }: FormState): [name: string, from: string] {
  return purpose.form === 'edit' ? [purpose.name, purpose.name] : [nameIn(sheet.values), purpose.presetName];
}

/** Only for texts that may be shown: the others are not looked into. */
function correctionsIn(form: FormState, profile: Profile): FormModel['corrections'] {
  const [name, from] = namesOf(form);
  const url = correctedUrl(name, profile, from);
  const all = [
    ...(url === undefined ? [] : [['baseUrl', url] as const]),
    ...correctedOthers(name, profile, from),
  ];
  return new Map(
    all.filter(([path]) => {
      const held = form.sheet.values.get(path);
      return held?.kind === 'source' || (held?.kind === 'text' && !held.typed.hidden);
    }),
  );
}

function adviceIn(form: FormState, profile: Profile): FormModel['advice'] {
  const [name, from] = namesOf(form);
  return adviceOn(name, profile, from).map(({ path, what, corrected, rcLine }) => {
    const instead = rcLine ?? (corrected === null ? undefined : `use ${corrected}`);
    return { path, text: instead === undefined ? what : `${what}: ${instead}` };
  });
}

/** An object whose parts are made when they are first read; the others are those of `base`. */
function lazily<Whole extends Base, Base extends object = object>(
  base: Base,
  parts: { readonly [Part in Exclude<keyof Whole, keyof Base>]: () => Whole[Part] },
): Whole {
  const whole = Object.create(base);
  for (const [name, make] of Object.entries<() => unknown>(parts))
    Object.defineProperty(whole, name, {
      configurable: true,
      get() {
        const value = make();
        Object.defineProperty(whole, name, { value });
        return value;
      },
    });
  return whole;
}

/** What the preset has as an example of the entry that is edited. */
function entryFill(form: FormState): string | undefined {
  const path = form.view.view === 'entry' ? form.view.entry.path : undefined;
  const fill = path === undefined ? undefined : exampleFor(form, path);
  return fill === undefined ? undefined : entryExample(fill).text;
}

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

function fieldChanges({ purpose, backend, sheet, start }: FormState, profile: Profile): FieldChange[] {
  const before = purpose.form === 'edit' ? valuesOf(purpose.before) : new Map<string, unknown>();
  const shownBefore = valuesOf(shownProfile(backend, start));
  const after = valuesOf(profile);
  const shownAfter = valuesOf(shownProfile(backend, sheet.values));
  const secrets = secretsIn(sheet.values);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path): FieldChange[] => {
    const stores = secrets.some(each => each.path === path);
    const change = { path, before: shownBefore.get(path), after: shownAfter.get(path), stores };
    if (!after.has(path)) return [{ sign: '-', path, before: change.before }];
    if (!before.has(path)) return [{ sign: '+', path, after: change.after, stores }];
    return Bun.deepEquals(before.get(path), after.get(path)) && !stores ? [] : [{ sign: '~', ...change }];
  });
}

function valuesOf(profile: Profile): ReadonlyMap<string, unknown> {
  return new Map(profileFields(profile).map(({ path, value }) => [path, value]));
}

/** The variables that a profile sets, and those of this environment that it takes away. */
export type Variables = {
  readonly set: readonly { readonly name: string; readonly value: string }[];
  readonly cleared: readonly string[];
};

export function variablesOf(form: FormState, environment: Environment): Variables {
  return { set: variablesSet(form, form.sheet.values), cleared: clearedBy(form, environment) };
}

/** In the form a reference is shown as it is written; what could be a credential is hidden by then. */
export function variablesSet({ backend }: FormState, values: FormState['start']): Variables['set'] {
  return describeSettings(shownProfile(backend, values), reference => reference);
}

/** cgw’s own marks in the environment are nobody’s business here. */
function clearedBy(form: FormState, environment: Environment): string[] {
  const settings = settingsOf(derive(form).profile);
  const resolved = settings.map(setting => ({ setting, value: '' }));
  return planFor('', resolved, environment).changes.flatMap(({ name, action }) =>
    action === 'unset' && environment[name] !== undefined && !name.startsWith('CGW_') ? [name] : [],
  );
}

export type ProfileChange = Extract<ConfigChange, { readonly change: 'add' | 'edit' }>;

/** The change of the config that the form asks for. */
export function changeOf(form: FormState): ProfileChange {
  const { purpose, sheet } = form;
  const { profile } = derive(form);
  return purpose.form === 'edit'
    ? { change: 'edit', name: purpose.name, profile, before: purpose.before }
    : { change: 'add', name: nameIn(sheet.values), profile };
}

/** Whether leaving would lose anything. */
export function isChanged(form: FormState): boolean {
  const { backend, sheet, start } = form;
  return (
    nameIn(sheet.values) !== nameIn(start) ||
    secretsIn(sheet.values).length > 0 ||
    !Bun.deepEquals(derive(form).profile, profileOf(backend, start))
  );
}
