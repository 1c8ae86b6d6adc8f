import { fieldOf } from '../../../backends/index.ts';
import { profileFields as fieldsOfProfile, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { counted } from '../../../base/english.ts';
import {
  cutTo,
  fit,
  type Line,
  line,
  type Span,
  spread,
  styled,
  widthOf,
  wrapSpans,
} from '../../../base/lines.ts';
import { printable } from '../../../base/terminal-text.ts';
import { countsLine } from '../../../features/cell-lines.ts';
import type { FeatureId } from '../../../features/features.ts';
import type { ProfileColumn } from '../../../features/profile-column.ts';
import { routesOf } from '../../../features/route-of.ts';
import { routes } from '../../../features/routes.ts';
import { upstreamHint } from '../../../features/upstream.ts';
import { upgradeText } from '../../../features/version-texts.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Frame, Pane, Spot } from '../../frame.ts';
import type { PickerRow } from '../../picker-rows.ts';
import { type State, type Tab, tabs } from '../../state.ts';
import { windowAround } from '../../text-field.ts';
import {
  featureLines,
  featureSpots,
  featureTop,
  type Look,
  type Room,
  type Stop,
  stopIndex,
  stopPane,
  stopsOf,
} from './features.ts';
import { bottomOf, innerWidth, layoutOf } from './layout.ts';
import { listLines, listSpots } from './list.ts';
import { checkLines, envLines, noteLines } from './tabs.ts';
import { rowUnderCursor, visibleRows } from './under-cursor.ts';

/** The picker: the list, what is under the cursor, and the keys. */
export function pickerFrame(state: State): Frame {
  const { list, detail, about, rows } = layoutOf(state);
  const { picker } = state;
  const panes: Pane[] = [];
  if (list > 0)
    panes.push({
      title: listTitle(state),
      width: list,
      focused: picker.focus === 'list',
      lines: listLines(state, innerWidth(list), rows),
      spots: () => listSpots(state, rows),
    });
  if (detail > 0) panes.push(detailPane(state, detail, rows));
  if (about > 0) panes.push(aboutPane(state, about, rows));
  return {
    top: topLine(state),
    panes,
    bottom: bottomOf(state),
    ...(picker.filtering ? { cursor: { x: filterStart + filterColumn(state, innerWidth(list)), y: 1 } } : {}),
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
  const visible = visibleRows(state);
  const under = rowUnderCursor(state);
  const at = under === undefined ? '' : ` · ${visible.indexOf(under) + 1} of ${visible.length}`;
  if (!picker.filtering && picker.filter.text === '') return `Profiles${at}`;
  const room = innerWidth(layoutOf(state).list) - filterFrame - (picker.filtering ? 0 : at.length);
  return `/${windowAround(picker.filter.text, picker.filter.cursor, Math.max(2, room)).text}${picker.filtering ? '' : at}`;
}

function detailPane(state: State, width: number, rows: number): Pane {
  const row = rowUnderCursor(state);
  const focused = state.picker.focus === 'detail';
  if (row === undefined) return { title: '', width, focused, lines: [] };
  const head = headLines(row, state, innerWidth(width));
  const room = { width: innerWidth(width), height: Math.max(1, rows - head.length) };
  const column = shownColumn(row, state);
  return {
    title: row.name,
    width,
    focused,
    lines: [...head, ...shownLines(row, state, room)],
    spots: () => [
      ...headSpots(row, state, innerWidth(width)),
      ...(column === undefined ? [] : featureSpots(column, lookOf(state), room)),
    ],
  };
}

/** What a profile costs, while that is the tab. */
function shownColumn({ held }: PickerRow, { picker }: State): ProfileColumn | undefined {
  return picker.tab === 'Features' ? held?.column : undefined;
}

function lookOf(state: State): Look {
  const { focus, feature, detailTop } = state.picker;
  return { at: feature, top: detailTop, focused: focus === 'detail', beside: layoutOf(state).about > 0 };
}

/** The part of the tab that is seen. */
function shownLines(row: PickerRow, state: State, room: Room): readonly Line[] {
  const column = shownColumn(row, state);
  if (column !== undefined) return featureLines(column, lookOf(state), room);
  const { focus, detailTop } = state.picker;
  const all = tabLines(row, state, room.width);
  const top = Math.min(detailTop, Math.max(0, all.length - room.height));
  return withMore(all.slice(top, top + room.height), all.length - top - room.height, focus === 'detail');
}

/** The features that can be looked at one by one; undefined while something else is shown. */
export function featureList(state: State): FeatureList | undefined {
  const row = rowUnderCursor(state);
  const { detail, about, rows } = layoutOf(state);
  const column = row && shownColumn(row, state);
  if (row === undefined || column === undefined || detail + about === 0) return undefined;
  const width = innerWidth(detail || about);
  const room = { width, height: Math.max(1, rows - headLines(row, state, width).length) };
  return {
    stops: stopsOf(column, room),
    topAt: feature => featureTop(column, { ...lookOf(state), at: feature }, room),
    about: columns => {
      const stops = stopsOf(column, room);
      const stop = stops[stopIndex(stops, state.picker.feature)];
      return stop && stopPane(stop, column, columns);
    },
  };
}

type FeatureList = {
  /** What the cursor can stand on. */
  readonly stops: readonly Stop[];
  /** The first row that is shown with the cursor on that feature. */
  readonly topAt: (feature: FeatureId | undefined) => number;
  /** All there is to say about the one under the cursor. */
  readonly about: (width: number) => ReturnType<typeof stopPane> | undefined;
};

/** All there is to say about the feature under the cursor, from the line on to which it is scrolled. */
function aboutPane(state: State, width: number, rows: number): Pane {
  const focused = state.picker.focus === 'about';
  const { title, lines } = featureList(state)?.about(innerWidth(width)) ?? { title: '', lines: [] };
  const top = Math.min(state.picker.aboutTop, Math.max(0, lines.length - rows));
  return {
    title,
    width,
    focused,
    lines: withMore(lines.slice(top, top + rows), lines.length - top - rows, focused),
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
  const { snapshot, rows, size } = state;
  const own = rows.filter(({ source }) => source === 'profile').length;
  const shown = visibleRows(state).length;
  const facts = [
    counted(own, 'profile'),
    ...(shown < rows.length ? [`${shown} shown`] : []),
    snapshot.claude,
    ...(snapshot.config.default === undefined ? [] : [`default ${snapshot.config.default}`]),
    ...(snapshot.meant === undefined || snapshot.meant === snapshot.config.default
      ? []
      : [`here ${snapshot.meant}`]),
  ];
  return spread(
    line(styled('title', ' cgw'), `   ${facts.join(' · ')}`),
    line(styled('key', '?'), ' help '),
    size.columns,
  );
}

/** From this many rows on there is room for a blank line, and for more facts: the environment tab has them all. */
const highRows = 34;

/** What does not scroll: what the profile is, the tabs, and what it lacks. */
export function headLines(row: PickerRow, state: State, width: number): Line[] {
  return [
    ...titleLines(row, state, width),
    tabLine(row, state.picker.tab, width),
    ...(isHigh(state) ? [[]] : []),
    ...needLines(row, state.picker.tab, width),
    ...hintLines(row, state.picker.tab, width),
  ];
}

/** Of these lines only the tabs can be clicked. */
function headSpots(row: PickerRow, state: State, width: number): (readonly Spot[])[] {
  const above = titleLines(row, state, width).length;
  const below = headLines(row, state, width).length - above - 1;
  let next = 0;
  const spots = tabs.map(tab => {
    const column = next;
    next += tab.length + tabFrame;
    return { column, target: tab };
  });
  const end = { column: next, target: state.picker.tab };
  return [
    ...Array<readonly Spot[]>(above).fill([]),
    [...spots, end],
    ...Array<readonly Spot[]>(below).fill([]),
  ];
}

function isHigh({ size }: State): boolean {
  return size.rows >= highRows;
}

function titleLines(row: PickerRow, state: State, width: number): Line[] {
  const tags = [
    ...(row.active ? ['used here'] : []),
    ...(row.default ? ['default'] : []),
    ...row.roles.map(role => `@${role}`),
  ];
  const title = line(titleOf(row), ...(tags.length > 0 ? [styled('accent', ` · ${tags.join(' · ')}`)] : []));
  const facts = row.held === null ? [] : factsOf(row.held.profile);
  return [
    ...wrapSpans(title, width),
    ...factLines(line(styled('dim', facts.join('  '))), isHigh(state) ? 2 : 1, width),
  ];
}

/** In one line it is cut where that ends, a long path too. */
function factLines(facts: Line, rows: 1 | 2, width: number): readonly Line[] {
  if (widthOf(facts) === 0) return [];
  return rows === 1 ? [fit(facts, width)] : cutTo(wrapSpans(facts, width), rows, width);
}

/** The route where it is known: it says more than the backend. */
function titleOf({ source, held, title }: PickerRow): string {
  const [only, ...others] = held === null || source === 'preset' ? [] : routesOf(held.profile);
  return only === undefined || others.length > 0 ? title : routes[only].title;
}

/** Place, credential and models in a line; the tabs tell the rest. */
function factsOf(profile: Profile): string[] {
  const facts: string[] = [];
  for (const { path, value } of fieldsOfProfile(profile)) {
    const field = fieldOf(profile.backend, path);
    if (field?.kind === 'url') facts.push(String(value));
    else if (field?.kind === 'credential')
      facts.push(
        `${path}: ${field.words?.some(word => word === value) ? value : describeReference(String(value))}`,
      );
    else if (isSecretValue(value)) facts.push(`${path}: ${describeReference(value.secret)}`);
    else if (path === 'region' || path === 'awsProfile' || path.startsWith('models.'))
      facts.push(`${path.replace('models.', '')} = ${printable(String(value))}`);
  }
  return facts;
}

/** What stands around the name of a tab. */
const tabFrame = 3;

/** The tabs, and beside that of the features how many there are of each state. */
function tabLine({ held }: PickerRow, current: Tab, width: number): Line {
  const spans = tabs.flatMap((tab): Span[] =>
    tab === current ? [styled('selected', `[${tab}]`), { text: ' ' }] : [{ text: ` ${tab}  ` }],
  );
  if (current !== 'Features' || held === null) return fit(spans, width);
  return spread(spans, countsLine(held.column, width - widthOf(spans)), width);
}

/** What the tab shows, all of it; the pane shows the part from `detailTop`. */
export function tabLines(row: PickerRow, state: State, width: number): Line[] {
  const { name, held } = row;
  if (held === null)
    return [
      ...wrapSpans(line(styled('bad', `! ${row.problem ?? 'this is not a profile'}`)), width, 2),
      ...wrapSpans(line('Fix it in config.json, or delete it with d.'), width),
    ];
  switch (state.picker.tab) {
    case 'Features':
      return [];
    case 'Env':
      return envLines(name, held.profile, state.snapshot, width);
    case 'Check':
      return checkLines(name, held.profile, held.column, state.snapshot.checks.get(name), width);
    case 'Notes':
      return noteLines(row, held, width);
  }
}

function needLines({ needs }: PickerRow, tab: Tab, width: number): Line[] {
  if (needs.length === 0 || (tab !== 'Features' && tab !== 'Env')) return [];
  return wrapSpans(line(styled('warn', `Still needs ${needs.join(', ')}: Enter sets it up.`)), width);
}

/** What newer versions than those in use change, in a line each; the notes say which are in use. */
function upgradeLines({ held }: PickerRow, width: number): Line[] {
  return (held?.versions?.upgrades ?? []).map(each => fit(line(styled('warn', upgradeText(each))), width));
}

/** What is unknown only because the profile does not say what is behind its gateway. */
function hintLines(row: PickerRow, tab: Tab, width: number): Line[] {
  if (row.held === null || tab !== 'Features') return [];
  const hint = upstreamHint(row, row.held.column);
  return [
    ...(hint === undefined
      ? []
      : wrapSpans(line(styled('warn', `${hint.what}: `), styled('accent', 'press e')), width)),
    ...upgradeLines(row, width),
  ];
}
