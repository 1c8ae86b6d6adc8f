import type { Environment } from '../../../base/io.ts';
import { type Frame, paneFrame, paneOrigin, paneRows, type Size } from '../../frame.ts';
import { footerLine } from '../../keys.ts';
import { fit, type Line, line, styled } from '../../lines.ts';
import { groupLabels } from './groups.ts';
import { formBindings } from './keys.ts';
import { type Content, clampedTo, helpPage, type Room, reviewPage } from './pages.ts';
import { sheetContent } from './sheet-view.ts';
import type { FormState } from './state.ts';

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
