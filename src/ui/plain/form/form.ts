import { backends } from '../../../backends/index.ts';
import { counted, listed } from '../../../base/english.ts';
import type { Environment } from '../../../base/io.ts';
import { missingExports } from '../../../profile/advice.ts';
import { secretsIn } from '../../screens/form/draft.ts';
import {
  changeOf,
  derive,
  type FieldChange,
  isChanged,
  isNewOnly,
  type Variables,
  variablesOf,
  variablesSet,
} from '../../screens/form/model.ts';
import type { FormState } from '../../screens/form/state.ts';
import { valueText } from '../../screens/form/value.ts';
import { pathLabel } from '../../screens/form/view-detail.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { Purpose } from '../../state.ts';
import { askWord, askYesNo } from '../choose.ts';
import { ask, carryOut, type Dialogue, withIntroduction } from '../dialogue.ts';
import { sentence, unmasked, withoutArrows } from '../words.ts';
import { askField, nameProblemOf } from './ask.ts';
import { answered } from './commands.ts';
import { type Asked, fieldRowsOf, nameOf } from './fields.ts';

/** How a form ended. */
export type FormEnd =
  | { readonly end: 'cancelled'; readonly say: readonly string[] }
  | {
      readonly end: 'saved' | 'launch';
      readonly name: string;
      readonly snapshot: Snapshot;
      readonly done: string;
      readonly notes: readonly string[];
    };

export type FormContext = {
  readonly purpose: Purpose;
  readonly snapshot: Snapshot;
  /** The name was given on the command line, so it is not asked for. */
  readonly named?: boolean;
};

/** The form as a conversation: what is needed, then any field, then the review. */
export function* formDialogue(opened: FormState, context: FormContext): Dialogue<FormEnd> {
  let held: Asked = { form: opened, say: introduction(opened) };
  if (opened.purpose.form === 'add') held = yield* askNeeded(held, context);
  while (true) {
    const { environment } = context.snapshot;
    const answer = yield* ask(
      held.say,
      'Another field? Its number or name, fields lists them, empty to review',
    );
    const step = yield* answered(held.form, answer, environment);
    if (!('goTo' in step)) {
      held = step;
      continue;
    }
    const next = step.goTo === 'review' ? yield* reviewed(held.form, context) : yield* left(held.form);
    if ('end' in next) return next;
    held = next;
  }
}

function introduction({ purpose, backend }: FormState): string[] {
  if (purpose.form === 'edit') return [`Editing ${purpose.name}: ${backends[backend].title}.`];
  const { preset, note } = purpose;
  return [
    `A new profile, made of ${withoutArrows(preset.title)}: ${withoutArrows(preset.summary)}`,
    ...(note === null ? [] : [note]),
  ];
}

/** The name, and what the preset or the backend cannot do without; an answer can make another question needless. */
function* askNeeded(first: Asked, { snapshot, named }: FormContext): Dialogue<Asked> {
  let held = first;
  const isNamed = named && nameProblemOf(first.form) === undefined;
  const asked = new Set<string>(isNamed ? ['name'] : []);
  while (true) {
    const row = fieldRowsOf(held.form).find(each => each.required && !asked.has(nameOf(each)));
    if (row === undefined) return held;
    asked.add(nameOf(row));
    held = yield* withIntroduction(held.say, askField(held.form, row, snapshot.environment));
  }
}

/** The review, and what is done then; back to the fields where nothing can be saved. */
function* reviewed(form: FormState, { purpose, snapshot }: FormContext): Dialogue<Asked | FormEnd> {
  switch (derive(form).canSave) {
    case 'unchanged':
      return { end: 'cancelled', say: ['Nothing has changed, so there is nothing to save.'] };
    case 'wrong':
      return { form, say: problemWords(form) };
    case 'yes':
      break;
  }
  const verb = verbs[purpose];
  const answer = yield* askWord(
    reviewWords(form, snapshot.environment),
    `Save it? yes, ${verb} to save and ${verb} it, or no`,
    ['yes', verb, 'no'],
  );
  if (answer === 'no') return yield* left(form);
  const change = changeOf(form);
  const { name } = change;
  const done = change.change === 'add' ? `added ${name}` : `changed ${name}`;
  const launch = answer !== 'yes';
  const secrets = secretsIn(form.sheet.values);
  const after = launch ? { next: 'launch' as const } : {};
  const carried = yield* carryOut({ request: 'change', change, secrets, done, choose: name, ...after });
  // What was typed is still there when it fails.
  if (carried.type !== 'loaded') return { form, say: [sentence(carried.text)] };
  const { snapshot: next, notes } = carried;
  return { end: launch ? 'launch' : 'saved', name, snapshot: next, done, notes };
}

