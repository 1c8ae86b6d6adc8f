import { visible } from '../base/terminal-text.ts';
import { paneLines } from './components/pane.ts';
import type { Frame, Size } from './frame.ts';
import { fit, type Line, pad } from './lines.ts';

/** A frame as the rows of the terminal, each of them exactly as wide as it. */
export function rowsOf({ top, panes, bottom }: Frame, { columns, rows }: Size): Line[] {
  const height = Math.max(0, rows - 1 - bottom.length);
  const drawn = panes.map(pane =>
    paneLines({ ...pane, title: visible(pane.title), lines: pane.lines.map(harmlessLine) }, height),
  );
  const middle = Array.from({ length: height }, (_, index) => drawn.flatMap(pane => pane[index] ?? []));
  const parts = panes.length > 0 ? [...middle, ...bottom.map(harmlessLine)] : [...bottom, ...middle];
  return [harmlessLine(top), ...parts].slice(0, rows).map(each => pad(fit(each, columns), columns));
}

/** A note, a path or a model name may hold what a terminal obeys: none of that reaches it. */
function harmlessLine(spans: Line): Line {
  return spans.map(span => ({ ...span, text: visible(span.text) }));
}
