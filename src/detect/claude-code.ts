import { providers } from '../backends/providers.ts';
import { fieldsBeside } from './besides.ts';
import { cloudDraft } from './cloud-draft.ts';
import { clouds } from './clouds.ts';
import { type Context, type Draft, withNote } from './draft.ts';
import type { Candidate } from './finding.ts';
import { firstParty } from './first-party.ts';
import { joined } from './taken.ts';
import { isSwitchedOn, type Variables } from './variables.ts';

/**
 * What Claude Code’s own variables say: first the backend that is in force, with the models and features set beside
 * it, then the others whose credentials or places are there as well.
 */
export function claudeCandidates(variables: Variables, context: Context): Candidate[] {
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

function candidateOf({ preset, lead, taken }: Draft, variables: Variables, { helper }: Context): Candidate {
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
