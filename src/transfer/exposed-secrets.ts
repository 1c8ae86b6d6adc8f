import { fieldOf } from '../backends/index.ts';
import { isSecretValue, openGroupOf, profileFields } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import { holdsUrlPassword, isScrambled, isUnlikelyName, looksLikeKey } from '../base/key-looks.ts';
import { shownPath } from '../base/masking.ts';
import { isBackendId } from '../profile/rules.ts';
import { exposesKey, parseReference } from '../secrets/reference.ts';

/**
 * The fields that hold a credential, or what looks like one, where none belongs: in an address, a note, the name of
 * a header, the arguments of a command. Paths only, never what stands there.
 * @param profile whatever a file says it is
 * @param known credentials of the same profile: they may stand nowhere else in it
 */
export function exposedIn(profile: unknown, known: readonly string[] = []): string[] {
  if (!isRecord(profile)) return textsIn(profile).some(holdsKey) ? ['the profile'] : [];
  const repeated = known.filter(value => value.length >= shortestKnown);
  const repeats = (value: unknown) => textsIn(value).some(text => repeated.some(each => text.includes(each)));
  return profileFields(profile).flatMap(({ path, value }) =>
    isExposed(profile.backend, path, value) || repeats(value) ? [shownPath(path)] : [],
  );
}

/** A shorter credential is a word that may stand anywhere. */
const shortestKnown = 8;

/** Fields in which a value stands that could be a credential by its looks, and as well be an id: for people to judge. */
export function doubtfulIn(profile: Readonly<Record<string, unknown>>): string[] {
  return profileFields(profile).flatMap(({ path, value }) => {
    const free = path === 'note' || openGroupOf(path) !== undefined;
    return free && typeof value === 'string' && isScrambled(value) ? [shownPath(path)] : [];
  });
}

function isExposed(backend: unknown, path: string, value: unknown): boolean {
  if (isUnlikelyName(path.slice(path.indexOf('.') + 1))) return true;
  const field = isBackendId(backend) ? fieldOf(backend, path) : undefined;
  const isAddress = field?.kind === 'url' || path === 'baseUrl';
  // A password with a / in it makes the rest of the address a path.
  if (isAddress && typeof value === 'string' && value.includes('@')) return true;
  const texts = textsIn(value);
  const reference = referenceTextAt(backend, path, value);
  return texts.some(holdsKey) || (reference !== undefined && givesAway(reference));
}

/** What stands where a reference belongs; a plain field may hold the same words, a note for one. */
function referenceTextAt(backend: unknown, path: string, value: unknown): string | undefined {
  if (isSecretValue(value)) return value.secret;
  const field = isBackendId(backend) ? fieldOf(backend, path) : undefined;
  return field?.kind === 'credential' && typeof value === 'string' ? value : undefined;
}

/** Whether a reference is the credential itself, dressed up as a place. */
function givesAway(text: string): boolean {
  if (exposesKey(text)) return true;
  const reference = parseReference(text);
  if ('problem' in reference || reference.kind !== 'cmd') return false;
  const [program, ...rest] = reference.argv;
  return rest.length > 0 && /(^|[\\/])(echo|printf)(\.exe)?$/.test(program);
}

/** Every text in a value, the names of its fields included; not by recursion, for a file may be as deep as it likes. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') texts.push(next);
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) texts.push(...Object.keys(next));
    for (const inner of Object.values(next)) left.push(inner);
  }
  return texts;
}

/** Below that length it is a word that begins like a key. */
const shortest = 16;

function holdsKey(text: string): boolean {
  return (
    (text.length >= shortest && /^(bearer|basic) /i.test(text)) ||
    holdsUrlPassword(text) ||
    text.split(/[^\w.-]+/).some(word => word.length >= shortest && looksLikeKey(word))
  );
}
