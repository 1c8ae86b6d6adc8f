import { commonFields } from '../backends/common.ts';
import { backends } from '../backends/index.ts';
import { providers } from '../backends/providers.ts';
import { ownedVariable } from '../env/variables.ts';
import { presetOf } from '../profile/presets.ts';
import { cloudDraft, clouds } from './clouds.ts';
import {
  type BackendDraft,
  type Context,
  type FoundFields,
  fieldsFrom,
  joined,
  noFields,
  variablesOf,
  withNote,
  withoutShared,
} from './fields.ts';
import { firstParty } from './first-party.ts';
import type { OfferDraft } from './offer.ts';
import { isSwitchedOn, type Variables } from './variables.ts';

/**
 * What Claude Code’s own variables say: first the backend that is in force, with the models and features set beside
 * it, then the others whose credentials or places are there as well.
 */
export function claudeCandidates(variables: Variables, context: Context): OfferDraft[] {
  const on = clouds.filter(cloud => isSwitchedOn(variables, cloud.switch));
  const meant = clouds.filter(cloud => !on.includes(cloud) && cloud.signs.some(name => variables.has(name)));
  const switched = on.map((cloud, index) => {
    const draft = cloudDraft(cloud, variables, context);
    const winner = index > 0 ? on[0] : undefined;
    return winner === undefined
      ? draft
      : { ...draft, taken: withNote(draft.taken, `${winner.switch} is on too, and wins`) };
  });
  const tokenTaken = switched.some(({ taken }) => taken.used.includes('ANTHROPIC_AUTH_TOKEN'));
  const unswitched = firstParty(variables, context, tokenTaken);
  const [first, ...others] = [
    // This undocumented switch puts the gateway before every cloud.
    ...(isSwitchedOn(variables, providers.gateway.switch)
      ? [...unswitched, ...switched]
      : [...switched, ...unswitched]),
    ...meant.map(cloud => cloudDraft(cloud, variables, context)),
  ];
  if (first === undefined) return [];
  const inForce = { ...first, taken: joined(first.taken, fieldsBeside(first, variables, context)) };
  return [inForce, ...others].map(draft => candidateOf(draft, variables, context));
}

function candidateOf(
  { preset, lead, taken }: BackendDraft,
  variables: Variables,
  { helper }: Context,
): OfferDraft {
  const places = taken.used.flatMap(name => variables.get(name)?.where ?? []);
  const ofHelper = helper !== undefined && taken.used.includes('apiKeyHelper') ? [helper.where] : [];
  return {
    ...(lead === undefined ? {} : { lead }),
    where: [...new Set([...places, ...ofHelper])].join(' and '),
    preset,
    name: preset,
    fields: taken.fields,
    notes: [...new Set(taken.notes)],
  };
}

/** Models and features that are set beside the backend in force, and the names of what cannot be taken over. */
function fieldsBeside(
  { preset, taken }: BackendDraft,
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
