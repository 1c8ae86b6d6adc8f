import { type Entry, groupTitles } from '../../entries.ts';
import { fit, type Line, line, pad, type Span, spread, styled, widthOf } from '../../lines.ts';
import type { State } from '../../state.ts';
import { entryUnderCursor, visibleEntries } from './layout.ts';

/** A line of the list: an entry, or the title of a group. */
type Row = { readonly entry: Entry } | { readonly title: string };

/** The list with the titles of its groups. */
export function listRows(entries: readonly Entry[]): Row[] {
  const rows: Row[] = [];
  let group: Entry['group'] | undefined;
  for (const entry of entries) {
    if (entry.group !== group) rows.push({ title: groupTitles[entry.group] });
    group = entry.group;
    rows.push({ entry });
  }
  return rows;
}

/** Which row an entry is in. */
export function rowOf(rows: readonly Row[], name: string | undefined): number {
  return Math.max(
    0,
    rows.findIndex(row => 'entry' in row && row.entry.name === name),
  );
}

export function listLines(state: State, width: number, height: number): Line[] {
  const visible = visibleEntries(state);
  if (visible.length === 0) return [line(styled('dim', 'nothing matches'))];
  const rows = listRows(visible);
  const under = entryUnderCursor(state);
  return rows.slice(state.picker.top, state.picker.top + height).map(row => {
    if ('title' in row) return line(styled('dim', fitText(row.title, width)));
    return entryLine(row.entry, row.entry === under, state, width);
  });
}

function entryLine(entry: Entry, under: boolean, { picker }: State, width: number): Line {
  const mark = picker.marked.includes(entry.name) ? styled('accent', '+') : ' ';
  const name: Span = under ? styled('selected', entry.name) : { text: entry.name };
  const left = fit(line(under ? styled('selected', '❯') : ' ', mark, name), width);
  const right = signs(entry, width - 6 - widthOf(left));
  return pad(spread(left, right, width), width);
}

/** What the help explains: `!` a problem, `●` default, `▸` in force in this shell, the place otherwise. */
function signs(entry: Entry, room: number): Line {
  return line(
    ...(entry.problem === null ? [] : [styled('bad', '! ')]),
    ...entry.roles.map(role => styled('accent', `@${role} `)),
    ...(entry.active ? [styled('good', '▸')] : []),
    ...(entry.default ? [styled('accent', '●')] : []),
    ...(entry.default || entry.active || entry.roles.length > 0 || entry.place === null
      ? []
      : [styled('dim', fitText(shortPlace(entry.place), room))]),
  );
}

/** A URL by its host: what tells two gateways apart. */
function shortPlace(place: string): string {
  return URL.canParse(place) ? new URL(place).host || place : place;
}

function fitText(text: string, width: number): string {
  return fit(line(text), width)
    .map(span => span.text)
    .join('');
}
