import type { Environment } from '../../../base/io.ts';
import { helpLines } from '../../keys.ts';
import { type Line, line, wrapSpans } from '../../lines.ts';
import { shownName } from './draft.ts';
import { formBindings } from './keys.ts';
import { reviewLines } from './review-lines.ts';
import type { FormState } from './state.ts';

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
