import { isAnthropic } from '../backends/base-url.ts';
import { commonFields } from '../backends/common.ts';
import { backends } from '../backends/index.ts';
import { providers } from '../backends/providers.ts';
import { ownedVariable } from '../env/variables.ts';
import { presetOf } from '../profile/presets.ts';
import { cloudDraft, clouds } from './clouds.ts';
import {
  type BackendDraft,
  type Context,
  credentialFrom,
  credentialIn,
  type FoundFields,
  fieldsFrom,
  type Helper,
  joined,
  noFields,
  text,
  variablesOf,
  withNote,
  withoutShared,
} from './fields.ts';
import { gatewayPreset } from './gateways.ts';
import type { OfferDraft } from './offer.ts';
import { type FoundVariables, isSwitchedOn } from './variables.ts';

/** Everything without a switch: a gateway, the API with a key, a subscription token. */
function firstParty(variables: FoundVariables, context: Context, tokenTaken: boolean): BackendDraft[] {
  const url = variables.get('ANTHROPIC_BASE_URL')?.value;
  const elsewhere = url !== undefined && !isAnthropic(url);
  const homeless = variables.has('ANTHROPIC_AUTH_TOKEN') && !tokenTaken;
  const gateway = elsewhere || homeless ? gatewayDraft(variables, context) : undefined;
  const free = (name: string) => gateway?.taken.used.includes(name) !== true;
  return [
    ...(gateway === undefined ? [] : [gateway]),
    ...(free('ANTHROPIC_API_KEY') && free('apiKeyHelper') ? directDrafts(variables, context, elsewhere) : []),
    ...(variables.has('CLAUDE_CODE_OAUTH_TOKEN')
      ? [
          {
            preset: 'subscription',
            lead: 'Claude subscription token',
            taken: credentialFrom('oauthToken', 'CLAUDE_CODE_OAUTH_TOKEN', variables, context.environment),
          },
        ]
      : []),
  ];
}

function gatewayDraft(variables: FoundVariables, context: Context): BackendDraft {
  const url = variables.get('ANTHROPIC_BASE_URL')?.value;
  const address = url === undefined || isAnthropic(url) ? undefined : url;
  const name = variables.has('ANTHROPIC_AUTH_TOKEN') ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY';
  const credential = credentialIn(name, variables, context.environment);
  const preset = gatewayPreset(address, credential?.reference);
  const place: FoundFields =
    address === undefined
      ? withNote(
          noFields,
          'without ANTHROPIC_BASE_URL Claude Code sends the token to Anthropic: say where it belongs',
        )
      : { fields: { baseUrl: address }, used: ['ANTHROPIC_BASE_URL'], notes: [] };
  return {
    preset,
    ...(preset === 'gateway' ? { lead: 'Gateway' } : {}),
    taken: joined(place, gatewayCredential(preset, variables, context)),
  };
}

/** A local server wants a word that is no secret, which its preset has: only another token replaces it. */
function gatewayCredential(preset: string, variables: FoundVariables, context: Context): FoundFields {
  const word = /^placeholder:(.*)$/.exec(text(presetOf(preset)?.profile.token) ?? '')?.[1];
  const token = variables.get('ANTHROPIC_AUTH_TOKEN');
  if (token !== undefined) {
    const taken: FoundFields =
      token.value === word
        ? { ...noFields, used: ['ANTHROPIC_AUTH_TOKEN'] }
        : credentialFrom('token', 'ANTHROPIC_AUTH_TOKEN', variables, context.environment);
    return variables.has('ANTHROPIC_API_KEY')
      ? withNote(
          taken,
          'ANTHROPIC_API_KEY is set too, and Claude Code sends both; the profile sends the token only',
        )
      : taken;
  }
  if (word !== undefined) return noFields;
  if (variables.has('ANTHROPIC_API_KEY'))
    return credentialFrom('apiKey', 'ANTHROPIC_API_KEY', variables, context.environment);
  return helperTaken('token', context.helper);
}

/**
 * The API of Anthropic with a key or a helper. Beside a gateway’s address only what is plainly Anthropic’s counts:
 * the gateway’s own key must not go there.
 */
function directDrafts(variables: FoundVariables, context: Context, elsewhere: boolean): BackendDraft[] {
  const key = variables.get('ANTHROPIC_API_KEY')?.value;
  if (key !== undefined && (!elsewhere || key.startsWith('sk-ant-'))) {
    const taken = credentialFrom('apiKey', 'ANTHROPIC_API_KEY', variables, context.environment);
    return [{ preset: 'direct', taken: keptFromPreset(taken) }];
  }
  return context.helper === undefined || key !== undefined || elsewhere
    ? []
    : [{ preset: 'direct', taken: keptFromPreset(helperTaken('apiKey', context.helper)) }];
}

/** Without a key the preset’s `inherit` stays: nothing at all would mean the stored login. */
function keptFromPreset(taken: FoundFields): FoundFields {
  return taken.fields.apiKey === undefined ? { ...taken, fields: {} } : taken;
}

function helperTaken(path: string, helper: Helper | undefined): FoundFields {
  if (helper === undefined) return noFields;
  return {
    fields: { [path]: helper.reference },
    used: ['apiKeyHelper'],
    notes:
      helper.reference === undefined
        ? [
            `apiKeyHelper in ${helper.where} is more than a plain command: put it into a script and point there`,
          ]
        : [],
  };
}

/**
 * What Claude Code’s own variables say: first the backend that is in force, with the models and features set beside
 * it, then the others whose credentials or places are there as well.
 */
export function claudeCandidates(variables: FoundVariables, context: Context): OfferDraft[] {
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
  variables: FoundVariables,
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
  variables: FoundVariables,
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
function smallModel(variables: FoundVariables): FoundFields {
  const small = variables.get('ANTHROPIC_SMALL_FAST_MODEL')?.value;
  return small === undefined
    ? noFields
    : { fields: { 'models.haiku': small }, used: ['ANTHROPIC_SMALL_FAST_MODEL'], notes: [] };
}
