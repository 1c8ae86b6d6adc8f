import type { BackendId } from '../env/backend-ids.ts';
import { isInherited, plainText, type Setting } from '../env/plan.ts';
import type { OwnedName } from '../env/variables.ts';
import type { anthropic } from './anthropic.ts';
import type { anthropicAws, bedrock, mantle } from './aws.ts';
import type { Backend } from './backend.ts';
import type { foundry } from './foundry.ts';
import type { gateway, gatewayBedrock, gatewayVertex } from './gateways.ts';
import type { anthropicGcp, vertex } from './google.ts';
import { backends } from './index.ts';
import type { Profile } from './profile.ts';
import { providerFacts } from './providers.ts';
import { settingsOf } from './settings.ts';

/** Whether a credential can reach a backend through Claude Code’s `apiKeyHelper`, so that no file has to hold it. */
export type HelperSupport =
  | {
      readonly works: true;
      /** How the helper’s answer travels. */
      readonly sent: string;
      /**
       * Whether Claude Code asks the helper only where the cloud’s own sign-in is switched off: undocumented, hence
       * observed.
       */
      readonly skipsSignIn?: true;
    }
  | { readonly works: false; readonly because: string };

type BackendOf = {
  anthropic: typeof anthropic;
  bedrock: typeof bedrock;
  mantle: typeof mantle;
  'anthropic-aws': typeof anthropicAws;
  'anthropic-gcp': typeof anthropicGcp;
  vertex: typeof vertex;
  foundry: typeof foundry;
  gateway: typeof gateway;
  'gateway-bedrock': typeof gatewayBedrock;
  'gateway-vertex': typeof gatewayVertex;
};

type CredentialField<Of extends Backend> = {
  [Path in keyof Of['fields']]: Of['fields'][Path] extends { kind: 'credential' } ? Path : never;
}[keyof Of['fields']];

const bearerAndKey = { works: true, sent: 'Authorization: Bearer and x-api-key' } as const;

const bearer = { works: true, sent: 'Authorization: Bearer', skipsSignIn: true } as const;

function unsupported(because: string): HelperSupport {
  return { works: false, because };
}

/**
 * Every credential field of every backend; a cell that is missing does not compile. Observed: `test/live/write.live.ts`
 * asks the real Claude Code for every cell. It reached the clouds’ own addresses through a proxy that ended TLS.
 */
export const helperSupport: {
  readonly [Id in BackendId]: { readonly [Path in CredentialField<BackendOf[Id]>]: HelperSupport };
} = {
  anthropic: {
    apiKey: bearerAndKey,
    oauthToken: unsupported(
      'what an apiKeyHelper prints is sent as an API key, without the header that OAuth tokens need',
    ),
  },
  bedrock: { bearerToken: bearer },
  mantle: { bearerToken: bearer },
  'anthropic-aws': {
    apiKey: unsupported(
      'Claude Code asks no apiKeyHelper there, or (without authentication of its own) sends the key as a bearer token too',
    ),
  },
  'anthropic-gcp': {},
  vertex: {},
  foundry: {
    apiKey: unsupported(
      'what an apiKeyHelper prints is sent to Foundry as a bearer token, never as the API key',
    ),
    authToken: bearer,
  },
  gateway: { token: bearerAndKey, apiKey: bearerAndKey },
  'gateway-bedrock': { token: bearer },
  'gateway-vertex': { token: bearer },
};

/** What a helper can do for a field; undefined for what is no credential field: secret headers and variables. */
export function helperSupportOf(backend: BackendId, path: string): HelperSupport | undefined {
  const cells: { readonly [path: string]: HelperSupport } = helperSupport[backend];
  return Object.hasOwn(cells, path) ? cells[path] : undefined;
}

/** The credential that an `apiKeyHelper` can print, so that no variable and no file has to hold it. */
export type HelperCredential = {
  readonly path: string;
  /** The variable that would hold it. */
  readonly name: string;
  readonly reference: string;
  /** The switch without which Claude Code does not ask the helper for this backend. */
  readonly skip: OwnedName | undefined;
};

/** A secret that no helper can print, and why. */
export type NonHelperSecret = { readonly path: string; readonly name: string; readonly because: string };

/** What an `apiKeyHelper` can do for the secrets of a profile. What a shell exports is not among them. Pure. */
export function helperSplit(profile: Profile): {
  helped: HelperCredential | undefined;
  outside: readonly NonHelperSecret[];
} {
  let helped: HelperCredential | undefined;
  const outside: NonHelperSecret[] = [];
  for (const setting of settingsOf(profile)) {
    if (plainText(setting) !== undefined || isInherited(setting)) continue;
    const { path, name, parts } = setting;
    const support = helperSupportOf(profile.backend, path);
    const [part] = parts;
    if (support === undefined)
      outside.push({ path, name, because: 'Claude Code has a helper for the main credential only' });
    else if (!support.works) outside.push({ path, name, because: support.because });
    else if (part !== undefined && 'reference' in part)
      helped = {
        path,
        name,
        reference: part.reference,
        skip: support.skipsSignIn && providerFacts(backends[profile.backend].provider).skip,
      };
  }
  return { helped, outside };
}

/**
 * The settings without the one that a helper carries, and with the switch that makes Claude Code ask the helper:
 * what is left for the environment.
 */
export function settingsBesideHelper(
  settings: readonly Setting[],
  { name, path, skip }: HelperCredential,
): Setting[] {
  const others = settings.filter(setting => setting.name !== name && setting.name !== skip);
  return skip === undefined ? others : [...others, { name: skip, path, parts: [{ text: '1' }] }];
}

/**
 * The settings as `cgw run` puts them into the environment: without the credential of a profile with
 * `secretVia=helper`, where a helper can carry it.
 */
export function launchSettings(profile: Profile): {
  settings: Setting[];
  helped: HelperCredential | undefined;
} {
  const settings = settingsOf(profile);
  const helped = profile.secretVia === 'helper' ? helperSplit(profile).helped : undefined;
  return { settings: helped === undefined ? settings : settingsBesideHelper(settings, helped), helped };
}
