import { footerLine } from '../../keys.ts';
import { type Line, line, styled, wrapSpans } from '../../lines.ts';
import type { State } from '../../state.ts';
import { promptBindings, promptLines } from '../prompt.ts';
import { questionBindings, questionLine } from '../question.ts';
import { targetBindings, targetLines } from '../write.ts';
import { filterBindings, pickerBindings } from './keys.ts';

/** How many rows a message may take from the panes. */
const mostMessageRows = 4;

/** Below this many rows no line is kept free for messages. */
const roomyRows = 16;

/** Under the panes: what was just done or is asked, and the keys. */
export function bottomOf(state: State): Line[] {
  const { columns, rows } = state.size;
  const layer = state.layers.at(-1);
  if (layer?.layer === 'question')
    return [...message(questionLine(layer), columns), footerLine(questionBindings(layer), columns)];
  if (layer?.layer === 'targets')
    return [...targetLines(layer, columns), footerLine(targetBindings, columns)];
  if (layer?.layer === 'prompt')
    return [
      ...promptLines(layer.prompt, state.catalog.config, columns).lines,
      footerLine(promptBindings, columns),
    ];
  const keys = state.picker.filtering
    ? footerLine(filterBindings, columns)
    : footerLine(pickerBindings(state), columns, 2);
  const said = statusLines(state);
  if (said.length > 0) return [...said, keys];
  return rows >= roomyRows ? [[], keys] : [keys];
}

/** What was just done, or what went wrong; for every screen. */
export function statusLines(state: State): Line[] {
  const said = statusOf(state);
  return said === undefined ? [] : message(said, state.size.columns);
}

function message(text: Line, columns: number): Line[] {
  return wrapSpans(text, columns - 1, 2).slice(0, mostMessageRows);
}

function statusOf({ status, busy }: State): Line | undefined {
  if (busy) return line(styled('dim', ' working …'));
  if (status === undefined) return undefined;
  return status.kind === 'error'
    ? line(styled('bad', ` ! ${status.text}`))
    : line(styled('good', ' ✓ '), status.text);
}
