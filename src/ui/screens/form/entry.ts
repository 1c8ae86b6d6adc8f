import { type OpenGroup, type OpenValue, openGroupOf } from '../../../backends/profile.ts';
import type { Draft } from './draft.ts';
import { groupLabels, type Row, sourceRows, sourceTextRowId } from './row.ts';
import { entryExample, isReferenceKind, type Keychain, offeredKinds, type Source } from './sources.ts';
import { type EntryEditor, exampleFor, type FormState } from './state.ts';
import {
  type FieldValue,
  newSecret,
  noSource,
  openSource,
  type SourceValue,
  sourceValue,
  typed,
} from './value.ts';

/** The editor of a new entry. */
export function newEntry(group: OpenGroup): EntryEditor {
  return entryEditor(
    { group, path: undefined, named: false },
    '',
    { ...noSource, source: 'plain', chosen: true },
    '',
  );
}

/** The editor of the entry at `path`, or of the one that the preset asks for there; undefined for any other row. */
export function entryAt(form: FormState, path: string): EntryEditor | undefined {
  const open = openGroupOf(path);
  if (open === undefined) return undefined;
  const { group, key } = open;
  const fill = exampleFor(form, path);
  const held = form.sheet.values.get(path);
  if (held?.kind === 'open') {
    const value = openSource(held.value, held.secret) ?? noSource;
    const scheme = typeof held.value === 'string' ? undefined : held.value.scheme;
    return entryEditor({ group, path, named: fill !== undefined }, key, value, scheme ?? '');
  }
  const { source, scheme = '' } = entryExample(fill ?? '');
  return entryEditor({ group, path, named: true }, key, { ...noSource, source, chosen: true }, scheme);
}

function entryEditor(
  about: Pick<EntryEditor, 'group' | 'path' | 'named'>,
  name: string,
  value: SourceValue,
  scheme: string,
): EntryEditor {
  const values: Draft = new Map<string, FieldValue>([
    ['name', { kind: 'text', typed: typed(name) }],
    ['value', value],
    ['scheme', { kind: 'text', typed: typed(scheme) }],
  ]);
  const focus = about.path === undefined ? 'name' : valueRow;
  return { ...about, sheet: { values, focus, top: 0, visited: new Set() }, start: values };
}

/** The row in which the value of an entry is typed. */
const valueRow = sourceTextRowId('value');

export function entryRows(
  { group, named, sheet, start }: EntryEditor,
  keychain: Keychain,
  example: string | undefined,
): Row[] {
  const { key, keyHelp, keyExample, valueExample, entry } = groupLabels[group];
  const { source } = sourceOf(sheet.values);
  const text = { control: 'text', depth: 0 } as const;
  const name: Row = {
    ...text,
    id: 'name',
    path: 'name',
    label: key,
    required: true,
    help: keyHelp,
    example: keyExample,
  };
  const scheme: Row = {
    ...text,
    id: 'scheme',
    path: 'scheme',
    label: 'scheme',
    required: false,
    help: 'word before the credential; empty for none',
    example: 'Bearer',
  };
  const sources: Source[] =
    group === 'regions' ? ['plain'] : ['plain', ...offeredKinds(sourceOf(start).source, keychain)];
  const from = {
    path: 'value',
    label: 'value from',
    depth: 0,
    required: false,
    help: 'a credential never enters the profile: say where it is',
    example,
  } as const;
  const value = sourceRows(from, sources, source, { help: entry, example: valueExample });
  return [
    ...(named ? [] : [name]),
    ...(sources.length > 1 ? value.slice(0, 1) : []),
    ...(group === 'headers' && isReferenceKind(source) ? [scheme] : []),
    ...value.slice(1),
    {
      id: 'done',
      control: 'done',
      label: 'take it',
      depth: 0,
      required: false,
      help: 'back to the fields with it; it is saved with the profile',
    },
  ];
}

function sourceOf(values: Draft): SourceValue {
  const held = values.get('value');
  return held?.kind === 'source' ? held : noSource;
}

/** What is typed in one of the values of an entry. */
export function entryText({ sheet }: EntryEditor, path: 'name' | 'scheme'): string {
  const held = sheet.values.get(path);
  return held?.kind === 'text' ? held.typed.field.text : '';
}

/** The credential that is typed for the keychain. */
export function entrySecret({ sheet }: EntryEditor): string {
  return newSecret(sourceOf(sheet.values));
}

/** What would stand in the profile; the entry of a typed credential is yet to be named. */
export function entryValue(entry: EntryEditor): OpenValue {
  const held = sourceOf(entry.sheet.values);
  const value = sourceValue(held) ?? '';
  if (!isReferenceKind(held.source)) return value;
  const scheme = entry.group === 'headers' ? entryText(entry, 'scheme') : '';
  return scheme === '' ? { secret: value } : { secret: value, scheme };
}

/** The value of the draft that an entry becomes. */
export function entryFieldValue(entry: EntryEditor): FieldValue {
  return { kind: 'open', value: entryValue(entry), secret: entrySecret(entry) };
}

/** Whether leaving the editor would lose anything. */
export function isEntryChanged(entry: EntryEditor): boolean {
  const before = { ...entry, sheet: { ...entry.sheet, values: entry.start } };
  return (
    entryText(entry, 'name') !== entryText(before, 'name') ||
    !Bun.deepEquals(entryValue(entry), entryValue(before)) ||
    entrySecret(entry) !== entrySecret(before)
  );
}
