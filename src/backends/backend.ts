import type { OwnedName, SharedName } from '../env/variables.ts';
import type { Pattern } from './patterns.ts';
import type { ProviderId } from './providers.ts';

/** A variable that a field may set: owned by cgw, or shared with other programs. */
type SettableName = OwnedName | SharedName;

/** Keys of Claude Code’s settings that name a program for a cloud’s credentials: no variable takes their place. */
export const credentialPrograms = ['awsAuthRefresh', 'awsCredentialExport', 'gcpAuthRefresh'] as const;
type CredentialProgram = (typeof credentialPrograms)[number];

/** Variables with their values, as a toggle or a choice sets them. */
type Assignments = { readonly [Name in SettableName]?: string };

/**
 * One field of a profile, as data: how it is asked for, checked, stored and turned into variables.
 * The key of the table it stands in is its path (`region`, `models.opus`).
 */
export type Field = { readonly help: string; readonly required?: true } & (
  | { readonly kind: 'url'; readonly variable: SettableName; readonly example: string }
  | {
      readonly kind: 'text';
      /** None: kept for people and for the feature table, not sent anywhere. */
      readonly variable?: never;
      readonly setting?: never;
      readonly example?: string;
      readonly pattern?: Pattern;
      readonly ending?: never;
      readonly spellings?: never;
      readonly isFolder?: never;
    }
  | {
      readonly kind: 'text';
      readonly variable?: never;
      /** Only the overlay of `cgw run` and a settings file carry it. */
      readonly setting: CredentialProgram;
      readonly example: string;
      readonly pattern?: never;
      readonly ending?: never;
      readonly spellings?: never;
      readonly isFolder?: never;
    }
  | {
      readonly kind: 'text';
      readonly setting?: never;
      readonly variable: SettableName;
      readonly example?: string;
      /** What is sent has a rule: it may become part of an address. */
      readonly pattern: Pattern;
      /** What the variable has behind the value: `000` where it counts in thousandths. */
      readonly ending?: string;
      /** What is set along with it. */
      readonly along?: Assignments;
      /** Other words people type, and what they mean. */
      readonly spellings?: { readonly [word: string]: string };
      /** It is a folder: a `~/` that people type means their home. */
      readonly isFolder?: true;
    }
  | {
      readonly kind: 'credential';
      readonly variable: SettableName;
      /** Words allowed instead of a reference. */
      readonly words?: readonly CredentialWord[];
    }
  | { readonly kind: 'toggle'; readonly on?: Assignments; readonly off?: Assignments }
  | {
      readonly kind: 'choice';
      readonly choices: { readonly [choice: string]: Assignments };
      /** What each of them says, where the word alone does not. */
      readonly meanings?: { readonly [choice: string]: string };
      /** It tells which way through a gateway a profile takes, and so what that costs. */
      readonly tellsRoute?: true;
    }
);

/**
 * `empty` sets the variable to the empty string. `inherit` takes the value that the shell exports,
 * unless cgw put it there.
 */
type CredentialWord = 'empty' | 'inherit';

export type FieldTable = { readonly [path: string]: Field };

/** A rule over several fields; `header` stands for any secret header. */
export type FieldRule =
  | { readonly rule: 'at-most-one'; readonly of: readonly string[]; readonly because: string }
  | { readonly rule: 'exactly-one'; readonly of: readonly string[]; readonly because: string }
  | { readonly rule: 'credential'; readonly of: readonly string[]; readonly because: string };

export type Backend = {
  readonly title: string;
  readonly provider: Exclude<ProviderId, 'gateway'>;
  /** A gateway signs in to the cloud, so that Claude Code must not. */
  readonly gatewaySigns?: true;
  readonly fields: FieldTable;
  readonly rules: readonly FieldRule[];
  /** Vertex only: `regions.<model>` is allowed. */
  readonly modelRegions?: true;
  readonly documentation: string;
};
