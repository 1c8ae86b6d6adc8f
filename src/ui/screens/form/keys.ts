import type { Binding } from '../../keys.ts';
import type { Press } from '../../press.ts';
import { strayCredential } from './edit.ts';
import { derive, type FormModel } from './model.ts';
import { pathOf, type Row } from './row.ts';
import { type FormAction, type FormState, sheetOf } from './state.ts';
import { typedIn } from './value.ts';

type Bindings = readonly Binding<FormAction>[];

/** The keys that do something just now; in a row that is typed in, all others type. */
export function formBindings(form: FormState): Bindings {
  if (form.cover?.cover === 'discard') return discardKeys;
  if (form.cover?.cover === 'help') return [...scrollKeys, ...leaveHelpKeys];
  const { rows, row, corrections, canSave } = derive(form);
  if (form.view.view === 'review')
    return [
      ...(corrections.size > 0 ? [correctKey('c')] : []),
      ...reviewKeys[canSave],
      ...scrollKeys,
      helpKey,
      backKey('back to the fields'),
    ];
  const inEntry = form.view.view === 'entry';
  // With the last answer a new profile is complete: what stands below are wishes.
  const isLastAsked =
    form.purpose.form === 'add' &&
    canSave === 'yes' &&
    row !== undefined &&
    row === rows.findLast(each => each.asked);
  const enter = enterKey(row, inEntry, isLastAsked);
  const leave = inEntry ? 'back to the fields without it' : 'leave; asks when something was changed';
  return [
    enter,
    ...(row !== undefined && !inEntry && corrections.has(pathOf(row) ?? '') ? [correctKey('ctrl+r')] : []),
    ...(strayCredential(form) === undefined ? [] : [keepKey]),
    enter.action.type === 'review' ? { ...reviewKey, footer: 'none' } : reviewKey,
    helpKey,
    ...(isEmpty(form, row) ? exampleKeys : rowKeys(row)),
    ...moveKeys,
    backKey(leave),
  ];
}

/** Whether a row waits for a text and has an example of one. */
function isEmpty(form: FormState, row: Row | undefined): boolean {
  if (row?.example === undefined || (row.control !== 'text' && row.control !== 'sourceText')) return false;
  return typedIn(sheetOf(form).values.get(row.path))?.field.text === '';
}

/** A key that the footer shows. */
function shown(
  keys: Binding<FormAction>['keys'],
  action: FormAction,
  label: string,
  help: string,
): Binding<FormAction> {
  return { keys, action, label, help, footer: 'shown' };
}

/** A key that every footer has room for. */
function stays(...binding: Parameters<typeof shown>): Binding<FormAction> {
  return { ...shown(...binding), footer: 'stays' };
}

/** A key that only the help names. */
function inHelp(...binding: Parameters<typeof shown>): Binding<FormAction> {
  return { ...shown(...binding), footer: 'none' };
}

const reviewKey = shown(
  ['ctrl+s'],
  { type: 'review' },
  'review',
  'what will be saved and what it sets; Enter saves it there',
);

const helpKey = stays(['ctrl+g'], { type: 'help' }, 'help', 'the keys');

const keepKey = shown(
  ['ctrl+o'],
  { type: 'keep' },
  'keep in a file',
  'keep the credential in a file that only you can read',
);

function correctKey(press: Press): Binding<FormAction> {
  return shown([press], { type: 'correct' }, 'use suggestion', 'use the suggested value');
}

function backKey(help: string): Binding<FormAction> {
  return stays(['escape'], { type: 'back' }, 'back', help);
}

/** What Enter does on a row. */
function enterKey(row: Row | undefined, inEntry: boolean, isLastAsked: boolean): Binding<FormAction> {
  const take = shown(['enter'], { type: 'take' }, 'take it', 'back to the fields with the entry');
  const review = shown(['enter'], { type: 'review' }, 'review', 'what will be saved, and what it sets');
  const next = isLastAsked ? review : shown(['enter'], { type: 'move', by: 1 }, 'next', 'the next field');
  switch (row?.control) {
    case 'group':
      return shown(['enter', ' '], { type: 'fold' }, row.open ? 'close' : 'open', 'open or close the group');
    case 'entry':
      return shown(['enter'], { type: 'open' }, 'edit', 'change the entry; typing does it too');
    case 'add':
      return shown(['enter'], { type: 'open' }, 'add', 'a new entry; typing does it too');
    case 'done':
      return inEntry ? take : review;
    case 'sourceText':
    case 'secret':
      return inEntry ? take : next;
    default:
      return next;
  }
}

