import { fieldOf } from '../backends/index.ts';
import { groups, heldFields, type Profile } from '../backends/profile.ts';
import { looksLikeKey } from '../base/key-looks.ts';
import { excerpt } from '../base/terminal-text.ts';
import { presetOf } from '../profile/presets.ts';
import { problemsOf } from '../profile/rules.ts';
import { placesOf } from './describe.ts';
import type { Candidate, Fields, Offer } from './finding.ts';
import { freeName } from './naming.ts';

/**
 * What the evidence comes to: profiles that hold valid fields only, each said once and under a name of its own, in
 * the order of the evidence.
 */
export function offersFrom(evidence: readonly Candidate[]): Offer[] {
  const findings: Offer[] = [];
  for (const each of evidence) {
    const preset = presetOf(each.preset);
    if (preset === undefined) continue;
    const { profile, dropped } = validPart(withFields(preset.profile, each.fields));
    if (findings.some(found => saysNoMore(profile, found.profile))) continue;
    const left = dropped.length > 0 ? [`left out, because not valid: ${dropped.join(', ')}`] : [];
    const notes = [...each.notes, ...left];
    const words = [each.lead ?? preset.title, ...placesOf(profile)].filter(word => word !== '');
    findings.push({
      what: words.join(', ') || preset.title,
      where: excerpt(each.where),
      preset: each.preset,
      name: freeName(
        each.name,
        each.preset,
        findings.map(({ name }) => name),
      ),
      profile,
      note: notes.length > 0 ? notes.join('; ') : null,
    });
  }
  return findings;
}

function withFields(profile: Profile, fields: Fields): Profile {
  const held = new Map(heldFields(profile).map(({ path, value }) => [path, value]));
  for (const [path, value] of Object.entries(fields))
    if (value === undefined) held.delete(path);
    else held.set(path, value);
  const built: { [key: string]: unknown } = { backend: profile.backend };
  for (const [path, value] of held) {
    const group = groups.find(each => path.startsWith(`${each}.`));
    if (group === undefined) built[path] = value;
    else built[group] = { ...Object(built[group]), [path.slice(group.length + 1)]: value };
  }
  return built as Profile;
}

/** Of two fields that exclude each other the one that Claude Code would use, and the one it would not. */
const rivals: readonly { readonly wins: string; readonly loses: string }[] = [
  { wins: 'bearerToken', loses: 'awsProfile' },
  { wins: 'authToken', loses: 'apiKey' },
  { wins: 'baseUrl', loses: 'resource' },
];

/** The profile without what no profile of its backend may hold; what is only missing is for the user to add. */
function validPart(profile: Profile): { profile: Profile; dropped: string[] } {
  const paths = heldFields(profile).map(({ path }) => path);
  const wrong = problemsOf(profile).map(({ path }) => path);
  const secret = typeof profile.baseUrl === 'string' && holdsSecret(profile.baseUrl) ? ['baseUrl'] : [];
  const dropped = paths.filter(path => wrong.includes(path) || secret.includes(path));
  const kept = paths.filter(path => !dropped.includes(path));
  const losers = rivals.flatMap(({ wins, loses }) => (kept.includes(wins) ? [loses] : []));
  const gone = [...dropped, ...losers].map(path => [path, undefined]);
  return { profile: withFields(profile, Object.fromEntries(gone)), dropped };
}

/** A path with a key in it, or with an `@`: then the password before it held a `/`. */
function holdsSecret(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname } = new URL(url);
  return pathname.includes('@') || pathname.split('/').some(looksLikeKey);
}

/** Whether a profile is the same login as an earlier one and holds nothing that the earlier does not. */
function saysNoMore(profile: Profile, earlier: Profile): boolean {
  if (profile.backend !== earlier.backend) return false;
  const before = new Map(heldFields(earlier).map(({ path, value }) => [path, value]));
  const isLogin = (path: string) =>
    fieldOf(profile.backend, path)?.kind === 'credential' || identities.includes(path);
  const now = heldFields(profile);
  return (
    now.every(({ path, value }) => Bun.deepEquals(before.get(path), value)) &&
    [...before.keys()].filter(isLogin).every(path => now.some(each => each.path === path))
  );
}

/** Fields that are no credential and yet choose one. */
const identities: readonly string[] = ['awsProfile', 'anthropicProfile', 'configDir'];
