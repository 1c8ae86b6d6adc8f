import type { Profile } from '../backends/profile.ts';

/**
 * What tells whether a profile is still the one that was measured: a hash of its fields, salted with a random word of
 * the same result. A profile holds no credential, only where it is, so none goes into it. The note does not count.
 */
export function fingerprintOf(profile: Profile, salt: string): string {
  const { note: _, ...fields } = profile;
  return salted(fields, salt);
}

/** A hash of what a value holds, whatever the order of its keys. */
export function salted(value: unknown, salt: string): string {
  return new Bun.CryptoHasher('sha256').update(`${salt}\n${canonical(value)}`).digest('hex');
}

/** JSON that does not hang on the order of keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
}
