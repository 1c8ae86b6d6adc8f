import { backends } from '../../../backends/index.ts';
import type { OpenGroup } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import type { GroupId } from './row.ts';

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
