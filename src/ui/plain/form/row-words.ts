import { nameIn, namePath } from '../../screens/form/draft.ts';
import { formRows } from '../../screens/form/fields.ts';
import { groupLabels, type Row } from '../../screens/form/row.ts';
import type { FormState } from '../../screens/form/state.ts';
import { heldText } from './held.ts';

/** Rows that are no field of their own. */
const partial = ['written', 'secret', 'group', 'done'] as const satisfies readonly Row['control'][];

/** A row that is asked about on its own: the text of a source belongs to the source. */
export type FieldRow = Exclude<Row, { control: (typeof partial)[number] }>;

function isFieldRow(row: Row): row is FieldRow {
  return !(partial as readonly Row['control'][]).includes(row.control);
}

/** The fields in the order of the form; the number of a field is its place here. */
export function fieldRowsOf(form: FormState): FieldRow[] {
  return formRows(form, true).filter(isFieldRow);
}

/** How a field is called when it is talked about: `name`, `models.opus`, `headers.NAME`. */
export function nameOf(row: FieldRow): string {
  if (row.control === 'add') return `${row.group}.NAME`;
  return row.path === namePath ? 'name' : row.path;
}

/** What a question begins with: what the field is for, an example, and what it holds. */
export function rowIntro(form: FormState, row: FieldRow): string[] {
  const { help, example, required } = row;
  const held = row.control === 'add' ? undefined : heldText(form, row.path);
  return [
    `${nameOf(row)}: ${help.replaceAll('\n', '. ')}.${required ? ' Required.' : ''}`,
    ...(example === undefined ? [] : [`For example ${example}`]),
    ...(held === undefined ? [] : [`Now it is ${held}`]),
  ];
}

/** All fields with their numbers and what they hold, under the titles of their groups. */
export function fieldWords(form: FormState): string[] {
  const rows = fieldRowsOf(form);
  return formRows(form, true).flatMap(row => {
    if (row.control === 'group') return [`${row.label}: ${row.help}`];
    if (!isFieldRow(row)) return [];
    const place = rows.findIndex(({ id }) => id === row.id) + 1;
    return [`${place}. ${nameOf(row)}: ${aboutRow(form, row)}`];
  });
}

function aboutRow(form: FormState, row: FieldRow): string {
  if (row.control === 'add') return groupLabels[row.group].entry;
  if (row.path === namePath) return `${nameIn(form.sheet.cells)}; what cgw calls it`;
  const held = heldText(form, row.path);
  const state = held ?? (row.required ? 'not set, required' : 'not set');
  return `${state}; ${row.help}`;
}
