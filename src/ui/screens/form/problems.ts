import { isSecretValue, type OpenGroup, type Profile } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { nameProblem } from '../../../profile/names.ts';
import { missingFill } from '../../../profile/presets.ts';
import { openProblems, type Problem, problemsOf } from '../../../profile/rules.ts';
import { referenceForms } from '../../../secrets/reference.ts';
import { checkedName, type Draft, nameIn, namePath, profileOf, secretsIn, withAccount } from './draft.ts';
import { entrySecret, entryText, entryValue } from './entry.ts';
import {
  hiddenMessage,
  hiddenReferenceMessage,
  isPlainCredential,
  missingSecretMessage,
  mustHide,
  secretProblem,
} from './hidden.ts';
import { pathOf, type Row } from './row.ts';
import { referenceKinds, splitReference } from './sources.ts';
import { type EntryEditor, type FormState, sheetOf } from './state.ts';
import { type FieldValue, lacksSecret, newSecret } from './value.ts';

/** A value that no rule has anything against, so that what is wrong with the key shows alone. */
const harmless: { readonly [Group in OpenGroup]: string } = { headers: '', env: '', regions: 'global' };

/** What stands against taking an entry, by the value it is about. */
export function entryProblems({ backend, sheet, keychain }: FormState, entry: EntryEditor): Problem[] {
  const { group, path } = entry;
  const name = entryText(entry, 'name');
  if (isHiddenName(entry)) return [{ path: 'name', message: hiddenMessage }];
  const check = checkOf(backend, entry);
  const target = `${group}.${name}`;
  if (target !== path && sheet.values.has(target))
    return [{ path: 'name', message: 'is there already: change that one instead' }];
  const keyProblem = check(harmless[group]);
  if (keyProblem !== undefined) return [{ path: 'name', message: keyProblem }];
  const held = entry.sheet.values.get('value');
  if (held !== undefined && lacksSecret(held)) return [{ path: 'value', message: missingSecretMessage }];
  const open = entryValue(entry);
  const value = held === undefined ? open : withAccount(open, held, checkedName(sheet.values), target);
  const secret = secretProblem(target, entrySecret(entry));
  if (secret !== undefined) return [{ path: 'value', message: secret }];
  const hidden = hidesEntryValue(backend, entry);
  if (hidden && isSecretValue(value)) {
    const message = hiddenReferenceMessage(check({ secret: value.secret }), keychain, true);
    return [{ path: 'value', message }];
  }
  const problem = check(value) ?? (hidden ? hiddenMessage : undefined);
  if (problem === undefined) return [];
  const schemeAlone = isSecretValue(value) && check({ secret: value.secret }) === undefined;
  return [{ path: schemeAlone ? 'scheme' : 'value', message: problem.replace(byHand, inForm) }];
}

/** How a plain value is told to be a reference: on the command line, and by the rows of the editor. */
const byHand = `it takes a reference: ${referenceForms}`;
const inForm = 'choose under “value from” where it is';

function checkOf(backend: BackendId, entry: EntryEditor): (value: unknown) => string | undefined {
  return value => openProblems[entry.group](entryText(entry, 'name'), value, backend);
}

/** The reference that is typed as the plain value of an entry which takes no plain one. */
export function meantReference(backend: BackendId, entry: EntryEditor): ReturnType<typeof splitReference> {
  const value = entryValue(entry);
  const check = checkOf(backend, entry);
  if (typeof value !== 'string' || !check(value)?.endsWith(byHand)) return undefined;
  const split = splitReference(value);
  if (split === undefined || !referenceKinds[split.kind].offered) return undefined;
  return check({ secret: value }) === undefined ? split : undefined;
}

