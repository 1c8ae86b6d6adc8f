import type { Environment } from '../../../io.ts';
import type { Assignments } from '../../../profile/assignments.ts';
import type { OpenValue } from '../../../profile/profile.ts';
import type { Cell } from '../../screens/form/cell.ts';
import { noSource, openCell } from '../../screens/form/cell.ts';
import { entryRows, entryText } from '../../screens/form/entry.ts';
import { entryProblems } from '../../screens/form/entry-problems.ts';
import { groupLabels } from '../../screens/form/groups.ts';
import { isPlainCredential, isSuspiciousText } from '../../screens/form/hides.ts';
import type { Source } from '../../screens/form/sources.ts';
import type { EntryForm, FormState } from '../../screens/form/state.ts';
import { typed } from '../../screens/form/typed.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { noCredential, noCredentialItself } from '../refused.ts';
import { usualOf } from './ask-credential.ts';
import { askSource, exportNote, type Located } from './ask-source.ts';
import { type Asked, assigned, heldText } from './held.ts';

/**
 * Asks for one header, variable or region: its key unless that is known, whether it is plain or a credential, and
 * its value. An empty line where the key or the kind is asked leaves everything as it is.
 */
export function* askEntry(
  form: FormState,
  editor: EntryForm,
  say: readonly string[],
  environment: Environment,
): Dialogue<Asked> {
  const named = entryText(editor, 'name') !== '';
  const entry = named ? editor : yield* askKey(form, editor, say);
  if (entry === undefined) return { form, say: [] };
  const path = `${entry.group}.${entryText(entry, 'name')}`;
  const sources = sourcesOf(entry);
  let said = named ? say : [];
  while (true) {
    const located: Located | undefined =
      sources.length === 1
        ? { source: 'plain' }
        : yield* askSource(
            said,
            `${path}, a number, empty to leave it as it is`,
            sources,
            usualOf(form, path),
          );
    if (located === undefined) return { form, say: [] };
    const answer: Answer =
      'reference' in located
        ? {
            change: {
              secret: [
                `${path}=${yield* askScheme(form, withValue(entry, { secret: located.reference }))}${located.reference}`,
              ],
            },
          }
        : yield* askPlain(form, entry, path, sources.length === 1 ? said : []);
    if ('left' in answer) return { form, say: [] };
    if ('change' in answer) {
      const next = assigned(form, path, answer.change);
      return {
        form: next,
        say: [`${path}: ${heldText(next, path) || 'set to nothing'}`, ...exportNote(located, environment)],
      };
    }
    said = [answer.problem];
  }
}

type Answer =
  | { readonly change: Partial<Assignments> }
  | { readonly problem: string }
  | { readonly left: true };

/** Plain text, and the references that this group takes. */
function sourcesOf(entry: EntryForm): readonly Source[] {
  const row = entryRows(entry, undefined).find(({ control }) => control === 'source');
  return row?.control === 'source' ? row.sources : ['plain'];
}

/** Asks for the key of a new entry; undefined for an empty line. */
function* askKey(form: FormState, entry: EntryForm, say: readonly string[]): Dialogue<EntryForm | undefined> {
  const { key, keyHelp, keyExample } = groupLabels[entry.group];
  let said = [...say, `The ${key}: ${keyHelp}. For example ${keyExample}`];
  while (true) {
    const text = yield* ask(said, `Name of the ${key}, empty to leave it out`);
    if (text === '') return undefined;
    const named = withKey(entry, text);
    const problem = keyProblem(form, named);
    if (problem === undefined) return named;
    said = [problem];
  }
}

/** Why an entry cannot be called as it is. */
export function keyProblem(form: FormState, entry: EntryForm): string | undefined {
  if (isSuspiciousText(entryText(entry, 'name'))) return noCredential;
  const message = problemOf(form, entry, 'name');
  return message === undefined ? undefined : `That ${message}.`;
}

function problemOf(form: FormState, entry: EntryForm, path: string): string | undefined {
  return entryProblems(form.backend, form, entry).find(each => each.path === path)?.message;
}

export function withKey(entry: EntryForm, key: string): EntryForm {
  return withCell(entry, 'name', { cell: 'text', typed: typed(key) });
}

function withCell(entry: EntryForm, path: 'name' | 'value' | 'scheme', cell: Cell): EntryForm {
  const cells = new Map([...entry.sheet.cells, [path, cell]]);
  return { ...entry, sheet: { ...entry.sheet, cells } };
}

/** Asks for the plain text of an entry. What is refused as a credential goes back to where it could be. */
function* askPlain(
  form: FormState,
  entry: EntryForm,
  path: string,
  say: readonly string[],
): Dialogue<Answer> {
  const { group } = entry;
  const { entry: what, valueExample } = groupLabels[group];
  const empty = group === 'regions' ? 'leave it as it is' : 'set it to nothing';
  let said = [...say, `The value: ${what}. For example ${valueExample}`];
  while (true) {
    const text = yield* ask(said, `${path}, empty to ${empty}`);
    if (group === 'regions' && text === '') return { left: true };
    if (isPlainCredential(form.backend, group, entryText(entry, 'name'), text))
      return { problem: noCredentialItself };
    const problem = problemOf(form, withValue(entry, text), 'value');
    if (problem === undefined) return { change: { set: [`${path}=${text}`] } };
    said = [`That ${problem}.`];
  }
}

function withValue(entry: EntryForm, value: OpenValue): EntryForm {
  return withCell(entry, 'value', openCell(value) ?? noSource);
}

/** Asks for the word before the credential of a header. @returns it with a blank, or nothing. */
function* askScheme(form: FormState, entry: EntryForm): Dialogue<string> {
  if (entry.group !== 'headers') return '';
  const suggested = entryText(entry, 'scheme');
  const question =
    suggested === '' ? 'Scheme, empty for none' : `Scheme, empty for ${suggested}, none for none`;
  let said = ['The scheme: a word before the credential, for example Bearer'];
  while (true) {
    const text = (yield* ask(said, question)) || suggested;
    if (text === '' || text === 'none') return '';
    const problem = problemOf(
      form,
      withCell(entry, 'scheme', { cell: 'text', typed: typed(text) }),
      'scheme',
    );
    if (problem === undefined && !isSuspiciousText(text)) return `${text} `;
    said = ['That is not one word such as Bearer.'];
  }
}
