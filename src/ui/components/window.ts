const segmenter = new Intl.Segmenter();

/** A hidden text: as many dots as characters, so that typing is seen. */
export function dotted(text: string): string {
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
