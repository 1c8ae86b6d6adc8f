import { type Evidence, lossesFirst, marked, marks, type Support } from '../../../features/cell.ts';
import { type FeatureId, featureIds, features, fullTitle } from '../../../features/features.ts';
import type { ProfileColumn } from '../../../features/profile-column.ts';
import { awaitsUpstream } from '../../../features/upstream.ts';
import {
  cutTo,
  fit,
  type Line,
  line,
  type Span,
  type StyleName,
  styled,
  widthOf,
  wrapSpans,
} from '../../lines.ts';
import { clamp } from '../../scroll.ts';

export const supportStyles: { readonly [Each in Support]: StyleName } = {
  full: 'good',
  partial: 'warn',
  none: 'bad',
  unknown: 'dim',
};

/** How many of each, in words where there is room for them; it also says what the marks mean. */
export function countsLine(column: ProfileColumn, width: number): Line {
  const counts = lossesFirst
    .map(state => ({ state, count: featureIds.filter(id => column[id].state === state).length }))
    .filter(({ count }) => count > 0);
  const texts = (word: (state: Support) => string) =>
    counts.map(
      ({ state, count }): Span =>
        styled(supportStyles[state], `${marks[state].symbol} ${word(state)}${count}`),
    );
  const joined = (spans: readonly Span[]) =>
    line(...spans.flatMap((span, index) => (index === 0 ? [span] : ['  ', span])));
  const long = joined(texts(state => `${marks[state].word} `));
  return widthOf(long) <= width ? long : joined(texts(() => ''));
}

/** What the cursor can stand on: a feature, or the folded ones together. */
export type Stop = readonly [FeatureId, ...FeatureId[]];

/** The stops of the pane, line by line. */
type Arrangement = readonly (readonly Stop[])[];

/** What every feature takes at least beside the rows: a rule, its title, what is lost, and why. */
const shortDetail = 4;

/** Below this many lines what is the same everywhere is one line. */
const roomy = 20;

/**
 * One row a feature where there is room for that and for the details; else those of which nothing is lost share lines.
 * Where that is too much, too, the ones that Claude Code has by itself are one.
 */
function arranged(column: ProfileColumn, { width, height }: Room): Arrangement {
  const ordered = lossesFirst.flatMap(state => featureIds.filter(id => column[id].state === state));
  const single = ordered.map((id): Stop[] => [[id]]);
  if (single.length + shortDetail <= height) return single;
  const lost = ordered.filter(id => column[id].state !== 'full').map((id): Stop[] => [[id]]);
  const whole = ordered.filter(id => column[id].state === 'full');
  const client = whole.filter(isClient);
  const shared = [...lost, ...flowed(whole, width)];
  const all = featureIds.filter(isClient).length;
  if ((height >= roomy && shared.length <= height) || client.length < all) return shared;
  const [first, ...others] = client;
  if (first === undefined) return shared;
  const rest = whole.filter(id => !isClient(id));
  return [...lost, ...flowed(rest, width), [[first, ...others]]];
}

function isClient(id: FeatureId): boolean {
  return features[id].side === 'client';
}

/** Names that share lines, as many as fit in each. */
function flowed(ids: readonly FeatureId[], width: number): Stop[][] {
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
  return lines;
}

/** The mark of a line of names, and the blank before it. */
const flowIndent = 3;

export type Room = { readonly width: number; readonly height: number };

/** What the cursor can stand on in this room, in its order. */
export function stopsOf(column: ProfileColumn, room: Room): readonly Stop[] {
  return arranged(column, room).flat();
}

/** The feature that is looked at. */
export type Look = { readonly at: number; readonly focused: boolean };

/** The rows, and under them what there is to say about the one under the cursor. */
export function featureLines(column: ProfileColumn, { at, focused }: Look, room: Room): Line[] {
  const { width, height } = room;
  const arrangement = arranged(column, room);
  const stops = arrangement.flat();
  const stop = stops[clamp(at, 0, stops.length - 1)];
  if (stop === undefined) return [];
  const about = stopLines(stop, column, width, 1);
  const free = height - arrangement.length - 1;
  // Who looks at the list sees all rows; who looks at the features reads about them.
  const most = focused ? Math.max(free, Math.min(about.length, Math.floor(height / 2))) : free;
  const rows = rowLines(arrangement, column, {
    stop,
    focused,
    width,
    height: most < 1 ? height : height - most - 1,
  });
  if (most < 1) return rows;
  return [...rows, line(styled('dim', '─'.repeat(width))), ...cutTo(about, most, width)];
}

