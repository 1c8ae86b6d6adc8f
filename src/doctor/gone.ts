import { isReady, presetOf } from '../profile/presets.ts';
import type { Situation } from './situation.ts';

/** Whether a name stands for nothing: no profile of the user, and no preset that works as it is. */
export function isGone(name: string, { config }: Pick<Situation, 'config'>): boolean {
  // Of a config that cannot be read nothing is known.
  if (config.damage !== null || Object.hasOwn(config.config.profiles, name)) return false;
  const preset = presetOf(name);
  return preset === undefined || !isReady(preset);
}
