import { fit, type Line, line, pad, styled, wrapSpans } from '../../base/lines.ts';
import { marked, markWidth } from '../../features/cell.ts';
import { compare, comparisonLines, type Compared as Measured } from '../../features/compare.ts';
import { featureIds } from '../../features/features.ts';
import { profileColumn } from '../../features/profile-column.ts';
import type { PickerRow } from '../picker-rows.ts';
import { supportStyles } from './picker/tabs.ts';

type Compared = Measured & { readonly name: string };

/** The profiles that are compared, in the order they were marked. */
function comparedOf(pickerRows: readonly PickerRow[], names: readonly string[]): Compared[] {
  return names.flatMap(name => {
    const row = pickerRows.find(each => each.name === name);
    return row?.profile == null ? [] : [{ name, profile: row.profile, checks: row.checks }];
  });
}

/** Side by side, then what a switch from the first to each other one means, in words. */
export function compareLines(
  pickerRows: readonly PickerRow[],
  names: readonly string[],
  width: number,
): Line[] {
  const compared = comparedOf(pickerRows, names);
  const [first, ...others] = compared;
  if (first === undefined) return [];
  return [
    ...blocks(compared, width).flatMap(block => [...matrix(block, width), []]),
    ...others.flatMap(other => [...words(first, other, width), []]),
  ];
}

const widestLabel = Math.max(...featureIds.map(id => id.length)) + 1;

/** Narrow enough for two of them on the smallest screen. */
const narrowColumn = markWidth + 1;

/** The widths of labels and columns: labels are cut before a second column is lost. */
function widths(width: number): { readonly label: number; readonly column: number } {
  const column = width - widestLabel >= 2 * wideColumn ? wideColumn : narrowColumn;
  return { column, label: Math.min(widestLabel, Math.max(8, width - 2 * column)) };
}

const wideColumn = 13;

/** As many columns as fit beside the names of the features, one at least; the first is in every block. */
function blocks([first, ...others]: readonly Compared[], width: number): Compared[][] {
  if (first === undefined) return [];
  const { label, column } = widths(width);
  const room = Math.max(1, Math.floor((width - label) / column) - 1);
  const result: Compared[][] = [];
  for (let at = 0; at < others.length; at += room) result.push([first, ...others.slice(at, at + room)]);
  return result;
}

function matrix(compared: readonly Compared[], width: number): Line[] {
  const { label, column: columnWidth } = widths(width);
  const columns = compared.map(({ name, profile, checks }) => ({
    name,
    column: profileColumn(profile, checks),
  }));
  const head = columns.flatMap(({ name }) =>
    pad(fit(line(styled('title', name)), columnWidth - 1), columnWidth),
  );
  const rows = featureIds.map(id => {
    const states = columns.map(({ column }) => column[id].state);
    const differs = new Set(states).size > 1;
    return line(
      ...pad(fit(line(styled(differs ? 'title' : 'dim', id)), label - 1), label),
      ...states.map(state => styled(supportStyles[state], marked(state).padEnd(columnWidth))),
    );
  });
  return [line(' '.repeat(label), ...head), ...rows];
}

function words(from: Compared, to: Compared, width: number): Line[] {
  const [title = '', ...lines] = comparisonLines(from.name, to.name, compare(from, to));
  return [
    line(styled('title', title)),
    ...lines.flatMap(text => wrapSpans(line(/^\S/.test(text) ? styled('title', text) : text), width)),
  ];
}
