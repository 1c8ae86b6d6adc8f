import { backends } from '../../../backends/index.ts';
import type { Profile } from '../../../backends/profile.ts';
import { type Line, line, type StyleName, styled, wrapSpans } from '../../../base/lines.ts';
import { tildePath } from '../../../base/paths.ts';
import { printable } from '../../../base/terminal-text.ts';
import { stepMarks } from '../../../check/report-text.ts';
import { isStale, type StoredCheck } from '../../../check/stored-check.ts';
import { overridesOf } from '../../../claude/overrides.ts';
import { projectSettings } from '../../../claude/project-settings.ts';
import { applyPlan, type Change } from '../../../env/plan.ts';
import type { Evidence } from '../../../features/cell.ts';
import { type FeatureId, featureIds, features } from '../../../features/features.ts';
import { knownIssues } from '../../../features/known-issues.ts';
import type { ProfileColumn } from '../../../features/profile-column.ts';
import { routesOf } from '../../../features/route-of.ts';
import { routes } from '../../../features/routes.ts';
import { versionSentences } from '../../../features/version-texts.ts';
import { presetOf } from '../../../profile/presets.ts';
import { previewPlan } from '../../../profile/profile-plan.ts';
import type { Held, PickerRow } from '../../picker-rows.ts';
import type { Snapshot } from '../../snapshot.ts';

/** The plan as it would be here: what is set, set to nothing and cleared, and what settings files would beat. */
export function envLines(name: string, profile: Profile, snapshot: Snapshot, width: number): Line[] {
  const { environment } = snapshot;
  const plan = previewPlan(name, profile, environment);
  // With a folder of its own Claude Code reads the user settings from there.
  const settingsFiles = snapshot.settingsFiles.filter(
    ({ scope }) => scope !== 'user' || profile.configDir === undefined,
  );
  const overriding = [
    ...overridesOf(plan, settingsFiles),
    ...projectSettings(plan, backends[profile.backend].provider, settingsFiles, applyPlan(plan, environment))
      .overrides,
  ];
  const sets = plan.changes.filter(change => change.action === 'set');
  const unset = plan.changes.filter(change => change.action === 'unset');
  const cleared = unset.filter(({ name: each }) => environment[each] !== undefined);
  const lines = [
    line(styled('title', 'Sets')),
    ...sets.map(setLine),
    ...(cleared.length > 0 ? [[], line(styled('title', 'Clears what is exported here'))] : []),
    ...cleared.map(({ name: each }) => line(styled('warn', '  - '), each)),
    line(styled('dim', `  keeps ${unset.length - cleared.length} more of other backends unset`)),
    ...(overriding.length > 0 ? [[], line(styled('title', 'Settings files disagree'))] : []),
    ...overriding.map(({ file, name: each }) =>
      line(styled('warn', '  ! '), `${each} in ${tildePath(file.path, { environment })} (${file.scope})`),
    ),
    ...(overriding.length > 0
      ? [line(styled('dim', '  a launch by cgw wins over them; a shell switched by cgw env does not'))]
      : []),
    ...plan.warnings.map(warning => line(styled('warn', `! ${warning}`))),
  ];
  return lines.flatMap(each => wrapSpans(each, width, 4));
}

function setLine(change: Change & { readonly action: 'set' }): Line {
  const name = [styled('good', '  + '), { text: change.name }];
  if (change.value === '') return line(...name, styled('dim', ' (set to nothing)'));
  return line(
    ...name,
    styled('dim', '='),
    change.secret ? styled('accent', change.value) : printable(change.value),
  );
}

const kinds = ['measured', 'documented', 'reported'] as const satisfies readonly Evidence['kind'][];

const meanings: { readonly [Kind in (typeof kinds)[number]]: string } = {
  measured: 'seen on the wire',
  documented: 'the vendor says so',
  reported: 'somebody says so',
};