/** In an empty text the arrow has nowhere to go. */
const exampleKeys: Bindings = [
  shown(['right'], { type: 'example' }, 'example', 'put the example in, to be kept or changed'),
];

/** What else a row answers to. */
function rowKeys(row: Row | undefined): Bindings {
  return row === undefined || (row.control === 'entry' && !row.held) ? [] : keysOf[row.control];
}

const cycleKeys: Bindings = [
  {
    ...shown(
      ['right', ' '],
      { type: 'cycle', by: 1 },
      'change',
      'the next possibility, and the one before; space is the next',
    ),
    shown: '←→',
  },
  { keys: ['left'], action: { type: 'cycle', by: -1 }, label: 'change', footer: 'none' },
  inHelp(['delete', 'backspace'], { type: 'clear' }, 'not set', 'back to not set'),
];

const removeKeys: Bindings = [
  shown(['ctrl+d', 'delete'], { type: 'remove' }, 'take out', 'take the entry out of the profile'),
];

const keysOf: { readonly [Control in Row['control']]: Bindings } = {
  text: [],
  sourceText: [],
  secret: [],
  option: cycleKeys,
  source: cycleKeys,
  entry: removeKeys,
  stray: removeKeys,
  group: [
    inHelp(['right'], { type: 'fold', open: true }, 'open', 'open the group'),
    inHelp(['left'], { type: 'fold', open: false }, 'close', 'close the group'),
  ],
  add: [],
  done: [],
};

/** How far the page keys go; a form does not know how high its screen is. */
const page = 8;

const moveKeys: Bindings = [
  inHelp(['down', 'tab', 'ctrl+n'], { type: 'move', by: 1 }, 'down', 'down'),
  inHelp(['up', 'shift+tab', 'ctrl+p'], { type: 'move', by: -1 }, 'up', 'up'),
  inHelp(['pagedown'], { type: 'move', by: page }, 'page down', `${page} rows down`),
  inHelp(['pageup'], { type: 'move', by: -page }, 'page up', `${page} rows up`),
];

const scrollKeys: Bindings = [
  inHelp(['down', 'j'], { type: 'scroll', by: 1 }, 'down', 'down'),
  inHelp(['up', 'k'], { type: 'scroll', by: -1 }, 'up', 'up'),
  inHelp(['pagedown', ' '], { type: 'scroll', by: page }, 'page', `${page} lines down`),
  inHelp(['pageup'], { type: 'scroll', by: -page }, 'page up', `${page} lines up`),
  inHelp(['home', 'g'], { type: 'scroll', by: Number.NEGATIVE_INFINITY }, 'top', 'to the top'),
];

const leaveHelpKeys: Bindings = [
  stays(['escape', 'ctrl+g', 'enter', 'q', '?'], { type: 'back' }, 'back', 'back'),
];

/** Only a letter gives anything up: Enter is pressed too easily. */
const discardKeys: Bindings = [
  stays(['y'], { type: 'discard' }, 'discard', 'discard the changes'),
  stays(['n', 'escape', 'enter'], { type: 'back' }, 'keep editing', 'back to the form'),
];

/** What can be done in the review, by what the form could save. */
const reviewKeys: { readonly [Save in FormModel['canSave']]: Bindings } = {
  yes: [
    shown(['enter', 'ctrl+s'], { type: 'save' }, 'save', 'save it'),
    shown(['l'], { type: 'save', next: 'launch' }, 'save, launch', 'save it and start Claude Code under it'),
    shown(
      ['t'],
      { type: 'save', next: 'check' },
      'save, check',
      'save it and test it, after showing the cost',
    ),
  ],
  wrong: [shown(['enter', 'ctrl+s'], { type: 'fix' }, 'fix', 'to the first field that is wrong')],
  unchanged: [shown(['enter', 'ctrl+s'], { type: 'back' }, 'fields', 'back to the fields')],
};
