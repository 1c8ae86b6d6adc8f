/** The first shown line, moved just far enough that the line `index` is among the `rows` shown of `count`. */
export function keepVisible(top: number, index: number, rows: number, count: number): number {
  const low = Math.max(0, index - rows + 1);
  return clamp(clamp(top, low, index), 0, Math.max(0, count - rows));
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
