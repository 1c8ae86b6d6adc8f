import type { Profile } from '../backends/profile.ts';
import { settingsOf } from '../backends/settings.ts';

/** The references of a valid profile, each once, with the field that holds it. */
export function referencesOf(profile: Profile): { path: string; reference: string }[] {
  const found = new Map<string, string>();
  for (const { path, parts } of settingsOf(profile))
    for (const part of parts)
      if ('reference' in part && !found.has(part.reference)) found.set(part.reference, path);
  return [...found].map(([reference, path]) => ({ reference, path }));
}
