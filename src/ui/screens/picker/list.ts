import { fit, type Line, line, pad, type Span, spread, styled, widthOf } from '../../../base/lines.ts';
import { type Spot, wholeLine } from '../../frame.ts';
import { groupTitles, type PickerRow } from '../../picker-rows.ts';
import type { State } from '../../state.ts';
import { rowUnderCursor, visibleRows } from './under-cursor.ts';

/** A line of the list: a row, or the title of a group. */
type Item = { readonly row: PickerRow } | { readonly title: string };

/** The list with the titles of its groups. */
export function listItems(rows: readonly PickerRow[]): Item[] {
  const items: Item[] = [];
  let group: PickerRow['group'] | undefined;
  for (const row of rows) {
    if (row.group !== group) items.push({ title: groupTitles[row.group] });
    group = row.group;
    items.push({ row });
  }
  return items;
}

/** Which line a row is in. */
export function itemIndex(items: readonly Item[], name: string | undefined): number {
  return Math.max(
    0,
    items.findIndex(item => 'row' in item && item.row.name === name),
  );
}

export function listLines(state: State, width: number, height: number): Line[] {
  const visible = visibleRows(state);
  if (visible.length === 0) return [line(styled('dim', 'nothing matches'))];
  const items = listItems(visible);
  const under = rowUnderCursor(state);
  return items.slice(state.picker.top, state.picker.top + height).map(item => {
    if ('title' in item) return line(styled('dim', fitText(item.title, width)));
    return rowLine(item.row, item.row === under, state, width);
  });
}

/** What each line of the list stands for: a row by its index. */
export function listSpots(state: State, height: number): (readonly Spot[])[] {
  const visible = visibleRows(state);
  return listItems(visible)
    .slice(state.picker.top, state.picker.top + height)
    .map(item => wholeLine('row' in item ? visible.indexOf(item.row) : undefined));
}

function rowLine(row: PickerRow, under: boolean, { picker }: State, width: number): Line {
  const mark = picker.marked.includes(row.name) ? styled('accent', '+') : ' ';
  const name: Span = under ? styled('selected', row.name) : { text: row.name };
  const left = line(under ? styled('selected', '❯') : ' ', mark, name);
  const right = signs(row, width - widthOf(left) - 1, width);
  return pad(spread(fit(left, width - widthOf(right) - 1), right, width), width);
}

/**
 * What the help explains: `!` a problem, `@` roles, `▸` used in this shell, `●` default; the place where there is
 * none of these. Signs are never left out: a long name gives way to them, and roles shrink to their sign.
 */
function signs(row: PickerRow, room: number, width: number): Line {
  const roles = row.roles.map(role => `@${role} `).join('');
  const others = line(
    ...(row.problem === null ? [] : [styled('bad', '!')]),
    ...(row.active ? [styled('good', '▸')] : []),
    ...(row.default ? [styled('accent', '●')] : []),
  );
  if (roles === '' && others.length === 0)
    return row.place === null || room < shortestPlace
      ? []
      : fit(line(styled('dim', shortPlace(row.place))), Math.min(room, width));
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
