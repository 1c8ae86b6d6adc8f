import type { Environment } from '../../../io.ts';
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

type Room = { readonly width: number; readonly height: number };

export function reviewPage(form: FormState, environment: Environment, top: number, room: Room): Content {
  const { purpose, sheet } = form;
  const name = purpose.form === 'edit' ? purpose.name : shownName(sheet.cells);
  return scrolled(`Review ${name}`.trimEnd(), reviewLines(form, environment, room.width), top, room);
}

/** The keys of what lies beneath. */
export function helpPage(form: FormState, top: number, room: Room): Content {
  const lines = [
    ...helpLines(formBindings({ ...form, cover: undefined })),
    [],
    line('In a text: ^U clears what is before the cursor, ^W a word, ^K the rest; ^A and ^E are its ends.'),
    line('* has to be filled   ! is wrong   ▸ opens with Enter or →'),
  ];
  return scrolled(
    'Keys',
    lines.flatMap(each => wrapSpans(each, room.width, 4)),
    top,
    room,
  );
}

function scrolled(title: string, all: readonly Line[], wanted: number, { height }: Room): Content {
  const top = Math.min(wanted, Math.max(0, all.length - height));
  const more = all.length - top - height;
  return { title: more > 0 ? `${title} · ${more} more below` : title, lines: all.slice(top, top + height) };
}
