import { isAnthropic } from '../backends/base-url.ts';
import { presetOf } from '../profile/presets.ts';
import {
  type BackendDraft,
  type Context,
  credentialFrom,
  credentialIn,
  type FoundFields,
  type Helper,
  joined,
  noFields,
  text,
  withNote,
} from './fields.ts';
import { gatewayPreset } from './gateway-preset.ts';
import type { Variables } from './variables.ts';

/** Everything without a switch: a gateway, the API with a key, a subscription token. */
export function firstParty(variables: Variables, context: Context, tokenTaken: boolean): BackendDraft[] {
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

function gatewayDraft(variables: Variables, context: Context): BackendDraft {
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
function gatewayCredential(preset: string, variables: Variables, context: Context): FoundFields {
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
function directDrafts(variables: Variables, context: Context, elsewhere: boolean): BackendDraft[] {
  const key = variables.get('ANTHROPIC_API_KEY')?.value;
  if (key !== undefined && (!elsewhere || key.startsWith('sk-ant-'))) {
    const taken = credentialFrom('apiKey', 'ANTHROPIC_API_KEY', variables, context.environment);
    return [{ preset: 'direct', taken: keptFromPreset('apiKey', taken) }];
  }
  return context.helper === undefined || key !== undefined || elsewhere
    ? []
    : [{ preset: 'direct', taken: keptFromPreset('apiKey', helperTaken('apiKey', context.helper)) }];
}

/** Without a key the preset’s `inherit` stays: nothing at all would mean the stored login. */
function keptFromPreset(path: string, taken: FoundFields): FoundFields {
  return taken.fields[path] === undefined ? { ...taken, fields: {} } : taken;
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
