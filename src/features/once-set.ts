import type { Cell } from './cell.ts';
import type { FeatureId } from './features.ts';
import { levers } from './levers.ts';
import { autoModeBilled, noticesUncached, ownCheck, startUncached } from './routes/shared/gateway.ts';

type Left = Pick<Cell, 'state' | 'loss' | 'why'>;

const asked = 'this profile asks for it';
const nothingLost: Left = { state: 'full', loss: '', why: asked };

/** With these nothing of a feature is lost any more. */
const bringsAll: readonly string[] = [levers.quiet, levers.longOutput, levers.noIdleLimit];

/** With these Claude Code asks for it; the rest is with the server, of which the cell’s reason speaks. */
const asks: readonly string[] = [levers.fastCheck, levers.askForAdvisor, levers.toolStreaming];

/**
 * What is left of a cell once the profile has what its lever asks for: what is said to be lost until then no longer is.
 * Undefined: as much as before.
 */
export function onceSet(id: FeatureId, { state, loss, why, lever }: Cell): Left | undefined {
  if (lever === null) return undefined;
  if (bringsAll.includes(lever)) return nothingLost;
  if (state !== 'partial') return undefined;
  if (id === 'model-aliases' && lever === levers.aliases)
    return { ...nothingLost, why: 'this profile names the models that they stand for' };
  if (asks.includes(lever)) return { state, loss: 'Only where the server has it', why };
  if (lever === levers.moreOutput) return { state, loss: 'Only as much as the model gives', why: asked };
  if (lever === ownCheck) return { state, loss: autoModeBilled.loss, why: asked };
  if (loss === startUncached.loss) return { state, loss: noticesUncached.loss, why };
  return undefined;
}