/** Whether what is typed as the value must not be shown. */
export function hidesEntryValue(backend: BackendId, entry: EntryEditor): boolean {
  const held = entry.sheet.values.get('value');
  if (held?.kind !== 'source') return false;
  const written = held.texts[held.source];
  if (written === undefined) return false;
  return (
    written.hidden ||
    (held.source === 'plain' &&
      isPlainCredential(backend, entry.group, entryText(entry, 'name'), written.field.text))
  );
}

function isHiddenName({ sheet }: EntryEditor): boolean {
  const held = sheet.values.get('name');
  return held?.kind === 'text' && held.typed.hidden;
}

/** Everything that stands against saving, in the order of the rows: the rules of profiles, the name, what is hidden. */
export function formProblems(form: FormState, profile: Profile, rows: readonly Row[]): Problem[] {
  const { backend, sheet, keychain } = form;
  const { values } = sheet;
  const name = checkedName(values);
  const checked = name === nameIn(values) ? profile : profileOf(backend, values, name);
  const found = [...nameProblems(form), ...problemsOf(checked).map(problem => asLacking(problem, values))];
  const hidden = [...values].flatMap(([path, held]): Problem[] => {
    if (held.kind === 'open' || !mustHide(backend, path, held)) return [];
    const message = found.find(each => each.path === path)?.message;
    return [
      { path, message: held.kind === 'source' ? hiddenReferenceMessage(message, keychain) : hiddenMessage },
    ];
  });
  const secrets = secretsIn(values).flatMap(({ path, value }) => {
    const message = secretProblem(path, value);
    return message === undefined ? [] : [{ path, message }];
  });
  const problems = [...found.filter(({ path }) => !concerns(hidden, path)), ...hidden, ...secrets];
  const order = rows.map(pathOf);
  const place = ({ path }: Problem) => Math.min(...pathsOf(path).map(each => order.indexOf(each)));
  return [...problems, ...unfilled(form, profile, problems)].sort((a, b) => place(a) - place(b));
}

/** The rules of references say what to write; here something is to be typed. */
function asLacking(problem: Problem, values: Draft): Problem {
  return lacksSecret(values.get(problem.path)) ? { ...problem, message: missingSecretMessage } : problem;
}

function nameProblems({ purpose, sheet }: FormState): Problem[] {
  if (purpose.form !== 'add') return [];
  const name = nameIn(sheet.values);
  const problem = purpose.taken.includes(name)
    ? 'is taken: there is a profile of that name already'
    : name === ''
      ? 'is required'
      : nameProblem(name);
  return problem === undefined ? [] : [{ path: namePath, message: problem }];
}

/** What the preset asks for and nobody gave. */
function unfilled({ purpose }: FormState, profile: Profile, problems: readonly Problem[]): Problem[] {
  if (purpose.form !== 'add') return [];
  return missingFill(purpose.preset, profile)
    .filter(path => !concerns(problems, path))
    .map(path => ({ path, message: `is required by ${purpose.preset.title}` }));
}

function concerns(problems: readonly Problem[], path: string): boolean {
  return problems.some(problem => pathsOf(problem.path).includes(path));
}

/** A rule over several fields names all of them. */
export function pathsOf(path: string): string[] {
  return path.split(', ');
}

/**
 * The problems that a row shows: about what it holds, and about what it lacks only once it was left or the review
 * was asked for.
 */
export function shownProblems(form: FormState, problems: readonly Problem[], path: string): Problem[] {
  const { values, visited } = sheetOf(form);
  const due = visited.has(path) || (form.reviewed && form.view.view !== 'entry') || hasText(values.get(path));
  return due ? problems.filter(each => pathsOf(each.path).includes(path)) : [];
}

function hasText(held: FieldValue | undefined): boolean {
  switch (held?.kind) {
    case undefined:
      return false;
    case 'text':
      return held.typed.field.text !== '';
    case 'source':
      return (held.texts[held.source]?.field.text ?? '') !== '' || newSecret(held) !== '';
    case 'option':
      return held.value !== undefined;
    case 'open':
    case 'stray':
      return true;
  }
}
