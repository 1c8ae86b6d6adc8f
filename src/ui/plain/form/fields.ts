import { profileFields } from '../../../backends/profile.ts';
import { type Assignments, assign } from '../../../profile/assignments.ts';
import { draftOf, nameIn, namePath, shownProfile } from '../../screens/form/draft.ts';
import { derive } from '../../screens/form/model.ts';
import { groupLabels, type Row } from '../../screens/form/row.ts';
import { type FormState, withField } from '../../screens/form/state.ts';
import { valueText } from '../../screens/form/value.ts';
import { unmasked } from '../words.ts';

/** The form after a question, and what to say about the answer. */
export type Asked = { readonly form: FormState; readonly say: readonly string[] };

/** The form with one field changed, by the rules of `--set`, `--secret` and `--unset`. */
export function assigned(form: FormState, path: string, change: Partial<Assignments>): FormState {
  const assignments = { set: [], secret: [], unset: [], ...change };
  const profile = assign(derive(form).profile, assignments, { home: form.home });
  return withField(form, path, draftOf(profile).get(path));
}

/** The value of a field in words; undefined when it is not set. */
export function heldText({ backend, sheet }: FormState, path: string): string | undefined {
  const entry = profileFields(shownProfile(backend, sheet.values)).find(each => each.path === path);
  return entry === undefined ? undefined : unmasked(valueText(entry.value));
}

/** Rows that are no field of their own. */
const partial = ['sourceText', 'secret', 'group', 'done'] as const satisfies readonly Row['control'][];

/** A row that is asked about on its own: the text of a source belongs to the source. */
export type FieldRow = Exclude<Row, { control: (typeof partial)[number] }>;

function isFieldRow(row: Row): row is FieldRow {
  return !(partial as readonly Row['control'][]).includes(row.control);
}

/** The fields in the order of the form; the number of a field is its place here. */
export function fieldRowsOf(form: FormState): FieldRow[] {
  return derive(form).fields.filter(isFieldRow);
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
  return derive(form).fields.flatMap(row => {
    if (row.control === 'group') return [`${row.label}: ${row.help}`];
    if (!isFieldRow(row)) return [];
    const place = rows.findIndex(({ id }) => id === row.id) + 1;
    return [`${place}. ${nameOf(row)}: ${aboutRow(form, row)}`];
  });
}

function aboutRow(form: FormState, row: FieldRow): string {
  if (row.control === 'add') return groupLabels[row.group].entry;
  if (row.path === namePath) return `${nameIn(form.sheet.values)}; what cgw calls it`;
  const held = heldText(form, row.path);
  const state = held ?? (row.required ? 'not set, required' : 'not set');
  return `${state}; ${row.help}`;
}
