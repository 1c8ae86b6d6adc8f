import type { Environment } from '../../../base/io.ts';
import { mayBeKey } from '../../../base/key-looks.ts';
import { credentialValueProblem } from '../../../profile/rules.ts';
import { parseReference, type Reference } from '../../../secrets/reference.ts';
import {
  type EntryExample,
  entryExample,
  isReferenceKind,
  isWord,
  keychainHelp,
  referenceKinds,
  type Source,
  sourceLabel,
  splitReference,
  words,
} from '../../screens/form/sources.ts';
import { exampleFor, type FormState } from '../../screens/form/state.ts';
import { type Choice, choicesMeant, noChoice, numbered } from '../choose.ts';
import { ask, askHidden, type Dialogue } from '../dialogue.ts';
import { noCredentialItself } from '../words.ts';

type Kind = Reference['kind'];

/**
 * Where a value comes from: a reference is whole (`env:NAME`), and a credential is one for the keychain, or for a file of
 * cgw’s own where there is none.
 */
export type ChosenSource =
  | { readonly source: Exclude<Source, Kind> }
  | { readonly source: Kind; readonly reference: string }
  | { readonly source: 'keychain'; readonly secret: string };

/**
 * Asks where a value comes from, and then for the name, the path or the command; for the credential itself only
 * where it is to be kept. Who knows how references are written may type one at once.
 */
export function* askSource(
  form: FormState,
  path: string,
  say: readonly string[],
  question: string,
  sources: readonly Source[],
): Dialogue<ChosenSource | undefined> {
  const { missing } = form.keychain;
  const fill = exampleFor(form, path);
  const usual = fill === undefined ? undefined : entryExample(fill);
  const choices = sources.map(source => sourceChoice(source, missing));
  const refused = refusedKey(sources, missing);
  let said = [...say, ...numbered(choices)];
  while (true) {
    const answer = yield* ask(said, question);
    if (answer === '') return undefined;
    const split = splitReference(answer);
    if (split !== undefined && sources.includes(split.kind)) {
      const problems = referenceProblems(split.kind, split.rest, usual, refused);
      if (problems.length === 0) return { source: split.kind, reference: answer };
      said = problems;
      continue;
    }
    const found = choicesMeant(answer, choices);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      said = [mayBeKey(answer) ? refused : noChoice(found, choices)];
      continue;
    }
    const { value: source } = only;
    if (source === 'keychain') {
      const secret = yield* askSecret(path, missing);
      if (secret !== undefined) return { source, secret };
      said = numbered(choices);
      continue;
    }
    if (!isReferenceKind(source)) return { source };
    const reference = yield* askReference(source, usual, refused);
    if (reference !== undefined) return { source, reference };
    said = numbered(choices);
  }
}

function sourceChoice(source: Source, missing: string | null): Choice<Source> {
  const label = sourceLabel(source);
  if (source === 'keychain')
    return missing === null
      ? { label, about: keychainHelp, value: source }
      : { label: 'paste', about: `${ownFileHelp} (keychain is unavailable: ${missing})`, value: source };
  if (isReferenceKind(source)) return { label, about: referenceKinds[source].help, value: source };
  return isWord(source) ? { label, about: words[source], value: source } : { label, value: source };
}

/** What takes the place of the keychain where there is none. */
const ownFileHelp = 'the credential is typed here, unseen, and kept in a file that only you can read';

/** Asks for the credential itself; undefined for an empty line. */
function* askSecret(path: string, missing: string | null): Dialogue<string | undefined> {
  const where =
    missing === null
      ? 'goes into the keychain when the profile is saved. For an entry that is there, go back and type keychain:ENTRY.'
      : 'goes into a file that only you can read when the profile is saved.';
  let said: readonly string[] = [`The credential: it is not shown while you type, and ${where}`];
  while (true) {
    const text = yield* askHidden(said, 'Credential, empty to go back');
    if (text === '') return undefined;
    const problem = credentialValueProblem(path, text);
    if (problem === undefined) return text;
    said = [`That ${problem}.`];
  }
}

/** Where a credential that was typed could go. */
function refusedKey(sources: readonly Source[], missing: string | null): string {
  return sources.includes('keychain')
    ? `${noCredentialItself} Or choose ${missing === null ? 'keychain' : 'paste'}: then it is asked for, and not shown.`
    : noCredentialItself;
}

/** Asks for what follows the kind; undefined for an empty line. */
function* askReference(
  kind: Kind,
  usual: EntryExample | undefined,
  refused: string,
): Dialogue<string | undefined> {
  const { asks } = referenceKinds[kind];
  let said: readonly string[] = [wanted(kind, usual)];
  while (true) {
    const text = yield* ask(said, `${asks[0]?.toUpperCase()}${asks.slice(1)}, empty to go back`);
    if (text === '') return undefined;
    const problems = referenceProblems(kind, text, usual, refused);
    if (problems.length === 0) return `${kind}:${text}`;
    said = problems;
  }
}

/** Why a text cannot follow a kind; the text is not repeated. */
function referenceProblems(
  kind: Kind,
  text: string,
  usual: EntryExample | undefined,
  refused: string,
): string[] {
  if (referenceKinds[kind].suspicious(text)) return [refused, wanted(kind, usual)];
  const reference = parseReference(`${kind}:${text}`);
  return 'problem' in reference ? [`${reference.problem}.`] : [];
}

function wanted(kind: Kind, usual: EntryExample | undefined): string {
  const { asks, help, example } = referenceKinds[kind];
  return `The ${asks}: ${help}. For example ${usual?.source === kind ? usual.text : example}`;
}

/** Whether the variable of a reference is there now. */
export function exportNote(located: ChosenSource, environment: Environment): string[] {
  if (!('reference' in located) || located.source !== 'env') return [];
  const name = splitReference(located.reference)?.rest ?? '';
  return [
    environment[name]
      ? `${name} is exported here.`
      : `${name} is not exported here: it has to be where the profile is used.`,
  ];
}
