import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { UserError } from '../../src/base/errors.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import { ownedNames } from '../../src/env/variables.ts';
import { allPresets } from '../../src/profile/presets.ts';
import { problemsOf } from '../../src/profile/rules.ts';
import { unbeatable, variablesToBlank } from '../../src/write/blanked-variables.ts';
import { type SettingsInput, settingsContent } from '../../src/write/settings-content.ts';

function contentOf(profile: Profile, more: Partial<SettingsInput> = {}) {
  const wish = {
    name: 'p',
    target: 'user',
    secrets: undefined,
    program: 'cgw',
    around: [],
    helperBelow: false,
  } as const;
  return settingsContent({ ...wish, profile, ...more });
}

/** What is set and what is blanked. */
function parts(
  profile: Profile,
  more: Partial<SettingsInput> = {},
): { set: Record<string, string>; blank: string[] } {
  const entries = [...contentOf(profile, more).env];
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== '')),
    blank: entries.flatMap(([name, value]) => (value === '' ? [name] : [])).sort(),
  };
}

const url = 'https://h.example.com';

/** Each switch by what follows `CLAUDE_CODE_USE_`. */
const switches = [
  'BEDROCK',
  'MANTLE',
  'ANTHROPIC_AWS',
  'ANTHROPIC_GOOGLE_CLOUD',
  'VERTEX',
  'FOUNDRY',
  'GATEWAY',
];

/** The other switches, and these. */
function blanks(own: string, ...names: string[]): string[] {
  const others = switches.filter(each => each !== own).map(each => `CLAUDE_CODE_USE_${each}`);
  return [...others, ...names].sort();
}

type Row = [what: string, profile: Profile, set: Record<string, string>, blank: string[], helper: boolean];

