import { entriesOf, type Profile } from '../backends/profile.ts';

/**
 * Whether a profile already has what a lever asks for: `cacheTtl=1h`, or `models.default=…[1m]`, where `…` stands
 * for any text. A lever that is no field of a profile is never pulled by one.
 */
export function isPulled(lever: string | null, profile: Profile): boolean {
  if (lever === null) return false;
  const held = new Map(entriesOf(profile).map(({ path, value }) => [path, spelled(value)]));
  return lever.split(', ').every(wish => {
    const [, path, pattern] = /^([a-zA-Z][\w.]*)=(.+)$/.exec(wish) ?? [];
    const value = path === undefined ? undefined : held.get(path);
    return value !== undefined && pattern !== undefined && matches(value, pattern);
  });
}

function spelled(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : '';
}

function matches(value: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('…');
  return after === undefined ? value === pattern : value.startsWith(before) && value.endsWith(after);
}
