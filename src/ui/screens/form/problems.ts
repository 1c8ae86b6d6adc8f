import { nameProblem } from '../../../profile/names.ts';
import { missingFill } from '../../../profile/presets.ts';
import { type Problem, problemsOf } from '../../../profile/rules.ts';
import { type Cell, lacksSecret, newSecret } from './cell.ts';
import { checkedName, type Draft, nameIn, namePath, profileOf, secretsIn } from './draft.ts';
import { entryProblems } from './entry-problems.ts';
import { formRows } from './fields.ts';
import { hiddenMessage, hiddenReferenceMessage, hides } from './hides.ts';
import { pathOf } from './row.ts';
import { lackingMessage, secretProblem } from './secret.ts';
import type { Keychain } from './sources.ts';
import { type FormState, sheetOf } from './state.ts';

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
