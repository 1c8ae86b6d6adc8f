import type { FeatureId } from '../features/features.ts';
import type { ConfigChange } from '../profile/changes.ts';
import type { NewSecret } from '../profile/keychain-entries.ts';
import type { WriteTarget } from '../write/file-change.ts';
import type { Size } from './frame.ts';
import type { MouseReport } from './mouse-input.ts';
import type { PickerRow } from './picker-rows.ts';
import type { Press } from './press.ts';
import type { AfterSaving, FormState } from './screens/form/state.ts';
import type { Snapshot } from './snapshot.ts';
import type { TextField } from './text-field.ts';

/** What the screens are opened for: Enter launches, or chooses, or there is one form and then the end. */
export type Purpose = 'launch' | 'choose' | 'form';

/** Which screen is the first. */
export type Opening =
  | { readonly opens: 'picker' }
  /** The form for a new profile; without a preset that is chosen first. */
  | { readonly opens: 'add'; readonly preset?: string; readonly name?: string }
  | { readonly opens: 'edit'; readonly name: string };

export const tabs = ['Features', 'Env', 'Check', 'Notes'] as const;
export type Tab = (typeof tabs)[number];

/** What the arrows move: the list, the details, or all there is to say about the feature under the cursor. */
export const parts = ['list', 'detail', 'about'] as const;
export type Part = (typeof parts)[number];

export type Picker = {
  readonly filter: TextField;
  /** Whether keys go into the filter. */
  readonly filtering: boolean;
  /** The chosen entry by name. */
  readonly chosen: string | undefined;
  /** The first line of the list that is shown. */
  readonly top: number;
  readonly tab: Tab;
  /** On a narrow screen the only one that is shown. */
  readonly focus: Part;
  /** The first line that is shown of the tab. */
  readonly detailTop: number;
  /** The first that is shown of what there is to say about the feature. */
  readonly aboutTop: number;
  /** The feature that is looked at; undefined: the first of its pane. */
  readonly feature: FeatureId | undefined;
  /** Names, in the order they were marked. */
  readonly marked: readonly string[];
};

/** A screen on top of the picker; the last one has the keys. */
export type Layer =
  | { readonly layer: 'help'; readonly top: number }
  | {
      readonly layer: 'compare';
      readonly names: readonly string[];
      /** Also what is the same. */
      readonly all: boolean;
      readonly top: number;
    }
  | {
      readonly layer: 'question';
      readonly text: string;
      readonly label: string;
      readonly yes: Request;
      /** The same with the keychain entries kept; only where there are some. */
      readonly keeping?: Request;
    }
  | { readonly layer: 'prompt'; readonly prompt: Prompt }
  | {
      readonly layer: 'presets';
      readonly filter: TextField;
      readonly index: number;
      readonly top: number;
      /** What the profile shall be called, if that is settled. */
      readonly name?: string;
    }
  /** Where the profile shall be written. */
  | { readonly layer: 'targets'; readonly name: string }
  /** What that would change. */
  | {
      readonly layer: 'diff';
      readonly name: string;
      readonly target: WriteTarget;
      readonly diff: string;
      readonly warnings: readonly string[];
      readonly top: number;
    }
  /** A check of a profile; `top` is null while the page follows what comes. */
  | {
      readonly layer: 'check';
      readonly name: string;
      readonly phase: 'asking' | 'running' | 'done';
      readonly lines: readonly string[];
      readonly top: number | null;
      /** How the program ends when the page is left, where that is all there is. */
      readonly end?: Outcome;
    }
  | { readonly layer: 'welcome'; readonly index: number }
  | { readonly layer: 'form'; readonly form: FormState };

/** A line that is asked for under the picker. */
export type Prompt = {
  readonly asks: 'copy' | 'rename' | 'role';
  /** The profile it is about. */
  readonly name: string;
  readonly field: TextField;
};

