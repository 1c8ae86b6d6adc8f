import type { Environment } from '../base/io.ts';
import type { Change } from '../env/plan.ts';

/**
 * Tells subshells that the profile in `CGW_PROFILE` was nobody’s explicit choice: `NAME` for the default, `NAME FILE`
 * for a pin. Without it no pin would count in a terminal multiplexer or an editor that was started from a shell with
 * a default profile. The name is repeated because `cgw run` and `cgw exec` set another `CGW_PROFILE`.
 */
const marker = 'CGW_FOLLOWS';

/** Who asks for a profile: a pin file, or nobody but the default. */
export type Place = string | undefined;

export function markFollowing(name: string, place: Place): Change {
  const value = place === undefined ? name : `${name} ${place}`;
  return { name: marker, action: 'set', value, secret: false };
}

/** For a choice of the user, so that subshells keep to it. */
export function markChosen(environment: Environment): Change[] {
  return environment[marker] === undefined ? [] : [{ name: marker, action: 'unset' }];
}

/** Whether the profile of this environment follows a pin or the default, and which. */
export function followed(environment: Environment): { readonly place: Place } | undefined {
  const [name, ...rest] = environment[marker]?.split(' ') ?? [];
  if (name === undefined || name !== environment.CGW_PROFILE) return undefined;
  return { place: rest.length === 0 ? undefined : rest.join(' ') };
}
