import { exitCode, UserError } from '../base/errors.ts';
import { quotedName } from '../base/quoting.ts';
import { nearNames } from '../profile/suggest.ts';
import type { Incoming } from './incoming.ts';

/**
 * The profiles that are asked for: all, those that are named, or one under another name.
 * @throws UserError (3) when one is not there, when there is none at all, or several would get one name.
 */
export function chosen(
  incoming: readonly Incoming[],
  names: readonly string[],
  as: string | undefined,
  where: string,
): Incoming[] {
  if (incoming.length === 0)
    throw new UserError(
      exitCode.invalid,
      `${where} holds no profile, and nothing that one can be made of`,
      'cgw add makes a profile from a preset',
    );
  const there = incoming.map(({ name }) => name);
  const missing = names.find(name => !there.includes(name));
  if (missing !== undefined) {
    const near = nearNames(missing, there);
    throw new UserError(
      exitCode.invalid,
      `there is no profile ${quotedName(missing)} in ${where}`,
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : `it holds ${there.join(', ')}`,
    );
  }
  const wanted = incoming.filter(({ name }) => names.length === 0 || names.includes(name));
  if (as === undefined) return wanted;
  if (wanted.length > 1)
    throw new UserError(
      exitCode.usage,
      `--as names one profile, and ${where} holds ${wanted.map(({ name }) => name).join(', ')}`,
      `name one of them: cgw import FILE ${there[0]} --as ${as}`,
    );
  return wanted.map(each => ({ ...each, name: as }));
}
