import type { Profile } from '../../../src/backends/profile.ts';
import { textOf } from '../../../src/base/lines.ts';
import { presetOf } from '../../../src/profile/presets.ts';
import type { Size } from '../../../src/ui/frame.ts';
import { rowsOf } from '../../../src/ui/rows.ts';
import { addForm, editForm, pasteInForm, pressInForm } from '../../../src/ui/screens/form/form.ts';
import type { FormStep } from '../../../src/ui/screens/form/reduce.ts';
import type { Keychain } from '../../../src/ui/screens/form/sources.ts';
import { type FormState, withSheet } from '../../../src/ui/screens/form/state.ts';
import { formFrame } from '../../../src/ui/screens/form/view.ts';

/** A machine without a keychain. */
const noKeychain: Keychain = {
  missing: 'there is none in tests',
  folder: '/home/me/.config/cgw/secrets',
  users: new Map(),
};

type Adding = {
  readonly name?: string;
  readonly profile?: Profile;
  readonly taken?: readonly string[];
  readonly note?: string;
  readonly keychain?: Keychain;
};

/** The form that makes a profile of a preset, as the picker opens it. */
export function openedFor(presetName: string, options: Adding = {}): FormState {
  const preset = presetOf(presetName);
  if (preset === undefined) throw new Error(`there is no preset ${presetName}`);
  const { profile } = preset;
  return addForm({
    presetName,
    preset,
    name: presetName,
    profile,
    taken: [],
    keychain: noKeychain,
    home: '/home/me',
    ...options,
  });
}

/** The same, at its first row. */
export function adding(presetName: string, options: Adding = {}): FormState {
  return withSheet(openedFor(presetName, options), { focus: '@name' });
}

export function editing(profile: Profile, name = 'work', keychain = noKeychain): FormState {
  return editForm({ name, profile, keychain, home: '/home/me' });
}

/** One step of a session: a key by its name, or `{ type }` and `{ paste }` for text. */
export type Input = string | { readonly type: string } | { readonly paste: string };

const usualSize: Size = { columns: 80, rows: 24 };

/** The form after a session, and what its last step ended with. */
export function after(form: FormState, ...inputs: readonly Input[]): FormStep {
  let step: FormStep = { form };
  for (const input of inputs) {
    if (typeof input === 'string') step = pressInForm(step.form, input, usualSize, {});
    else if ('paste' in input) step = pasteInForm(step.form, input.paste, usualSize, {});
    else for (const character of input.type) step = pressInForm(step.form, character, usualSize, {});
  }
  return step;
}

export function formAfter(form: FormState, ...inputs: readonly Input[]): FormState {
  return after(form, ...inputs).form;
}

/** The screen as people see it. */
export function screenOf(
  form: FormState,
  { columns = 80, rows = 24, environment = {} }: Partial<ScreenOptions> = {},
): string {
  const size = { columns, rows };
  return rowsOf(formFrame(form, size, environment), size)
    .map(textOf)
    .join('\n');
}

/** The same without the border: what can be read anywhere in the frame. */
export function wordsOf(form: FormState, size: Size): string {
  const { top, panes, bottom } = formFrame(form, size, {});
  const lines = panes.flatMap(({ title, lines }) => [title, ...lines.map(textOf)]);
  return [textOf(top), ...lines, ...bottom.map(textOf)].join('\n');
}

type ScreenOptions = {
  readonly columns: number;
  readonly rows: number;
  readonly environment: { readonly [name: string]: string };
};

/** The row of the list whose label is this, its value two blanks after it. */
export function rowOf(form: FormState, label: string): string {
  const found = screenOf(form, { rows: 80, columns: 120 })
    .split('\n')
    .find(
      line =>
        line.startsWith('│') && /^(.*?)( \*)?(?: {2}.*)?$/.exec(line.slice(6, -2).trim())?.[1] === label,
    );
  return (
    found
      ?.slice(2, -2)
      .trimEnd()
      .replaceAll(/(?<=[^\s❯!]) {2,}/g, '  ') ?? `no row ${label}`
  );
}

/** What stands under the list about the focused row. */
export function detailOf(form: FormState, environment: ScreenOptions['environment'] = {}): string {
  const lines = screenOf(form, { rows: 80, columns: 200, environment }).split('\n');
  const rule = lines.findLastIndex(line => /^│ ─+ │$/.test(line));
  return lines
    .slice(rule + 1, -2)
    .map(line => line.slice(2, -2).trimEnd())
    .join('\n')
    .trim();
}

/** The keys that bring the focus to the row of this label from the top. */
export function focusOn(form: FormState, label: string): FormState {
  let here = formAfter(form, ...Array.from({ length: 20 }, () => 'pageup'));
  for (let steps = 0; steps < 100; steps++) {
    const focused = screenOf(here, { rows: 80, columns: 120 })
      .split('\n')
      .find(line => line.startsWith('│ ❯'));
    const text =
      focused
        ?.slice(6)
        .trimStart()
        .replace(/^[▸▾+→] /, '') ?? '';
    if (text.startsWith(`${label} `) || text.startsWith(`${label}…`)) return here;
    here = formAfter(here, 'down');
  }
  throw new Error(`there is no row ${label}`);
}
