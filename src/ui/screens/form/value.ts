import type { Field } from '../../../backends/backend.ts';
import { isSecretValue, type OpenValue } from '../../../backends/profile.ts';
import { parseReference } from '../../../secrets/reference.ts';
import { type TextField, textField, visible } from '../../text-field.ts';
import { type CredentialWord, isReferenceKind, isWord, type Source, splitReference } from './sources.ts';

/**
 * A text being typed that may turn out to be a secret. Hidden, it is neither shown nor saved. `seen` is what was
 * last shown in clear: going back to a beginning of it shows nothing new, so a slip of the finger can be taken back.
 */
export type Typed = { readonly field: TextField; readonly hidden: boolean; readonly seen: string };

/** A text that may be shown: it comes from the profile. */
export function typed(text = ''): Typed {
  return { field: textField(text), hidden: false, seen: text };
}

/** The text after an edit. What was hidden stays so until nothing unseen is left of it. */
export function retyped(
  { hidden, seen }: Typed,
  field: TextField,
  suspicious: (text: string) => boolean,
): Typed {
  if (seen.startsWith(field.text)) return { field, hidden: false, seen };
  return hidden || suspicious(field.text)
    ? { field, hidden: true, seen }
    : { field, hidden: false, seen: field.text };
}

export type OptionValue = boolean | string | undefined;

/** What the form holds for one field while it is edited. */
export type Cell =
  | { readonly cell: 'text'; readonly typed: Typed }
  | { readonly cell: 'option'; readonly value: OptionValue }
  | SourceCell
  /** An entry of an open group; the entry editor changes it. `secret` as in a source, empty where none was typed. */
  | { readonly cell: 'open'; readonly value: OpenValue; readonly secret: string }
  /** A value that no field of this backend can hold: kept as it is until it is taken out. */
  | { readonly cell: 'stray'; readonly value: unknown };

export type SourceCell = {
  readonly cell: 'source';
  readonly source: Source;
  /** False while the source is only suggested: left without a text, it is not set. */
  readonly chosen: boolean;
  /** The source came with the first character, where none was set: it goes with the last one. */
  readonly passing: boolean;
  /** A text for each source, so that trying another one loses nothing. */
  readonly texts: { readonly [Each in Source]?: Typed };
  /** The credential itself, typed to be stored in the keychain: it is never shown and never enters the profile. */
  readonly secret: TextField;
};

export const noSource: SourceCell = {
  cell: 'source',
  source: 'none',
  chosen: false,
  passing: false,
  texts: {},
  secret: textField(),
};

/** The cell of a field that holds `value`; undefined is a field that is not set. */
export function cellOf(field: Field, value: unknown): Cell {
  const stray: Cell = { cell: 'stray', value };
  switch (field.kind) {
    case 'text':
    case 'url':
      if (value === undefined) return { cell: 'text', typed: typed() };
      return typeof value === 'string' ? { cell: 'text', typed: typed(value) } : stray;
    case 'toggle':
      return value === undefined || typeof value === 'boolean' ? { cell: 'option', value } : stray;
    case 'choice':
      if (value === undefined) return { cell: 'option', value };
      return typeof value === 'string' && Object.hasOwn(field.choices, value)
        ? { cell: 'option', value }
        : stray;
    case 'credential':
      if (value === undefined) return noSource;
      return credentialCell(value, field.words ?? []) ?? stray;
  }
}

function credentialCell(value: unknown, allowed: readonly CredentialWord[]): SourceCell | undefined {
  if (typeof value !== 'string') return undefined;
  if (isWord(value) && allowed.includes(value)) return { ...noSource, source: value, chosen: true };
  return referenceCell(value);
}

function referenceCell(reference: string): SourceCell | undefined {
  const split = splitReference(reference);
  return split === undefined || 'problem' in parseReference(reference)
    ? undefined
    : { ...noSource, source: split.kind, chosen: true, texts: { [split.kind]: typed(split.rest) } };
}

/** The cell of an entry’s value, or undefined when it is none that can be edited. */
export function openCell(value: OpenValue, secret = ''): SourceCell | undefined {
  if (!isSecretValue(value))
    return { ...noSource, source: 'plain', chosen: true, texts: { plain: typed(value) } };
  const cell = value.secret === ownEntry ? keychainCell : referenceCell(value.secret);
  return cell === undefined ? undefined : { ...cell, secret: textField(secret) };
}

/** The text of the chosen source. */
export function textOfSource({ source, texts }: SourceCell): Typed {
  return texts[source] ?? typed();
}

/** The reference to the keychain entry that a field is yet to get; what it is called depends on the profile’s name. */
export const ownEntry = 'keychain:';

const keychainCell: SourceCell = { ...noSource, source: 'keychain', chosen: true };

/** What a source stands for: a reference, a word, plain text, or undefined. */
export function sourceValue(cell: SourceCell, written = textOfSource(cell).field.text): string | undefined {
  const { source, chosen } = cell;
  if (source === 'none') return undefined;
  if (source === 'plain') return written;
  if (!isReferenceKind(source)) return source;
  return written === '' && newSecret(cell) === '' && !chosen ? undefined : `${source}:${written}`;
}

/** The credential that a cell has for the keychain; empty where none was typed, or where it comes from elsewhere. */
export function newSecret(cell: Cell): string {
  switch (cell.cell) {
    case 'source':
      return cell.source === 'keychain' ? cell.secret.text : '';
    case 'open':
      return cell.secret;
    case 'text':
    case 'option':
    case 'stray':
      return '';
  }
}

/** Whether a cell waits for the credential that the keychain shall hold, and names no entry that has one. */
export function lacksSecret(cell: Cell | undefined): boolean {
  return cell?.cell === 'source' && sourceValue(cell) === ownEntry && cell.secret.text === '';
}

/** The text that is typed in a cell, where one can be. */
export function typedIn(cell: Cell | undefined): Typed | undefined {
  if (cell?.cell === 'text') return cell.typed;
  return cell?.cell === 'source' ? textOfSource(cell) : undefined;
}

/** A value of a profile in words. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return optionLabel(value);
  if (!isSecretValue(value)) return visible(String(value));
  return visible(value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`);
}

export function optionLabel(value: OptionValue): string {
  if (value === undefined) return 'not set';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
}
