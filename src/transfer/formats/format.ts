import type { VariableSet } from '../from-variables.ts';
import type { LeftOut } from '../imported.ts';

/** Where a text comes from, as people write it, and the home folder that `~/` means in its commands. */
export type Origin = { readonly where: string; readonly home: string };

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a file says of one profile: its variables, or why none can be made of it. */
export type FoundEntry = VariableSet | LeftOut;

/** A program that keeps profiles, or something like them, in JSON of its own. `docs/moving-in.md` lists them all. */
export type ToolFormat = {
  /** As its makers call it. */
  readonly tool: string;
  /** Where it keeps them. */
  readonly files: readonly string[];
  /** The version of which the format was read, in its sources, on the day in the comment. */
  readonly version: string;
  /** What stands in the place of a key while its proxy has taken Claude Code’s settings over. */
  readonly placeholder?: string;
  /** @returns undefined when a file is none of its own */
  read(raw: JsonObject, origin: Origin): readonly FoundEntry[] | undefined;
  /** Where a version of it keeps them in a database: the first of these tables marks it as its own. */
  readonly database?: {
    /** The tables that are read, and their columns. */
    readonly tables: Columns;
    read(tables: Tables, origin: Origin): readonly FoundEntry[];
  };
};

/** Of which tables, which columns. */
export type Columns = { readonly [table: string]: readonly string[] };

/** A table of a database, as it is read from the file itself or from the text that a program made of it. */
export type Rows = readonly JsonObject[];

/** More rows than anybody has. */
export const mostRows = 1000;

export type Tables = { readonly [table: string]: Rows };
