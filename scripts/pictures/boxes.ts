/**
 * Box drawing as lines: a font’s own characters leave gaps between the rows, and every reader has another font.
 * Each character is the sides of its cell that its lines reach.
 */
const sides: { readonly [character: string]: string } = {
  '─': 'lr',
  '│': 'ud',
  '┌': 'dr',
  '┐': 'dl',
  '└': 'ur',
  '┘': 'ul',
  '├': 'udr',
  '┤': 'udl',
  '┬': 'dlr',
  '┴': 'ulr',
  '┼': 'udlr',
};

/** Corners that are bent: from one side to the other. */
const corners: { readonly [character: string]: string } = { '╭': 'dr', '╮': 'dl', '╰': 'ur', '╯': 'ul' };

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The path of a box drawing character in its cell; undefined for every other character. */
export function pathOf(character: string, box: Box): string | undefined {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(rounded);
  const corner = corners[character];
  if (corner !== undefined) {
    const [from, to] = [...corner].map(side => end(side, box));
    return `M${from}Q${x} ${y} ${to}`;
  }
  const reached = sides[character];
  if (reached === 'lr') return `M${end('l', box)}L${end('r', box)}`;
  if (reached === 'ud') return `M${end('u', box)}L${end('d', box)}`;
  return reached && [...reached].map(side => `M${x} ${y}L${end(side, box)}`).join('');
}

/** Where a line meets a side of the cell. */
function end(side: string, { x, y, width, height }: Box): string {
  const column = side === 'l' ? x : side === 'r' ? x + width : x + width / 2;
  const row = side === 'u' ? y : side === 'd' ? y + height : y + height / 2;
  return `${rounded(column)} ${rounded(row)}`;
}

/** Two decimals, without noise from the sums. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
