import { cutTo, fit, type Line, line, type Span, styled, wrapSpans } from '../../../base/lines.ts';
import { lossesFirst, marks } from '../../../features/cell.ts';
import { cellDetails, cellLines, lossSpan, supportStyles } from '../../../features/cell-lines.ts';
import { type FeatureId, featureIds, features } from '../../../features/features.ts';
import type { ProfileColumn } from '../../../features/profile-column.ts';
import { awaitsUpstream } from '../../../features/upstream.ts';
import type { Spot } from '../../frame.ts';
import { windowOn } from '../../scroll.ts';

/** What the cursor can stand on: a feature, or the folded ones together. */
export type Stop = readonly [FeatureId, ...FeatureId[]];

/** A line of the pane: a feature with what is lost, names that share it, or the folded ones. */
type RowLine = { readonly kind: 'feature' | 'names' | 'folded'; readonly stops: readonly Stop[] };

/** What there is room for at least beside the rows: a rule, the title, what is lost, and why. */
const shortDetail = 4;

/** Below this many lines what is the same everywhere is one line. */
const roomy = 20;

/** What is folded: nothing, what Claude Code has by itself, or all of which nothing is lost. */
type Fold = 'none' | 'client' | 'full';

/**
 * One row a feature where there is room for that and for the details; else those that have nothing of their own to say
 * share lines. Where rows are few, they are folded; only then features share lines of which something is lost.
 */
function arranged(column: ProfileColumn, { width, height }: Room): readonly RowLine[] {
  const groups = lossesFirst.flatMap(state => {
    const ids = featureIds.filter(id => column[id].state === state);
    const alike = ids.filter(id => isAlike(column[id]));
    return [
      { state, alike: false, ids: ids.filter(id => !isAlike(column[id])) },
      { state, alike: true, ids: [...alike.filter(id => !isClient(id)), ...alike.filter(isClient)] },
    ];
  });
  /** @param shared whose features share lines */
  const lines = (shared: (group: (typeof groups)[number]) => boolean, fold: Fold): RowLine[] =>
    groups.flatMap(group => {
      if (!shared(group)) return singles(group.ids);
      const folds = group.state === 'full' ? foldsOf(group.ids, fold) : [];
      const names = group.ids.filter(id => !folds.flat().includes(id));
      return [...flowed(names, width), ...folds.map((stop): RowLine => ({ kind: 'folded', stops: [stop] }))];
    });
  const isShort = height < roomy;
  const [some, most]: [Fold, Fold] = isShort ? ['client', 'full'] : ['none', 'none'];
  const alike = lines(group => group.alike, most);
  const withDetail = [
    lines(() => false, 'none'),
    lines(group => group.alike && group.state === 'full', some),
    lines(group => group.alike, some),
  ].find(each => each.length + shortDetail < height);
  const alone = [
    lines(group => group.alike, some),
    alike,
    lines(group => group.alike || group.state === 'unknown', most),
    lines(group => group.alike || group.state === 'unknown' || group.state === 'partial', most),
  ].find(each => each.length <= height);
  return withDetail ?? alone ?? alike;
}

/** Which of those of which nothing is lost are a line together. */
function foldsOf(whole: readonly FeatureId[], fold: Fold): readonly Stop[] {
  const client = whole.filter(isClient);
  const all = featureIds.filter(isClient).length;
  const folds: { readonly [Each in Fold]: readonly (readonly FeatureId[])[] } = {
    none: [],
    client: client.length === all ? [client] : [],
    full: [whole.filter(id => !isClient(id)), client],
  };
  return folds[fold].flatMap(([first, ...others]): Stop[] =>
    first === undefined || others.length === 0 ? [] : [[first, ...others]],
  );
}

function singles(ids: readonly FeatureId[]): RowLine[] {
  return ids.map(id => ({ kind: 'feature', stops: [[id]] }));
}

/** Whether its row would say nothing that the others of its state do not say. */
function isAlike(cell: ProfileColumn[FeatureId]): boolean {
  return cell.state === 'full' || awaitsUpstream(cell);
}

