import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Variables } from './harness.ts';

type Fields = { [path: string]: unknown };
type PresetFile = { profile: Fields; fill?: { readonly [path: string]: string } };

/** What some profiles set beside the preset, so that shared and extra variables come and go in the walk. */
const decorations: { readonly [preset: string]: Fields } = {
  bedrock: {
    region: 'eu-central-1',
    awsProfile: 'work sso',
    serviceTier: 'flex',
    'models.opus': 'us.opus[1m]',
  },
  mantle: { region: 'us-west-2', bearerToken: 'env:TEST_MANTLE_BEARER', smallFastRegion: 'us-east-2' },
  'claude-aws': { awsProfile: 'other', apiKey: 'env:TEST_CLAUDE_AWS_KEY' },
  'claude-gcp': { 'env.https_proxy': 'http://proxy.example.com:3128' },
  cloudflare: { 'env.ALL_PROXY': 'socks5://other.example.com:1080' },
  vertex: {
    region: 'global',
    'regions.claude-opus-5-5': 'europe-west1',
    'regions.CLAUDE_6_OPUS': 'us-east5',
    'env.GOOGLE_APPLICATION_CREDENTIALS': '/home/me/a key.json',
  },
  'litellm-vertex': { 'regions.claude-haiku-4-5': 'us-central1', 'env.MY_TOOL': 'it\'s "$HOME" `id` \\' },
  'litellm-bedrock': { region: 'us-gov-west-1', promptCaching: false, cacheTtl: '1h' },
  litellm: {
    'headers.x-team': 'platform  and two blanks',
    'headers.x-litellm-tags': 'a*b?[c]',
    experimentalBetas: false,
    'env.MY_TOOL': 'line\nbreak \u{1F600}',
    'env.MY_EMPTY': '',
  },
  subscription: { configDir: '/home/me/.claude work', oauthToken: 'env:TEST_SUBSCRIPTION_TOKEN' },
  foundry: { apiKey: 'env:TEST_FOUNDRY_KEY', 'models.default': 'claude-opus-5-5', context1m: false },
  gateway: {
    modelDiscovery: true,
    toolSearch: 'auto:5',
    configDir: '/srv/claude',
    nonessentialTraffic: false,
  },
};

/** Plain stand-ins for the credentials that the profiles point at. */
const secrets = new Map<string, string>();

/** `Bearer env:NAME` or `env:NAME` → a reference to a variable of this profile’s own. */
function reference(profile: string, path: string, example: string): unknown {
  const [, scheme, form] = /^(?:(\w+) )?(env:\w+)$/.exec(example) ?? [];
  if (form === undefined) return example;
  const name = `TEST_${profile}_${path}`.toUpperCase().replace(/\W/g, '_');
  secrets.set(name, `secret of ${profile} [${path}]`.replace(/ /g, '-'));
  if (!path.startsWith('headers.')) return `env:${name}`;
  return scheme === undefined ? { secret: `env:${name}` } : { secret: `env:${name}`, scheme };
}

function put(profile: Fields, path: string, value: unknown): void {
  const dot = path.indexOf('.');
  if (dot < 0) profile[path] = value;
  else profile[path.slice(0, dot)] = { ...Object(profile[path.slice(0, dot)]), [path.slice(dot + 1)]: value };
}

function configured(name: string, { profile, fill = {} }: PresetFile): Fields {
  for (const [path, example] of Object.entries(fill)) put(profile, path, reference(name, path, example));
  for (const [path, value] of Object.entries(decorations[name] ?? {})) {
    const filled = typeof value === 'string' ? reference(name, path, value) : value;
    put(profile, path, filled);
  }
  return profile;
}

const folder = join(import.meta.dir, '..', '..', 'profiles');

/** Every preset, configured under its own name with the examples of its `fill`. */
export const presetProfiles: { readonly [name: string]: Fields } = Object.fromEntries(
  readdirSync(folder)
    .map(file => basename(file, '.json'))
    .sort()
    .map(name => [name, configured(name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))]),
);

export const presetSecrets: Variables = Object.fromEntries(secrets);

export const presetConfig = JSON.stringify({ version: 1, profiles: presetProfiles });
