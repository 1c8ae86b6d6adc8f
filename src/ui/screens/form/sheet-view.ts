import type { Environment } from '../../../base/io.ts';
import type { Problem } from '../../../profile/rules.ts';
import { cutTo, type Line, line, styled } from '../../lines.ts';
import { clamp } from '../../scroll.ts';
import { currentRows } from './current.ts';
import { detailLines } from './detail.ts';
import { shownName } from './draft.ts';
import { focusedRow, formRows } from './fields.ts';
import { groupLabels } from './groups.ts';
import { labelWidth, listOf } from './list.ts';
import type { Content } from './pages.ts';
import { pathsOf, sheetProblems, shownProblems } from './problems.ts';
import { pathOf } from './row.ts';
import { type FormState, sheetOf } from './state.ts';

/** The rows to be filled, and what there is to say about the focused one. */
export function sheetContent(
  form: FormState,
  environment: Environment,
  { width, height }: { readonly width: number; readonly height: number },
): Content {
  const rows = currentRows(form);
  const focused = focusedRow(rows, sheetOf(form).focus);
  const problems = sheetProblems(form);
  const detail = focused === undefined ? [] : detailLines(form, focused, problems, environment, width);
  const { list, rule, about } = heights(height, detail.length);
  // Measured over the folded rows too, so that nothing moves sideways when a group opens.
  const label = labelWidth(form.view.view === 'entry' ? rows : formRows(form, true), width);
  const wrong = wrongRows(form, problems);
  const { lines, cursor } = listOf(form, rows, focused, wrong, { label, width, height: list });
  const place =
    rows.length > list && focused !== undefined ? ` · ${rows.indexOf(focused) + 1} of ${rows.length}` : '';
  return {
    title: `${sheetTitle(form)}${place}`,
    lines: [
      ...lines,
      ...Array.from({ length: list - lines.length }, (): Line => []),
      ...(rule ? [line(styled('dim', '─'.repeat(width)))] : []),
      ...cutTo(detail, about, width),
    ],
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/** How the pane is shared: the details keep a steady place, and take more when they need it. */
function heights(height: number, needed: number): { list: number; rule: boolean; about: number } {
  const rule = height >= 9;
  const about = clamp(needed, clamp(Math.floor(height / 3), 3, 7), Math.floor(height / 2));
  return { list: height - about - (rule ? 1 : 0), rule, about };
}

/** Rows with something wrong to see; a folded group stands for its rows. */
function wrongRows(form: FormState, problems: readonly Problem[]): ReadonlySet<string> {
  const paths = problems.flatMap(({ path }) => pathsOf(path));
  const wrong = new Set(paths.filter(path => shownProblems(form, problems, path).length > 0));
  if (form.view.view === 'entry') return wrong;
  let group = '';
  for (const row of formRows(form, true)) {
    if (row.depth === 0) group = row.control === 'group' ? row.id : '';
    const path = pathOf(row);
    if (group !== '' && path !== undefined && wrong.has(path)) wrong.add(group);
  }
  return wrong;
}

function sheetTitle({ purpose, view, sheet }: FormState): string {
  if (view.view === 'entry') {
    const { group, path } = view.entry;
    return path === undefined ? `New ${groupLabels[group].key}` : path;
  }
  return purpose.form === 'edit' ? purpose.name : shownName(sheet.cells) || 'New profile';
}
