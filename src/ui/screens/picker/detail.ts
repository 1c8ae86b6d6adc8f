import { fieldOf } from '../../../backends/index.ts';
import { heldFields as fieldsOfProfile, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { printable } from '../../../base/terminal-text.ts';
import { routesOf } from '../../../features/route-of.ts';
import { routes } from '../../../features/routes.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Entry } from '../../entries.ts';
import { fit, type Line, line, type Span, styled, wrapSpans } from '../../lines.ts';
import { type State, type Tab, tabs } from '../../state.ts';
import { checkLines } from './tabs/check.ts';
import { envLines } from './tabs/env.ts';
import { featureLines } from './tabs/features.ts';
import { noteLines } from './tabs/notes.ts';

/** The environment tab has them all. */
const mostFactRows = 3;

/** What stands above the tabs and does not scroll. */
export function headLines(entry: Entry, state: State, width: number): Line[] {
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
function titleOf({ source, profile, title }: Entry): string {
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
export function tabLines(entry: Entry, state: State, width: number): Line[] {
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

function needLines({ needs }: Entry, width: number): Line[] {
  if (needs.length === 0) return [];
  const text = `Still needs ${needs.join(', ')}: Enter sets it up.`;
  return [...wrapSpans(line(styled('warn', text)), width), []];
}
