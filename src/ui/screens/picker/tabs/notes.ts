import { backends } from '../../../../backends/index.ts';
import type { Profile } from '../../../../backends/profile.ts';
import { printable } from '../../../../base/terminal-text.ts';
import { knownIssues } from '../../../../features/known-issues.ts';
import { routesOf } from '../../../../features/route-of.ts';
import { routes } from '../../../../features/routes.ts';
import { presetOf } from '../../../../profile/presets.ts';
import type { Entry } from '../../../entries.ts';
import { type Line, line, styled, wrapSpans } from '../../../lines.ts';

/** The user’s note, where to read on, and the known problems of the way there. */
export function noteLines(entry: Entry, profile: Profile, width: number): Line[] {
  const preset = entry.source === 'preset' ? presetOf(entry.name) : undefined;
  const ids = routesOf(profile);
  const issues = knownIssues.filter(
    ({ state, routes: concerned }) => state !== 'fixed' && concerned.some(route => ids.includes(route)),
  );
  const lines = [
    ...(entry.note === null ? [] : [line(printable(entry.note)), []]),
    ...(preset === undefined
      ? []
      : [line(preset.summary), line(styled('dim', `${preset.source}, ${preset.checked}`)), []]),
    line(styled('title', 'Route')),
    ...ids.map((id, index) => line(`  ${index > 0 ? 'or ' : ''}${routes[id].title}`)),
    line(styled('dim', `  ${backends[profile.backend].documentation}`)),
    [],
    line(styled('title', issues.length > 0 ? 'Known problems' : 'No known problem')),
    ...[...Map.groupBy(issues, ({ title }) => title)].flatMap(([title, same]) => [
      line(styled('warn', '  ! '), title),
      ...same.map(({ id, state }) => line(styled('dim', `    ${id}, ${state}`))),
      ...[...new Set(same.flatMap(({ lever }) => lever ?? []))].map(lever =>
        line(styled('accent', `    lever: ${lever}`)),
      ),
    ]),
  ];
  return lines.flatMap(each => wrapSpans(each, width, 4));
}
