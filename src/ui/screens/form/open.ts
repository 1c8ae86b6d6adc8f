import { fieldOf } from '../../../backends/index.ts';
import type { Preset } from '../../../profile/presets.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { Cell } from './cell.ts';
import { type Draft, draftOf, namePath } from './draft.ts';
import { entryExample } from './example.ts';
import { focusedRow, formRows } from './fields.ts';
import type { FormState, Purpose } from './state.ts';
import { typed } from './typed.ts';

/** The form for a new profile. `profile` is what is known of it: what the preset gives, and what was detected. */
export function addForm(options: {
  readonly presetName: string;
  readonly preset: Preset;
  readonly name: string;
  readonly profile: Profile;
  readonly taken: readonly string[];
  readonly note?: string | null;
}): FormState {
  const { presetName, preset, name, profile, taken, note = null } = options;
  const cells = new Map(draftOf(profile));
  cells.set(namePath, { cell: 'text', typed: typed(name) });
  for (const [path, example] of Object.entries(preset.fill ?? {})) {
    const cell = cells.get(path);
    if (cell !== undefined && fieldOf(profile.backend, path)?.kind === 'credential')
      cells.set(path, suggested(cell, example));
  }
  return opened({ form: 'add', presetName, preset, taken, note }, profile, cells);
}

/** The form for a profile that there is. */
export function editForm({ name, profile }: { readonly name: string; readonly profile: Profile }): FormState {
  return opened({ form: 'edit', name, before: profile }, profile, draftOf(profile));
}

/** The kind of reference that the preset expects, for the user to complete. */
function suggested(cell: Cell, example: string): Cell {
  return cell.cell === 'source' && cell.source === 'none'
    ? { ...cell, source: entryExample(example).source }
    : cell;
}

function opened(purpose: Purpose, { backend }: Profile, cells: Draft): FormState {
  const form: FormState = {
    purpose,
    backend,
    sheet: { cells, focus: '', visited: new Set() },
    start: cells,
    opened: new Set(),
    reviewed: false,
    view: { view: 'fields' },
    cover: undefined,
  };
  const first = focusedRow(formRows(form), '');
  return { ...form, sheet: { ...form.sheet, focus: first?.id ?? '' } };
}
