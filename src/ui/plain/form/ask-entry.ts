import type { OpenValue } from '../../../backends/profile.ts';
import type { Environment } from '../../../base/io.ts';
import { isUnlikelyName } from '../../../base/key-looks.ts';
import type { Assignments } from '../../../profile/assignments.ts';
import { entryFieldValue, entryRows, entryText } from '../../screens/form/entry.ts';
import { isPlainCredential } from '../../screens/form/hidden.ts';
import { entryProblems } from '../../screens/form/problems.ts';
import { groupLabels } from '../../screens/form/row.ts';
import type { Source } from '../../screens/form/sources.ts';
import { type EntryEditor, type FormState, withField } from '../../screens/form/state.ts';
import { type FieldValue, inKeychain, noSource, openSource, typed } from '../../screens/form/value.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { noCredential, noCredentialItself } from '../words.ts';
import { askSource, exportNote } from './ask-source.ts';
import { type Asked, assigned, heldText } from './fields.ts';

type Part = 'name' | 'value' | 'scheme';

export function withText(entry: EntryEditor, part: 'name' | 'scheme', text: string): EntryEditor {
  return withPart(entry, part, { kind: 'text', typed: typed(text) });
}

function withValue(entry: EntryEditor, value: OpenValue): EntryEditor {
  return withPart(entry, 'value', openSource(value) ?? noSource);
}

/** The entry with a credential for the keychain. */
function withEntrySecret(entry: EntryEditor, secret: string): EntryEditor {
  return withPart(entry, 'value', inKeychain(entry.sheet.values.get('value'), secret));
}

function withPart(entry: EntryEditor, part: Part, held: FieldValue): EntryEditor {
  const values = new Map([...entry.sheet.values, [part, held]]);
  return { ...entry, sheet: { ...entry.sheet, values } };
}

/** What is wrong with one part of an entry. */
function partProblem(form: FormState, entry: EntryEditor, part: Part): string | undefined {
  return entryProblems(form, entry).find(({ path }) => path === part)?.message;
}

/** Why an entry cannot be called as it is, as a sentence. */
export function keyProblem(form: FormState, entry: EntryEditor): string | undefined {
  if (isUnlikelyName(entryText(entry, 'name'))) return noCredential;
  const message = partProblem(form, entry, 'name');
  return message === undefined ? undefined : `That ${message}.`;
}

/**
 * Asks for one header, variable or region: its key unless that is known, whether it is plain or a credential, and
 * its value. An empty line where the key or the kind is asked leaves everything as it is.
 */
export function* askEntry(
  form: FormState,
  editor: EntryEditor,
  say: readonly string[],
  environment: Environment,
): Dialogue<Asked> {
  const named = entryText(editor, 'name') !== '';
  const entry = named ? editor : yield* askKey(form, editor);
  if (entry === undefined) return { form, say: [] };
  const path = `${entry.group}.${entryText(entry, 'name')}`;
  const sources = sourcesOf(form, entry);
  if (sources.length === 1) {
    const answer = yield* askPlain(form, entry, path, say);
    return 'change' in answer ? taken(form, path, answer.change) : { form, say: answer.refused };
  }
  const question = `${path}, a number, empty to leave it as it is`;
  let said = named ? say : [];
  while (true) {
    const located = yield* askSource(form, path, said, question, sources);
    if (located === undefined) return { form, say: [] };
    if ('secret' in located) {
      const typed = withEntrySecret(entry, located.secret);
      const scheme = yield* askScheme(form, typed);
      const held = entryFieldValue(withText(typed, 'scheme', scheme.trim()));
      return heldAt(withField(form, path, held), path);
    }
    if ('reference' in located) {
      const { reference } = located;
      const scheme = yield* askScheme(form, withValue(entry, { secret: reference }));
      const { form: next, say: held } = taken(form, path, { secret: [`${path}=${scheme}${reference}`] });
      return { form: next, say: [...held, ...exportNote(located, environment)] };
    }
    const answer = yield* askPlain(form, entry, path, []);
    if ('change' in answer) return taken(form, path, answer.change);
    said = answer.refused;
  }
}

/** A change, or why there is none. */
type Answer = { readonly change: Partial<Assignments> } | { readonly refused: readonly string[] };

function taken(form: FormState, path: string, change: Partial<Assignments>): Asked {
  return heldAt(assigned(form, path, change), path);
}

function heldAt(form: FormState, path: string): Asked {
  return { form, say: [`${path}: ${heldText(form, path) || 'set to nothing'}`] };
}

/** Plain text, and the references that this group takes. */
function sourcesOf({ keychain }: FormState, entry: EntryEditor): readonly Source[] {
  const row = entryRows(entry, keychain, undefined).find(({ control }) => control === 'source');
  if (row?.control !== 'source') return ['plain'];
  return keychain.missing === null ? row.sources : row.sources.filter(source => source !== 'keychain');
}

/** Asks for the key of a new entry; undefined for an empty line. */
function* askKey(form: FormState, entry: EntryEditor): Dialogue<EntryEditor | undefined> {
  const { key, keyHelp, keyExample } = groupLabels[entry.group];
  let said = [`The ${key}: ${keyHelp}. For example ${keyExample}`];
  while (true) {
    const text = yield* ask(said, `Name of the ${key}, empty to leave it out`);
    if (text === '') return undefined;
    const named = withText(entry, 'name', text);
    const problem = keyProblem(form, named);
    if (problem === undefined) return named;
    said = [problem];
  }
}

/** Asks for the plain text of an entry. What is refused as a credential goes back to where it could be. */
function* askPlain(
  form: FormState,
  entry: EntryEditor,
  path: string,
  say: readonly string[],
): Dialogue<Answer> {
  const { group } = entry;
  const { entry: what, valueExample } = groupLabels[group];
  const takesNothing = partProblem(form, withValue(entry, ''), 'value') === undefined;
  let said = [...say, `The value: ${what}. For example ${valueExample}`];
  while (true) {
    const text = yield* ask(
      said,
      `${path}, empty to ${takesNothing ? 'set it to nothing' : 'leave it as it is'}`,
    );
    if (text === '' && !takesNothing) return { refused: [] };
    if (isPlainCredential(form.backend, group, entryText(entry, 'name'), text))
      return { refused: [noCredentialItself] };
    const problem = partProblem(form, withValue(entry, text), 'value');
    if (problem === undefined) return { change: { set: [`${path}=${text}`] } };
    said = [`That ${problem}.`];
  }
}

/** Asks for the word before the credential of a header. @returns it with a blank, or nothing. */
function* askScheme(form: FormState, entry: EntryEditor): Dialogue<string> {
  if (entry.group !== 'headers') return '';
  const suggested = entryText(entry, 'scheme');
  const question =
    suggested === '' ? 'Scheme, empty for none' : `Scheme, empty for ${suggested}, none for none`;
  let said = ['The scheme: a word before the credential, for example Bearer'];
  while (true) {
    const text = (yield* ask(said, question)) || suggested;
    if (text === '' || text === 'none') return '';
    const problem = partProblem(form, withText(entry, 'scheme', text), 'scheme');
    if (problem === undefined && !isUnlikelyName(text)) return `${text} `;
    said = ['That is not one word such as Bearer.'];
  }
}
