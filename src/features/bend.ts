import type { Profile } from '../profile/profile.ts';
import type { Cell, Column, Evidence } from './cell.ts';
import type { CheckResult } from './check-result.ts';
import { type FeatureId, featureIds } from './feature.ts';
import { windowOf } from './model-windows.ts';
import { modelOf, routesOf } from './route-of.ts';
import { type RouteId, routes } from './routes.ts';

/** A cell of a profile’s own column; `changedBy` says what bent it away from its route, or null. */
export type BentCell = Cell & { readonly changedBy: string | null };

export type BentColumn = { readonly [Id in FeatureId]: BentCell };

/**
 * What a profile costs: the column of its route, bent by its own settings, with measured results on top. Pure.
 * A measured result replaces the state, and is never merged with what is documented.
 */
export function bend(profile: Profile, checks: readonly CheckResult[] = []): BentColumn {
  const column = baseColumn(routesOf(profile));
  const bends = [...settingBends(profile), ...modelBends(profile)];
  return record(id => {
    const cell = column[id];
    const measured = checks.find(check => check.feature === id);
    if (measured !== undefined) return measuredCell(cell, measured);
    const bent = bends.find(each => each.feature === id && cell.state !== 'none');
    return bent === undefined ? { ...cell, changedBy: null } : { ...cell, ...bent.cell, changedBy: bent.by };
  });
}

/** One route as it stands, or what several have in common. */
function baseColumn(ids: readonly [RouteId, ...RouteId[]]): Column {
  const [first, ...rest] = ids;
  if (rest.length === 0) return routes[first].column;
  return record(id => {
    const cell = routes[first].column[id];
    return rest.every(each => routes[each].column[id].state === cell.state) ? cell : dependingCell(id, ids);
  });
}

/** The routes disagree, so it is not known: what each has is said, with the evidence of all. */
function dependingCell(id: FeatureId, ids: readonly [RouteId, ...RouteId[]]): Cell {
  const [first] = ids;
  const cells = ids.map(each => routes[each].column[id]);
  const worst = cells.find(cell => cell.state === 'none') ?? cells.find(cell => cell.state !== 'full');
  const evidence: [Evidence, ...Evidence[]] = [...routes[first].column[id].evidence];
  for (const cell of cells)
    for (const each of cell.evidence)
      if (!evidence.some(held => held.source === each.source)) evidence.push(each);
  return {
    state: 'unknown',
    loss: worst?.loss ?? '',
    why: `depends on what is behind the gateway: ${whichHave(id, ids)}`,
    lever: `upstream=${ids.map(upstreamOf).join(', ')}`,
    evidence,
  };
}

/** `full: anthropic, vertex; none: bedrock-converse`. */
function whichHave(id: FeatureId, ids: readonly RouteId[]): string {
  const byState = Map.groupBy(ids, each => routes[each].column[id].state);
  return [...byState].map(([state, those]) => `${state}: ${those.map(upstreamOf).join(', ')}`).join('; ');
}

/** What a profile’s `upstream` says for a route of LiteLLM. */
function upstreamOf(id: RouteId): string {
  return id.replace(/^litellm-unified-/, '');
}

type Bend = { readonly feature: FeatureId; readonly by: string; readonly cell: Omit<Cell, 'evidence'> };

/** What a setting of the profile takes away, and from which features. */
const settings: readonly {
  readonly path: string;
  readonly value: string | boolean;
  readonly takes: readonly (readonly [FeatureId, string])[];
}[] = [
  {
    path: 'promptCaching',
    value: false,
    takes: [
      ['prompt-caching', 'Every turn is paid in full'],
      ['prompt-caching-1h', 'Every turn is paid in full'],
    ],
  },
  { path: 'cacheTtl', value: '5m', takes: [['prompt-caching-1h', 'The cache lives five minutes']] },
  {
    path: 'experimentalBetas',
    value: false,
    takes: [
      ['tool-search', 'All tools travel with every request'],
      ['context-management', 'Old tool results are not cleared by the server'],
    ],
  },
  { path: 'context1m', value: false, takes: [['context-1m', 'No 1M window']] },
  {
    path: 'interleavedThinking',
    value: false,
    takes: [['interleaved-thinking', 'No thinking between tool calls']],
  },
  { path: 'toolSearch', value: 'false', takes: [['tool-search', 'All tools travel with every request']] },
];

function settingBends(profile: Profile): Bend[] {
  return settings
    .filter(({ path, value }) => profile[path] === value)
    .flatMap(({ path, value, takes }) => {
      const by = `${path}=${value === false ? 'off' : value}`;
      return takes.map(([feature, loss]) => ({
        feature,
        by,
        cell: { state: 'none' as const, loss, why: `this profile has ${by}`, lever: `--unset ${path}` },
      }));
    });
}

/** What the pinned model (on Foundry also the standard one) means for the 1M window. */
function modelBends(profile: Profile): Bend[] {
  const pinned = modelOf(profile);
  const model = pinned ?? (profile.backend === 'foundry' ? 'claude-sonnet-4-5' : undefined);
  if (model === undefined || model.endsWith('[1m]')) return [];
  const by = pinned === undefined ? `${model}, the standard on Foundry` : `models.default=${model}`;
  switch (windowOf(model)) {
    case 'none':
      return [
        {
          feature: 'context-1m',
          by,
          cell: {
            state: 'none',
            loss: 'The window is 200K',
            why: `${model} has no 1M window`,
            lever: 'models.default=…',
          },
        },
      ];
    case 'suffix':
      return [
        {
          feature: 'context-1m',
          by,
          cell: {
            state: 'none',
            loss: 'The window is 200K',
            why: `${model} needs the [1m] suffix`,
            lever: `models.default=${model}[1m]`,
          },
        },
      ];
    default:
      return [];
  }
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

/** A column made feature by feature. */
function record<Value>(make: (id: FeatureId) => Value): { readonly [Id in FeatureId]: Value } {
  return Object.fromEntries(featureIds.map(id => [id, make(id)])) as { readonly [Id in FeatureId]: Value };
}
