import { urlAdvice } from '../backends/base-url.ts';
import type { Profile } from '../backends/profile.ts';
import { allPresets, presetOf } from '../profile/presets.ts';
import { exportedHere, type Fields, type OfferDraft } from './offer.ts';
import type { Variables } from './variables.ts';

/** How people call what a gateway’s own tools leave to them; of other presets the variable of the preset says enough. */
const alsoCalled: {
  readonly [preset: string]: { readonly keys: readonly string[]; readonly urls: readonly string[] };
} = {
  litellm: {
    keys: ['LITELLM_PROXY_API_KEY', 'LITELLM_VIRTUAL_KEY', 'LITELLM_KEY', 'LITELLM_MASTER_KEY'],
    urls: [
      'LITELLM_BASE_URL',
      'LITELLM_PROXY_API_BASE',
      'LITELLM_PROXY_URL',
      'LITELLM_API_BASE',
      'LITELLM_URL',
    ],
  },
};

/**
 * What variables of gateways say that Claude Code does not read: a key that a preset asks for, and an address. Of
 * several presets that ask for the same one it is the first by name; the format that its path is for chooses another.
 */
export function gatewayCandidates(variables: Variables): OfferDraft[] {
  const asked = new Map<string, string>();
  for (const [name, { profile, fill }] of allPresets()) {
    const key = /^env:(\w+)$/.exec(fill?.token ?? '')?.[1];
    const usual = profile.product === name;
    if (key !== undefined && profile.backend === 'gateway' && (usual || !asked.has(key)))
      asked.set(key, name);
  }
  return [...asked].flatMap(([key, preset]) => {
    const { keys, urls } = alsoCalled[preset] ?? { keys: [], urls: [] };
    const token = [key, ...keys].find(each => variables.has(each));
    const url = urls.flatMap(each => variables.get(each)?.value ?? [])[0];
    return token === undefined && url === undefined ? [] : [draftOf(preset, url, token)];
  });
}

function draftOf(usual: string, url: string | undefined, token: string | undefined): OfferDraft {
  const profile = presetOf(usual)?.profile;
  const preset = (profile && url && presetFor(profile, url)) ?? usual;
  const fields: Fields = {
    ...(url === undefined ? {} : { baseUrl: url }),
    ...(token === undefined ? {} : { token: `env:${token}` }),
  };
  return { where: exportedHere, preset, name: preset, fields, notes: [] };
}

/** Another preset, where the path of the address is for another format. */
function presetFor(profile: Profile, baseUrl: string): string | undefined {
  return urlAdvice({ ...profile, baseUrl })?.preset ?? undefined;
}
