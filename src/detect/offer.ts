import { fieldOf } from '../backends/index.ts';
import { groups, type OpenValue, type Profile, profileFields } from '../backends/profile.ts';
import { looksLikeKey } from '../base/key-looks.ts';
import { excerpt } from '../base/terminal-text.ts';
import { nameProblem } from '../profile/names.ts';
import { presetOf } from '../profile/presets.ts';
import { problemsOf } from '../profile/rules.ts';

/** Something on this machine that a profile can be made of: what the first run of the picker offers. */
export type Offer = {
  /** What was found, for people, e.g. `AWS profile work-sso, region eu-west-1`. */
  readonly what: string;
  /** Where, e.g. `~/.aws/config` or `exported here`. */
  readonly where: string;
  /** The preset it starts from (a file of `profiles/`). */
  readonly preset: string;
  /** A name for the profile: a valid one that no other finding has. */
  readonly name: string;
  /** As complete as what was found allows; required fields may be missing. Credentials are references only. */
  readonly profile: Profile;
  /** What the user should mind, or null. */
  readonly note: string | null;
};

/** Fields by their path, laid over those of a preset; undefined takes one away. */
export type Fields = { readonly [path: string]: OpenValue | boolean | undefined };

/** A finding in the making: its fields are not checked yet, and its name may be taken. */
export type OfferDraft = {
  /** How `what` begins; the places that the profile names follow. Without it the title of the preset. */
  readonly lead?: string;
  readonly where: string;
  readonly preset: string;
  /** The name it would like. */
  readonly name: string;
  readonly fields: Fields;
  readonly notes: readonly string[];
};

/** The `where` of a variable of this shell. */
export const exportedHere = 'exported here';

/** How the fields that say where a profile points are called; those that two profiles may differ in. */
const places: { readonly [path: string]: (value: string) => string } = {
  baseUrl: url => (URL.canParse(url) ? new URL(url).host : url),
  resource: name => `resource ${name}`,
  projectId: id => `Google Cloud project ${id}`,
  project: id => `Google Cloud project ${id}`,
  workspaceId: id => `workspace ${id}`,
  awsProfile: name => `AWS profile ${name}`,
  region: name => `region ${name}`,
  location: name => `location ${name}`,
};

/** The places of a profile, e.g. `AWS profile work-sso, region eu-west-1`. */
function placesOf(profile: Profile): string[] {
  const held = new Map(profileFields(profile).map(({ path, value }) => [path, value]));
  return Object.entries(places).flatMap(([path, say]) => {
    const value = held.get(path);
    return typeof value === 'string' ? [excerpt(say(value))] : [];
  });
}

/** The name that something would like to have, made valid, and with a number where others have it. */
export function freeProfileName(wish: string, fallback: string, taken: readonly string[]): string {
  const plain = wish
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}._-]+/gu, '-')
    .replace(/^[.-]+|-+$/g, '');
  const name = nameProblem(plain) === undefined && plain.length <= longestName ? plain : fallback;
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? name : `${name}-${count}`;
    if (!taken.includes(numbered)) return numbered;
  }
}

/** Leaves room for a number. */
const longestName = 60;

/**
 * What the evidence comes to: profiles that hold valid fields only, each said once and under a name of its own, in
 * the order of the evidence.
 */
export function offersFrom(evidence: readonly OfferDraft[]): Offer[] {
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
      name: freeProfileName(
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
  const held = new Map(profileFields(profile).map(({ path, value }) => [path, value]));
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
  const paths = profileFields(profile).map(({ path }) => path);
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
  const before = new Map(profileFields(earlier).map(({ path, value }) => [path, value]));
  const isLogin = (path: string) =>
    fieldOf(profile.backend, path)?.kind === 'credential' || identities.includes(path);
  const now = profileFields(profile);
  return (
    now.every(({ path, value }) => Bun.deepEquals(before.get(path), value)) &&
    [...before.keys()].filter(isLogin).every(path => now.some(each => each.path === path))
  );
}

/** Fields that are no credential and yet choose one. */
const identities: readonly string[] = ['awsProfile', 'anthropicProfile', 'configDir'];
