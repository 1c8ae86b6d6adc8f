import type { Cell, Column, Evidence, State } from './cell.ts';
import { type FeatureId, recordOf } from './features.ts';
import type { Routes } from './route-of.ts';
import { type RouteId, routes } from './routes.ts';

/** One route as it stands, or what several have in common. */
export function columnOfRoutes(ids: Routes): Column {
  const [first, ...rest] = ids;
  if (rest.length === 0) return routes[first].column;
  return recordOf(id => {
    const cell = routes[first].column[id];
    return rest.every(each => routes[each].column[id].state === cell.state) ? cell : dependingCell(id, ids);
  });
}

/** The routes disagree, so it is not known: what each has is said, with the evidence of all. */
function dependingCell(id: FeatureId, ids: Routes): Cell {
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
    lever: `upstream=${ids.map(upstreamOf).join('|')}`,
    evidence,
  };
}

/** `full: anthropic, vertex; none: bedrock-converse`, from the most to the least. */
function whichHave(id: FeatureId, ids: readonly RouteId[]): string {
  const order: readonly State[] = ['full', 'partial', 'none', 'unknown'];
  const stated = order.map(
    state => [state, ids.filter(each => routes[each].column[id].state === state)] as const,
  );
  return stated
    .filter(([, those]) => those.length > 0)
    .map(([state, those]) => `${state}: ${those.map(upstreamOf).join(', ')}`)
    .join('; ');
}

/** What a profile’s `upstream` says for a route of LiteLLM. */
function upstreamOf(id: RouteId): string {
  return id.replace(/^litellm-unified-/, '');
}
