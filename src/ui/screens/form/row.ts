import { backends } from '../../../backends/index.ts';
import type { OpenGroup } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { isReferenceKind, referenceKinds, type Source } from './sources.ts';
import type { OptionValue } from './value.ts';

/** Groups of rows that fold. */
export type GroupId = 'models' | 'modelTexts' | 'features' | OpenGroup;

/** One row of the form: what it is called, what it is for, and how it is filled. */
export type Row = {
  /** Stays the same while rows come and go; the focus is kept by it. */
  readonly id: string;
  readonly label: string;
  readonly depth: 0 | 1 | 2;
  readonly help: string;
  readonly required: boolean;
  /** One of the first questions: the name, what the preset leaves open, what the backend needs, what tells the route. */
  readonly asked?: true;
  /** The group that folds it away. */
  readonly within?: GroupId;
  /** What else there is to say. */
  readonly notes?: readonly string[];
  /** Shown in an empty field. */
  readonly example?: string | undefined;
  /** The variable it sets. */
  readonly variable?: string | undefined;
} & Control;

/** How a row is filled, and which value it fills. */
export type Control =
  | { readonly control: 'text'; readonly path: string }
  | {
      readonly control: 'option';
      readonly path: string;
      readonly options: readonly OptionValue[];
      /** What each of them says, where the word alone does not. */
      readonly meanings?: { readonly [option: string]: string } | undefined;
      /** What can be done there depends on it: that is shown. */
      readonly tellsRoute?: true | undefined;
    }
  /** Where a value comes from … */
  | { readonly control: 'source'; readonly path: string; readonly sources: readonly Source[] }
  /** … and the name, path or command beneath. */
  | { readonly control: 'sourceText'; readonly path: string; readonly sources: readonly Source[] }
  /** The credential itself, for the keychain: hidden while it is typed. */
  | { readonly control: 'secret'; readonly path: string; readonly sources: readonly Source[] }
  /** `held` unless the preset asks for it and it is not there yet. */
  | { readonly control: 'entry'; readonly path: string; readonly held: boolean }
  | { readonly control: 'stray'; readonly path: string }
  | { readonly control: 'group'; readonly group: GroupId; readonly open: boolean; readonly count: number }
  | { readonly control: 'add'; readonly group: OpenGroup }
  /** The last row: review and save, or take the entry. */
  | { readonly control: 'done' };

/** The value that a row fills. */
export function pathOf(row: Row): string | undefined {
  return 'path' in row ? row.path : undefined;
}

/** The row in which what is wrong with a value can be fixed: the text beneath a source, where there is one. */
export function rowToFix(rows: readonly Row[], path: string | undefined): Row | undefined {
  return rows.find(({ id }) => id === sourceTextRowId(path)) ?? rows.findLast(row => pathOf(row) === path);
}

/** The row of a group; no path looks like it. */
export function groupRowId(group: GroupId): string {
  return `group ${group}`;
}

/** The row that typing on a source goes to. */
export function sourceTextRowId(path: string | undefined): string {
  return `${path} =`;
}

/** Where the entry of a keychain is named: beneath its credential. */
export function keychainEntryRowId(path: string): string {
  return `${path} @`;
}

/**
 * The rows of a value that comes from somewhere: the source, and beneath it the text that the source asks for.
 * `plain` is what a plain text is, where one can stand there.
 */
export function sourceRows(
  row: Omit<Row, keyof Control | 'id'> & { readonly path: string },
  sources: readonly Source[],
  source: Source,
  plain?: { readonly help: string; readonly example: string },
): Row[] {
  const { path, label, depth, help, required, variable, example } = row;
  const first: Row = { id: path, control: 'source', path, label, depth, help, required, variable, sources };
  const below = { path, depth: depth === 0 ? 1 : 2, required: false, sources } as const;
  if (source === 'plain') {
    if (plain === undefined) return [first];
    const text = { label: 'value', help: plain.help, example: example ?? plain.example };
    return [first, { id: sourceTextRowId(path), control: 'sourceText', ...below, ...text }];
  }
  if (!isReferenceKind(source)) return [first];
  const { asks, help: about, example: usual } = referenceKinds[source];
  const text = { control: 'sourceText', ...below, label: asks, help: about } as const;
  if (source !== 'keychain')
    return [
      first,
      { id: sourceTextRowId(path), ...text, example: source === 'env' ? (example ?? usual) : usual },
    ];
  return [
    first,
    { id: sourceTextRowId(path), control: 'secret', label: 'credential', ...below, help: secretHelp },
    { id: keychainEntryRowId(path), ...text },
  ];
}

const secretHelp =
  'the credential itself: it is not shown, and goes into the keychain when the profile is saved';

type GroupLabels = { readonly title: string; readonly help: string };

type OpenGroupLabels = GroupLabels & {
  /** The row that opens the editor of a new entry. */
  readonly add: string;
  /** What one entry is. */
  readonly entry: string;
  /** What its key is called, with an example. */
  readonly key: string;
  readonly keyHelp: string;
  readonly keyExample: string;
  readonly valueExample: string;
};

/** What the folding groups are called. */
export const groupLabels: { readonly [Group in Exclude<GroupId, OpenGroup>]: GroupLabels } & {
  readonly [Group in OpenGroup]: OpenGroupLabels;
} = {
  models: { title: 'Models', help: 'which models the names of Claude Code mean' },
  modelTexts: {
    title: 'Names of models',
    help: 'what menus call those models, and what Claude Code may ask of them',
  },
  features: { title: 'Features', help: 'what Claude Code does and leaves out; not set is its own default' },
  headers: {
    title: 'Headers',
    help: 'headers of every request, plain or with a credential',
    add: 'add a header…',
    entry: 'a header of every request',
    key: 'header',
    keyHelp: 'name of the header',
    keyExample: 'x-team',
    valueExample: 'platform',
  },
  env: {
    title: 'Variables',
    help: 'any further variable',
    add: 'add a variable…',
    entry: 'a further variable',
    key: 'variable',
    keyHelp: 'name of the variable',
    keyExample: 'API_TIMEOUT_MS',
    valueExample: '600000',
  },
  regions: {
    title: 'Regions',
    help: 'regions of single models, against the region of the profile',
    add: 'add a region…',
    entry: 'region of one model',
    key: 'model',
    keyHelp: 'model, or for newer ones the ending of its variable, such as CLAUDE_6_OPUS',
    keyExample: 'claude-opus-5-5',
    valueExample: 'europe-west1',
  },
};

/** The open groups that a backend takes. */
export function openGroupNames(backend: BackendId): OpenGroup[] {
  return ['headers', 'env', ...(backends[backend].modelRegions ? (['regions'] as const) : [])];
}
