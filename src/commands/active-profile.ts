import type { Io } from '../io.ts';
import type { Config, Profile } from '../profile/profile.ts';
import { profileNamed } from '../profile/resolve.ts';

/** The profile that this shell says is in force; undefined when none is, or it is gone. */
export function activeProfile(config: Config, io: Io): { name: string; profile: Profile } | undefined {
  const name = io.environment.CGW_PROFILE;
  if (!name) return undefined;
  try {
    return { name, profile: profileNamed(name, config) };
  } catch {
    return undefined;
  }
}
