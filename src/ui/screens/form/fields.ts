import type { Field } from '../../../backends/backend.ts';
import { backends, fieldOf, fieldsOf } from '../../../backends/index.ts';
import { type OpenGroup, openGroupOf } from '../../../backends/profile.ts';
import { missingFill } from '../../../profile/presets.ts';
import { heldIn, namePath, profileOf } from './draft.ts';
import { entryExample } from './example.ts';
import { fieldRows } from './field-rows.ts';
import { groupLabels, openGroupNames } from './groups.ts';
import { type GroupId, pathOf, type Row } from './row.ts';
import type { FormState } from './state.ts';

/** Fields of every profile that stand at the end, outside the groups. */
const last: readonly string[] = ['configDir', 'note'];

/** The rows of the form, those in folded groups left out unless `all` are asked for. */
export function formRows(form: FormState, all = false): Row[] {
  const { backend, sheet } = form;
  const asked = askedPaths(form);
  const own = Object.keys(backends[backend].fields).filter(path => !asked.includes(path));
  const shared = Object.keys(fieldsOf(backend)).filter(path => !asked.includes(path) && !own.includes(path));
  const models = shared.filter(path => path.startsWith('models.'));
  const features = shared.filter(path => !models.includes(path) && !last.includes(path));
  const entries = (group: OpenGroup) =>
    [...sheet.cells].flatMap(([path, { cell }]) =>
      cell === 'open' && openGroupOf(path)?.group === group && !asked.includes(path) ? [path] : [],
    );
  const grouped = (group: GroupId, paths: readonly string[]): Row[] => {
    const open = all || form.opened.has(group);
    const count = paths.filter(path => isSet(form, path)).length;
    const members = paths.flatMap(path => pathRows(form, path, 1));
    return [groupRow(group, open, count), ...(open ? [...members, ...addRow(group)] : [])];
  };
  const rows = [
    ...nameRow(form),
    ...[...asked, ...own].flatMap(path => pathRows(form, path, 0)),
    ...grouped('models', models),
    ...grouped('features', features),
    ...openGroupNames(backend).flatMap(group => grouped(group, entries(group))),
    ...last.filter(path => shared.includes(path)).flatMap(path => pathRows(form, path, 0)),
  ];
  return [...rows, ...strayRows(form), doneRow(form)];
}

/** What the preset leaves open, and what the backend cannot do without. */
function askedPaths({ purpose, backend }: FormState): string[] {
  const fill = purpose.form === 'add' ? Object.keys(purpose.preset.fill ?? {}) : [];
  const required = Object.entries(fieldsOf(backend)).flatMap(([path, field]) =>
    field.required ? [path] : [],
  );
  return [...new Set([...fill, ...required])];
}

function nameRow({ purpose }: FormState): Row[] {
  if (purpose.form !== 'add') return [];
  const { presetName, preset, note } = purpose;
  const about = `from ${presetName}: ${preset.summary}`;
  return [
    {
      id: namePath,
      control: 'text',
      path: namePath,
      label: 'name',
      depth: 0,
      required: true,
      help: 'what cgw calls it',
      notes: note === null ? [about] : [note, about],
    },
  ];
}

function pathRows(form: FormState, path: string, depth: 0 | 1): Row[] {
  const field = fieldOf(form.backend, path);
  const label = depth === 0 ? path : path.slice(path.indexOf('.') + 1);
  const cell = form.sheet.cells.get(path);
  if (cell?.cell === 'stray') return [strayRow(path, depth)];
  const row = {
    path,
    label,
    depth,
    required: isRequired(form, path, field),
    example: exampleOf(form, path, field),
  };
  if (field !== undefined && cell !== undefined)
    return fieldRows(row, field, cell, form.start.get(path), form.keychain);
  return [{ ...row, id: path, control: 'entry', held: cell !== undefined, help: entryHelp(path) }];
}

function entryHelp(path: string): string {
  const group = openGroupOf(path)?.group;
  return group === undefined ? '' : groupLabels[group].entry;
}

function exampleOf({ purpose }: FormState, path: string, field: Field | undefined): string | undefined {
  const fill = purpose.form === 'add' ? purpose.preset.fill?.[path] : undefined;
  if (fill !== undefined) return field?.kind === 'credential' ? entryExample(fill).text : fill;
  return field !== undefined && 'example' in field ? field.example : undefined;
}

/** A field of the preset is required until another form of it is given (a key instead of the token). */
function isRequired(form: FormState, path: string, field: Field | undefined): boolean {
  const { purpose } = form;
  if (field?.required || purpose.form !== 'add') return field?.required ?? false;
  if (!Object.hasOwn(purpose.preset.fill ?? {}, path)) return false;
  return (
    isSet(form, path) || missingFill(purpose.preset, profileOf(form.backend, form.sheet.cells)).includes(path)
  );
}

function isSet({ backend, sheet }: FormState, path: string): boolean {
  const cell = sheet.cells.get(path);
  return cell !== undefined && heldIn(backend, path, cell) !== undefined;
}

function groupRow(group: GroupId, open: boolean, count: number): Row {
  const { title, help } = groupLabels[group];
  return {
    id: `group ${group}`,
    control: 'group',
    group,
    open,
    count,
    label: title,
    depth: 0,
    required: false,
    help,
  };
}

function addRow(group: GroupId): Row[] {
  if (group === 'models' || group === 'features') return [];
  const { add, help } = groupLabels[group];
  return [{ id: `add ${group}`, control: 'add', group, label: add, depth: 1, required: false, help }];
}

/** What nothing else shows: values that no field of this backend can hold. */
function strayRows({ backend, sheet }: FormState): Row[] {
  const groups: readonly string[] = openGroupNames(backend);
  return [...sheet.cells].flatMap(([path, { cell }]) => {
    const group = openGroupOf(path)?.group;
    const lost =
      cell === 'stray'
        ? fieldOf(backend, path) === undefined
        : cell === 'open' && !groups.includes(group ?? '');
    return lost ? [strayRow(path, 0)] : [];
  });
}

function strayRow(path: string, depth: 0 | 1): Row {
  const help = 'holds a value that this field cannot have; it can only be taken out';
  return { id: path, control: 'stray', path, label: path, depth, required: false, help };
}

function doneRow({ purpose }: FormState): Row {
  const what = purpose.form === 'add' ? 'will be saved' : 'changes';
  const help = `shows what ${what} and what it sets, before anything is saved`;
  return { id: 'done', control: 'done', label: 'review and save', depth: 0, required: false, help };
}

/** The row that has the keys; the row is still found when another takes its place. */
export function focusedRow(rows: readonly Row[], focus: string): Row | undefined {
  return (
    rows.find(({ id }) => id === focus) ?? rows.find(row => focus.startsWith(`${pathOf(row)} `)) ?? rows[0]
  );
}
