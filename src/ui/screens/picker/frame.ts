import { fieldOf } from '../../../backends/index.ts';
import { profileFields as fieldsOfProfile, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { printable } from '../../../base/terminal-text.ts';
import { routesOf } from '../../../features/route-of.ts';
import { routes } from '../../../features/routes.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Frame, Pane } from '../../frame.ts';
import { fit, type Line, line, type Span, spread, styled, wrapSpans } from '../../lines.ts';
import type { PickerRow } from '../../picker-rows.ts';
import { type State, type Tab, tabs } from '../../state.ts';
import { windowAround } from '../../text-field.ts';
import { bottomOf, innerWidth, layoutOf } from './layout.ts';
import { listLines } from './list.ts';
import { checkLines, envLines, featureLines, noteLines } from './tabs.ts';
import { rowUnderCursor, visibleRows } from './under-cursor.ts';

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
      lines: listLines(state, innerWidth(list), rows),
    });
  if (detail > 0) panes.push(detailPane(state, detail, rows));
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
  const all = tabLines(row, state, innerWidth(width));
  const room = Math.max(1, rows - head.length);
  const top = Math.min(state.picker.detailTop, Math.max(0, all.length - room));
  const shown = all.slice(top, top + room);
  return {
    title: row.name,
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
  const { catalog, rows, size } = state;
  const own = rows.filter(({ source }) => source === 'profile').length;
  const shown = visibleRows(state).length;
  const facts = [
    `${own} ${own === 1 ? 'profile' : 'profiles'}`,
    ...(shown < rows.length ? [`${shown} shown`] : []),
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

/** The environment tab has them all. */
const mostFactRows = 3;

/** What stands above the tabs and does not scroll. */
export function headLines(row: PickerRow, state: State, width: number): Line[] {
  const tags = [
    ...(row.active ? ['in force here'] : []),
    ...(row.default ? ['default'] : []),
    ...row.roles.map(role => `@${role}`),
  ];
  const title = line(titleOf(row), ...(tags.length > 0 ? [styled('accent', ` · ${tags.join(' · ')}`)] : []));
  const facts = row.profile === null ? [] : factsOf(row.profile);
  return [
    ...wrapSpans(title, width),
    ...wrapSpans(line(styled('dim', facts.join('  '))), width).slice(0, facts.length > 0 ? mostFactRows : 0),
    tabLine(state.picker.tab, width),
    [],
  ];
}

/** The route where it is known: it says more than the backend. */
function titleOf({ source, profile, title }: PickerRow): string {
  const [only, ...others] = profile === null || source === 'preset' ? [] : routesOf(profile);
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

function tabLine(current: Tab, width: number): Line {
  const spans = tabs.flatMap((tab): Span[] =>
    tab === current ? [styled('selected', `[${tab}]`), { text: ' ' }] : [{ text: ` ${tab}  ` }],
  );
  return fit(spans, width);
}

/** What the tab shows, all of it; the pane shows the part from `detailTop`. */
export function tabLines(row: PickerRow, state: State, width: number): Line[] {
  if (row.profile === null)
    return [
      ...wrapSpans(line(styled('bad', `! ${row.problem ?? 'this is no profile'}`)), width, 2),
      ...wrapSpans(line('Fix it in config.json, or delete it with d.'), width),
    ];
  const profile = row.profile;
  switch (state.picker.tab) {
    case 'Features':
      return [...needLines(row, width), ...featureLines({ profile, checks: row.checks }, width)];
    case 'Env':
      return [...needLines(row, width), ...envLines(row.name, profile, state.catalog, width)];
    case 'Check':
      return checkLines(row, profile, state.catalog.checks.get(row.name), width);
    case 'Notes':
      return noteLines(row, profile, width);
  }
}

function needLines({ needs }: PickerRow, width: number): Line[] {
  if (needs.length === 0) return [];
  const text = `Still needs ${needs.join(', ')}: Enter sets it up.`;
  return [...wrapSpans(line(styled('warn', text)), width), []];
}
