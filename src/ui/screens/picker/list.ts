import { fit, type Line, line, pad, type Span, spread, styled, widthOf } from '../../lines.ts';
import { groupTitles, type PickerRow } from '../../picker-rows.ts';
import type { State } from '../../state.ts';
import { entryUnderCursor, visibleEntries } from './layout.ts';

/** A line of the list: an entry, or the title of a group. */
type Row = { readonly entry: PickerRow } | { readonly title: string };

/** The list with the titles of its groups. */
export function listRows(entries: readonly PickerRow[]): Row[] {
  const rows: Row[] = [];
  let group: PickerRow['group'] | undefined;
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

function entryLine(entry: PickerRow, under: boolean, { picker }: State, width: number): Line {
  const mark = picker.marked.includes(entry.name) ? styled('accent', '+') : ' ';
  const name: Span = under ? styled('selected', entry.name) : { text: entry.name };
  const left = line(under ? styled('selected', '❯') : ' ', mark, name);
  const right = signs(entry, width - widthOf(left) - 1, width);
  return pad(spread(fit(left, width - widthOf(right) - 1), right, width), width);
}

/**
 * What the help explains: `!` a problem, `@` roles, `▸` in force in this shell, `●` default; the place where there is
 * none of these. Signs are never left out: a long name gives way to them, and roles shrink to their sign.
 */
function signs(entry: PickerRow, room: number, width: number): Line {
  const roles = entry.roles.map(role => `@${role} `).join('');
  const others = line(
    ...(entry.problem === null ? [] : [styled('bad', '!')]),
    ...(entry.active ? [styled('good', '▸')] : []),
    ...(entry.default ? [styled('accent', '●')] : []),
  );
  if (roles === '' && others.length === 0)
    return entry.place === null || room < shortestPlace
      ? []
      : fit(line(styled('dim', shortPlace(entry.place))), Math.min(room, width));
  const all = line(styled('accent', roles), ...others);
  if (widthOf(all) <= Math.max(room, 0)) return all;
  return roles === '' ? others : line(styled('accent', '@'), ...others);
}

/** Less of a place than this tells nothing. */
const shortestPlace = 6;

/** A URL by its host: what tells two gateways apart. */
function shortPlace(place: string): string {
  return URL.canParse(place) ? new URL(place).host || place : place;
}

function fitText(text: string, width: number): string {
  return fit(line(text), width)
    .map(span => span.text)
    .join('');
}
