import { fieldOf } from '../../../backends/index.ts';
import { heldFields as fieldsOfProfile, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { printable } from '../../../base/terminal-text.ts';
import { routesOf } from '../../../features/route-of.ts';
import { routes } from '../../../features/routes.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Frame, Pane } from '../../frame.ts';
import { fit, type Line, line, type Span, spread, styled, wrapSpans } from '../../lines.ts';
import type { PickerRow } from '../../picker-rows.ts';
import { type State, type Tab, tabs } from '../../state.ts';
import { windowAround } from '../../text-field.ts';
import { bottomOf, entryUnderCursor, inside, layoutOf, visibleEntries } from './layout.ts';
import { listLines } from './list.ts';
import { checkLines, envLines, featureLines, noteLines } from './tabs.ts';

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

/** The environment tab has them all. */
const mostFactRows = 3;

/** What stands above the tabs and does not scroll. */
export function headLines(entry: PickerRow, state: State, width: number): Line[] {
  const tags = [
    ...(entry.active ? ['in force here'] : []),
    ...(entry.default ? ['default'] : []),
    ...entry.roles.map(role => `@${role}`),
  ];
  const title = line(
    titleOf(entry),
    ...(tags.length > 0 ? [styled('accent', ` · ${tags.join(' · ')}`)] : []),
  );
  const facts = entry.profile === null ? [] : factsOf(entry.profile);
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
export function tabLines(entry: PickerRow, state: State, width: number): Line[] {
  if (entry.profile === null)
    return [
      ...wrapSpans(line(styled('bad', `! ${entry.problem ?? 'this is no profile'}`)), width, 2),
      ...wrapSpans(line('Mend it in config.json, or delete it with d.'), width),
    ];
  const profile = entry.profile;
  switch (state.picker.tab) {
    case 'Features':
      return [...needLines(entry, width), ...featureLines({ profile, checks: entry.checks }, width)];
    case 'Env':
      return [...needLines(entry, width), ...envLines(entry.name, profile, state.catalog, width)];
    case 'Check':
      return checkLines(entry, profile, state.catalog.checks.get(entry.name), width);
    case 'Notes':
      return noteLines(entry, profile, width);
  }
}

function needLines({ needs }: PickerRow, width: number): Line[] {
  if (needs.length === 0) return [];
  const text = `Still needs ${needs.join(', ')}: Enter sets it up.`;
  return [...wrapSpans(line(styled('warn', text)), width), []];
}