/** What follows saving, when that is wanted at once. */
const verbs = { launch: 'launch', choose: 'choose', form: 'launch' } as const satisfies {
  readonly [Each in Purpose]: string;
};

/** Asks before anything that was typed is given up. */
function* left(form: FormState): Dialogue<Asked | FormEnd> {
  const discards = !isChanged(form) || (yield* askYesNo([], 'Discard what was changed? yes or no'));
  return discards
    ? { end: 'cancelled', say: ['Nothing was changed.'] }
    : { form, say: ['Back to the fields.'] };
}

/** What saving would do. Of a profile that is there already only what changes. */
function reviewWords(form: FormState, environment: Environment): string[] {
  const { purpose } = form;
  const { changes, advice, profile } = derive(form);
  const { set, cleared } = variablesOf(form, environment);
  const missing = missingExports(profile, environment).map(({ what, line }) => `${what}: ${line}`);
  const odd = [...advice.map(({ text }) => sentence(text)), ...missing];
  if (purpose.form === 'edit')
    return [
      ...odd,
      `What changes in ${purpose.name}:`,
      ...changes.map(changeWords),
      ...changedVariables(set, variablesSet(form, form.start)),
    ];
  return [
    ...odd,
    'What will be saved:',
    ...(changes.length > 0 ? changes.map(changeWords) : ['  no field']),
    'The variables it sets:',
    ...(set.length > 0 ? set.map(variableWords) : ['  none: every variable of other backends is cleared']),
    ...(cleared.length > 0 ? [`Cleared here: ${cleared.join(', ')}`] : []),
  ];
}

/** What stands against saving. */
function problemWords(form: FormState): string[] {
  const { problems } = derive(form);
  return [
    `It cannot be saved yet: ${counted(problems.length, 'thing')} ${problems.length === 1 ? 'is' : 'are'} wrong.`,
    ...problems.map(({ path, message }) => `  ${pathLabel(path)} ${message}`),
  ];
}

function changeWords(change: FieldChange): string {
  switch (change.sign) {
    case '+':
      return `  ${change.path}: ${shown(change.after)}${stored(change)}`;
    case '-':
      return `  ${change.path}: taken out, it was ${shown(change.before)}`;
    case '~':
      if (isNewOnly(change)) return `  ${change.path}: ${shown(change.after)} gets a new credential`;
      return `  ${change.path}: ${shown(change.after)}, it was ${shown(change.before)}${stored(change)}`;
  }
}

function stored({ stores }: { readonly stores: boolean }): string {
  return stores ? ', where the credential is stored' : '';
}

function shown(value: unknown): string {
  return unmasked(valueText(value)) || 'nothing';
}

function variableWords({ name, value }: Variables['set'][number]): string {
  return `  ${name} = ${value === '' ? '(set to nothing)' : unmasked(value)}`;
}

function changedVariables(set: Variables['set'], before: Variables['set']): string[] {
  const changed = set.filter(
    ({ name, value }) => !before.some(each => each.name === name && each.value === value),
  );
  const gone = before.filter(({ name }) => !set.some(each => each.name === name));
  return [
    ...(changed.length > 0 ? ['The variables that change:', ...changed.map(variableWords)] : []),
    ...(gone.length > 0 ? [`No longer set: ${listed(gone.map(({ name }) => name))}`] : []),
    ...(changed.length + gone.length === 0 ? ['The variables stay as they are.'] : []),
  ];
}
