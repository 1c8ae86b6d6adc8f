import { twoPanes } from '../../frame.ts';
import { type Binding, type Move, moveKeys } from '../../keys.ts';
import type { Purpose, State } from '../../state.ts';
import { rowUnderCursor } from './under-cursor.ts';

/** What the keys of the picker mean. */
export type PickerAction =
  | Move
  | { readonly type: 'accept' | 'filter' | 'back' | 'quit' | 'help' | 'mark' | 'compare' }
  | { readonly type: 'nth'; readonly index: number }
  | { readonly type: 'tab'; readonly by: number }
  /** A part further in, or out. */
  | { readonly type: 'focus'; readonly by: 1 | -1 }
  | {
      readonly type:
        | 'add'
        | 'edit'
        | 'copy'
        | 'rename'
        | 'delete'
        | 'default'
        | 'role'
        | 'line'
        | 'write'
        | 'check'
        | 'previous';
    };

type PickerBinding = Binding<PickerAction>;

const choose = { label: 'choose', what: 'choose this profile' } as const;

/** What Enter does with a row that can be used, by what the picker is opened for. */
const accept = {
  launch: { label: 'launch', what: 'start Claude Code under this profile' },
  choose,
  form: choose,
} as const satisfies { readonly [Each in Purpose]: { readonly label: string; readonly what: string } };

/** What Enter does with the row under the cursor: it depends on the row. */
function acceptKey(state: State): PickerBinding {
  const row = rowUnderCursor(state);
  const { label, what } = accept[state.purpose];
  const instead = row?.held === null ? 'what is wrong' : (row?.needs.length ?? 0) > 0 ? 'set up' : undefined;
  return {
    keys: ['enter'],
    action: { type: 'accept' },
    label: instead ?? label,
    help: `${what}; set up a preset`,
    footer: 'shown',
  };
}

const digits: readonly PickerBinding[] = Array.from({ length: 9 }, (_, index) => ({
  keys: [String(index + 1)],
  action: { type: 'nth', index },
  label: 'go to',
  footer: 'none',
  ...(index === 0 ? { shown: '1–9', help: 'go to the first, second … of the list' } : {}),
}));

/** The keys of the picker, in the order of the footer. */
export function pickerBindings(state: State): readonly PickerBinding[] {
  const onePane = state.size.columns < twoPanes;
  const { focus, tab } = state.picker;
  const inList = focus === 'list';
  const isFeature = focus === 'detail' && tab === 'Features';
  return [
    acceptKey(state),
    {
      keys: ['right', 'l'],
      action: { type: 'focus', by: 1 },
      label: isFeature ? 'why' : 'details',
      help: 'into the details, then into one feature: the arrows scroll them',
      footer: (onePane && inList) || isFeature ? 'shown' : 'none',
    },
    {
      keys: ['left', 'h'],
      action: { type: 'focus', by: -1 },
      label: focus === 'about' ? 'features' : 'list',
      help: 'back to the features, then to the list',
      footer: (onePane && !inList) || focus === 'about' ? 'shown' : 'none',
    },
    { keys: ['/'], action: { type: 'filter' }, label: 'filter', help: 'filter as you type', footer: 'shown' },
    {
      keys: ['a'],
      action: { type: 'add' },
      label: 'add',
      help: 'add a profile from a preset',
      footer: 'shown',
    },
    { keys: ['e'], action: { type: 'edit' }, label: 'edit', help: 'edit this profile', footer: 'shown' },
    {
      keys: ['tab'],
      action: { type: 'tab', by: 1 },
      label: 'tab',
      help: 'next tab: features, environment, checks, notes',
      footer: 'shown',
    },
    { keys: [' '], action: { type: 'mark' }, label: 'mark', help: 'mark for comparing', footer: 'shown' },
    {
      keys: ['='],
      action: { type: 'compare' },
      label: 'compare',
      help: 'compare the marked ones, side by side and in words',
      footer: 'shown',
    },
    {
      keys: ['y'],
      action: { type: 'line' },
      label: 'copy line',
      help: 'copy the line that switches a shell',
      footer: 'shown',
    },
    {
      keys: ['w'],
      action: { type: 'write' },
      label: 'write',
      help: 'write it into a settings file or .envrc, after showing the diff',
      footer: 'shown',
    },
    {
      keys: ['t'],
      action: { type: 'check' },
      label: 'check',
      help: 'check what works there, after showing what that costs at most',
      footer: 'shown',
    },
    {
      keys: ['c'],
      action: { type: 'copy' },
      label: 'copy',
      help: 'copy under another name',
      footer: 'shown',
    },
    {
      keys: ['r'],
      action: { type: 'rename' },
      label: 'rename',
      help: 'rename; default, roles and keychain entries follow',
      footer: 'shown',
    },
    {
      keys: ['d', 'delete'],
      action: { type: 'delete' },
      label: 'delete',
      help: 'delete, after asking',
      footer: 'shown',
    },
    {
      keys: ['*'],
      action: { type: 'default' },
      label: 'default',
      help: 'make it the default, or undo that',
      footer: 'shown',
    },
    {
      keys: ['@'],
      action: { type: 'role' },
      label: 'role',
      help: 'give it a role such as @batch, or take it away',
      footer: 'shown',
    },
    {
      keys: ['-'],
      action: { type: 'previous' },
      label: 'previous',
      help: 'the profile used before in this folder',
      footer: 'shown',
    },
    ...digits,
    ...moveKeys({ footer: 'none' }),
    {
      keys: ['shift+tab'],
      action: { type: 'tab', by: -1 },
      label: 'tab back',
      help: 'the tab before',
      footer: 'none',
    },
    { keys: ['?'], action: { type: 'help' }, label: 'help', help: 'this help', footer: 'stays' },
    {
      keys: ['escape'],
      action: { type: 'back' },
      label: 'back',
      help: 'back a step: out of the details, the filter, the marks',
      footer: isDeeper(state) ? 'shown' : 'none',
    },
    { keys: ['q'], action: { type: 'quit' }, label: 'quit', help: 'quit cgw', footer: 'stays' },
  ];
}

/** Whether there is a step to go back. */
function isDeeper({ picker }: State): boolean {
  return picker.focus !== 'list' || picker.filter.text !== '' || picker.marked.length > 0;
}

/** The keys while the filter is typed; all others type. */
export function filterBindings(
  state: State,
): readonly Binding<Move | { readonly type: 'accept' | 'keep' | 'drop' }>[] {
  const { label } = acceptKey(state);
  return [
    { keys: ['enter'], action: { type: 'accept' }, label, help: label, footer: 'stays' },
    {
      keys: ['tab'],
      action: { type: 'keep' },
      label: 'keep filter',
      help: 'keep the filter, back to the list',
      footer: 'stays',
    },
    ...moveKeys({ typing: true }),
    { keys: ['escape'], action: { type: 'drop' }, label: 'all', help: 'clear the filter', footer: 'stays' },
  ];
}
