import { entriesOf, type Profile } from '../backends/profile.ts';
import type { Preset } from './presets.ts';

/** The paths of what a preset leaves open and the profile does not give yet. */
export function missingFill(preset: Preset, profile: Profile): string[] {
  // `apiKey: empty` is no credential, so it does not stand for the token.
  const given = entriesOf(profile).flatMap(({ path, value }) => (value === 'empty' ? [] : [path]));
  return Object.keys(preset.fill ?? {}).filter(path => !isGiven(path, given));
}

/** Where the preset asks for one form of a choice, the other form will do. */
const alternatives: { readonly [path: string]: readonly string[] } = {
  token: ['token', 'apiKey', 'headers.'],
  resource: ['resource', 'baseUrl'],
};

function isGiven(path: string, given: readonly string[]): boolean {
  return (alternatives[path] ?? [path]).some(each =>
    given.some(held => held === each || (each.endsWith('.') && held.startsWith(each))),
  );
}
