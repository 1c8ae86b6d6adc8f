import type { Environment } from '../../../base/io.ts';
import type { Problem } from '../../../profile/check.ts';
import { type Frame, paneFrame, paneOrigin, paneRows, type Size } from '../../frame.ts';
import { footerLine, helpLines } from '../../keys.ts';
import { cutTo, fit, type Line, line, styled, wrapSpans } from '../../lines.ts';
import { clamp } from '../../scroll.ts';
import { shownName } from './draft.ts';
import { focusedRow, formRows } from './fields.ts';
import { formBindings } from './keys.ts';
import { currentRows } from './model.ts';
import { pathsOf, sheetProblems, shownProblems } from './problems.ts';
import { groupLabels, pathOf } from './row.ts';
import { type FormState, sheetOf } from './state.ts';
import { detailLines } from './view-detail.ts';
import { reviewLines } from './view-review.ts';
import { labelWidth, listOf } from './view-rows.ts';

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

/** What stands in the pane. */
export type Content = {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Where the text cursor stands, in the lines. */
  readonly cursor?: { readonly column: number; readonly line: number };
};

/** The inside of the pane. */
export type Room = { readonly width: number; readonly height: number };

export function reviewPage(form: FormState, environment: Environment, top: number, room: Room): Content {
  const { purpose, sheet } = form;
  const name = purpose.form === 'edit' ? purpose.name : shownName(sheet.cells);
  return scrolled(`Review ${name}`.trimEnd(), reviewLines(form, environment, room.width), top, room);
}

/** The keys of what lies beneath. */
export function helpPage(form: FormState, top: number, room: Room): Content {
  return scrolled('Keys', helpOf(form, room.width), top, room);
}

/** The form scrolled no further than its pages go, so that every key to scroll back is seen to do so. */
export function clampedTo(form: FormState, environment: Environment, room: Room): FormState {
  const { cover, view } = form;
  if (cover?.cover === 'help') {
    const top = topIn(helpOf(form, room.width), cover.top, room);
    return top === cover.top ? form : { ...form, cover: { ...cover, top } };
  }
  if (cover !== undefined || view.view !== 'review') return form;
  const top = topIn(reviewLines(form, environment, room.width), view.top, room);
  return top === view.top ? form : { ...form, view: { ...view, top } };
}

function helpOf(form: FormState, width: number): Line[] {
  const lines = [
    ...helpLines(formBindings({ ...form, cover: undefined })),
    [],
    line('In a text: ^U clears what is before the cursor, ^W a word, ^K the rest; ^A and ^E are its ends.'),
    line('* has to be filled   ! is wrong   ▸ opens with Enter or →'),
  ];
  return lines.flatMap(each => wrapSpans(each, width, 4));
}

function topIn(all: readonly Line[], wanted: number, { height }: Room): number {
  return Math.min(wanted, Math.max(0, all.length - height));
}

function scrolled(title: string, all: readonly Line[], wanted: number, room: Room): Content {
  const { height } = room;
  const top = topIn(all, wanted, room);
  const more = all.length - top - height;
  return { title: more > 0 ? `${title} · ${more} more below` : title, lines: all.slice(top, top + height) };
}

/** The picture of the form. */
export function formFrame(form: FormState, size: Size, environment: Environment): Frame {
  const bottom = bottomOf(form, size.columns);
  const room = roomOf(size, bottom);
  const { title, lines, cursor } = contentOf(form, environment, room);
  return {
    top: fit(line(styled('title', ' cgw'), `   ${aboutForm(form)}`), size.columns),
    panes: [{ title, width: size.columns, focused: true, lines }],
    bottom,
    ...(cursor === undefined || form.cover !== undefined
      ? {}
      : { cursor: { x: paneOrigin.x + cursor.column, y: paneOrigin.y + cursor.line } }),
  };
}

/** The form scrolled no further than what a screen of this size has to show. */
export function clampedForm(form: FormState, size: Size, environment: Environment): FormState {
  return clampedTo(form, environment, roomOf(size, bottomOf(form, size.columns)));
}

function roomOf(size: Size, bottom: readonly Line[]): Room {
  return { width: size.columns - paneFrame.columns, height: paneRows(size, bottom.length) };
}

function aboutForm({ purpose }: FormState): string {
  return purpose.form === 'add' ? `add from ${purpose.preset.title}` : `edit ${purpose.name}`;
}

function bottomOf(form: FormState, columns: number): Line[] {
  const keys = footerLine(formBindings(form), columns);
  if (form.cover?.cover !== 'discard') return [keys];
  const what = form.view.view === 'entry' ? groupLabels[form.view.entry.group].key : 'changes';
  return [fit(line(styled('warn', ' ? '), `Discard the ${what}?`), columns), keys];
}

function contentOf(form: FormState, environment: Environment, room: Room): Content {
  if (form.cover?.cover === 'help') return helpPage(form, form.cover.top, room);
  return form.view.view === 'review'
    ? reviewPage(form, environment, form.view.top, room)
    : sheetContent(form, environment, room);
}
