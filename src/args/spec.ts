import type { Io } from '../io.ts';

/** A flag. Without `value` it is a switch; `many` may be given more than once. */
export type FlagSpec = { readonly help: string; readonly value?: string; readonly many?: true };

/** A command as data: parsing, help and completion all read this. */
export type CommandSpec = {
  readonly summary: string;
  /** The positional arguments as help shows them, e.g. `[profile|@role]`. */
  readonly usage: string;
  /** How many positional arguments are taken. */
  readonly positionals: { readonly least: number; readonly most: number };
  readonly flags: { readonly [name: string]: FlagSpec };
  /** Everything after the first positional argument belongs to another program. */
  readonly passesOn?: true;
  readonly examples?: readonly string[];
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

/** Carries a command out; the number is the exit code. */
type Command = (invocation: Invocation, io: Io) => Promise<number>;

/** The value of a flag that is given at most once. */
export function flagValue(invocation: Invocation, flag: string): string | undefined {
  return invocation.values.get(flag)?.at(-1);
}
