import type { Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { type Arrival, joinedBy } from '../transfer/join.ts';
import type { Placed } from '../transfer/place-secrets.ts';
import { carryOut, requireUsable } from './keep-entries.ts';

/**
 * Adds imported profiles, with the keychain entries that are made for them: all of them or none.
 * @returns what became of entries, a line each
 * @throws UserError (4) when the keychain cannot be used, (3) when an entry or a name is taken meanwhile.
 */
export async function keep(
  io: Io,
  arrivals: readonly Arrival[],
  placed: readonly Placed[],
  replace: boolean,
): Promise<string[]> {
  if (arrivals.length === 0) return [];
  const config = await readConfig(io);
  const entries = placed.flatMap(({ profile, path, at, value }) =>
    value !== undefined && arrivals.some(({ name }) => name === profile)
      ? [{ profile, path, account: at, value }]
      : [],
  );
  for (const { profile, path, account } of entries) await requireUsable(config, profile, path, account);
  return carryOut(io, entries, current => joinedBy(current, arrivals, replace), 'keep');
}
