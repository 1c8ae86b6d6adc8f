import { fieldOf } from '../../../backends/index.ts';
import { profileFields } from '../../../backends/profile.ts';
import type { Environment } from '../../../base/io.ts';
import { isUnlikelyName } from '../../../base/key-looks.ts';
import { fieldProblem } from '../../../profile/rules.ts';
import { nameIn, namePath } from '../../screens/form/draft.ts';
import { inOwnFile } from '../../screens/form/edit.ts';
import { entryAt, newEntry } from '../../screens/form/entry.ts';
import { isSuspiciousText } from '../../screens/form/hidden.ts';
import { derive } from '../../screens/form/model.ts';
import { withCorrection } from '../../screens/form/reduce.ts';
import { type FormState, withField } from '../../screens/form/state.ts';
import {
  type FieldValue,
  inKeychain,
  type OptionValue,
  optionLabel,
  typed,
} from '../../screens/form/value.ts';
import { askOne, askYesNo } from '../choose.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { noCredential, sentence } from '../words.ts';
import { askEntry } from './ask-entry.ts';
import { askSource, exportNote } from './ask-source.ts';
import { type Asked, assigned, type FieldRow, heldText, nameOf, rowIntro } from './fields.ts';

/** Asks for one field in the way of its kind. */
export function* askField(form: FormState, row: FieldRow, environment: Environment): Dialogue<Asked> {
  switch (row.control) {
    case 'text':
      return row.path === namePath ? yield* askName(form, row) : yield* askText(form, row, row.path);
    case 'option':
      return yield* askOption(form, row);
    case 'source':
      return yield* askCredential(form, row, environment);
    case 'entry': {
      const entry = entryAt(form, row.path);
      return entry === undefined
        ? { form, say: [] }
        : yield* askEntry(form, entry, rowIntro(form, row), environment);
    }
    case 'add':
      return yield* askEntry(form, newEntry(row.group), [], environment);
    case 'stray':
      return { form, say: [`${nameOf(row)} ${row.help}: type unset ${nameOf(row)}.`] };
  }
}

/** What is wrong with the name of a new profile. */
export function nameProblemOf(form: FormState): string | undefined {
  return derive(form).problems.find(({ path }) => path === namePath)?.message;
}

/** Asks for a name that will do. */
function* askName(form: FormState, row: FieldRow): Dialogue<Asked> {
  const suggested = nameIn(form.sheet.values);
  let said = rowIntro(form, row);
  while (true) {
    const name = (yield* ask(said, `Name, empty for ${suggested}`)) || suggested;
    const next = withField(form, namePath, { kind: 'text', typed: typed(name) });
    const problem = nameProblemOf(next);
    if (isUnlikelyName(name)) said = [noCredential];
    else if (problem === undefined) return { form: next, say: [`name: ${name}`] };
    else said = [`The name ${problem}.`];
  }
}

/** Asks for a text or a URL until it is valid; an empty line leaves the field as it is. */
function* askText(form: FormState, row: FieldRow, path: string): Dialogue<Asked> {
  const empty = emptyMeans(form, row, path);
  let said = rowIntro(form, row);
  while (true) {
    const text = yield* ask(said, `${path}, ${empty}`);
    if (text === '') return { form, say: [] };
    if (isSuspiciousText(text)) {
      said = [noCredential];
      continue;
    }
    const next = assigned(form, path, { set: [`${path}=${text}`] });
    const problem = textProblem(next, path);
    const why = problem === undefined ? adviceFor(next, path) : [sentence(problem)];
    const instead = yield* askCorrection(next, path, why);
    if (instead !== undefined) return instead;
    if (problem === undefined) return { form: next, say: [`${path}: ${heldText(next, path)}`] };
    said = [sentence(problem)];
  }
}

/** What an empty line means; what is required can only be put off. */
function emptyMeans(form: FormState, row: FieldRow, path: string): string {
  if (heldText(form, path) !== undefined) return 'empty to keep it';
  return row.required ? 'empty to come back to it' : 'empty to leave it out';
}

/** What is odd about a field. */
function adviceFor(form: FormState, path: string): string[] {
  return derive(form).advice.flatMap(each => (each.path === path ? [sentence(each.text)] : []));
}

/** Offers what a field should rather hold; undefined where there is nothing to offer, or it is not wanted. */
function* askCorrection(form: FormState, path: string, why: readonly string[]): Dialogue<Asked | undefined> {
  const instead = derive(form).corrections.get(path);
  if (instead === undefined || !(yield* askYesNo(why, `Take ${instead}? yes or no`))) return undefined;
  const next = withCorrection(form, path, instead);
  return { form: next, say: [`${path}: ${heldText(next, path)}`] };
}

/** What is wrong with a field. */
function textProblem(form: FormState, path: string): string | undefined {
  const value = profileFields(derive(form).profile).find(each => each.path === path)?.value;
  const field = fieldOf(form.backend, path);
  const problem = field === undefined ? undefined : fieldProblem(field, value);
  return problem === undefined ? undefined : `${path} ${problem}`;
}

/** Asks for one of the values that a field can have; an empty line leaves it as it is. */
function* askOption(form: FormState, row: Extract<FieldRow, { control: 'option' }>): Dialogue<Asked> {
  const { path } = row;
  const isSet = heldText(form, path) !== undefined;
  const options: readonly OptionValue[] = row.options.filter(value => value !== undefined || isSet);
  const choices = options.map(value => {
    const about = row.meanings?.[String(value)];
    return { label: optionLabel(value), value, ...(about === undefined ? {} : { about }) };
  });
  const chosen = yield* askOne(
    rowIntro(form, row),
    `${path}, a number or a word, ${emptyMeans(form, row, path)}`,
    choices,
  );
  if (chosen === undefined) return { form, say: [] };
  if (chosen.value === undefined && !isSet) return { form, say: [] };
  const next =
    chosen.value === undefined
      ? assigned(form, path, { unset: [path] })
      : assigned(form, path, { set: [`${path}=${chosen.label}`] });
  return { form: next, say: [`${path}: ${chosen.label}`] };
}

function kept(form: FormState, path: string, secret: string): FieldValue {
  const held = form.sheet.values.get(path);
  return form.keychain.missing === null ? inKeychain(held, secret) : inOwnFile(form, path, held, secret);
}

/** Asks where the credential of a field is; an empty line leaves the field as it is. */
function* askCredential(
  form: FormState,
  row: Extract<FieldRow, { control: 'source' }>,
  environment: Environment,
): Dialogue<Asked> {
  const { path } = row;
  const isSet = heldText(form, path) !== undefined;
  const located = yield* askSource(
    form,
    path,
    [...rowIntro(form, row), 'The profile never holds the credential, only where it is:'],
    `${path}, a number, ${emptyMeans(form, row, path)}`,
    row.sources.filter(source => source !== 'none' || isSet),
  );
  if (located === undefined) return { form, say: [] };
  const next =
    'secret' in located
      ? withField(form, path, kept(form, path, located.secret))
      : 'reference' in located
        ? assigned(form, path, { secret: [`${path}=${located.reference}`] })
        : located.source === 'none'
          ? assigned(form, path, { unset: [path] })
          : assigned(form, path, { set: [`${path}=${located.source}`] });
  const instead = yield* askCorrection(next, path, adviceFor(next, path));
  if (instead !== undefined) return instead;
  const held = heldText(next, path) ?? 'not set';
  return { form: next, say: [`${path}: ${held}`, ...exportNote(located, environment)] };
}
