import type { Profile } from '../../src/backends/profile.ts';
import { candidatesOf } from '../../src/commands/advise.ts';
import { type Advice, advise } from '../../src/features/advise.ts';
import type { NeedId } from '../../src/features/needs.ts';
import type { Ranked } from '../../src/features/ranking.ts';

/** What was asked before: half of the tests of a file ask for the same need. */
const given = new Map<string, Advice>();

/** Advice on the presets and on own profiles, if any. */
export function advised(
  needs: readonly NeedId[],
  profiles: { readonly [name: string]: Profile } = {},
): Advice {
  const asked = JSON.stringify([needs, profiles]);
  const advice =
    given.get(asked) ?? advise(needs, candidatesOf({ version: 1, roles: {}, profiles }).candidates);
  given.set(asked, advice);
  return advice;
}

/** One line of the ranking. */
export function lineOf({ ranked }: Advice, name: string): Ranked {
  const found = ranked.find(each => each.name === name);
  if (found === undefined) throw new Error(`${name} is not ranked`);
  return found;
}

/** The names, best first. */
export function names({ ranked }: Advice): string[] {
  return ranked.map(({ name }) => name);
}
