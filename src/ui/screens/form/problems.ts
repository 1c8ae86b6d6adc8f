import { isSecretValue, type OpenGroup } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { type Problem, problemsOf } from '../../../profile/check.ts';
import { missingFill } from '../../../profile/fill.ts';
import { nameProblem } from '../../../profile/names.ts';
import { openProblems } from '../../../profile/open-values.ts';
import { referenceForms } from '../../../secrets/reference.ts';
import { checkedName, type Draft, nameIn, namePath, profileOf, secretsIn, settled } from './draft.ts';
import { entrySecret, entryText, entryValue } from './entry.ts';
import { formRows } from './fields.ts';
import {
  hiddenMessage,
  hiddenReferenceMessage,
  hides,
  isPlainCredential,
  lackingMessage,
  secretProblem,
} from './hides.ts';
import { pathOf } from './row.ts';
import { type Keychain, referenceKinds, splitReference } from './sources.ts';
import { type EntryForm, type FormState, sheetOf } from './state.ts';
import { type Cell, lacksSecret, newSecret } from './value.ts';

/** A value that no rule has anything against, so that what is wrong with the key shows alone. */
const harmless: { readonly [Group in OpenGroup]: string } = { headers: '', env: '', regions: 'global' };

/** What stands against taking an entry, by the cell it is about. */
export function entryProblems(
  backend: BackendId,
  { sheet, keychain }: Pick<FormState, 'sheet' | 'keychain'>,
  entry: EntryForm,
): Problem[] {
  const { group, path } = entry;
  const name = entryText(entry, 'name');
  if (isHiddenName(entry)) return [{ path: 'name', message: hiddenMessage }];
  const check = checkOf(backend, entry);
  const target = `${group}.${name}`;
  if (target !== path && sheet.cells.has(target))
    return [{ path: 'name', message: 'is there already: change that one instead' }];
  const keyProblem = check(harmless[group]);
  if (keyProblem !== undefined) return [{ path: 'name', message: keyProblem }];
  const cell = entry.sheet.cells.get('value');
  if (cell !== undefined && lacksSecret(cell)) return [{ path: 'value', message: lackingMessage }];
  const held = entryValue(entry);
  const value = cell === undefined ? held : settled(held, cell, checkedName(sheet.cells), target);
  const secret = secretProblem(target, entrySecret(entry));
  if (secret !== undefined) return [{ path: 'value', message: secret }];
  const hidden = hidesEntryValue(backend, entry);
  if (hidden && isSecretValue(value)) {
    const message = hiddenReferenceMessage(check({ secret: value.secret }), keychain);
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

function checkOf(backend: BackendId, entry: EntryForm): (value: unknown) => string | undefined {
  return value => openProblems[entry.group](entryText(entry, 'name'), value, backend);
}

/** The reference that is typed as the plain value of an entry which takes no plain one. */
export function meantReference(backend: BackendId, entry: EntryForm): ReturnType<typeof splitReference> {
  const value = entryValue(entry);
  const check = checkOf(backend, entry);
  if (typeof value !== 'string' || !check(value)?.endsWith(byHand)) return undefined;
  const split = splitReference(value);
  if (split === undefined || !referenceKinds[split.kind].offered) return undefined;
  return check({ secret: value }) === undefined ? split : undefined;
}

/** Whether what is typed as the value must not be shown. */
export function hidesEntryValue(backend: BackendId, entry: EntryForm): boolean {
  const cell = entry.sheet.cells.get('value');
  if (cell?.cell !== 'source') return false;
  const written = cell.texts[cell.source];
  if (written === undefined) return false;
  return (
    written.hidden ||
    (cell.source === 'plain' &&
      isPlainCredential(backend, entry.group, entryText(entry, 'name'), written.field.text))
  );
}

function isHiddenName({ sheet }: EntryForm): boolean {
  const cell = sheet.cells.get('name');
  return cell?.cell === 'text' && cell.typed.hidden;
}

/** Everything that stands against saving, in the order of the rows: the rules of profiles, the name, what is hidden. */
export function formProblems(form: FormState): Problem[] {
  const { backend, sheet, keychain } = form;
  const profile = profileOf(backend, sheet.cells, checkedName(sheet.cells));
  const found = [
    ...nameProblems(form),
    ...problemsOf(profile).map(problem => asLacking(problem, sheet.cells)),
  ];
  const hidden = [...sheet.cells].flatMap(([path, cell]) =>
    cell.cell !== 'open' && hides(backend, path, cell)
      ? [
          {
            path,
            message: hiddenIn(
              cell,
              found.find(each => each.path === path),
              keychain,
            ),
          },
        ]
      : [],
  );
  const secrets = secretsIn(sheet.cells).flatMap(({ path, value }) => {
    const message = secretProblem(path, value);
    return message === undefined ? [] : [{ path, message }];
  });
  const problems = [...found.filter(({ path }) => !concerns(hidden, path)), ...hidden, ...secrets];
  const order = formRows(form, true).map(pathOf);
  const place = ({ path }: Problem) => Math.min(...pathsOf(path).map(each => order.indexOf(each)));
  return [...problems, ...unfilled(form, problems)].sort((a, b) => place(a) - place(b));
}

function hiddenIn(cell: Cell, found: Problem | undefined, keychain: Keychain): string {
  return cell.cell === 'source' ? hiddenReferenceMessage(found?.message, keychain) : hiddenMessage;
}

/** The rules of references say what to write; here something is to be typed. */
function asLacking(problem: Problem, cells: Draft): Problem {
  return lacksSecret(cells.get(problem.path)) ? { ...problem, message: lackingMessage } : problem;
}

function nameProblems({ purpose, sheet }: FormState): Problem[] {
  if (purpose.form !== 'add') return [];
  const name = nameIn(sheet.cells);
  const problem = purpose.taken.includes(name)
    ? 'is taken: there is a profile of that name already'
    : name === ''
      ? 'is required'
      : nameProblem(name);
  return problem === undefined ? [] : [{ path: namePath, message: problem }];
}

/** What the preset asks for and nobody gave. */
function unfilled({ purpose, backend, sheet }: FormState, problems: readonly Problem[]): Problem[] {
  if (purpose.form !== 'add') return [];
  return missingFill(purpose.preset, profileOf(backend, sheet.cells))
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

/** What is wrong on the sheet that has the keys. */
export function sheetProblems(form: FormState): Problem[] {
  return form.view.view === 'entry' ? entryProblems(form.backend, form, form.view.entry) : formProblems(form);
}

/**
 * The problems that a row shows: about what it holds, and about what it lacks only once it was left or the review
 * was asked for.
 */
export function shownProblems(form: FormState, problems: readonly Problem[], path: string): Problem[] {
  const { cells, visited } = sheetOf(form);
  const due = visited.has(path) || (form.reviewed && form.view.view !== 'entry') || hasText(cells.get(path));
  return due ? problems.filter(each => pathsOf(each.path).includes(path)) : [];
}

function hasText(cell: Cell | undefined): boolean {
  switch (cell?.cell) {
    case undefined:
      return false;
    case 'text':
      return cell.typed.field.text !== '';
    case 'source':
      return (cell.texts[cell.source]?.field.text ?? '') !== '' || newSecret(cell) !== '';
    case 'option':
      return cell.value !== undefined;
    case 'open':
    case 'stray':
      return true;
  }
}
