import { counted } from '../base/english.ts';
import type { Cell } from './cell.ts';
import { type FeatureId, featureIds } from './features.ts';
import { levers } from './levers.ts';

/** Whether a feature is unknown only because the profile does not say what is behind its gateway. */
export function awaitsUpstream({ upstreams }: Cell): boolean {
  return upstreams !== undefined;
}

type UpstreamHint = {
  readonly what: string;
  /** What may be behind the gateway. */
  readonly answers: readonly string[];
  readonly command: string;
};

/**
 * What to say once of a profile that does not say what is behind its gateway: how much is unknown for that alone, and
 * the command that tells. Undefined: nothing is, or it is a route or comes from a catalog, where nobody can say it.
 */
export function upstreamHint(
  { name, source }: { readonly name: string; readonly source: 'profile' | 'catalog' | 'preset' | 'route' },
  column: { readonly [Id in FeatureId]: Cell },
): UpstreamHint | undefined {
  const waiting = featureIds.filter(id => awaitsUpstream(column[id]));
  const [first] = waiting;
  if (first === undefined || source === 'route' || source === 'catalog') return undefined;
  return {
    what: `${counted(waiting.length, 'feature')} unknown until upstream is set`,
    answers: column[first].upstreams ?? [],
    command: `cgw ${source === 'profile' ? 'edit' : 'add'} ${name} --set ${levers.upstream}…`,
  };
}
