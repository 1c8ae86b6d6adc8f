import type { Field } from '../../../backends/backend.ts';
import { isSecretValue, type OpenValue } from '../../../backends/profile.ts';
import { visible } from '../../../base/terminal-text.ts';
import { parseReference } from '../../../secrets/reference.ts';
import { type TextField, textField } from '../../text-field.ts';
import { type CredentialWord, isReferenceKind, isWord, type Source, splitReference } from './sources.ts';

/**
 * A text being typed that may turn out to be a secret. Hidden, it is neither shown nor saved. `seen` is what was
 * last shown in clear: going back to a beginning of it shows nothing new, so a slip of the finger can be taken back.
 */
export type TypedText = { readonly field: TextField; readonly hidden: boolean; readonly seen: string };

/** A text that may be shown: it comes from the profile. */
export function typed(text = ''): TypedText {
  return { field: textField(text), hidden: false, seen: text };
}

/** The text after an edit. What was hidden stays so until nothing unseen is left of it. */
export function retyped(
  { hidden, seen }: TypedText,
  field: TextField,
  suspicious: (text: string) => boolean,
): TypedText {
  if (seen.startsWith(field.text)) return { field, hidden: false, seen };
  return hidden || suspicious(field.text)
    ? { field, hidden: true, seen }
    : { field, hidden: false, seen: field.text };
}

export type OptionValue = boolean | string | undefined;

/** What the form holds for one field while it is edited. */
export type FieldValue =
  | { readonly kind: 'text'; readonly typed: TypedText }
  | { readonly kind: 'option'; readonly value: OptionValue }
  | SourceValue
  /** An entry of an open group; the entry editor changes it. `secret` as in a source, empty where none was typed. */
  | { readonly kind: 'open'; readonly value: OpenValue; readonly secret: string }
  /** A value that no field of this backend can hold: kept as it is until it is taken out. */
  | { readonly kind: 'stray'; readonly value: unknown };

export type SourceValue = {
  readonly kind: 'source';
  readonly source: Source;
  /** False while the source is only suggested: left without a text, it is not set. */
  readonly chosen: boolean;
  /** The source came with the first character, where none was set: it goes with the last one. */
  readonly provisional: boolean;
  /** A text for each source, so that trying another one loses nothing. */
  readonly texts: { readonly [Each in Source]?: TypedText };
  /** The credential itself, typed to be stored: it is never shown and never enters the profile. */
  readonly secret: TextField;
  /** The file of cgw’s own that is to get it, instead of the keychain; another path gets none. */
  readonly secretFile?: string;
};

export const noSource: SourceValue = {
  kind: 'source',
  source: 'none',
  chosen: false,
  provisional: false,
  texts: {},
  secret: textField(),
};

/** A field of a profile as the form holds it; an undefined `value` is a field that is not set. */
export function fieldValue(field: Field, value: unknown): FieldValue {
  const stray: FieldValue = { kind: 'stray', value };
  switch (field.kind) {
    case 'text':
    case 'url':
      if (value === undefined) return { kind: 'text', typed: typed() };
      return typeof value === 'string' ? { kind: 'text', typed: typed(value) } : stray;
    case 'toggle':
      return value === undefined || typeof value === 'boolean' ? { kind: 'option', value } : stray;
    case 'choice':
      if (value === undefined) return { kind: 'option', value };
      return typeof value === 'string' && Object.hasOwn(field.choices, value)
        ? { kind: 'option', value }
        : stray;
    case 'credential':
      if (value === undefined) return noSource;
      return credentialSource(value, field.words ?? []) ?? stray;
  }
}

function credentialSource(value: unknown, allowed: readonly CredentialWord[]): SourceValue | undefined {
  if (typeof value !== 'string') return undefined;
  if (isWord(value) && allowed.includes(value)) return { ...noSource, source: value, chosen: true };
  return referenceSource(value);
}

function referenceSource(reference: string): SourceValue | undefined {
  const split = splitReference(reference);
  return split === undefined || 'problem' in parseReference(reference)
    ? undefined
    : { ...noSource, source: split.kind, chosen: true, texts: { [split.kind]: typed(split.rest) } };
}

/** The source of an entry’s value, or undefined when it is none that can be edited. */
export function openSource(value: OpenValue, secret = ''): SourceValue | undefined {
  if (!isSecretValue(value))
    return { ...noSource, source: 'plain', chosen: true, texts: { plain: typed(value) } };
  const held = value.secret === ownEntry ? keychainSource : referenceSource(value.secret);
  return held === undefined ? undefined : { ...held, secret: textField(secret) };
}

/** The text of the chosen source. */
export function textOfSource({ source, texts }: SourceValue): TypedText {
  return texts[source] ?? typed();
}

/** The reference to the keychain entry that a field is yet to get; what it is called depends on the profile’s name. */
export const ownEntry = 'keychain:';

const keychainSource: SourceValue = { ...noSource, source: 'keychain', chosen: true };

/** A value whose credential was typed for the keychain: for the entry that it names, else for one of its own. */
export function inKeychain(held: FieldValue | undefined, secret: string): SourceValue {
  const source = held?.kind === 'source' ? held : noSource;
  return { ...source, source: 'keychain', chosen: true, secret: textField(secret) };
}

/** What a source stands for: a reference, a word, plain text, or undefined. */
export function sourceValue(held: SourceValue, written = textOfSource(held).field.text): string | undefined {
  const { source, chosen } = held;
  if (source === 'none') return undefined;
  if (source === 'plain') return written;
  if (!isReferenceKind(source)) return source;
  return written === '' && newSecret(held) === '' && !chosen ? undefined : `${source}:${written}`;
}

/** The credential that a value has to be stored; empty where none was typed, or where it comes from elsewhere. */
export function newSecret(held: FieldValue): string {
  switch (held.kind) {
    case 'source': {
      const isForFile = held.source === 'file' && textOfSource(held).field.text === held.secretFile;
      return held.source === 'keychain' || isForFile ? held.secret.text : '';
    }
    case 'open':
      return held.secret;
    case 'text':
    case 'option':
    case 'stray':
      return '';
  }
}

/** Whether a value waits for the credential that the keychain shall hold, and names no entry that has one. */
export function lacksSecret(held: FieldValue | undefined): boolean {
  return held?.kind === 'source' && sourceValue(held) === ownEntry && held.secret.text === '';
}

/** The text that is typed in a value, where one can be. */
export function typedIn(held: FieldValue | undefined): TypedText | undefined {
  if (held?.kind === 'text') return held.typed;
  return held?.kind === 'source' ? textOfSource(held) : undefined;
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
