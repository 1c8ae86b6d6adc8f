import type { Profile } from '../profile/profile.ts';
import { bend } from './bend.ts';
import { compare } from './compare.ts';
import { providers } from './provider.ts';
import { routesOf } from './route-of.ts';

/** A profile by name, as it was or is about to be used. */
export type Used = { readonly name: string; readonly profile: Profile };

/**
 * What to say before Claude Code starts under another profile than the last time in this folder: what is lost,
 * in one line, and that a conversation cannot be carried on with another provider.
 * @param args Claude Code’s own arguments.
 */
export function switchNotices(last: Used, next: Used, args: readonly string[]): string[] {
  const notices: string[] = [];
  const lost = compare(bend(last.profile), bend(next.profile)).lost.map(each => each.feature);
  if (lost.length > 0)
    notices.push(
      `${next.name} has less than ${last.name}: ${lost.join(', ')} (cgw diff ${last.name} ${next.name})`,
    );
  if (resumes(args) && providerOf(last.profile) !== providerOf(next.profile))
    notices.push(
      `this conversation began with ${providerOf(last.profile)}; ${providerOf(next.profile)} may refuse its thinking blocks (start a new one, or go back to ${last.name})`,
    );
  return notices;
}

function providerOf(profile: Profile): string {
  const [first, ...rest] = routesOf(profile);
  return rest.length > 0 ? 'whatever is behind the gateway' : providers[first];
}

/** Whether Claude Code is asked to go on with an earlier conversation. */
function resumes(args: readonly string[]): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return own.some(arg => /^(--continue|-c|--resume|-r)$|^--resume=/.test(arg));
}
