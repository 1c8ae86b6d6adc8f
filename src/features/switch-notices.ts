import type { Profile } from '../backends/profile.ts';
import { compare, type Difference } from './compare.ts';
import type { ThinkingSigner } from './documented-routes.ts';
import { type FeatureId, features } from './features.ts';
import { type ColumnSource, columnOf } from './profile-column.ts';
import { routesOf } from './route-of.ts';
import { routes } from './routes.ts';

/** A profile by name, as it was or is about to be used. */
export type Used = ColumnSource & { readonly name: string };

/**
 * What to say before Claude Code starts under another profile than the last time in this folder: what is lost,
 * in one line, and that a conversation cannot be carried on with another provider.
 * @param args Claude Code’s own arguments.
 */
export function switchNotices(last: Used, next: Used, args: readonly string[]): string[] {
  const notices: string[] = [];
  const { lost: all, uncertain } = compare(columnOf(last), columnOf(next));
  const lost = all.filter(({ feature }) => feature !== 'quiet'); // nothing in a session works less for it
  const doubtful = uncertain.filter(({ from }) => from.state === 'full');
  if (lost.length > 0 || doubtful.length > 0) {
    const parts = [
      ...(lost.length > 0 ? [`loses ${listed(lost)}`] : []),
      ...(doubtful.length > 0 ? [`may lose ${listed(doubtful)}`] : []),
    ];
    notices.push(`${last.name} → ${next.name} ${parts.join('; ')} (cgw diff ${last.name} ${next.name})`);
  }
  if (resumes(args) && !shareConversations(last.profile, next.profile))
    notices.push(
      `the last run here was with ${last.name}; ${next.name} may refuse the thinking blocks of its conversations (start a new one, or go back)`,
    );
  return notices;
}

/** As many as one line takes. */
const most = 5;

/** What matters most in daily work, first; then the rest in the order of the table. */
const first: readonly FeatureId[] = [
  'context-1m',
  'prompt-caching',
  'tool-search',
  'interleaved-thinking',
  'extended-thinking',
  'web-search',
  'prompt-caching-1h',
];

function listed(differences: readonly Difference[]): string {
  const ids = differences.map(({ feature }) => feature);
  const ordered = [...first.filter(id => ids.includes(id)), ...ids.filter(id => !first.includes(id))];
  const more = ordered.length > most ? ` and ${ordered.length - most} more` : '';
  return `${ordered
    .slice(0, most)
    .map(id => features[id].title)
    .join(', ')}${more}`;
}

/** Whether the same provider signs the thinking blocks of both, as far as that is known. */
function shareConversations(last: Profile, next: Profile): boolean {
  const [from, to] = [signerOf(last), signerOf(next)];
  if (from !== undefined && to !== undefined) return from === to;
  return last.product === next.product && last.baseUrl === next.baseUrl;
}

/** Undefined: a gateway that may send on to anybody. */
function signerOf(profile: Profile): ThinkingSigner | undefined {
  const [route, ...others] = routesOf(profile);
  const { signer } = routes[route];
  return others.length > 0 || signer === 'other models' || signer === 'a gateway' ? undefined : signer;
}

/** Whether Claude Code is asked to go on with an earlier conversation; short flags may stand together. */
function resumes(args: readonly string[]): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return own.some(arg => /^(--continue|--resume(=.*)?|-[a-z]*[cr][a-z]*)$/.test(arg));
}
