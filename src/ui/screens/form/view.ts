import type { Environment } from '../../../base/io.ts';
import { cutTo, fit, type Line, line, styled, wrapSpans } from '../../../base/lines.ts';
import { type Frame, type Pane, paneFrame, paneOrigin, paneRows, type Size } from '../../frame.ts';
import { footerLine, helpLines } from '../../keys.ts';
import { clamp, windowOn } from '../../scroll.ts';
import { shownName } from './draft.ts';
import { formBindings } from './keys.ts';
import { derive, type FormModel } from './model.ts';
import { pathsOf, shownProblems } from './problems.ts';
import { groupLabels, groupRowId, pathOf } from './row.ts';
import { type FormState, scrollTop, sheetOf, withSheet, withTop } from './state.ts';
import { detailLines } from './view-detail.ts';
import { reviewLines } from './view-review.ts';
import { type List, labelWidth, listOf } from './view-rows.ts';

/** The inside of the pane. */
type Room = { readonly width: number; readonly height: number };

/** What stands in the pane. */
type Content = Pick<Pane, 'title' | 'lines' | 'spots'> & Pick<List, 'cursor'>;

/** The picture of the form. */
export function formFrame(form: FormState, size: Size, environment: Environment): Frame {
  const bottom = bottomOf(form, size.columns);
  const room = roomOf(size, bottom);
  const page = pageOf(form, environment, room.width);
  const { cursor, ...content } =
    page === undefined ? sheetContent(form, environment, room) : scrolled(form, page, room);
  return {
    top: fit(line(styled('title', ' cgw'), `   ${aboutForm(form)}`), size.columns),
    panes: [{ ...content, width: size.columns, focused: true }],
    bottom,
    ...(cursor === undefined || form.cover !== undefined
      ? {}
      : { cursor: { x: paneOrigin.x + cursor.column, y: paneOrigin.y + cursor.line } }),
  };
}

/**
 * The form as it stands after a key: scrolled no further than its pages go, so that every key to scroll back is seen to
 * do so, and with the focused row in sight.
 */
export function settledForm(form: FormState, size: Size, environment: Environment): FormState {
  const room = roomOf(size, bottomOf(form, size.columns));
  const page = pageOf(form, environment, room.width);
  if (page !== undefined) return scrollTop(form) === 0 ? form : withTop(form, topIn(form, page, room));
  const { top } = sheetWindow(form, environment, room).moved;
  return top === sheetOf(form).top ? form : withSheet(form, { top });
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

/** The pages that scroll: the keys of what lies beneath, and the review. */
function pageOf(form: FormState, environment: Environment, width: number): Content | undefined {
  const { purpose, sheet, cover, view } = form;
  if (cover?.cover === 'help') return { title: 'Keys', lines: helpOf(form, width) };
  if (view.view !== 'review') return undefined;
  const name = purpose.form === 'edit' ? purpose.name : shownName(sheet.values);
  return { title: `Review ${name}`.trimEnd(), lines: reviewLines(form, environment, width) };
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

function topIn(form: FormState, { lines }: Content, { height }: Room): number {
  return Math.min(scrollTop(form), Math.max(0, lines.length - height));
}

function scrolled(form: FormState, page: Content, room: Room): Content {
  const top = topIn(form, page, room);
  const more = page.lines.length - top - room.height;
  return {
    title: more > 0 ? `${page.title} · ${more} more below` : page.title,
    lines: page.lines.slice(top, top + room.height),
  };
}

/** The rows to be filled, and what there is to say about the focused one. */
function sheetContent(form: FormState, environment: Environment, room: Room): Content {
  const { width, height } = room;
  const model = derive(form);
  const { rows, row } = model;
  const { detail, rule, shown } = sheetWindow(form, environment, room);
  const list = shown.rows;
  // Measured over the folded rows too, so that nothing moves sideways when a group opens.
  const label = labelWidth(form.view.view === 'entry' ? rows : model.fields, width);
  const place = { label, width, top: shown.top, height: list };
  const { lines, spots, cursor } = listOf(form, rows, row, wrongRows(form, model), place);
  const at = rows.length > list && row !== undefined ? ` · ${rows.indexOf(row) + 1} of ${rows.length}` : '';
  return {
    title: `${sheetTitle(form)}${at}`,
    lines: [
      ...lines,
      ...Array.from({ length: list - lines.length }, (): Line => []),
      ...(rule > 0 ? [line(styled('dim', '─'.repeat(width)))] : []),
      ...cutTo(detail, height - list - rule, width),
    ],
    spots,
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/**
 * How the pane is shared: the details keep a steady place, and take more when they need it. `shown` leaves a row that was
 * clicked where it is; `moved` is how it stands when the focus comes by a key.
 */
function sheetWindow(form: FormState, environment: Environment, { width, height }: Room) {
  const { rows, row, sheetProblems } = derive(form);
  const detail = row === undefined ? [] : detailLines(form, row, sheetProblems, environment, width);
  const rule = height >= 9 ? 1 : 0;
  const least = clamp(Math.floor(height / 3), 3, 7);
  const about = clamp(detail.length, least, Math.floor(height / 2));
  const list = height - about - rule;
  const at = { top: sheetOf(form).top, index: row === undefined ? 0 : rows.indexOf(row), count: rows.length };
  return {
    detail,
    rule,
    shown: windowOn(at, { rows: list, most: height - least - rule }),
    moved: windowOn(at, { rows: list, most: list }),
  };
}

function sheetTitle({ purpose, view, sheet }: FormState): string {
  if (view.view === 'entry') {
    const { group, path } = view.entry;
    return path === undefined ? `New ${groupLabels[group].key}` : path;
  }
  return purpose.form === 'edit' ? purpose.name : shownName(sheet.values) || 'New profile';
}

/** Rows with something wrong to see; a folded group stands for its rows. */
function wrongRows(form: FormState, { fields, sheetProblems }: FormModel): ReadonlySet<string> {
  const paths = sheetProblems.flatMap(({ path }) => pathsOf(path));
  const wrong = new Set(paths.filter(path => shownProblems(form, sheetProblems, path).length > 0));
  if (form.view.view === 'entry') return wrong;
  const groups = fields.flatMap(row => {
    const path = pathOf(row);
    return row.within !== undefined && path !== undefined && wrong.has(path) ? [groupRowId(row.within)] : [];
  });
  return new Set([...wrong, ...groups]);
}
