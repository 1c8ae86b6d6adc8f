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
import { type Row, rowToFix } from './row.ts';
import { entryExample, type Keychain } from './sources.ts';
import { type FormState, type Purpose, withSheet } from './state.ts';
import { type FieldValue, typed } from './value.ts';
import { clampedForm } from './view.ts';

/** The form for a new profile. `profile` is what is known of it: what the preset gives, and what was detected. */
export function addForm(options: {
  readonly presetName: string;
  readonly preset: Preset;
  readonly name: string;
  readonly profile: Profile;
  readonly taken: readonly string[];
  readonly keychain: Keychain;
  readonly note?: string | null;
}): FormState {
  const { presetName, preset, name, profile, taken, keychain, note = null } = options;
  const values = namedDraft(name, profile);
  for (const [path, example] of Object.entries(preset.fill ?? {})) {
    const held = values.get(path);
    if (held !== undefined && fieldOf(profile.backend, path)?.kind === 'credential')
      values.set(path, suggested(held, example, keychain));
  }
  return opened({ form: 'add', presetName, preset, taken, note }, profile, values, keychain);
}

/** The form for a profile that there is. */
export function editForm(options: {
  readonly name: string;
  readonly profile: Profile;
  readonly keychain: Keychain;
}): FormState {
  const { name, profile, keychain } = options;
  return opened({ form: 'edit', name, before: profile }, profile, namedDraft(name, profile), keychain);
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

function opened(purpose: Purpose, { backend }: Profile, values: Draft, keychain: Keychain): FormState {
  const form: FormState = {
    purpose,
    backend,
    keychain,
    sheet: { values, focus: '', visited: new Set() },
    start: values,
    opened: new Set(),
    reviewed: false,
    view: { view: 'fields' },
    cover: undefined,
  };
  return withSheet(form, { focus: firstRow(form)?.id ?? '' });
}

/** Where it begins: of a new profile with what is still missing, and where nothing is, with its review. */
function firstRow(form: FormState): Row | undefined {
  const { fields, problems, rows, row } = derive(form);
  if (form.purpose.form === 'edit') return row;
  const [problem] = problems;
  return problem === undefined ? rows.at(-1) : (rowToFix(fields, pathsOf(problem.path)[0]) ?? row);
}

/** The form after a key: what the table says, else the key types into the focused row. */
export function pressInForm(form: FormState, press: Press, size: Size, environment: Environment): FormStep {
  // Clamped before as well: the screen may have grown since.
  const shown = clampedForm(form, size, environment);
  const action = actionFor(formBindings(shown), press);
  const step = action === undefined ? { form: withPress(shown, press) } : reduceForm(shown, action);
  return { ...step, form: clampedForm(step.form, size, environment) };
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
  return { form: clampedForm(withPaste(form, text.trim()), size, environment) };
}
