import { type Line, line, styled, wrapSpans } from '../../base/lines.ts';
import { legend as stateLegend } from '../../features/cell.ts';
import { type Frame, paneFrame } from '../frame.ts';
import { actionFor, type Binding, helpLines, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import { scrolled, scrollFrame } from '../scroll-page.ts';
import type { Layer, State } from '../state.ts';
import { comparison } from './compare.ts';
import { pickerBindings } from './picker/keys.ts';

/** A page that is only read: the help, a comparison. */
export type Page = Extract<Layer, { layer: 'help' | 'compare' }>;

type PageAction = Move | { readonly type: 'close' } | { readonly type: 'all' };

const pageKeys: readonly Binding<PageAction>[] = [
  ...moveKeys({ reading: true }),
  {
    keys: ['escape', 'q', '?', '=', 'enter', 'left', 'h'],
    action: { type: 'close' },
    label: 'back',
    help: 'back',
    footer: 'stays',
  },
];

/** Comparing begins with what differs. */
export function pageBindings(page: Page): readonly Binding<PageAction>[] {
  if (page.layer !== 'compare') return pageKeys;
  const label = page.all ? 'differences' : 'all';
  const help = 'what differs, or all features';
  return [{ keys: ['d'], action: { type: 'all' }, label, help, footer: 'stays' }, ...pageKeys];
}

/** The page after a key, or undefined when it is closed. */
export function pressInPage(page: Page, state: State, press: Press): Page | undefined {
  const action = actionFor(pageBindings(page), press);
  if (action === undefined) return page;
  if (action.type === 'close') return undefined;
  if (action.type === 'all') return page.layer === 'compare' ? { ...page, all: !page.all, top: 0 } : page;
  const { head, lines } = contentOf(page, state);
  return { ...page, top: scrolled(page.top, action, lines, state.size, head.length) };
}

export function pageFrame(page: Page, state: State): Frame {
  const title = titles[page.layer];
  const shown = { heading: title, title, ...contentOf(page, state), top: page.top };
  return scrollFrame({ ...shown, bindings: pageBindings(page) }, state.size);
}

const titles: { readonly [Each in Page['layer']]: string } = { help: 'Keys', compare: 'Compare' };

/** What the symbols of the list mean. */
const legend: readonly Line[] = [
  [],
  line(styled('title', 'Everywhere')),
  line('^C leaves   ^Z suspends   ^L draws the screen again'),
  line('A click chooses, two are Enter, the wheel scrolls; with Shift held down text is selected'),
  [],
  line(styled('title', 'In the list')),
  line(
    styled('accent', '●'),
    ' the default      ',
    styled('good', '▸'),
    ' used in this shell      ',
    styled('accent', '@role'),
    ' a role',
  ),
  line(styled('accent', '+'), ' marked           ', styled('bad', '!'), ' cannot be used as it is'),
  [],
  line(styled('title', 'Features')),
  line(stateLegend),
];

function contentOf(
  page: Page,
  state: State,
): { readonly head: readonly Line[]; readonly lines: readonly Line[] } {
  const width = state.size.columns - paneFrame.columns;
  if (page.layer === 'compare') return comparison(state.rows, page, width);
  const lines = [...helpLines(pickerBindings(state)), ...legend];
  return { head: [], lines: lines.flatMap(each => wrapSpans(each, width, 8)) };
}