const rows: Row[] = [
  [
    'a gateway: its URL; the key comes from the helper, so both variables that would be sent are blank',
    { backend: 'gateway', baseUrl: url, token: 'env:T', product: 'litellm' },
    { ANTHROPIC_BASE_URL: url },
    blanks('', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_CUSTOM_HEADERS'),
    true,
  ],
  [
    'OpenRouter: the key that is to be empty is',
    { backend: 'gateway', baseUrl: url, token: 'env:T', apiKey: 'empty' },
    { ANTHROPIC_BASE_URL: url },
    blanks('', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_CUSTOM_HEADERS'),
    true,
  ],
  [
    'a local server: the word that it ignores is no secret and needs no helper',
    { backend: 'gateway', baseUrl: url, token: 'placeholder:ollama' },
    { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: 'ollama' },
    blanks('', 'ANTHROPIC_API_KEY', 'ANTHROPIC_CUSTOM_HEADERS'),
    false,
  ],
  [
    'a gateway with headers that are no secret, models and a toggle',
    {
      backend: 'gateway',
      baseUrl: url,
      token: 'env:T',
      headers: { 'x-team': 'blue' },
      'models.opus': 'o',
      promptCaching: false,
    },
    {
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_CUSTOM_HEADERS: 'x-team: blue',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'o',
      DISABLE_PROMPT_CACHING: '1',
    },
    blanks('', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'),
    true,
  ],
  [
    'a Bedrock-format gateway: a stray Bedrock key would be sent in the place of its own',
    { backend: 'gateway-bedrock', baseUrl: url, token: 'file:/t', region: 'us-east-1' },
    {
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
      ANTHROPIC_BEDROCK_BASE_URL: url,
      AWS_REGION: 'us-east-1',
    },
    blanks(
      'BEDROCK',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
      'AWS_BEARER_TOKEN_BEDROCK',
      'ANTHROPIC_BEDROCK_REGION_PREFIX',
      'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
    ),
    true,
  ],
  [
    'a Vertex-format gateway: the region of another profile would be asked for',
    { backend: 'gateway-vertex', baseUrl: url, token: 'file:/t', projectId: 'p' },
    {
      CLAUDE_CODE_USE_VERTEX: '1',
      CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
      ANTHROPIC_VERTEX_BASE_URL: url,
      ANTHROPIC_VERTEX_PROJECT_ID: 'p',
    },
    blanks(
      'VERTEX',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
      'CLOUD_ML_REGION',
    ),
    true,
  ],
  [
    'Anthropic with a key: no other endpoint, no other login',
    { backend: 'anthropic', apiKey: 'env:K' },
    {},
    blanks(
      '',
      'ANTHROPIC_BASE_URL',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'ANTHROPIC_PROFILE',
      'ANTHROPIC_FEDERATION_RULE_ID',
      'ANTHROPIC_CONFIG_DIR',
    ),
    true,
  ],
  [
    'Anthropic with the key of the shell: that one is not blanked',
    { backend: 'anthropic', apiKey: 'inherit' },
    {},
    blanks(
      '',
      'ANTHROPIC_BASE_URL',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'ANTHROPIC_PROFILE',
      'ANTHROPIC_FEDERATION_RULE_ID',
      'ANTHROPIC_CONFIG_DIR',
    ),
    false,
  ],
  [
    'a named profile of Anthropic',
    { backend: 'anthropic', anthropicProfile: 'work' },
    { ANTHROPIC_PROFILE: 'work' },
    blanks(
      '',
      'ANTHROPIC_BASE_URL',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_CUSTOM_HEADERS',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'CLAUDE_CODE_OAUTH_SCOPES',
      'ANTHROPIC_FEDERATION_RULE_ID',
      'ANTHROPIC_CONFIG_DIR',
    ),
    false,
  ],
  [
    'Bedrock with AWS credentials: it must sign, at the usual address',
    { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work' },
    { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', AWS_PROFILE: 'work' },
    blanks(
      'BEDROCK',
      'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
      'ANTHROPIC_BEDROCK_BASE_URL',
      'AWS_BEARER_TOKEN_BEDROCK',
      'ANTHROPIC_CUSTOM_HEADERS',
      'ANTHROPIC_BEDROCK_REGION_PREFIX',
      'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
    ),
    false,
  ],
  [
    'Bedrock with an API key: only without a signature of its own does Claude Code ask the helper',
    { backend: 'bedrock', bearerToken: 'file:/t', regionPrefix: 'eu' },
    {
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
      ANTHROPIC_BEDROCK_REGION_PREFIX: 'eu',
    },
    blanks(
      'BEDROCK',
      'ANTHROPIC_BEDROCK_BASE_URL',
      'AWS_BEARER_TOKEN_BEDROCK',
      'ANTHROPIC_CUSTOM_HEADERS',
      'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
    ),
    true,
  ],
  [
    'Mantle with an API key',
    { backend: 'mantle', bearerToken: 'file:/t' },
    { CLAUDE_CODE_USE_MANTLE: '1', CLAUDE_CODE_SKIP_MANTLE_AUTH: '1' },
    blanks(
      'MANTLE',
      'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
      'AWS_BEARER_TOKEN_BEDROCK',
      'ANTHROPIC_CUSTOM_HEADERS',
      'ANTHROPIC_AUTH_TOKEN',
    ),
    true,
  ],
  [
    'Claude Platform on AWS with AWS credentials',
    { backend: 'anthropic-aws', workspaceId: 'w' },
    { CLAUDE_CODE_USE_ANTHROPIC_AWS: '1', ANTHROPIC_AWS_WORKSPACE_ID: 'w' },
    blanks(
      'ANTHROPIC_AWS',
      'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
      'ANTHROPIC_AWS_BASE_URL',
      'ANTHROPIC_AWS_API_KEY',
      'ANTHROPIC_CUSTOM_HEADERS',
    ),
    false,
  ],
  [
    'Claude on Google Cloud',
    { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
    {
      CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1',
      ANTHROPIC_GOOGLE_CLOUD_PROJECT: 'p',
      ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'w',
    },
    blanks(
      'ANTHROPIC_GOOGLE_CLOUD',
      'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
      'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
      'ANTHROPIC_GOOGLE_CLOUD_LOCATION',
      'ANTHROPIC_CUSTOM_HEADERS',
    ),
    false,
  ],
  [
    'Vertex',
    { backend: 'vertex', projectId: 'p', region: 'global' },
    { CLAUDE_CODE_USE_VERTEX: '1', ANTHROPIC_VERTEX_PROJECT_ID: 'p', CLOUD_ML_REGION: 'global' },
    blanks('VERTEX', 'CLAUDE_CODE_SKIP_VERTEX_AUTH', 'ANTHROPIC_VERTEX_BASE_URL', 'ANTHROPIC_CUSTOM_HEADERS'),
    false,
  ],
  [
    'Foundry by URL with a bearer token',
    { backend: 'foundry', baseUrl: url, authToken: 'file:/t' },
    { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_BASE_URL: url, CLAUDE_CODE_SKIP_FOUNDRY_AUTH: '1' },
    blanks(
      'FOUNDRY',
      'ANTHROPIC_FOUNDRY_RESOURCE',
      'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
      'ANTHROPIC_FOUNDRY_API_KEY',
      'ANTHROPIC_CUSTOM_HEADERS',
      'ANTHROPIC_AUTH_TOKEN',
    ),
    true,
  ],
];

describe('what a settings file sets and blanks', () => {
  test.each(rows)('%s', (_, profile, set, blank, helper) => {
    expect(problemsOf(nested(profile))).toEqual([]);
    expect(parts(nested(profile))).toEqual({ set, blank });
    expect(contentOf(nested(profile)).helper).toBe(helper ? 'cgw token p' : undefined);
  });

  test('no backend is left out', () => {
    const covered = new Set(rows.map(([, profile]) => profile.backend));
    expect(covered.size).toBe(10);
  });
});

/** `'models.opus': x` as the file holds it. */
function nested(profile: Profile): Profile {
  const { 'models.opus': opus, ...rest } = profile;
  return opus === undefined ? profile : ({ ...rest, models: { opus } } as Profile);
}

describe('what would have to stand in the file in plain text is refused', () => {
  const gateway = { backend: 'gateway', baseUrl: url } as const;
  test.each<[string, Profile, string]>([
    ['a subscription token', { backend: 'anthropic', oauthToken: 'env:T' }, 'oauthToken'],
    [
      'the key of Claude Platform on AWS',
      { backend: 'anthropic-aws', workspaceId: 'w', apiKey: 'env:T' },
      'apiKey',
    ],
    ['the API key of Foundry', { backend: 'foundry', resource: 'r', apiKey: 'env:T' }, 'apiKey'],
    ['a secret header', { ...gateway, token: 'env:T', headers: { 'x-key': { secret: 'env:H' } } }, 'headers'],
    ['only a secret header', { ...gateway, headers: { 'x-key': { secret: 'env:H' } } }, 'headers'],
    [
      'a secret variable',
      { ...gateway, token: 'env:T', env: { MY_TOKEN: { secret: 'env:E' } } },
      'env.MY_TOKEN',
    ],
  ])('%s', (_, profile, path) => {
    const attempt = () => contentOf(profile);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`p: ${path} would have to stand in the file in plain text`);
    expect(remedyOf(attempt)).toMatch(/cgw run p.*--to envrc.*--plaintext/);
    expect(remedyOf(() => contentOf(profile, { target: 'project' }))).not.toContain('--plaintext');
  });

  test('unless insisted on: then it stands there, and there is no helper', () => {
    const profile: Profile = { ...gateway, token: 'env:T', headers: { 'x-key': { secret: 'env:H' } } };
    const secrets = new Map([
      ['ANTHROPIC_AUTH_TOKEN', 'sk-1'],
      ['ANTHROPIC_CUSTOM_HEADERS', 'x-key: sk-2'],
    ]);
    expect(parts(profile, { secrets })).toEqual({
      set: { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: 'sk-1', ANTHROPIC_CUSTOM_HEADERS: 'x-key: sk-2' },
      blank: blanks('', 'ANTHROPIC_API_KEY'),
    });
    expect(contentOf(profile, { secrets }).helper).toBeUndefined();
  });

  test('a gateway with nothing but a header: no login may be sent there', () => {
    const profile: Profile = { ...gateway, headers: { 'x-key': { secret: 'env:H' } } };
    const secrets = new Map([['ANTHROPIC_CUSTOM_HEADERS', 'x-key: sk-2']]);
    expect(parts(profile, { secrets }).blank).toEqual(
      blanks(
        '',
        'ANTHROPIC_API_KEY',
        'ANTHROPIC_AUTH_TOKEN',
        'CLAUDE_CODE_OAUTH_TOKEN',
        'ANTHROPIC_PROFILE',
        'ANTHROPIC_FEDERATION_RULE_ID',
        'ANTHROPIC_CONFIG_DIR',
      ),
    );
  });

  test('a credential in a variable that the file itself blanks cannot be read by the helper', () => {
    const attempt = () => contentOf({ ...gateway, token: 'env:ANTHROPIC_AUTH_TOKEN' });
    expect(attempt).toThrow('its credential is in ANTHROPIC_AUTH_TOKEN, which the file has to set itself');
  });
});

function remedyOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof UserError) return error.remedy;
  }
  return '';
}

describe('the helper', () => {
  const profile: Profile = { backend: 'bedrock' };

  test('of a lower file is switched off where the profile needs none', () => {
    expect(contentOf(profile, { helperBelow: true }).helper).toBe('');
    expect(contentOf(profile).helper).toBeUndefined();
  });

  test('reads a variable: said; names a profile in a shared file: said', () => {
    const gateway: Profile = { backend: 'gateway', baseUrl: url, token: 'env:LLM_KEY' };
    expect(contentOf(gateway).warnings).toEqual([expect.stringContaining('read from LLM_KEY')]);
    expect(contentOf(gateway, { target: 'project' }).warnings).toEqual([
      expect.stringContaining('LLM_KEY'),
      expect.stringContaining('a profile p of their own'),
    ]);
    expect(contentOf({ ...gateway, token: 'cmd:pass show x' }).warnings).toEqual([]);
  });
});

test('CLAUDE_CONFIG_DIR is neither set nor blanked', () => {
  const { env, warnings } = contentOf({ backend: 'bedrock', configDir: '/work' });
  expect([...env.keys()].filter(name => name.endsWith('CONFIG_DIR'))).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('export CLAUDE_CONFIG_DIR=/work')]);
});

