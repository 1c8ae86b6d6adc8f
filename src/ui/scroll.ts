/** The first shown line, moved just far enough that the line `index` is among the `rows` shown of `count`. */
export function keepVisible(top: number, index: number, rows: number, count: number): number {
  const low = Math.max(0, index - rows + 1);
  return clamp(clamp(top, low, index), 0, Math.max(0, count - rows));
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

type Window = { readonly top: number; readonly rows: number };

/**
 * The part that is shown of a list which has `rows` of a room that it shares, and can take up to `most` of it: so a row
 * that is clicked stays under the pointer.
 * @param margin how many rows at an edge say that there are more
 */
export function windowOn(
  { top, index, count }: { readonly top: number; readonly index: number; readonly count: number },
  { rows, most, margin = 0 }: { readonly rows: number; readonly most: number; readonly margin?: number },
): Window {
  const last = Math.max(0, count - rows);
  const held = clamp(top, 0, last);
  const needed = Math.min(count - held, index - held + 1 + margin);
  if (index >= held + (held > 0 ? margin : 0) && needed <= most)
    return { top: held, rows: Math.max(rows, needed) };
  return { top: clamp(clamp(held, index - rows + 1 + margin, index - margin), 0, last), rows };
}