/** The rows alone, for a pane that has its details beside it. */
export function featureRows(column: ProfileColumn, { at, focused }: Look, room: Room): Line[] {
  const arrangement = arranged(column, room);
  const stops = arrangement.flat();
  const stop = stops[clamp(at, 0, stops.length - 1)];
  return stop === undefined ? [] : rowLines(arrangement, column, { stop, focused, ...room });
}

type Drawn = Room & { readonly stop: Stop; readonly focused: boolean };

/** The rows that fit, the one under the cursor among them, with what says that there are more. */
function rowLines(
  arrangement: Arrangement,
  column: ProfileColumn,
  { stop, focused, width, height }: Drawn,
): Line[] {
  const titles = arrangement.flat().filter(([id]) => column[id].state !== 'full');
  const shown = titles.length > 0 ? titles : arrangement.flat();
  const title = Math.max(...shown.map(([id]) => features[id].title.length));
  const lines = arrangement.map(stops => rowLine(stops, column, { stop, focused, width, title }));
  const index = arrangement.findIndex(stops => stops.includes(stop));
  const top = clamp(index - Math.floor(height / 2), 0, Math.max(0, lines.length - height));
  const [above, below] = [top, lines.length - top - height];
  const window = lines.slice(top, top + height);
  const more = (count: number, sign: string) => line(styled('dim', `  ${sign} ${count + 1} more`));
  if (above > 0) window[0] = more(above, '↑');
  if (below > 0) window[window.length - 1] = more(below, focused ? '↓' : '→ ↓');
  return window;
}

type RowStyle = {
  readonly stop: Stop;
  readonly focused: boolean;
  readonly width: number;
  readonly title: number;
};

function rowLine(
  stops: readonly Stop[],
  column: ProfileColumn,
  { stop, focused, width, title }: RowStyle,
): Line {
  const [first, ...others] = stops;
  if (first === undefined) return [];
  const [id, ...folded] = first;
  const { state } = column[id];
  const isUnder = stops.includes(stop);
  const cursor = isUnder ? (focused ? styled('selected', '❯') : styled('dim', '›')) : ' ';
  const mark = styled(supportStyles[state], marks[state].symbol);
  const chosen = (text: string) => (isUnder && focused ? styled('selected', text) : text);
  if (folded.length > 0) {
    const text = `${first.length} client-side features: ${marks[state].word}`;
    return fit(line(cursor, mark, ' ', chosen(text)), width);
  }
  if (others.length === 0)
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

/** What is lost, in a few words. */
export function lossSpan(id: FeatureId, column: ProfileColumn): Span {
  const cell = column[id];
  if (awaitsUpstream(cell)) return styled('dim', 'depends on upstream');
  return cell.state === 'unknown' ? styled('dim', cell.loss) : { text: cell.loss };
}

/**
 * What there is to say about a feature: what is lost, why, how to change it, and who says so.
 * @param sources how many of these at most
 */
export function cellLines(
  id: FeatureId,
  column: ProfileColumn,
  width: number,
  sources = Number.POSITIVE_INFINITY,
): Line[] {
  const { state, loss, why, shows, changedBy, lever, evidence } = column[id];
  const details = [
    ...(loss === '' ? [] : [line(loss, styled('dim', howItShows(id, state, shows)))]),
    line(styled('dim', 'why: '), why),
    ...(changedBy === null ? [] : [line(styled('dim', 'because of: '), changedBy)]),
    ...(lever === null ? [] : [line(styled('dim', 'to change it: '), styled('accent', lever))]),
    ...evidence.slice(0, sources).map(each => line(styled('dim', evidenceText(each)))),
  ];
  return [
    ...wrapSpans(
      line(styled(supportStyles[state], marked(state)), '  ', styled('title', fullTitle(id))),
      width,
      2,
    ),
    ...details.flatMap(each => wrapSpans(line('  ', ...each), width, 2)),
  ];
}

export function stopLines(stop: Stop, column: ProfileColumn, width: number, sources?: number): Line[] {
  const [id, ...folded] = stop;
  if (folded.length === 0) return cellLines(id, column, width, sources);
  const names = stop.map(each => features[each].title).join(', ');
  return wrapSpans(line(styled('title', 'Built into Claude Code'), `: ${names}`), width);
}

/** A loss that is there is loud or silent; one that may be is so by the nature of the feature. */
function howItShows(id: FeatureId, state: Support, shows: 'loud' | 'silent' = 'silent'): string {
  const [asked, how] = state === 'unknown' ? ['if it is lost: ', features[id].loss] : ['', shows];
  return ` (${asked}${how === 'loud' ? 'the server answers 400' : 'nothing tells you'})`;
}

function evidenceText({ kind, source, checked, versions, superseded }: Evidence): string {
  return `${kind}${superseded ? ', superseded' : ''}: ${source} (${checked}; ${versions})`;
}
