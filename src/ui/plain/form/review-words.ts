import type { Environment } from '../../../base/io.ts';
import { describeSettings } from '../../../profile/profile-plan.ts';
import { pathLabel } from '../../screens/form/detail.ts';
import { shownProfile } from '../../screens/form/draft.ts';
import { asWritten, type FieldChange, isNewOnly, type Review, reviewOf } from '../../screens/form/review.ts';
import type { FormState } from '../../screens/form/state.ts';
import { valueText } from '../../screens/form/value-text.ts';
import { counted, listed, unmasked } from '../words.ts';

/** What saving would do. Of a profile that is there already only what changes. */
export function reviewWords(form: FormState, environment: Environment): string[] {
  const review = reviewOf(form, environment);
  const { purpose } = form;
  if (purpose.form === 'edit')
    return [
      `What changes in ${purpose.name}:`,
      ...review.changes.map(changeWords),
      ...changedVariables(form, review),
    ];
  const { changes, variables, cleared } = review;
  return [
    'What will be saved:',
    ...(changes.length > 0 ? changes.map(changeWords) : ['  no field']),
    'The variables it sets:',
    ...(variables.length > 0
      ? variables.map(variableWords)
      : ['  none: every variable of other backends is cleared']),
    ...(cleared.length > 0 ? [`Cleared here: ${cleared.join(', ')}`] : []),
  ];
}

/** What stands against saving. */
export function problemWords(form: FormState, environment: Environment): string[] {
  const { problems } = reviewOf(form, environment);
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

type Variable = Review['variables'][number];

function variableWords({ name, value }: Variable): string {
  return `  ${name} = ${value === '' ? '(set to nothing)' : unmasked(value)}`;
}

function changedVariables({ backend, start }: FormState, { variables }: Review): string[] {
  const before = describeSettings(shownProfile(backend, start), asWritten);
  const changed = variables.filter(
    ({ name, value }) => !before.some(each => each.name === name && each.value === value),
  );
  const gone = before.filter(({ name }) => !variables.some(each => each.name === name));
  return [
    ...(changed.length > 0 ? ['The variables that it sets otherwise:', ...changed.map(variableWords)] : []),
    ...(gone.length > 0 ? [`No longer set: ${listed(gone.map(({ name }) => name))}`] : []),
    ...(changed.length + gone.length === 0 ? ['The variables stay as they are.'] : []),
  ];
}
