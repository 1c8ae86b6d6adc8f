import type { OpenGroup } from '../../../backends/profile.ts';
import type { OptionValue } from './cell.ts';
import type { Source } from './sources.ts';

/** Groups of rows that fold. */
export type GroupId = 'models' | 'features' | OpenGroup;

/** One row of the form: what it is called, what it is for, and how it is filled. */
export type Row = {
  /** Stays the same while rows come and go; the focus is kept by it. */
  readonly id: string;
  readonly label: string;
  readonly depth: 0 | 1 | 2;
  readonly help: string;
  readonly required: boolean;
  /** What else there is to say. */
  readonly notes?: readonly string[];
  /** Shown in an empty field. */
  readonly example?: string | undefined;
  /** The variable it sets. */
  readonly variable?: string | undefined;
} & Control;

/** How a row is filled, and which cell it fills. */
export type Control =
  | { readonly control: 'text'; readonly path: string }
  | { readonly control: 'option'; readonly path: string; readonly options: readonly OptionValue[] }
  /** Where a value comes from … */
  | { readonly control: 'source'; readonly path: string; readonly sources: readonly Source[] }
  /** … and the name, path or command beneath. */
  | { readonly control: 'written'; readonly path: string; readonly sources: readonly Source[] }
  /** The credential itself, for the keychain: hidden while it is typed. */
  | { readonly control: 'secret'; readonly path: string; readonly sources: readonly Source[] }
  /** `held` unless the preset asks for it and it is not there yet. */
  | { readonly control: 'entry'; readonly path: string; readonly held: boolean }
  | { readonly control: 'stray'; readonly path: string }
  | { readonly control: 'group'; readonly group: GroupId; readonly open: boolean; readonly count: number }
  | { readonly control: 'add'; readonly group: OpenGroup }
  /** The last row: review and save, or take the entry. */
  | { readonly control: 'done' };

/** The cell that a row fills. */
export function pathOf(row: Row): string | undefined {
  return 'path' in row ? row.path : undefined;
}

/** The row in which what is wrong with a cell can be put right: the text beneath a source, where there is one. */
export function rowToMend(rows: readonly Row[], path: string | undefined): Row | undefined {
  return rows.find(({ id }) => id === beneath(path)) ?? rows.findLast(row => pathOf(row) === path);
}

/** The row that typing on a source goes to. */
export function beneath(path: string | undefined): string {
  return `${path} =`;
}

/** Where the entry of a keychain is named: beneath its credential. */
export function entryNameRow(path: string): string {
  return `${path} @`;
}

/** The rows of a value that comes from somewhere: the source, and its text beneath. */
export function sourceRows(
  row: Omit<Row, keyof Control | 'id'> & { readonly path: string },
  sources: readonly Source[],
  written:
    | { readonly label: string; readonly help: string; readonly example?: string | undefined }
    | undefined,
  secret?: { readonly help: string },
): Row[] {
  const { path, label, depth, help, required, variable } = row;
  const first: Row = { id: path, control: 'source', path, label, depth, help, required, variable, sources };
  if (written === undefined) return [first];
  const deeper = depth === 0 ? 1 : 2;
  const second = { path, depth: deeper, required: false, sources } as const;
  if (secret === undefined) return [first, { id: beneath(path), control: 'written', ...second, ...written }];
  return [
    first,
    { id: beneath(path), control: 'secret', label: 'credential', ...second, ...secret },
    { id: entryNameRow(path), control: 'written', ...second, ...written },
  ];
}
