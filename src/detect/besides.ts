import { commonFields } from '../backends/common.ts';
import { backends } from '../backends/index.ts';
import { ownedVariable } from '../env/variables.ts';
import { presetOf } from '../profile/presets.ts';
import type { Context, Draft } from './draft.ts';
import { type FoundFields, fieldsFrom, joined, noFields, variablesOf, withoutShared } from './taken.ts';
import type { Variables } from './variables.ts';

/** Models and features that are set beside the backend in force, and the names of what cannot be taken over. */
export function fieldsBeside(
  { preset, taken }: Draft,
  variables: Variables,
  { environment }: Context,
): FoundFields {
  const backend = presetOf(preset)?.profile.backend;
  if (backend === undefined) return noFields;
  const told = joined(smallModel(variables), fieldsFrom(withoutShared(commonFields), variables, environment));
  const known = [...variablesOf(backends[backend].fields), ...variablesOf(commonFields)];
  const used = [...taken.used, ...told.used];
  const fields: { [path: string]: string } = {};
  const left: string[] = [];
  for (const [name, { value }] of variables) {
    const kind = ownedVariable(name)?.kind;
    const counts =
      kind === 'model' || kind === 'shape' || kind === 'feature' || name === 'ANTHROPIC_CUSTOM_HEADERS';
    if (!counts || used.includes(name)) continue;
    const settable = (kind === 'shape' || kind === 'feature') && !known.includes(name);
    if (settable && /^(\d{1,9}|[a-z]{1,8})$/i.test(value)) fields[`env.${name}`] = value;
    else if (!/^(0|false|no|off)$/i.test(value)) left.push(name);
  }
  const besidesThose: FoundFields = {
    fields,
    used: [],
    notes: left.length > 0 ? [`not taken over: ${left.join(', ')}`] : [],
  };
  return joined(told, besidesThose);
}

/** The older name for the background model. */
function smallModel(variables: Variables): FoundFields {
  const small = variables.get('ANTHROPIC_SMALL_FAST_MODEL')?.value;
  return small === undefined
    ? noFields
    : { fields: { 'models.haiku': small }, used: ['ANTHROPIC_SMALL_FAST_MODEL'], notes: [] };
}
