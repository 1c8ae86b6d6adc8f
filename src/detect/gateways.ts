import { urlAdvice } from '../backends/base-url.ts';
import type { Profile } from '../backends/profile.ts';
import { allPresets, presetOf } from '../profile/presets.ts';
import { exportedHere, type Fields, type OfferDraft } from './offer.ts';
import type { FoundVariables } from './variables.ts';

/** Whether an address, or the name of the variable that holds its key, says LiteLLM. */
export function saysLitellm(url: string | undefined, reference: string | undefined): boolean {
  const address = parsed(url);
  return (
    /litellm/i.test(address?.host ?? '') ||
    // On this machine only LiteLLM listens there by itself.
    (address !== undefined && hostOf(address) === 'localhost:4000') ||
    // LiteLLM’s own path for Vertex; no other product has it.
    /^\/vertex_ai(\/|$)/.test(address?.pathname ?? '') ||
    (reference?.startsWith('env:') === true && /litellm/i.test(reference))
  );
}

/** The preset for a server in Anthropic format: the one at this address, else LiteLLM if it says so, else any. */
export function gatewayPreset(url: string | undefined, reference: string | undefined): string {
  const address = parsed(url);
  const known = address === undefined ? undefined : presetAt(address);
  if (known !== undefined) return known;
  if (!saysLitellm(url, reference)) return 'gateway';
  return pathOf(address)?.endsWith('/anthropic') ? 'litellm-anthropic' : 'litellm';
}

/** Of several at one host the one with the same path; a local port is shared by too many to guess. */
function presetAt(address: URL): string | undefined {
  const here = allPresets().flatMap(([name, { profile, fill }]) => {
    const at = parsed(typeof profile.baseUrl === 'string' ? profile.baseUrl : fill?.baseUrl);
    const example = at === undefined || /(^|\.)example\.com$/.test(at.hostname);
    return profile.backend === 'gateway' && !example && hostOf(at) === hostOf(address) ? [{ name, at }] : [];
  });
  const exact = here.find(({ at }) => pathOf(at) === pathOf(address));
  return exact?.name ?? (here.length === 1 ? here[0]?.name : undefined);
}

/** This machine has several names. */
function hostOf(url: URL): string {
  return url.host.replace(/^(127\.0\.0\.1|\[::1\])(?=:|$)/, 'localhost');
}

function pathOf(url: URL | undefined): string | undefined {
  return url?.pathname.replace(/\/+$/, '');
}

function parsed(url: string | undefined): URL | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}

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
export function gatewayCandidates(variables: FoundVariables): OfferDraft[] {
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