/** What the screens ask the command to do while they stay open. */
export type Request =
  | {
      readonly request: 'change';
      readonly change: ConfigChange;
      /** Credentials for the keychain entries of the profile that is added or edited. */
      readonly secrets?: readonly NewSecret[];
      /** Keychain entries that would be deleted or renamed along stay as they are. */
      readonly keepSecrets?: boolean;
      /** What to say when it is done. */
      readonly done: string;
      /** The entry to choose then. */
      readonly choose?: string;
      readonly next?: AfterSaving | undefined;
    }
  | { readonly request: 'clipboard'; readonly text: string }
  /** What a write would change. */
  | { readonly request: 'preview'; readonly name: string; readonly target: WriteTarget }
  | { readonly request: 'write'; readonly name: string; readonly target: WriteTarget }
  /** Measure a profile, and tell what comes of it. */
  | { readonly request: 'check'; readonly name: string /** For its lines. */; readonly columns: number }
  | { readonly request: 'stop-check' }
  | { readonly request: 'suspend' }
  /** Something else has written on the screen: draw it anew. */
  | { readonly request: 'repaint' };

export type ChangeRequest = Extract<Request, { readonly request: 'change' }>;

/** How the screens end; the command acts on it. */
export type Outcome =
  /** `done`: what was saved before, which nobody has read yet. */
  | { readonly outcome: 'chosen'; readonly name: string; readonly done?: string }
  /** `notes`: what became of keychain entries. */
  | { readonly outcome: 'saved'; readonly name: string; readonly notes: readonly string[] }
  | { readonly outcome: 'left' }
  | { readonly outcome: 'interrupted' };

/** A form may hold what was typed: it is not thrown away because its window is too small. */
export function hasForm({ layers }: State): boolean {
  return layers.some(({ layer }) => layer === 'form');
}

/** The state with another screen in the place of the top one. */
export function replaced(state: State, layer: Layer): State {
  return { ...state, layers: [...state.layers.slice(0, -1), layer] };
}

type Status = { readonly kind: 'info' | 'error'; readonly text: string };

export type State = {
  readonly purpose: Purpose;
  readonly size: Size;
  readonly snapshot: Snapshot;
  readonly rows: readonly PickerRow[];
  readonly picker: Picker;
  readonly layers: readonly Layer[];
  readonly status: Status | undefined;
  /** The last action was a click that chose a row: a second one there means Enter, wherever the row is drawn now. */
  readonly clicked: boolean;
  /** What the last action asks for. */
  readonly request: Request | undefined;
  /** A request is being carried out: keys wait. */
  readonly busy: boolean;
  readonly outcome: Outcome | undefined;
};

export type Action =
  | { readonly type: 'press'; readonly press: Press }
  | { readonly type: 'paste'; readonly text: string }
  /** `again`: the second click on a cell, soon after the first. */
  | { readonly type: 'mouse'; readonly report: MouseReport; readonly again: boolean }
  | { readonly type: 'resized'; readonly size: Size }
  /** The world has been read again. */
  | {
      readonly type: 'loaded';
      readonly snapshot: Snapshot;
      readonly request: Request;
      /** What else is to be said: what became of keychain entries. */
      readonly notes: readonly string[];
    }
  /** What a write would change. */
  | {
      readonly type: 'previewed';
      readonly name: string;
      readonly target: WriteTarget;
      readonly diff: string;
      readonly warnings: readonly string[];
    }
  /** A check has found out something. */
  | { readonly type: 'progress'; readonly name: string; readonly text: string }
  /** It has ended, and the world has been read again. */
  | {
      readonly type: 'checked';
      readonly name: string;
      readonly stopped: boolean;
      readonly snapshot: Snapshot;
    }
  /** A request was carried out that changed nothing to be shown. */
  | { readonly type: 'noted'; readonly text: string }
  | { readonly type: 'failed'; readonly text: string; readonly snapshot?: Snapshot };
