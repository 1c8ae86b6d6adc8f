import { type Line, line, styled, wrapSpans } from '../../base/lines.ts';
import { type Frame, paneFrame } from '../frame.ts';
import { actionFor, type Binding, helpLines, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import { scrolled, scrollFrame } from '../scroll-page.ts';
import type { Layer, State } from '../state.ts';
import { compareLines } from './compare.ts';
import { pickerBindings } from './picker/keys.ts';

/** A page that is only read: the help, a comparison. */
export type Page = Extract<Layer, { layer: 'help' | 'compare' }>;

export const pageBindings: readonly Binding<Move | { readonly type: 'close' }>[] = [
  ...moveKeys({ reading: true }),
  {
    keys: ['escape', 'q', '?', '=', 'enter', 'left', 'h'],
    action: { type: 'close' },
    label: 'back',
    help: 'back',
    footer: true,
  },
];

/** The page after a key, or undefined when it is closed. */
export function pressInPage(page: Page, state: State, press: Press): Page | undefined {
  const action = actionFor(pageBindings, press);
  if (action === undefined) return page;
  if (action.type === 'close') return undefined;
  return { ...page, top: scrolled(page.top, action, pageLines(page, state), state.size) };
}

export function pageFrame(page: Page, state: State): Frame {
  const title = titles[page.layer];
  const lines = pageLines(page, state);
  return scrollFrame({ heading: title, title, lines, top: page.top, bindings: pageBindings }, state.size);
}

const titles: { readonly [Each in Page['layer']]: string } = { help: 'Keys', compare: 'Compare' };

/** What the symbols of the list mean. */
const legend: readonly Line[] = [
  [],
  line(styled('title', 'Everywhere')),
  line('^C leaves   ^Z suspends   ^L draws the screen again'),
  [],
  line(styled('title', 'In the list')),
  line(
    styled('accent', '●'),
    ' the default      ',
    styled('good', '▸'),
    ' in force in this shell      ',
    styled('accent', '@role'),
    ' a role',
  ),
  line(styled('accent', '+'), ' marked           ', styled('bad', '!'), ' cannot be used as it is'),
  [],
  line(styled('title', 'Features')),
  line('✓ full   ~ part: some of it   ✗ none   ? unknown'),
];

function pageLines(page: Page, state: State): Line[] {
  const width = state.size.columns - paneFrame.columns;
  if (page.layer === 'compare') return compareLines(state.rows, page.names, width);
  return [...helpLines(pickerBindings(state)), ...legend].flatMap(each => wrapSpans(each, width, 8));
}
