import { isText, type Press } from './press.ts';

/** A line of text that is being typed. `cursor` counts characters as people see them. */
export type TextField = { readonly text: string; readonly cursor: number };

export function textField(text = ''): TextField {
  return { text, cursor: charactersOf(text).length };
}

const segmenter = new Intl.Segmenter();

function charactersOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** The field with a piece of text put in at the cursor; line breaks and other control characters are dropped. */
export function insertText({ text, cursor }: TextField, piece: string): TextField {
  const clean = piece.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/\p{Cc}/gu, '');
  return insertRaw({ text, cursor }, clean);
}

/** The same with every character kept: what is hidden shows none, and what is refused is refused as it came. */
export function insertRaw({ text, cursor }: TextField, piece: string): TextField {
  const characters = charactersOf(text);
  const before = characters.slice(0, cursor).join('') + piece;
  return { text: before + characters.slice(cursor).join(''), cursor: charactersOf(before).length };
}

/** The keys of every line editor; undefined when this key is none of them. */
export function editText(field: TextField, press: Press): TextField | undefined {
  const edit = Object.hasOwn(edits, press) ? edits[press] : undefined;
  if (edit !== undefined) return edit(field);
  return isText(press) ? insertText(field, press) : undefined;
}

const edits: { readonly [press: Press]: (field: TextField) => TextField } = {
  left: ({ text, cursor }) => ({ text, cursor: Math.max(0, cursor - 1) }),
  right: ({ text, cursor }) => ({ text, cursor: Math.min(charactersOf(text).length, cursor + 1) }),
  home: toStart,
  'ctrl+a': toStart,
  end: toEnd,
  'ctrl+e': toEnd,
  backspace: field => removed(field, field.cursor - 1, field.cursor),
  delete: field => removed(field, field.cursor, field.cursor + 1),
  'ctrl+d': field => removed(field, field.cursor, field.cursor + 1),
  'ctrl+u': field => removed(field, 0, field.cursor),
  'ctrl+k': field => removed(field, field.cursor, Number.POSITIVE_INFINITY),
  'ctrl+w': field => removed(field, wordStart(field), field.cursor),
};

function toStart({ text }: TextField): TextField {
  return { text, cursor: 0 };
}

function toEnd({ text }: TextField): TextField {
  return textField(text);
}

function removed(field: TextField, from: number, to: number): TextField {
  const characters = charactersOf(field.text);
  const start = Math.max(0, from);
  return { text: [...characters.slice(0, start), ...characters.slice(to)].join(''), cursor: start };
}

function wordStart({ text, cursor }: TextField): number {
  const before = charactersOf(text).slice(0, cursor).join('');
  return charactersOf(/^(.*?)\S*\s*$/s.exec(before)?.[1] ?? '').length;
}

/** How many cells lie before the cursor. */
export function cursorColumn({ text, cursor }: TextField): number {
  return Bun.stringWidth(charactersOf(text).slice(0, cursor).join(''));
}

/** A hidden text: as many dots as characters, so that typing is seen. */
export function dots(text: string): string {
  return '•'.repeat([...segmenter.segment(text)].length);
}

type Piece = { readonly text: string; readonly width: number };

/**
 * The part of a text around the cursor that fits, with `…` where something is missing, and the cell the cursor
 * stands on. `cursor` counts characters.
 */
export function windowAround(
  text: string,
  cursor: number,
  width: number,
): { readonly text: string; readonly column: number } {
  const pieces = [...segmenter.segment(text)].map(({ segment }) => ({
    text: segment,
    width: Bun.stringWidth(segment),
  }));
  const before = pieces.slice(0, cursor);
  // One cell is kept for a cursor after the last character.
  if (cells(pieces) < width) return { text, column: cells(before) };
  const left = cells(before) < width - 1 ? before : [ellipsis, ...lastOf(before, width - 3)];
  const right = firstOf(pieces.slice(cursor), width - cells(left) - 1);
  const rest = right.length < pieces.length - cursor ? [...right, ellipsis] : right;
  return { text: [...left, ...rest].map(piece => piece.text).join(''), column: cells(left) };
}

const ellipsis: Piece = { text: '…', width: 1 };

function cells(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { width }) => sum + width, 0);
}

function firstOf(pieces: readonly Piece[], room: number): readonly Piece[] {
  let used = 0;
  const end = pieces.findIndex(({ width }) => {
    used += width;
    return used > room;
  });
  return end < 0 ? pieces : pieces.slice(0, end);
}

function lastOf(pieces: readonly Piece[], room: number): readonly Piece[] {
  return firstOf(pieces.toReversed(), room).toReversed();
}