function isClient(id: FeatureId): boolean {
  return features[id].side === 'client';
}

/** Names that share lines, as many as fit in each. */
function flowed(ids: readonly FeatureId[], width: number): RowLine[] {
  const lines: Stop[][] = [];
  let room = 0;
  for (const id of ids) {
    const needed = features[id].title.length + 2;
    const last = lines.at(-1);
    if (last !== undefined && needed <= room) last.push([id]);
    else {
      lines.push([[id]]);
      room = width - flowIndent;
    }
    room -= needed;
  }
  return lines.map(stops => ({ kind: 'names', stops }));
}

/** The mark of a line of names, and the blank before it. */
const flowIndent = 3;

export type Room = { readonly width: number; readonly height: number };

/** What the cursor can stand on in this room, in its order. */
export function stopsOf(column: ProfileColumn, room: Room): readonly Stop[] {
  return arranged(column, room).flatMap(({ stops }) => stops);
}

/** Where a feature is among the stops; the first one stands for what is not there. */
export function stopIndex(stops: readonly Stop[], id: FeatureId | undefined): number {
  return Math.max(
    0,
    stops.findIndex(stop => stop.some(each => each === id)),
  );
}

/** The feature that is looked at, and whether what there is to say about it stands beside the rows. */
export type Look = {
  readonly at: FeatureId | undefined;
  /** The first row that is shown, moved where the cursor would not be seen. */
  readonly top: number;
  readonly focused: boolean;
  readonly beside: boolean;
};

/** What is seen: the rows that fit, the one under the cursor among them, and under them what there is to say about it. */
type Shown = {
  readonly arrangement: readonly RowLine[];
  readonly stop: Stop;
  readonly rows: readonly RowLine[];
  readonly above: number;
  readonly below: number;
  readonly about: readonly Line[];
};

/** @param moved the cursor was moved: the details have the room they want, else a row that was clicked stays there. */
function shownOf(
  column: ProfileColumn,
  { at, top, focused, beside }: Look,
  room: Room,
  moved = false,
): Shown | undefined {
  const { width, height } = room;
  const arrangement = arranged(column, room);
  const stops = arrangement.flatMap(each => each.stops);
  const stop = stops[stopIndex(stops, at)];
  if (stop === undefined) return undefined;
  const details = beside ? [] : stopLines(stop, column, width);
  const free = beside ? 0 : height - arrangement.length - 1;
  // Who looks at the list sees all rows; who looks at the features reads about them.
  const wanted = Math.min(details.length, Math.max(4, Math.floor(height * 0.4)));
  const most = focused ? Math.max(free, wanted) : free;
  const count = most < 1 ? height : height - most - 1;
  const index = arrangement.findIndex(each => each.stops.includes(stop));
  const { top: above, rows } = windowOn(
    { top, index, count: arrangement.length },
    { rows: count, most: moved ? count : Math.max(count, height - shortDetail), margin: 1 },
  );
  const left = height - rows - 1;
  return {
    arrangement,
    stop,
    rows: arrangement.slice(above, above + rows),
    above,
    below: Math.max(0, arrangement.length - above - rows),
    about: most < 1 ? [] : [line(styled('dim', '─'.repeat(width))), ...cutTo(details, left, width)],
  };
}

/** The rows that fit, with what says that there are more, and what there is to say about the one under the cursor. */
export function featureLines(column: ProfileColumn, look: Look, room: Room): Line[] {
  const shown = shownOf(column, look, room);
  if (shown === undefined) return [];
  const { arrangement, stop, rows, above, below, about } = shown;
  const { focused } = look;
  const titles = arrangement.filter(({ kind }) => kind === 'feature').flatMap(({ stops }) => stops);
  const title = Math.max(0, ...titles.map(([id]) => features[id].title.length));
  const lines = rows.map(each => rowLine(each, column, { stop, focused, width: room.width, title }));
  const more = (text: string) => line(styled('dim', `   ${text}`));
  if (above > 0) lines[0] = more(`↑ ${above + 1} more`);
  if (below > 0) lines[lines.length - 1] = more(`↓ ${below + 1} more${focused ? '' : ': → goes there'}`);
  return [...lines, ...about];
}

