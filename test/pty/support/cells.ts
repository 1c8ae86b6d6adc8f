import type { IBufferCell } from '@xterm/headless';

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

type Name = (typeof names)[number];

/** The terminal’s own foreground or background, one of the sixteen of its palette, or an exact one. */
export type Colour = 'default' | Name | `bright ${Name}` | `#${string}`;

export type Style = {
  readonly fg: Colour;
  readonly bg: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strikethrough: boolean;
};

/** One place on the screen. The second cell of a wide character has width 0 and no text. */
export type Cell = Style & { readonly text: string; readonly width: number };

export const plain: Style = {
  fg: 'default',
  bg: 'default',
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strikethrough: false,
};

/** Copies a cell: the emulator reuses its own. */
export function cellOf(cell: IBufferCell): Cell {
  return {
    text: cell.getChars(),
    width: cell.getWidth(),
    fg: colour(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor()),
    bg: colour(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
  };
}

/** The style of a cell without what is in it. */
export function styleOf({ text: _, width: __, ...style }: Cell): Style {
  return style;
}

function colour(rgb: boolean, palette: boolean, value: number): Colour {
  if (rgb) return hex(value);
  if (!palette) return 'default';
  const name = names[value % 8] ?? 'white';
  if (value < 8) return name;
  return value < 16 ? `bright ${name}` : hex(fixed(value));
}

/** The 6×6×6 cube and the greys, which are the same in every terminal. */
function fixed(index: number): number {
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
  const [red, green, blue] = [36, 6, 1].map(step => Math.floor((index - 16) / step) % 6);
  const level = (steps = 0) => (steps === 0 ? 0 : 55 + steps * 40);
  return (level(red) << 16) | (level(green) << 8) | level(blue);
}

function hex(value: number): Colour {
  return `#${value.toString(16).padStart(6, '0')}`;
}
