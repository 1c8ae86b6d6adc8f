import { cutTo, type Line, line, styled, wrapSpans } from '../../../base/lines.ts';
import { paneFrame, paneRows, type Size, threePanes, twoPanes } from '../../frame.ts';
import { footerLine } from '../../keys.ts';
import { clamp } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { promptBindings, promptLines, questionBindings, questionLine } from '../prompt.ts';
import { targetBindings, targetLines } from '../write.ts';
import { filterBindings, pickerBindings } from './keys.ts';

/** Where the parts of the picker are. */
export type Layout = {
  /** The widths of the panes with their borders; 0: not shown. */
  readonly list: number;
  readonly detail: number;
  /** What there is to say about a feature: beside the features or, where only two panes fit, in their place. */
  readonly about: number;
  /** Lines inside a pane. */
  readonly rows: number;
};

const noPanes = { list: 0, detail: 0, about: 0 } as const;

export function layoutOf(state: State): Layout {
  const { size, picker } = state;
  const rows = paneRows(size, bottomOf(state).length);
  if (size.columns < twoPanes) return { ...noPanes, [picker.focus]: size.columns, rows };
  const list = clamp(Math.floor(size.columns * 0.3), 26, 38);
  const rest = size.columns - list;
  if (size.columns < threePanes || picker.tab !== 'Features')
    return { ...noPanes, list, [picker.focus === 'about' ? 'about' : 'detail']: rest, rows };
  const about = Math.floor(rest * 0.44);
  return { list, detail: rest - about, about, rows };
}

/** The room for text inside a pane. */
export function innerWidth(width: number): number {
  return Math.max(1, width - paneFrame.columns);
}

/** How many rows a message may take from the panes at least, and which part of a high screen. */
const messageRows = { least: 4, part: 3 } as const;

/** Below this many rows no line is kept free for messages. */
const roomyRows = 16;

/** Under the panes: what was just done or is asked, and the keys. */
export function bottomOf(state: State): Line[] {
  const { columns, rows } = state.size;
  const layer = state.layers.at(-1);
  if (layer?.layer === 'question')
    return [...message(questionLine(layer), state.size), footerLine(questionBindings(layer), columns)];
  if (layer?.layer === 'targets')
    return [...targetLines(layer, columns), footerLine(targetBindings, columns)];
  if (layer?.layer === 'prompt')
    return [
      ...promptLines(layer.prompt, state.snapshot.config, columns).lines,
      footerLine(promptBindings, columns),
    ];
  const keys = state.picker.filtering
    ? footerLine(filterBindings(state), columns)
    : footerLine(pickerBindings(state), columns);
  const said = statusLines(state);
  if (said.length > 0) return [...said, keys];
  return rows >= roomyRows ? [[], keys] : [keys];
}

/** What was just done, or what went wrong; for every screen. */
export function statusLines(state: State): readonly Line[] {
  const said = statusOf(state);
  return said === undefined ? [] : message(said, state.size);
}

function message(text: Line, { columns, rows }: Size): readonly Line[] {
  const most = Math.max(messageRows.least, Math.floor(rows / messageRows.part));
  return cutTo(wrapSpans(text, columns - 1, 2), most, columns - 1);
}

function statusOf({ status, busy }: State): Line | undefined {
  if (busy) return line(styled('dim', ' working …'));
  if (status === undefined) return undefined;
  return status.kind === 'error'
    ? line(styled('bad', ` ! ${status.text}`))
    : line(styled('good', ' ✓ '), status.text);
}
