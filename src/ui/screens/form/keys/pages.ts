import { type Bindings, page } from './common.ts';

export const scrollKeys: Bindings = [
  { keys: ['down', 'j'], action: { type: 'scroll', by: 1 }, label: 'down', help: 'down', footer: false },
  { keys: ['up', 'k'], action: { type: 'scroll', by: -1 }, label: 'up', help: 'up', footer: false },
  {
    keys: ['pagedown', ' '],
    action: { type: 'scroll', by: page },
    label: 'page',
    help: `${page} lines down`,
    footer: false,
  },
  {
    keys: ['pageup'],
    action: { type: 'scroll', by: -page },
    label: 'page up',
    help: `${page} lines up`,
    footer: false,
  },
  {
    keys: ['home', 'g'],
    action: { type: 'scroll', by: Number.NEGATIVE_INFINITY },
    label: 'top',
    help: 'to the top',
    footer: false,
  },
];

export const helpKeys: Bindings = [
  {
    keys: ['escape', 'ctrl+g', 'enter', 'q', '?'],
    action: { type: 'back' },
    label: 'back',
    help: 'back',
    footer: true,
  },
];

/** Only a letter gives anything up: Enter is pressed too easily. */
export const discardKeys: Bindings = [
  { keys: ['y'], action: { type: 'discard' }, label: 'discard', help: 'discard the changes', footer: true },
  {
    keys: ['n', 'escape', 'enter'],
    action: { type: 'back' },
    label: 'keep editing',
    help: 'back to the form',
    footer: true,
  },
];