test('regions of single models are blanked where a shell or a lower file sets them, and only on Vertex', () => {
  const around = ['VERTEX_REGION_CLAUDE_9_OPUS', 'VERTEX_REGION_CLAUDE_5_5_OPUS', 'HOME'];
  const vertex: Profile = { backend: 'vertex', projectId: 'p', regions: { 'claude-opus-5-5': 'global' } };
  expect(parts(vertex, { around }).blank).toContain('VERTEX_REGION_CLAUDE_9_OPUS');
  expect(parts(vertex, { around }).set).toHaveProperty('VERTEX_REGION_CLAUDE_5_5_OPUS', 'global');
  expect(parts({ backend: 'bedrock' }, { around }).blank.join()).not.toContain('VERTEX_REGION');
});

test('what every backend blanks is owned by cgw, and can be blanked', () => {
  const ids: BackendId[] = rows.map(([, { backend }]) => backend);
  for (const id of ids)
    for (const supply of ['helper', 'file', 'bare'] as const)
      for (const name of variablesToBlank(id, supply, [])) {
        expect(ownedNames as readonly string[]).toContain(name);
        expect(unbeatable as readonly string[]).not.toContain(name);
      }
});

test('every preset can be written, or says why not', () => {
  for (const [name, { profile, fill = {} }] of allPresets()) {
    const filled = Object.fromEntries(Object.entries(fill).filter(([path]) => !path.includes('.')));
    const whole = { ...profile, ...filled } as Profile;
    try {
      expect(contentOf(whole, { name }).env.size).toBeGreaterThan(6);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toMatch(/would have to stand in the file/);
    }
  }
});
