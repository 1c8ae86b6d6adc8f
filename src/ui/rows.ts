import { fit, type Line, line, pad, styled, widthOf } from '../base/lines.ts';
import { visible } from '../base/terminal-text.ts';
import { type Frame, type Pane, paneFrame, type Size } from './frame.ts';

/** A pane with its border, as that many lines; Ink’s own border has no title. */
function paneLines({ title, width, focused, lines }: Pane, height: number): Line[] {
  const style = focused ? 'accent' : 'dim';
  const inside = width - paneFrame.columns;
  // The sign says it too: colours may be off.
  const label = fit(
    focused ? line(styled('selected', `❯ ${title}`)) : line(styled('title', title)),
    inside - 2,
  );
  const top = line(styled(style, '╭ '), ...label, ' ');
  const dashes = Math.max(0, width - widthOf(top) - 1);
  const side = styled(style, '│');
  const rows = Array.from({ length: Math.max(0, height - paneFrame.rows) }, (_, index) => lines[index] ?? []);
  return [
    [...top, styled(style, `${'─'.repeat(dashes)}╮`)],
    ...rows.map(
      (each): Line => [side, { text: ' ' }, ...pad(fit(each, inside), inside), { text: ' ' }, side],
    ),
    line(styled(style, `╰${'─'.repeat(width - 2)}╯`)),
  ];
}

/** A frame as the rows of the terminal, each of them exactly as wide as it. */
export function rowsOf({ top, panes, bottom }: Frame, { columns, rows }: Size): Line[] {
  const height = Math.max(0, rows - 1 - bottom.length);
  const drawn = panes.map(pane =>
    paneLines({ ...pane, title: visible(pane.title), lines: pane.lines.map(harmlessLine) }, height),
  );
  const middle = Array.from({ length: height }, (_, index) => drawn.flatMap(pane => pane[index] ?? []));
  const below = bottom.map(harmlessLine);
  const parts = panes.length > 0 ? [...middle, ...below] : [...below, ...middle];
  return [harmlessLine(top), ...parts].slice(0, rows).map(each => pad(fit(each, columns), columns));
}

/** A note, a path or a model name may hold what a terminal obeys: none of that reaches it. */
function harmlessLine(spans: Line): Line {
  return spans.map(span => ({ ...span, text: visible(span.text) }));
}
