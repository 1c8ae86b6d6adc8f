import type { Environment } from '../../../base/io.ts';
import {
  derive,
  type FieldChange,
  isNewOnly,
  type Variables,
  variablesOf,
  variablesSet,
} from '../../screens/form/model.ts';
import type { FormState } from '../../screens/form/state.ts';
import { valueText } from '../../screens/form/value.ts';
import { pathLabel } from '../../screens/form/view-detail.ts';
import { counted, listed, unmasked } from '../words.ts';

/** What saving would do. Of a profile that is there already only what changes. */
export function reviewWords(form: FormState, environment: Environment): string[] {
  const { purpose } = form;
  const { changes } = derive(form);
  const { set, cleared } = variablesOf(form, environment);
  if (purpose.form === 'edit')
    return [
      `What changes in ${purpose.name}:`,
      ...changes.map(changeWords),
      ...changedVariables(set, variablesSet(form, form.start)),
    ];
  return [
    'What will be saved:',
    ...(changes.length > 0 ? changes.map(changeWords) : ['  no field']),
    'The variables it sets:',
    ...(set.length > 0 ? set.map(variableWords) : ['  none: every variable of other backends is cleared']),
    ...(cleared.length > 0 ? [`Cleared here: ${cleared.join(', ')}`] : []),
  ];
}

/** What stands against saving. */
export function problemWords(form: FormState): string[] {
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
    ...(changed.length > 0 ? ['The variables that it sets otherwise:', ...changed.map(variableWords)] : []),
    ...(gone.length > 0 ? [`No longer set: ${listed(gone.map(({ name }) => name))}`] : []),
    ...(changed.length + gone.length === 0 ? ['The variables stay as they are.'] : []),
  ];
}
