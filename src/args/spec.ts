import type { Io } from '../base/io.ts';

/**
 * What an argument, or the value of a flag, is: what completion offers for it. Profiles are the user’s own and the
 * presets that work as they are; a role is written `@role` where a profile can stand.
 */
export type ArgumentKind =
  | 'own-profile'
  | 'profile'
  | 'profile-or-role'
  /** Also presets that still need fields. */
  | 'profile-role-or-preset'
  | 'preset'
  | 'role'
  /** A variable that cgw owns. */
  | 'variable'
  /** `path=value` for `--set`, of the preset that `--from` names, else of what the first argument names. */
  | 'setting'
  /** `path=reference` for `--secret`. */
  | 'credential'
  /** A field that takes a credential, of the profile that the argument before names. */
  | 'credential-field'
  /** A field that the profile holds. */
  | 'held-field'
  | 'file'
  /** What `cgw catalog add` was given a name for. */
  | 'catalog'
  /** A name that is not there yet. */
  | 'new-name'
  | { readonly oneOf: readonly string[] }
  /** Several of them, with commas between. */
  | { readonly listOf: readonly string[] };

/** A flag. Without `value` it is a switch; `many` may be given more than once. */
export type FlagSpec = {
  readonly help: string;
  readonly value?: string;
  readonly many?: true;
  readonly kind?: ArgumentKind;
  /** The first argument that it goes with, where it goes with one only: `check` of `secret check --json`. */
  readonly goesWith?: string;
};

/** A command as data: parsing, help and completion all read this. */
export type CommandSpec = {
  readonly summary: string;
  /** The positional arguments as help shows them, e.g. `[profile|@role]`. */
  readonly usage: string;
  /** How many positional arguments are taken. */
  readonly positionals: { readonly least: number; readonly most: number };
  /** What the positional arguments are, in order; the last one counts for all that follow. */
  readonly kinds?: readonly ArgumentKind[];
  readonly flags: { readonly [name: string]: FlagSpec };
  /** Everything after the first positional argument belongs to another program: the one it begins with, or this one. */
  readonly passesOn?: true | 'claude';
  readonly examples: readonly string[];
};

/** A parsed command line. */
export type Invocation = {
  readonly positionals: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The arguments of the other program. */
  readonly rest: readonly string[];
};

/** What the file of a command offers. */
export type CommandModule = { readonly spec: CommandSpec; readonly run: Command };

/** Commands by name. */
export type CommandTable = { readonly [name: string]: CommandModule };

/** Carries a command out; the number is the exit code. */
type Command = (invocation: Invocation, io: Io) => Promise<number>;

/** The value of a flag that is given at most once. */
export function flagValue(invocation: Invocation, flag: string): string | undefined {
  return invocation.values.get(flag)?.at(-1);
}
