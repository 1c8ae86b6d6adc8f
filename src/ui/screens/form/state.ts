import type { OpenGroup, Profile } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import type { Preset } from '../../../profile/presets.ts';
import type { Draft } from './draft.ts';
import type { GroupId } from './row.ts';
import type { Keychain } from './sources.ts';
import type { FieldValue } from './value.ts';

/** What the form is for. */
export type Purpose =
  | {
      readonly form: 'add';
      readonly presetName: string;
      readonly preset: Preset;
      /** Names that are in use. */
      readonly taken: readonly string[];
      /** What was found on this machine, for the user to know. */
      readonly note: string | null;
    }
  | { readonly form: 'edit'; readonly name: string; readonly before: Profile };

/** Values, the row that has the keys, and the fields that were left once: only what they lack is told. */
export type Sheet = {
  readonly values: Draft;
  readonly focus: string;
  /** The first row that is shown, moved where the focus would not be seen. */
  readonly top: number;
  readonly visited: ReadonlySet<string>;
};

/** The editor of one header, variable or region. */
export type EntryEditor = {
  readonly group: OpenGroup;
  /** Where it stands in the draft; undefined while it is new. */
  readonly path: string | undefined;
  /** The preset asks for exactly this one. */
  readonly named: boolean;
  readonly sheet: Sheet;
  readonly start: Draft;
};

type View =
  | { readonly view: 'fields' }
  | { readonly view: 'entry'; readonly entry: EntryEditor }
  | { readonly view: 'review'; readonly top: number };

/** What lies over the view and has the keys first. */
type Cover = { readonly cover: 'help'; readonly top: number } | { readonly cover: 'discard' };

export type FormState = {
  readonly purpose: Purpose;
  readonly backend: BackendId;
  readonly keychain: Keychain;
  /** The home folder, which people write as `~`. */
  readonly home: string;
  readonly sheet: Sheet;
  /** The values as they were when the form opened. */
  readonly start: Draft;
  readonly opened: ReadonlySet<GroupId>;
  /** After the first review nothing is held back. */
  readonly reviewed: boolean;
  readonly view: View;
  readonly cover: Cover | undefined;
};

/** What follows when the profile is saved: a launch under it, or its check. */
export type AfterSaving = 'launch' | 'check';

/** What a key of the form can ask for. */
export type FormAction =
  | { readonly type: 'move'; readonly by: number }
  /** The next option or source. */
  | { readonly type: 'cycle'; readonly by: 1 | -1 }
  /** Back to not set. */
  | { readonly type: 'clear' }
  /** Without `open` the other way round. */
  | { readonly type: 'fold'; readonly open?: boolean }
  /** The example into an empty row. */
  | { readonly type: 'example' }
  /** The editor of an entry. */
  | { readonly type: 'open' }
  | { readonly type: 'remove' }
  | { readonly type: 'take' }
  | { readonly type: 'review' }
  /** What it should rather be into the focused field; in the review into all of them. */
  | { readonly type: 'correct' }
  /** The credential that was typed into a file of its own. */
  | { readonly type: 'keep' }
  | { readonly type: 'save'; readonly next?: AfterSaving }
  /** To the first field that is wrong. */
  | { readonly type: 'fix' }
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'help' }
  | { readonly type: 'back' }
  | { readonly type: 'discard' };

/** The sheet that has the keys. */
export function sheetOf({ view, sheet }: FormState): Sheet {
  return view.view === 'entry' ? view.entry.sheet : sheet;
}

export function withSheet(form: FormState, change: Partial<Sheet>): FormState {
  const sheet = { ...sheetOf(form), ...change };
  return form.view.view === 'entry'
    ? { ...form, view: { ...form.view, entry: { ...form.view.entry, sheet } } }
    : { ...form, sheet };
}

/** The form with another value of a field; without one the field is gone, as only an entry of an open group can be. */
export function withField(form: FormState, path: string, held: FieldValue | undefined): FormState {
  const values = new Map(sheetOf(form).values);
  if (held === undefined) values.delete(path);
  else values.set(path, held);
  return withSheet(form, { values });
}

/** The example of a field that the preset leaves open; undefined for every other field. */
export function exampleFor({ purpose }: FormState, path: string): string | undefined {
  const fill = purpose.form === 'add' ? (purpose.preset.fill ?? {}) : {};
  return Object.hasOwn(fill, path) ? fill[path] : undefined;
}

/** How far the help or the review is scrolled. */
export function scrollTop({ cover, view }: FormState): number {
  if (cover?.cover === 'help') return cover.top;
  return view.view === 'review' ? view.top : 0;
}

export function withTop(form: FormState, top: number): FormState {
  const { cover, view } = form;
  if (cover?.cover === 'help') return { ...form, cover: { ...cover, top } };
  return view.view === 'review' ? { ...form, view: { ...view, top } } : form;
}