/** The first row that is shown once the cursor was moved there. */
export function featureTop(column: ProfileColumn, look: Look, room: Room): number {
  return shownOf(column, look, room, true)?.above ?? 0;
}

/** What each of these lines stands for: a feature by its id. */
export function featureSpots(column: ProfileColumn, look: Look, room: Room): (readonly Spot[])[] {
  const { rows, above, below } = shownOf(column, look, room) ?? { rows: [], above: 0, below: 0 };
  return rows.map(({ stops }, index) => {
    if ((above > 0 && index === 0) || (below > 0 && index === rows.length - 1)) return [];
    let next = 0;
    return stops.map(([id]) => {
      const column = next;
      next = (column || nameStart) + features[id].title.length + nameFrame;
      return { column, target: id };
    });
  });
}

/** Where the first name of a line begins, and what stands around each: a blank or a bracket, a comma. */
const nameStart = 2;
const nameFrame = 2;

type RowStyle = {
  readonly stop: Stop;
  readonly focused: boolean;
  readonly width: number;
  readonly title: number;
};

function rowLine(
  { kind, stops }: RowLine,
  column: ProfileColumn,
  { stop, focused, width, title }: RowStyle,
): Line {
  const [first] = stops;
  if (first === undefined) return [];
  const [id] = first;
  const { state } = column[id];
  const isUnder = stops.includes(stop);
  const cursor = isUnder ? (focused ? styled('selected', '❯') : styled('dim', '›')) : ' ';
  const mark = styled(supportStyles[state], marks[state].symbol);
  const chosen = (text: string) => (isUnder && focused ? styled('selected', text) : text);
  if (kind === 'folded') {
    const which = first.every(isClient) ? 'client-side features' : 'other features';
    const text = `${first.length} ${which}: ${marks[state].word}`;
    return fit(line(cursor, mark, ' ', chosen(text)), width);
  }
  if (kind === 'feature')
    return fit(
      line(cursor, mark, ' ', chosen(features[id].title.padEnd(title)), '  ', lossSpan(id, column)),
      width,
    );
  const names = stops.flatMap((each, index): Span[] => {
    const text = features[each[0]].title;
    if (each === stop && focused) return [styled('selected', `[${text}]`)];
    return [{ text: ` ${text}${index < stops.length - 1 ? ',' : ' '}` }];
  });
  return fit(line(cursor, mark, ...names), width);
}

/** The same for a pane of its own: its title, and the lines under it. */
export function stopPane(
  stop: Stop,
  column: ProfileColumn,
  width: number,
): { readonly title: string; readonly lines: Line[] } {
  const [id, ...folded] = stop;
  if (folded.length > 0) return { title: foldedTitle(stop), lines: wrapSpans(foldedNames(stop), width) };
  const { about, title } = features[id];
  const lines = [
    ...(about === undefined ? [] : [line(styled('title', about)), []]),
    ...cellDetails(id, column, 'all'),
  ];
  return {
    title: `${marks[column[id].state].symbol} ${title}`,
    lines: lines.flatMap(each => wrapSpans(each, width, 2)),
  };
}

function stopLines(stop: Stop, column: ProfileColumn, width: number): Line[] {
  const [id, ...folded] = stop;
  if (folded.length === 0) return cellLines(id, column, 'short').flatMap(each => wrapSpans(each, width, 2));
  return wrapSpans(line(styled('title', foldedTitle(stop)), ': ', ...foldedNames(stop)), width);
}

function foldedTitle(stop: Stop): string {
  return stop.every(isClient) ? 'Built into Claude Code' : 'Fully supported';
}

function foldedNames(stop: Stop): Line {
  return line(stop.map(id => features[id].title).join(', '));
}
