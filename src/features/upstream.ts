import type { Support } from './cell.ts';
import { type FeatureId, featureIds } from './features.ts';
import { levers } from './levers.ts';

type Known = { readonly state: Support; readonly lever: string | null };

/** Whether a feature is unknown only because the profile does not say what is behind its gateway. */
export function awaitsUpstream({ state, lever }: Known): boolean {
  return state === 'unknown' && lever !== null && lever.startsWith(levers.upstream);
}

/**
 * What to say once of a profile that does not say what is behind its gateway: how much is unknown for that alone, and
 * the command that tells. Undefined: nothing is.
 */
export function upstreamHint(
  { name, source }: { readonly name: string; readonly source: 'profile' | 'preset' | 'route' },
  column: { readonly [Id in FeatureId]: Known },
): { readonly what: string; readonly command: string } | undefined {
  const count = featureIds.filter(id => awaitsUpstream(column[id])).length;
  if (count === 0) return undefined;
  return {
    what: `${count} unknown until upstream is set`,
    command: `cgw ${source === 'profile' ? 'edit' : 'add'} ${name} --set ${levers.upstream}…`,
  };
}
