import { allPresets } from '../profile/presets.ts';

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
