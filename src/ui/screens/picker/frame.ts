import { windowAround } from '../../components/window.ts';
import type { Frame, Pane } from '../../frame.ts';
import { type Line, line, spread, styled } from '../../lines.ts';
import type { State } from '../../state.ts';
import { bottomOf } from './bottom.ts';
import { headLines, tabLines } from './detail.ts';
import { entryUnderCursor, inside, layoutOf, visibleEntries } from './layout.ts';
import { listLines } from './list.ts';

/** The picker: the list, what is under the cursor, and the keys. */
export function pickerFrame(state: State): Frame {
  const { list, detail, rows } = layoutOf(state);
  const { picker } = state;
  const panes: Pane[] = [];
  if (list > 0)
    panes.push({
      title: listTitle(state),
      width: list,
      focused: picker.focus === 'list',
      lines: listLines(state, inside(list), rows),
    });
  if (detail > 0) panes.push(detailPane(state, detail, rows));
  return {
    top: topLine(state),
    panes,
    bottom: bottomOf(state),
    ...(picker.filtering ? { cursor: { x: filterStart + filterColumn(state, inside(list)), y: 1 } } : {}),
  };
}

/** What the title has beside the filter: its sign, the slash and the blanks of the border. */
const filterFrame = 5;

/** Where the filter begins on the screen: behind the border, the sign and the slash. */
const filterStart = 5;

function filterColumn({ picker }: State, width: number): number {
  return windowAround(picker.filter.text, picker.filter.cursor, Math.max(2, width - filterFrame)).column;
}

/** The title of the list is where the filter is typed. */
function listTitle(state: State): string {
  const { picker } = state;
  const visible = visibleEntries(state);
  const under = entryUnderCursor(state);
  const at = under === undefined ? '' : ` · ${visible.indexOf(under) + 1} of ${visible.length}`;
  if (!picker.filtering && picker.filter.text === '') return `Profiles${at}`;
  const room = inside(layoutOf(state).list) - filterFrame - (picker.filtering ? 0 : at.length);
  return `/${windowAround(picker.filter.text, picker.filter.cursor, Math.max(2, room)).text}${picker.filtering ? '' : at}`;
}

function detailPane(state: State, width: number, rows: number): Pane {
  const entry = entryUnderCursor(state);
  const focused = state.picker.focus === 'detail';
  if (entry === undefined) return { title: '', width, focused, lines: [] };
  const head = headLines(entry, state, inside(width));
  const all = tabLines(entry, state, inside(width));
  const room = Math.max(1, rows - head.length);
  const top = Math.min(state.picker.detailTop, Math.max(0, all.length - room));
  const shown = all.slice(top, top + room);
  return {
    title: entry.name,
    width,
    focused,
    lines: [...head, ...withMore(shown, all.length - top - room, focused)],
  };
}

/** The last line says that there is more. */
function withMore(lines: readonly Line[], more: number, focused: boolean): readonly Line[] {
  if (more <= 0) return lines;
  return [
    ...lines.slice(0, -1),
    line(styled('dim', `↓ ${more + 1} more lines${focused ? '' : ': → goes there'}`)),
  ];
}

/** How many, which Claude Code, and which default. */
function topLine(state: State): Line {
  const { catalog, entries, size } = state;
  const own = entries.filter(({ source }) => source === 'profile').length;
  const shown = visibleEntries(state).length;
  const facts = [
    `${own} ${own === 1 ? 'profile' : 'profiles'}`,
    ...(shown < entries.length ? [`${shown} shown`] : []),
    catalog.claude,
    ...(catalog.config.default === undefined ? [] : [`default ${catalog.config.default}`]),
    ...(catalog.meant === undefined || catalog.meant === catalog.config.default
      ? []
      : [`here ${catalog.meant}`]),
  ];
  return spread(
    line(styled('title', ' cgw'), `   ${facts.join(' · ')}`),
    line(styled('key', '?'), ' help '),
    size.columns,
  );
}
