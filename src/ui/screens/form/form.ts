import { fieldOf } from '../../../backends/index.ts';
import type { Profile } from '../../../backends/profile.ts';
import type { Environment } from '../../../base/io.ts';
import type { Preset } from '../../../profile/presets.ts';
import type { Size } from '../../frame.ts';
import { actionFor } from '../../keys.ts';
import type { Press } from '../../press.ts';
import { type Draft, draftOf, namePath } from './draft.ts';
import { withPaste, withPress } from './edit.ts';
import { formBindings } from './keys.ts';
import { derive } from './model.ts';
import { pathsOf } from './problems.ts';
import { type FormStep, reduceForm } from './reduce.ts';
import { pathOf, type Row, rowToFix } from './row.ts';
import { entryExample, type Keychain } from './sources.ts';
import { type FormState, type Purpose, withSheet } from './state.ts';
import { type FieldValue, typed } from './value.ts';
import { settledForm } from './view.ts';

/** The form for a new profile. `profile` is what is known of it: what the preset gives, and what was detected. */
export function addForm(options: {
  readonly presetName: string;
  readonly preset: Preset;
  readonly name: string;
  readonly profile: Profile;
  readonly taken: readonly string[];
  readonly keychain: Keychain;
  readonly home: string;
  readonly note?: string | null;
}): FormState {
  const { presetName, preset, name, profile, taken, note = null, ...machine } = options;
  const values = namedDraft(name, profile);
  for (const [path, example] of Object.entries(preset.fill ?? {})) {
    const held = values.get(path);
    if (held !== undefined && fieldOf(profile.backend, path)?.kind === 'credential')
      values.set(path, suggested(held, example, machine.keychain));
  }
  return opened({ form: 'add', presetName, preset, taken, note }, profile, values, machine);
}

/** The form for a profile that there is. */
export function editForm(options: {
  readonly name: string;
  readonly profile: Profile;
  readonly keychain: Keychain;
  readonly home: string;
}): FormState {
  const { name, profile, ...machine } = options;
  return opened({ form: 'edit', name, before: profile }, profile, namedDraft(name, profile), machine);
}

function namedDraft(name: string, profile: Profile): Map<string, FieldValue> {
  return new Map([...draftOf(profile), [namePath, { kind: 'text', typed: typed(name) }]]);
}

/** The keychain where there is one, else the kind of reference that the preset expects, for the user to complete. */
function suggested(held: FieldValue, example: string, { missing }: Keychain): FieldValue {
  return held.kind === 'source' && held.source === 'none'
    ? { ...held, source: missing === null ? 'keychain' : entryExample(example).source }
    : held;
}

function opened(
  purpose: Purpose,
  { backend }: Profile,
  values: Draft,
  machine: Pick<FormState, 'keychain' | 'home'>,
): FormState {
  const form: FormState = {
    purpose,
    backend,
    ...machine,
    sheet: { values, focus: '', top: 0, visited: new Set() },
    start: values,
    opened: new Set(),
    reviewed: false,
    view: { view: 'fields' },
    cover: undefined,
  };
  const first = firstRow(form);
  return first === undefined
    ? reduceForm(form, { type: 'review' }).form
    : withSheet(form, { focus: first.id });
}

/**
 * Where it begins: a new profile with what is still missing, then with what would tell the route; undefined, where what
 * was found on this machine lacks nothing: with its review.
 */
function firstRow(form: FormState): Row | undefined {
  const { fields, problems, row } = derive(form);
  if (form.purpose.form === 'edit') return row;
  const [problem] = problems;
  if (problem !== undefined) return rowToFix(fields, pathsOf(problem.path)[0]) ?? row;
  const open = fields.find(
    each => each.control === 'option' && each.tellsRoute && each.asked && !isSet(form, each),
  );
  return open ?? (isFound(form) ? undefined : row);
}

/** Whether more is known of a new profile than what its preset gives. */
function isFound(form: FormState): boolean {
  return form.purpose.form === 'add' && !Bun.deepEquals(derive(form).profile, form.purpose.preset.profile);
}

function isSet({ sheet }: FormState, row: Row): boolean {
  const held = sheet.values.get(pathOf(row) ?? '');
  return held?.kind === 'option' && held.value !== undefined;
}

/** The form after a key: what the table says, else the key types into the focused row. */
export function pressInForm(form: FormState, press: Press, size: Size, environment: Environment): FormStep {
  // Before as well: the screen may have grown since.
  const shown = settledForm(form, size, environment);
  const action = actionFor(formBindings(shown), press);
  const step = action === undefined ? { form: withPress(shown, press) } : reduceForm(shown, action);
  return { ...step, form: settledForm(step.form, size, environment) };
}

/** The form with the row focused that was clicked. @param index among the rows that are shown */
export function clickInForm(form: FormState, index: number): FormState {
  const { rows, row } = derive(form);
  return row === undefined ? form : reduceForm(form, { type: 'move', by: index - rows.indexOf(row) }).form;
}

/** Whether Enter does more with the focused row than go on to the next. */
export function takesEnter(form: FormState): boolean {
  return actionFor(formBindings(form), 'enter')?.type !== 'move';
}

/** The form with a text pasted into the focused row; what comes along around it does not count. */
export function pasteInForm(form: FormState, text: string, size: Size, environment: Environment): FormStep {
  return { form: settledForm(withPaste(form, text.trim()), size, environment) };
}
