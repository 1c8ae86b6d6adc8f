import type { BentCell, BentColumn } from './bend.ts';
import { featureIds, features } from './features.ts';

/** A column as `--json` shows it: every feature with what is known of it. */
export function columnJson(column: BentColumn): object[] {
  return featureIds.map(id => ({
    id,
    title: features[id].title,
    side: features[id].side,
    ...cellJson(column[id]),
  }));
}

function cellJson({ state, loss, why, shows = 'silent', lever, changedBy, evidence }: BentCell): object {
  return { state, loss, why, shows, lever, changedBy, evidence };
}
