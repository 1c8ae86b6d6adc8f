import type { Io } from '../base/io.ts';
import { type Arrival, joinedBy } from '../transfer/join.ts';
import type { Placed } from '../transfer/place-secrets.ts';
import { carryOut, keptTexts } from './carry-out.ts';
import { requireUsable } from './usable-entry.ts';

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
  const entries = placed.flatMap(({ profile, path, at, value }) =>
    value !== undefined && arrivals.some(({ name }) => name === profile)
      ? [{ name: profile, path, account: at, value }]
      : [],
  );
  const { kept } = await carryOut(io, async current => {
    const config = joinedBy(current, arrivals, replace);
    for (const entry of entries) await requireUsable(current, entry, 'import');
    return { config, store: entries, delete: [] };
  });
  return keptTexts(kept);
}
