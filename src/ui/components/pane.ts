import { type Pane, paneFrame } from '../frame.ts';
import { fit, type Line, line, pad, styled, widthOf } from '../lines.ts';

/** A pane with its border, as that many lines; Ink’s own border has no title. */
export function paneLines({ title, width, focused, lines }: Pane, height: number): Line[] {
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