/**
 * The last check, then how well each cell of the column is known: what rests on a measurement, and what only on
 * somebody’s word.
 */
export function checkLines(
  name: string,
  profile: Profile,
  column: ProfileColumn,
  stored: StoredCheck | undefined,
  width: number,
): Line[] {
  const unknown = featureIds.filter(id => column[id].state === 'unknown');
  const known = featureIds.filter(id => column[id].state !== 'unknown');
  const sections = kinds.flatMap(kind => {
    const ids = known.filter(id => column[id].evidence[0].kind === kind);
    if (ids.length === 0) return [];
    return [
      line(styled('title', `${ids.length} ${kind}`), styled('dim', `: ${meanings[kind]}`)),
      ...ids.map(id => cellLine(id, column[id].evidence[0])),
      [],
    ];
  });
  const doubts =
    unknown.length === 0
      ? []
      : [
          line(styled('title', `${unknown.length} unknown`), styled('dim', ': nobody showed it')),
          ...unknown.map(id => line(`  ${features[id].title}`)),
        ];
  return [...lastCheck(name, profile, stored), ...sections, ...doubts].flatMap(each =>
    wrapSpans(each, width, 4),
  );
}

const stepStyles: { readonly [Each in keyof typeof stepMarks]: StyleName } = {
  ok: 'good',
  warning: 'warn',
  failed: 'bad',
  unknown: 'dim',
  skipped: 'dim',
};

function lastCheck(name: string, profile: Profile, stored: StoredCheck | undefined): Line[] {
  if (stored === undefined)
    return [line(styled('title', 'Never measured'), `: cgw check ${name} does it`), []];
  const when = `${stored.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (isStale(stored, profile))
    return [
      line(styled('warn', `Measured ${when}, and changed since`), `: cgw check ${name} measures it again`),
      [],
    ];
  return [
    line(styled('title', `Measured ${when}`)),
    ...stored.steps
      .filter(({ state }) => state !== 'skipped')
      .map(({ step, state, what }) =>
        line('  ', styled(stepStyles[state], stepMarks[state].padEnd(9)), ` ${step}: ${what}`),
      ),
    [],
  ];
}

function cellLine(id: FeatureId, { checked, versions }: Evidence): Line {
  return line(`  ${features[id].title}`, styled('dim', ` ${checked}, ${versions}`));
}

/** The user’s note, where to read on, and the known problems of the way there. */
export function noteLines(row: PickerRow, { profile, versions }: Held, width: number): Line[] {
  const preset = row.source === 'preset' ? presetOf(row.name) : undefined;
  const ids = routesOf(profile);
  const issues = knownIssues.filter(
    ({ state, routes: concerned }) => state !== 'fixed' && concerned.some(route => ids.includes(route)),
  );
  const lines = [
    ...(row.note === null ? [] : [line(printable(row.note)), []]),
    ...(preset === undefined
      ? []
      : [line(preset.summary), line(styled('dim', `${preset.source}, ${preset.checked}`)), []]),
    line(styled('title', 'Route')),
    ...ids.map((id, index) => line(`  ${index > 0 ? 'or ' : ''}${routes[id].title}`)),
    line(styled('dim', `  ${backends[profile.backend].documentation}`)),
    ...versionSentences({ ...row, versions }).map(text => line(styled('dim', `  ${text}`))),
    [],
    line(styled('title', issues.length > 0 ? 'Known problems' : 'No known problem')),
    ...[...Map.groupBy(issues, ({ title }) => title)].flatMap(([title, same]) => [
      line(styled('warn', '  ! '), title),
      ...same.map(({ id, state }) => line(styled('dim', `    ${id}, ${state}`))),
      ...[...new Set(same.flatMap(({ lever }) => lever ?? []))].map(lever =>
        line(styled('accent', `    to change it: ${lever}`)),
      ),
    ]),
  ];
  return lines.flatMap(each => wrapSpans(each, width, 4));
}
