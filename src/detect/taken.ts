import type { Field, FieldTable } from '../backends/backend.ts';
import type { Environment } from '../base/io.ts';
import { sharedVariables } from '../env/shared.ts';
import { credentialIn } from './credential.ts';
import type { Fields } from './finding.ts';
import { isSwitchedOn, type Variables } from './variables.ts';

/** Fields read from variables, the variables that gave them, and what to mind. */
export type FoundFields = {
  readonly fields: Fields;
  readonly used: readonly string[];
  readonly notes: readonly string[];
};

export function joined(...taken: readonly FoundFields[]): FoundFields {
  return {
    fields: Object.assign({}, ...taken.map(each => each.fields)),
    used: taken.flatMap(each => each.used),
    notes: taken.flatMap(each => each.notes),
  };
}

/** The fields of a table that variables tell: the way from profile to variables, backwards. */
export function fieldsFrom(table: FieldTable, variables: Variables, environment: Environment): FoundFields {
  return joined(
    ...Object.entries(table).map(([path, field]) => fieldFrom(path, field, variables, environment)),
  );
}

function fieldFrom(path: string, field: Field, variables: Variables, environment: Environment): FoundFields {
  switch (field.kind) {
    case 'url':
    case 'text':
      return textFrom(path, field.variable, variables);
    case 'credential':
      return credentialFrom(path, field.variable, variables, environment);
    case 'toggle': {
      const names = Object.keys({ ...field.on, ...field.off });
      return names.length > 0 && names.every(name => isSwitchedOn(variables, name))
        ? { fields: { [path]: field.on !== undefined }, used: names, notes: [] }
        : noFields;
    }
    case 'choice': {
      const chosen = Object.entries(field.choices).find(([, sets]) => isInForce(sets, variables));
      return chosen === undefined
        ? noFields
        : { fields: { [path]: chosen[0] }, used: Object.keys(chosen[1]), notes: [] };
    }
  }
}

export const noFields: FoundFields = { fields: {}, used: [], notes: [] };

function textFrom(path: string, name: string | undefined, variables: Variables): FoundFields {
  const value = name === undefined ? undefined : variables.get(name)?.value;
  return name === undefined || value === undefined
    ? noFields
    : { fields: { [path]: value }, used: [name], notes: [] };
}

/** A credential that cannot be pointed at leaves its field open, also where the preset filled it. */
export function credentialFrom(
  path: string,
  name: string,
  variables: Variables,
  environment: Environment,
): FoundFields {
  const credential = credentialIn(name, variables, environment);
  return credential === undefined
    ? noFields
    : { fields: { [path]: credential.reference }, used: [name], notes: credential.notes };
}

function isInForce(sets: { readonly [name: string]: string | undefined }, variables: Variables): boolean {
  const entries = Object.entries(sets);
  return entries.length > 0 && entries.every(([name, value]) => variables.get(name)?.value === value);
}

/** The variables that a table sets. */
export function variablesOf(table: FieldTable): string[] {
  return Object.values(table).flatMap(field => {
    switch (field.kind) {
      case 'toggle':
        return Object.keys({ ...field.on, ...field.off });
      case 'choice':
        return Object.values(field.choices).flatMap(sets => Object.keys(sets));
      default:
        return field.variable === undefined ? [] : [field.variable];
    }
  });
}

/** A table without the fields of variables that cgw leaves as they are anyway. */
export function withoutShared(table: FieldTable): FieldTable {
  return Object.fromEntries(
    Object.entries(table).filter(
      ([, field]) => !variablesOf({ field }).some(name => Object.hasOwn(sharedVariables, name)),
    ),
  );
}
