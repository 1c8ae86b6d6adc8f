import { type Frame, paneFrame, paneRows } from '../frame.ts';
import { actionFor, type Binding, footerLine, helpLines } from '../keys.ts';
import { type Line, line, styled, wrapSpans } from '../lines.ts';
import type { Press } from '../press.ts';
import { clamp } from '../scroll.ts';
import type { Layer, State } from '../state.ts';
import { compareLines } from './compare.ts';
import { pickerBindings } from './picker/keys.ts';

/** A page that is only read: the help, a comparison. */
export type Page = Extract<Layer, { layer: 'help' | 'compare' }>;

type PageAction =
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'page'; readonly by: number }
  | { readonly type: 'close' };

export const pageBindings: readonly Binding<PageAction>[] = [
  { keys: ['up', 'k'], action: { type: 'scroll', by: -1 }, label: 'up', help: 'up', footer: true },
  { keys: ['down', 'j'], action: { type: 'scroll', by: 1 }, label: 'down', help: 'down', footer: true },
  {
    keys: ['pageup', 'ctrl+b', 'ctrl+u'],
    action: { type: 'page', by: -1 },
    label: 'page up',
    help: 'a page up',
    footer: false,
  },
  {
    keys: ['pagedown', 'ctrl+f', 'ctrl+d', ' '],
    action: { type: 'page', by: 1 },
    label: 'page',
    help: 'a page down',
    footer: true,
  },
  {
    keys: ['g', 'home'],
    action: { type: 'scroll', by: Number.NEGATIVE_INFINITY },
    label: 'top',
    help: 'to the top',
    footer: false,
  },
  {
    keys: ['G', 'end'],
    action: { type: 'scroll', by: Number.POSITIVE_INFINITY },
    label: 'end',
    help: 'to the end',
    footer: false,
  },
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
  const rows = paneRows(state.size, 1);
  const by = action.type === 'page' ? action.by * Math.max(1, rows - 1) : action.by;
  const most = Math.max(0, pageLines(page, state).length - rows);
  return { ...page, top: clamp(page.top + by, 0, most) };
}

export function pageFrame(page: Page, state: State): Frame {
  const { columns } = state.size;
  const rows = paneRows(state.size, 1);
  const all = pageLines(page, state);
  const top = Math.min(page.top, Math.max(0, all.length - rows));
  const more = all.length - top - rows;
  const shown = all.slice(top, top + rows);
  return {
    top: line(styled('title', ' cgw'), `   ${titles[page.layer]}`),
    panes: [
      {
        title: more > 0 ? `${titles[page.layer]} (${more} more lines below)` : titles[page.layer],
        width: columns,
        focused: true,
        lines: shown,
      },
    ],
    bottom: [footerLine(pageBindings, columns)],
  };
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
  if (page.layer === 'compare') return compareLines(state.entries, page.names, width);
  return [...helpLines(pickerBindings(state)), ...legend].flatMap(each => wrapSpans(each, width, 8));
}
