import type { Probe } from '../probe.ts';
import { full, isRefusalOfRequest, none, unknown, withoutAnswer } from '../verdict.ts';

/**
 * For a body field that servers check: it is sent as it should be, then with a value that none can take. Whoever
 * answers that too has not seen the field, or heeds it not.
 * @param named what the refusal of the made-up value has to speak of.
 */
export function decideByNonsense(named: RegExp): Probe['decide'] {
  return ([valid, nonsense]) => {
    if (valid.outcome !== 'answered') return withoutAnswer(valid);
    if (nonsense === undefined) return undefined;
    if (nonsense.outcome === 'answered')
      return none('a made-up value is answered too: the field is dropped on the way or not heeded');
    return isRefusalOfRequest(nonsense) && named.test(nonsense.words)
      ? full('taken, and a made-up value is refused: the field arrives')
      : unknown('taken, but what became of a made-up value shows nothing');
  };
}
