import type { OpenValue, Profile } from '../backends/profile.ts';

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
export type Candidate = {
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
