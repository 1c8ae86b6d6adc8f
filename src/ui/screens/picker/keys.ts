import { twoPanes } from '../../frame.ts';
import { type Binding, type Move, moveKeys } from '../../keys.ts';
import type { Purpose, State } from '../../state.ts';

/** What the keys of the picker mean. */
export type PickerAction =
  | Move
  | { readonly type: 'accept' | 'filter' | 'back' | 'help' | 'mark' | 'compare' }
  | { readonly type: 'nth'; readonly index: number }
  | { readonly type: 'tab'; readonly by: number }
  | { readonly type: 'focus'; readonly on: 'list' | 'detail' }
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

const accept: { readonly [Each in Purpose]: { label: string; help: string } } = {
  launch: { label: 'launch', help: 'start Claude Code under this profile; set up a preset' },
  choose: { label: 'choose', help: 'choose this profile; set up a preset' },
  form: { label: 'choose', help: 'choose this profile' },
};

const digits: readonly PickerBinding[] = Array.from({ length: 9 }, (_, index) => ({
  keys: [String(index + 1)],
  action: { type: 'nth', index },
  label: 'go to',
  footer: false,
  ...(index === 0 ? { shown: '1–9', help: 'go to the first, second … of the list' } : {}),
}));

/** The keys of the picker, in the order of the footer. */
export function pickerBindings(state: State): readonly PickerBinding[] {
  const onePane = state.size.columns < twoPanes;
  const inList = state.picker.focus === 'list';
  return [
    { keys: ['enter'], action: { type: 'accept' }, footer: true, ...accept[state.purpose] },
    {
      keys: ['right', 'l'],
      action: { type: 'focus', on: 'detail' },
      label: 'details',
      help: 'into the details: the arrows scroll them',
      footer: onePane && inList,
    },
    {
      keys: ['left', 'h'],
      action: { type: 'focus', on: 'list' },
      label: 'list',
      help: 'back to the list',
      footer: onePane && !inList,
    },
    { keys: ['/'], action: { type: 'filter' }, label: 'filter', help: 'filter as you type', footer: true },
    { keys: ['a'], action: { type: 'add' }, label: 'add', help: 'add a profile from a preset', footer: true },
    { keys: ['e'], action: { type: 'edit' }, label: 'edit', help: 'edit this profile', footer: true },
    {
      keys: ['tab'],
      action: { type: 'tab', by: 1 },
      label: 'tab',
      help: 'next tab: features, environment, checks, notes',
      footer: true,
    },
    { keys: [' '], action: { type: 'mark' }, label: 'mark', help: 'mark for comparing', footer: true },
    {
      keys: ['='],
      action: { type: 'compare' },
      label: 'compare',
      help: 'compare the marked ones, side by side and in words',
      footer: true,
    },
    {
      keys: ['y'],
      action: { type: 'line' },
      label: 'copy line',
      help: 'copy the line that switches a shell',
      footer: true,
    },
    {
      keys: ['w'],
      action: { type: 'write' },
      label: 'write',
      help: 'write it into a settings file or .envrc, after showing the diff',
      footer: true,
    },
    {
      keys: ['t'],
      action: { type: 'check' },
      label: 'check',
      help: 'measure what works there, after showing what that may cost',
      footer: true,
    },
    { keys: ['c'], action: { type: 'copy' }, label: 'copy', help: 'copy under another name', footer: true },
    {
      keys: ['r'],
      action: { type: 'rename' },
      label: 'rename',
      help: 'rename; default, roles and keychain entries follow',
      footer: true,
    },
    {
      keys: ['d', 'delete'],
      action: { type: 'delete' },
      label: 'delete',
      help: 'delete, after asking',
      footer: true,
    },
    {
      keys: ['*'],
      action: { type: 'default' },
      label: 'default',
      help: 'make it the default, or no longer',
      footer: true,
    },
    {
      keys: ['@'],
      action: { type: 'role' },
      label: 'role',
      help: 'give it a role such as @batch, or take it away',
      footer: true,
    },
    {
      keys: ['-'],
      action: { type: 'previous' },
      label: 'previous',
      help: 'the profile used before in this folder',
      footer: true,
    },
    ...digits,
    ...moveKeys({ footer: false }),
    {
      keys: ['shift+tab'],
      action: { type: 'tab', by: -1 },
      label: 'tab back',
      help: 'the tab before',
      footer: false,
    },
    { keys: ['?'], action: { type: 'help' }, label: 'help', help: 'this help', footer: true },
    {
      keys: ['q', 'escape'],
      action: { type: 'back' },
      label: isDeeper(state) ? 'back' : 'quit',
      help: 'back, and out',
      footer: true,
    },
  ];
}

/** Whether Esc goes back a step before it leaves. */
function isDeeper({ picker }: State): boolean {
  return picker.focus === 'detail' || picker.filter.text !== '' || picker.marked.length > 0;
}

/** The keys while the filter is typed; all others type. */
export const filterBindings: readonly Binding<Move | { readonly type: 'keep' | 'drop' }>[] = [
  {
    keys: ['enter', 'tab'],
    action: { type: 'keep' },
    label: 'keep',
    help: 'back to the list, filtered',
    footer: true,
  },
  ...moveKeys({ typing: true }),
  { keys: ['escape'], action: { type: 'drop' }, label: 'all', help: 'no filter', footer: true },
];
