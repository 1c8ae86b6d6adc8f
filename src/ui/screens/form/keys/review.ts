import type { canSave } from '../review.ts';
import type { Bindings } from './common.ts';

const saveKeys: Bindings = [
  {
    keys: ['enter', 'ctrl+s'],
    action: { type: 'save', launch: false },
    label: 'save',
    help: 'save it',
    footer: true,
  },
  {
    keys: ['l'],
    action: { type: 'save', launch: true },
    label: 'save and launch',
    help: 'save it and start Claude Code under it',
    footer: true,
  },
];

/** What can be done in the review, by what the form could save. */
export const reviewKeys: { readonly [Save in ReturnType<typeof canSave>]: Bindings } = {
  yes: saveKeys,
  wrong: [
    {
      keys: ['enter', 'ctrl+s'],
      action: { type: 'fix' },
      label: 'fix',
      help: 'to the first field that is wrong',
      footer: true,
    },
  ],
  unchanged: [
    {
      keys: ['enter', 'ctrl+s'],
      action: { type: 'back' },
      label: 'fields',
      help: 'back to the fields',
      footer: true,
    },
  ],
};
