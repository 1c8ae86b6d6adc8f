import type { FormAction } from '../actions.ts';
import type { Row } from '../row.ts';
import { type Bindings, page } from './common.ts';

/** What Enter does on a row. */
export function enterKeys(row: Row | undefined, entry: boolean): Bindings {
  const enter = (action: FormAction, label: string, text: string): Bindings => [
    { keys: ['enter'], action, label, help: text, footer: true },
  ];
  const next = enter({ type: 'move', by: 1 }, 'next', 'the next field');
  switch (row?.control) {
    case 'group':
      return [
        {
          keys: ['enter', ' '],
          action: { type: 'fold' },
          label: row.open ? 'close' : 'open',
          help: 'open or close the group',
          footer: true,
        },
      ];
    case 'entry':
      return enter({ type: 'open' }, 'edit', 'change the entry; typing does it too');
    case 'add':
      return enter({ type: 'open' }, 'add', 'a new entry; typing does it too');
    case 'done':
      return entry
        ? enter({ type: 'take' }, 'take it', 'back to the fields with the entry')
        : enter({ type: 'review' }, 'review', 'what will be saved, and what it sets');
    case 'written':
    case 'secret':
      if (entry) return enter({ type: 'take' }, 'take it', 'back to the fields with the entry');
      return next;
    default:
      return next;
  }
}

/** In an empty text the arrow has nowhere to go. */
export const exampleKeys: Bindings = [
  {
    keys: ['right'],
    action: { type: 'example' },
    label: 'example',
    help: 'put the example in, to be kept or changed',
    footer: true,
  },
];

const cycleKeys: Bindings = [
  {
    keys: ['right', ' '],
    action: { type: 'cycle', by: 1 },
    label: 'change',
    help: 'the next possibility, and the one before; space is the next',
    footer: true,
    shown: '←→',
  },
  {
    keys: ['left'],
    action: { type: 'cycle', by: -1 },
    label: 'change',
    footer: false,
  },
  {
    keys: ['delete', 'backspace'],
    action: { type: 'clear' },
    label: 'not set',
    help: 'back to not set',
    footer: false,
  },
];

const removeKeys: Bindings = [
  {
    keys: ['ctrl+d', 'delete'],
    action: { type: 'remove' },
    label: 'take out',
    help: 'take the entry out of the profile',
    footer: true,
  },
];

/** What else a row answers to. */
export function extraKeys(row: Row | undefined): Bindings {
  return row === undefined || (row.control === 'entry' && !row.held) ? [] : keysOf[row.control];
}

const keysOf: { readonly [Control in Row['control']]: Bindings } = {
  text: [],
  written: [],
  secret: [],
  option: cycleKeys,
  source: cycleKeys,
  entry: removeKeys,
  stray: removeKeys,
  group: [
    {
      keys: ['right'],
      action: { type: 'fold', open: true },
      label: 'open',
      help: 'open the group',
      footer: false,
    },
    {
      keys: ['left'],
      action: { type: 'fold', open: false },
      label: 'close',
      help: 'close the group',
      footer: false,
    },
  ],
  add: [],
  done: [],
};

export const moveKeys: Bindings = [
  {
    keys: ['down', 'tab', 'ctrl+n'],
    action: { type: 'move', by: 1 },
    label: 'down',
    help: 'down',
    footer: false,
  },
  {
    keys: ['up', 'shift+tab', 'ctrl+p'],
    action: { type: 'move', by: -1 },
    label: 'up',
    help: 'up',
    footer: false,
  },
  {
    keys: ['pagedown'],
    action: { type: 'move', by: page },
    label: 'page down',
    help: `${page} rows down`,
    footer: false,
  },
  {
    keys: ['pageup'],
    action: { type: 'move', by: -page },
    label: 'page up',
    help: `${page} rows up`,
    footer: false,
  },
];
