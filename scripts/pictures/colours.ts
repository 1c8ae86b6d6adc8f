import type { Cell, Colour } from '../../test/pty/support/cells.ts';

/** One dark palette whatever the page around the picture is like; GitHub shows it on light and on dark. */
export const theme = { background: '#14181f', text: '#d8dee6', frame: '#444c56', title: '#8b949e' } as const;

type Named = Exclude<Colour, 'default' | `#${string}`>;

const palette: { readonly [Each in Named]: string } = {
  black: '#484f58',
  red: '#ff7b72',
  green: '#56d364',
  yellow: '#e3b341',
  blue: '#6cb6ff',
  magenta: '#d2a8ff',
  cyan: '#56d4dd',
  white: '#c9d1d9',
  'bright black': '#6e7681',
  'bright red': '#ffa198',
  'bright green': '#7ee787',
  'bright yellow': '#f2cc60',
  'bright blue': '#a5d6ff',
  'bright magenta': '#e2c5ff',
  'bright cyan': '#b3f0ff',
  'bright white': '#ffffff',
};

export type Paint = { readonly text: string; readonly background: string };

/** The colours that a cell has in the end. */
export function paintOf({ fg, bg, inverse, dim }: Cell): Paint {
  const [front, back] = [hexOf(fg, theme.text), hexOf(bg, theme.background)];
  const [text, background] = inverse ? [back, front] : [front, back];
  return { text: dim ? mixed(text, background, 0.62) : text, background };
}

function hexOf(colour: Colour, own: string): string {
  if (colour === 'default') return own;
  return isExact(colour) ? colour : palette[colour];
}

function isExact(colour: Colour): colour is `#${string}` {
  return colour.startsWith('#');
}

function mixed(colour: string, with_: string, share: number): string {
  const parts = [1, 3, 5].map(at => {
    const [one, other] = [colour, with_].map(hex => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * share + (other ?? 0) * (1 - share));
  });
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
