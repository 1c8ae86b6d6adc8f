import { isSecretValue, type Profile, type ProfileField, profileFields } from '../backends/profile.ts';
import { jsonFiles } from '../base/json-files.ts' with { type: 'macro' };

/** A shipped starting point: one JSON file in `profiles/`, named after the preset. */
export type Preset = {
  readonly title: string;
  readonly summary: string;
  /** Where its variables are documented, and when that was read. */
  readonly source: string;
  readonly checked: string;
  readonly profile: Profile;
  /** Fields the user has to give, with an example each; credentials have the name of a variable. */
  readonly fill?: { readonly [path: string]: string };
};

// Frozen, so that the bundler does not put a copy of the text into every place that reads it.
const files: { readonly [name: string]: string } = Object.freeze(jsonFiles('profiles'));

export const presetNames = Object.keys(files);

export function presetOf(name: string): Preset | undefined {
  const text = Object.hasOwn(files, name) ? files[name] : undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

/** All presets, in the order of their names. */
export function allPresets(): [string, Preset][] {
  return Object.entries(files).map(([name, text]) => [name, JSON.parse(text)]);
}

/** A preset that needs nothing of the user is usable at once, as a profile of its name. */
export function isReady(preset: Preset): boolean {
  return Object.keys(preset.fill ?? {}).length === 0;
}

/**
 * A preset’s profile with the example address put in: the path of a LiteLLM address tells a pass-through from the
 * unified endpoint, so without it the preset would stand in another column of the feature table.
 */
export function withExampleAddress(preset: Preset): Profile {
  const baseUrl = preset.fill?.baseUrl;
  return baseUrl === undefined ? preset.profile : { ...preset.profile, baseUrl };
}

/** The paths of what a preset leaves open and the profile does not give yet. */
export function missingFill(preset: Preset, profile: Profile): string[] {
  // `apiKey: empty` is no credential, so it does not stand for the token.
  const given = profileFields(profile).filter(({ value }) => value !== 'empty');
  return Object.keys(preset.fill ?? {}).filter(path => !isGiven(path, given));
}

/** Where the preset asks for one form of a choice, the other form will do. */
const alternatives: { readonly [path: string]: readonly string[] } = {
  token: ['token', 'apiKey', 'headers.'],
  resource: ['resource', 'baseUrl'],
};

function isGiven(path: string, given: readonly ProfileField[]): boolean {
  // Of headers one that holds a credential.
  return (alternatives[path] ?? [path]).some(each =>
    given.some(
      held =>
        held.path === each || (each.endsWith('.') && held.path.startsWith(each) && isSecretValue(held.value)),
    ),
  );
}
