import { backends } from '../../../../backends/index.ts';
import type { Profile } from '../../../../backends/profile.ts';
import { tildePath } from '../../../../base/paths.ts';
import { printable } from '../../../../base/terminal-text.ts';
import { overridesOf } from '../../../../claude/overrides.ts';
import { projectSettings } from '../../../../claude/project-settings.ts';
import { applyPlan } from '../../../../env/apply.ts';
import type { Change } from '../../../../env/plan.ts';
import { previewPlan } from '../../../../profile/profile-plan.ts';
import type { Catalog } from '../../../catalog.ts';
import { type Line, line, styled, wrapSpans } from '../../../lines.ts';

/** The plan as it would be here: what is set, set to nothing and cleared, and what settings files would beat. */
export function envLines(name: string, profile: Profile, catalog: Catalog, width: number): Line[] {
  const { environment } = catalog;
  const plan = previewPlan(name, profile, environment);
  // With a folder of its own Claude Code reads the user settings from there.
  const settingsFiles = catalog.settingsFiles.filter(
    ({ scope }) => scope !== 'user' || profile.configDir === undefined,
  );
  const beaten = [
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
    ...(cleared.length > 0 ? [[], line(styled('title', 'Takes away what is exported here'))] : []),
    ...cleared.map(({ name: each }) => line(styled('warn', '  - '), each)),
    line(styled('dim', `  keeps ${unset.length - cleared.length} more of other backends unset`)),
    ...(beaten.length > 0 ? [[], line(styled('title', 'Settings files disagree'))] : []),
    ...beaten.map(({ file, name: each }) =>
      line(styled('warn', '  ! '), `${each} in ${tildePath(file.path, { environment })} (${file.scope})`),
    ),
    ...(beaten.length > 0
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
