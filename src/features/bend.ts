import type { Profile } from '../backends/profile.ts';
import type { Cell, Evidence } from './cell.ts';
import type { CheckResult } from './check-result.ts';
import { columnOfRoutes } from './column-of-routes.ts';
import type { FeatureId } from './feature.ts';
import { modelBends } from './model-bends.ts';
import { isPulled } from './pulled-lever.ts';
import { recordOf } from './record-of.ts';
import { routesOf } from './route-of.ts';
import { settingBends } from './setting-bends.ts';

/** A cell of a profile’s own column; `changedBy` says what bent it away from its route, or null. */
export type BentCell = Cell & { readonly changedBy: string | null };

export type BentColumn = { readonly [Id in FeatureId]: BentCell };

/** What a setting of a profile makes of a feature, with evidence of its own. */
export type Bend = { readonly feature: FeatureId; readonly by: string; readonly cell: Cell };

/**
 * What a profile costs: the column of its route, bent by its own settings, with measured results on top. Pure.
 * A measured result replaces the state, and is never merged with what is documented.
 */
export function bend(profile: Profile, checks: readonly CheckResult[] = []): BentColumn {
  const column = columnOfRoutes(routesOf(profile));
  const bends = [...settingBends(profile), ...modelBends(profile)];
  return recordOf(id => {
    const cell = column[id];
    const measured = checks.find(check => check.feature === id);
    const bent = bends.find(each => each.feature === id);
    // A check measures the way to the model; what Claude Code does not ask for is lost all the same.
    if (measured !== undefined && (bent === undefined || !takesFrom(bent.cell, measured)))
      return measuredCell(cell, measured);
    if (bent !== undefined && (measured ?? cell).state !== 'none')
      return { ...bent.cell, changedBy: bent.by };
    return { ...cell, lever: isPulled(cell.lever, profile) ? null : cell.lever, changedBy: null };
  });
}

function takesFrom({ state }: Cell, measured: CheckResult): boolean {
  if (state === 'none') return measured.state !== 'none';
  return state === 'partial' && measured.state === 'full';
}

function measuredCell(cell: Cell, check: CheckResult): BentCell {
  const evidence: Evidence = {
    kind: 'measured',
    source: `cgw check, ${check.at}`,
    checked: check.at.slice(0, 10),
    versions: check.versions,
  };
  const why = check.why === '' ? cell.why : check.why;
  const loss = check.state === 'full' ? '' : cell.loss || 'It did not work when it was measured';
  return {
    ...cell,
    state: check.state,
    why,
    loss,
    evidence: [evidence, ...cell.evidence],
    changedBy: evidence.source,
  };
}
