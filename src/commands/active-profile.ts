import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import type { Config } from '../profile/config.ts';
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
