import { exitCode, UserError } from '../base/errors.ts';
import { shownPath } from '../base/masking.ts';
import { didYouMean } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import { problemsOf } from '../profile/rules.ts';
import { exposedIn } from './exposed-secrets.ts';
import type { ImportedProfile, LeftOut, Recognised } from './imported.ts';

/**
 * Nothing that looks like a credential may come in where none belongs, and every profile must be valid: what is not
 * is left out, and the reason names fields, never what stands there.
 */
export function safeOnes({ incoming, leftOut }: Recognised): Recognised {
  const wrong = incoming.flatMap(each => {
    const problem = problemOf(each);
    return problem === undefined ? [] : [{ name: each.name, ...problem }];
  });
  return {
    incoming: incoming.filter(({ name }) => !wrong.some(each => each.name === name)),
    leftOut: [...leftOut, ...wrong],
  };
}

function problemOf({ profile, secrets, notes }: ImportedProfile): Omit<LeftOut, 'name'> | undefined {
  const exposed = exposedIn(
    profile,
    secrets.flatMap(({ value }) => value ?? []),
  );
  if (exposed.length > 0)
    return {
      why: `what looks like a credential is in ${exposed.join(', ')}`,
      remedy: 'take it out of the file: a credential belongs in token, apiKey or a secret header',
    };
  const [first, ...more] = problemsOf(profile);
  if (first === undefined) return undefined;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  const because = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return { why: `${shownPath(first.path) || 'the profile'} ${first.message}${others}${because}` };
}

/** What people are told of what is left out. */
export function leftOutText({ name, why }: LeftOut): string {
  return `${quotedName(name)} is left out: ${safeLine(why)}`;
}

/**
 * The profiles that are asked for: all, those that are named, or one under another name.
 * @throws UserError (3) when one is not there or is left out, when there is none at all, or several would get one name.
 */
export function chosenProfiles(
  found: Recognised,
  names: readonly string[],
  as: string | undefined,
  where: string,
): ImportedProfile[] {
  const there = found.incoming.map(({ name }) => name);
  const missing = names.find(name => !there.includes(name));
  if (missing !== undefined) throw notThere(missing, there, found.leftOut, where);
  if (there.length === 0) throw nothingIn(found.leftOut, where);
  const wanted = found.incoming.filter(({ name }) => names.length === 0 || names.includes(name));
  if (as === undefined) return wanted;
  if (wanted.length > 1)
    throw new UserError(
      exitCode.usage,
      `--as names one profile, and ${where} holds ${wanted.map(({ name }) => name).join(', ')}`,
      `name one of them: cgw import FILE ${there[0]} --as ${as}`,
    );
  return wanted.map(each => ({ ...each, name: as }));
}

function notThere(
  missing: string,
  there: readonly string[],
  leftOut: readonly LeftOut[],
  where: string,
): UserError {
  const known = leftOut.find(({ name }) => name === missing);
  if (known !== undefined) return leftOutError(known, where);
  const held = there.length > 0 ? `it has ${there.join(', ')}` : 'it has none that can be imported';
  return new UserError(
    exitCode.invalid,
    `there is no profile ${quotedName(missing)} in ${where}`,
    didYouMean(missing, there) ?? held,
  );
}

function nothingIn([first, ...others]: readonly LeftOut[], where: string): UserError {
  if (first === undefined)
    return new UserError(
      exitCode.invalid,
      `${where} has no profile, and nothing to make one from`,
      'cgw add makes a profile from a preset',
    );
  if (others.length === 0) return leftOutError(first, where);
  return new UserError(
    exitCode.invalid,
    `${where} has no profile that can be imported; nothing was imported`,
    'the reasons are above: fix one of them there',
  );
}

function leftOutError({ name, why, remedy }: LeftOut, where: string): UserError {
  const place = name === where ? where : `${where}: ${safeLine(quotedName(name))}`;
  return new UserError(
    exitCode.invalid,
    `${place}: ${safeLine(why)}; nothing was imported`,
    remedy ?? 'fix that in the file, or in the program that wrote it',
  );
}
