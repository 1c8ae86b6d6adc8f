import type { Field, FieldTable } from '../backends/backend.ts';
import type { Environment } from '../base/io.ts';
import { isOwned, sharedVariables } from '../env/variables.ts';
import { exportedHere, type Fields } from './offer.ts';
import { type FoundVariables, isSwitchedOn } from './variables.ts';

/** Where a credential is, as a profile may hold it; without a reference it stands where none can point. */
export type Credential = { readonly reference: string | undefined; readonly notes: readonly string[] };

/** A reference to the credential that a variable holds; undefined when the variable is not set. */
export function credentialIn(
  name: string,
  variables: FoundVariables,
  environment: Environment,
): Credential | undefined {
  const variable = variables.get(name);
  if (variable === undefined) return undefined;
  if (variable.reference !== undefined) return { reference: variable.reference, notes: [] };
  const plain = variable.where !== exportedHere;
  const twin = twinOf(variable.value, environment);
  if (twin !== undefined)
    return {
      reference: `env:${twin}`,
      notes: plain ? [`${name} stands in plain text in ${variable.where}; ${twin} holds the same`] : [],
    };
  if (plain)
    return {
      reference: undefined,
      notes: [
        `${name} stands in plain text in ${variable.where}: move it into a variable, a file or a program that prints it`,
      ],
    };
  return {
    reference: `env:${name}`,
    notes: [`switching the shell clears ${name}: export it under another name`],
  };
}

/** Below that length an equal value says nothing. */
const shortest = 8;

/**
 * A variable that holds the same credential and outlives a switch, as after
 * `export ANTHROPIC_AUTH_TOKEN=$LITELLM_API_KEY`.
 */
function twinOf(value: string, environment: Environment): string | undefined {
  if (value.length < shortest) return undefined;
  return Object.keys(environment)
    .filter(name => environment[name] === value && !isOwned(name))
    .filter(name => /^[A-Za-z_]\w*$/.test(name) && /KEY|TOKEN|SECRET|PASS/i.test(name))
    .sort()[0];
}

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
export function fieldsFrom(
  table: FieldTable,
  variables: FoundVariables,
  environment: Environment,
): FoundFields {
  return joined(
    ...Object.entries(table).map(([path, field]) => fieldFrom(path, field, variables, environment)),
  );
}

function fieldFrom(
  path: string,
  field: Field,
  variables: FoundVariables,
  environment: Environment,
): FoundFields {
  switch (field.kind) {
    case 'url':
    case 'text':
      return textFrom(path, nameOf(field), variables);
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

/** What a field sets: a variable, or a key of the settings that stands among them. */
function nameOf(field: Extract<Field, { kind: 'url' | 'text' }>): string | undefined {
  return field.variable ?? (field.kind === 'text' ? field.setting : undefined);
}

function textFrom(path: string, name: string | undefined, variables: FoundVariables): FoundFields {
  const value = name === undefined ? undefined : variables.get(name)?.value;
  return name === undefined || value === undefined
    ? noFields
    : { fields: { [path]: value }, used: [name], notes: [] };
}

/** A credential that cannot be pointed at leaves its field open, also where the preset filled it. */
export function credentialFrom(
  path: string,
  name: string,
  variables: FoundVariables,
  environment: Environment,
): FoundFields {
  const credential = credentialIn(name, variables, environment);
  return credential === undefined
    ? noFields
    : { fields: { [path]: credential.reference }, used: [name], notes: credential.notes };
}

function isInForce(
  sets: { readonly [name: string]: string | undefined },
  variables: FoundVariables,
): boolean {
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
      case 'credential':
        return [field.variable];
      default:
        return nameOf(field) ?? [];
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

/** What stands beside the variables and completes what they say. */
export type Context = {
  /** Of the user, without what cgw put there. */
  readonly environment: Environment;
  /** The region of an AWS profile; undefined asks for that of the default profile. */
  readonly awsRegion: (awsProfile: string | undefined) => string | undefined;
  readonly googleProject: string | undefined;
  readonly helper: Helper | undefined;
};

/** An `apiKeyHelper` of the settings; its reference is undefined when it is more than a plain command. */
export type Helper = { readonly reference: string | undefined; readonly where: string };

/** One backend that the variables speak of. */
export type BackendDraft = { readonly preset: string; readonly lead?: string; readonly taken: FoundFields };

export function withNote(taken: FoundFields, note: string): FoundFields {
  return { ...taken, notes: [...taken.notes, note] };
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
