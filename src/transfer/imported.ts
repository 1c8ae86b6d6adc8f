import type { Profile } from '../backends/profile.ts';

/** A credential that a file holds in plain text; without a value when only the program that wrote it can read it. */
export type PlainSecret = { readonly path: string; readonly value: string | undefined };

/** A profile that a file brings. What it holds is somebody else’s and not checked yet. */
export type ImportedProfile = {
  readonly name: string;
  /** Plain credentials are taken out of it: `secretMarker` is in their places until they have one of their own. */
  readonly profile: Profile;
  readonly secrets: readonly PlainSecret[];
  /** What the user should know of it, e.g. what of the file is not taken over. */
  readonly notes: readonly string[];
  /** The preset that completes what the file says, and the fields that are its alone. */
  readonly fromPreset?: { readonly preset: string; readonly fields: readonly string[] };
};

/** What a file names, and why no profile can be made of it: `it …`, or a field with what is wrong there. */
export type LeftOut = { readonly name: string; readonly why: string; readonly remedy?: string };

/** All that a file brings. */
export type Recognised = {
  readonly incoming: readonly ImportedProfile[];
  readonly leftOut: readonly LeftOut[];
};

/** A profile that is ready to be added. */
export type ReadyProfile = Pick<ImportedProfile, 'name' | 'profile'> & {
  /** Its credential goes into the keychain: even where the profile stays the same, that would be replaced. */
  readonly renews?: boolean;
};

/** Stands where a plain credential stood; it is never stored. */
export const secretMarker = 'env:CGW_IMPORTED';
