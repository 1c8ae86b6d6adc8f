import type { Field } from '../../../backends/backend.ts';
import { backends, fieldOf, fieldsOf } from '../../../backends/index.ts';
import { modelTexts } from '../../../backends/models.ts';
import { type OpenGroup, openGroupOf, type Profile, profileFields } from '../../../backends/profile.ts';
import { routesOf } from '../../../features/route-of.ts';
import { missingFill } from '../../../profile/presets.ts';
import { namePath } from './draft.ts';
import {
  type Control,
  type GroupId,
  groupLabels,
  groupRowId,
  openGroupNames,
  pathOf,
  type Row,
  sourceRows,
} from './row.ts';
import { entryExample, type Keychain, offeredKinds, type Source } from './sources.ts';
import { exampleFor, type FormState } from './state.ts';
import type { FieldValue } from './value.ts';

/** Fields of every profile that stand at the end, outside the groups. */
const last: readonly string[] = ['configDir', 'note'];

/** The rows of the form for the profile that it holds, those in folded groups among them. */
export function fieldRows(form: FormState, profile: Profile): Row[] {
  const { backend, sheet, purpose, opened } = form;
  const known: Known = {
    set: new Set(profileFields(profile).map(({ path }) => path)),
    missing: purpose.form === 'add' ? missingFill(purpose.preset, profile) : [],
  };
  const asked = askedPaths(form, profile);
  const own = Object.keys(backends[backend].fields).filter(path => !asked.includes(path));
  const shared = Object.keys(fieldsOf(backend)).filter(path => !asked.includes(path) && !own.includes(path));
  const texts = shared.filter(path => Object.hasOwn(modelTexts, path));
  const models = shared.filter(path => path.startsWith('models.') && !texts.includes(path));
  const features = shared.filter(path => ![...models, ...texts, ...last].includes(path));
  const entries = (group: OpenGroup) =>
    [...sheet.values].flatMap(([path, { kind }]) =>
      kind === 'open' && openGroupOf(path)?.group === group && !asked.includes(path) ? [path] : [],
    );
  const grouped = (group: GroupId, paths: readonly string[]): Row[] => {
    const count = paths.filter(path => known.set.has(path)).length;
    const members = [...paths.flatMap(path => pathRows(form, known, path, 1)), ...addRow(group)];
    return [groupRow(group, opened.has(group), count), ...members.map(row => ({ ...row, within: group }))];
  };
  return [
    ...nameRow(form),
    ...asked.flatMap(path => pathRows(form, known, path, 0)).map((row): Row => ({ ...row, asked: true })),
    ...own.flatMap(path => pathRows(form, known, path, 0)),
    ...grouped('models', models),
    ...grouped('modelTexts', texts),
    ...grouped('features', features),
    ...openGroupNames(backend).flatMap(group => grouped(group, entries(group))),
    ...last.filter(path => shared.includes(path)).flatMap(path => pathRows(form, known, path, 0)),
    ...strayRows(form),
    doneRow(form),
  ];
}

/** The fields that the profile has, and those that the preset asks for and nobody gave. */
type Known = { readonly set: ReadonlySet<string>; readonly missing: readonly string[] };

/** What the preset leaves open, what the backend cannot do without, and what tells the route where nothing else does. */
function askedPaths({ purpose, backend }: FormState, profile: Profile): string[] {
  const fill = purpose.form === 'add' ? Object.keys(purpose.preset.fill ?? {}) : [];
  const needed = Object.entries(fieldsOf(backend)).flatMap(([path, field]) => {
    const tells = field.kind === 'choice' && field.tellsRoute && isUndecided(profile, path);
    return field.required || tells ? [path] : [];
  });
  return [...new Set([...fill, ...needed])];
}

/** Whether it hangs on that field which route a profile takes. */
function isUndecided(profile: Profile, path: string): boolean {
  return routesOf({ ...profile, [path]: undefined }).length > 1;
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
      asked: true,
      help: 'what cgw calls it',
      notes: note === null ? [about] : [note, about],
    },
  ];
}

function pathRows(form: FormState, known: Known, path: string, depth: 0 | 1): Row[] {
  const field = fieldOf(form.backend, path);
  const label = depth === 0 ? path : path.slice(path.indexOf('.') + 1);
  const held = form.sheet.values.get(path);
  if (held?.kind === 'stray') return [strayRow(path, depth)];
  const row = {
    path,
    label,
    depth,
    required: isRequired(form, known, path, field),
    example: exampleOf(form, path, field),
  };
  if (field !== undefined && held !== undefined)
    return controlRows(row, field, held, form.start.get(path), form.keychain);
  return [{ ...row, id: path, control: 'entry', held: held !== undefined, help: entryHelp(path) }];
}

type RowOfPath = Omit<Row, keyof Control | 'id' | 'help'> & { readonly path: string };

/** The rows in which one field is filled. */
function controlRows(
  row: RowOfPath,
  field: Field,
  held: FieldValue,
  start: FieldValue | undefined,
  keychain: Keychain,
): Row[] {
  const { help } = field;
  const { path: id } = row;
  switch (field.kind) {
    case 'text':
    case 'url':
      return [{ ...row, id, help, control: 'text', variable: field.variable }];
    case 'toggle':
      return [{ ...row, id, help, control: 'option', options: [undefined, true, false] }];
    case 'choice':
      return [
        {
          ...row,
          id,
          help,
          control: 'option',
          options: [undefined, ...Object.keys(field.choices)],
          meanings: field.meanings,
          tellsRoute: field.tellsRoute,
        },
      ];
    case 'credential': {
      if (held.kind !== 'source') return [];
      const first = start?.kind === 'source' ? start.source : held.source;
      const sources: Source[] = ['none', ...offeredKinds(first, keychain), ...(field.words ?? [])];
      return sourceRows({ ...row, help, variable: field.variable }, sources, held.source);
    }
  }
}

function entryHelp(path: string): string {
  const group = openGroupOf(path)?.group;
  return group === undefined ? '' : groupLabels[group].entry;
}

function exampleOf(form: FormState, path: string, field: Field | undefined): string | undefined {
  const fill = exampleFor(form, path);
  if (fill !== undefined) return field?.kind === 'credential' ? entryExample(fill).text : fill;
  return field !== undefined && 'example' in field ? field.example : undefined;
}

/** A field of the preset is required until another form of it is given (a key instead of the token). */
function isRequired(
  form: FormState,
  { set, missing }: Known,
  path: string,
  field: Field | undefined,
): boolean {
  if (field?.required) return true;
  return exampleFor(form, path) !== undefined && (set.has(path) || missing.includes(path));
}

function groupRow(group: GroupId, open: boolean, count: number): Row {
  const { title, help } = groupLabels[group];
  return {
    id: groupRowId(group),
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
  if (group === 'models' || group === 'modelTexts' || group === 'features') return [];
  const { add, help } = groupLabels[group];
  return [{ id: `add ${group}`, control: 'add', group, label: add, depth: 1, required: false, help }];
}

/** What nothing else shows: values that no field of this backend can hold. */
function strayRows({ backend, sheet }: FormState): Row[] {
  const groups: readonly string[] = openGroupNames(backend);
  return [...sheet.values].flatMap(([path, { kind }]) => {
    const group = openGroupOf(path)?.group;
    const lost =
      kind === 'stray'
        ? fieldOf(backend, path) === undefined
        : kind === 'open' && !groups.includes(group ?? '');
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
