import { describe, expect, test } from 'bun:test';
import { modelTableOf } from '../../src/backends/default-models.ts';
import { filesFor, forecast } from '../../src/claude/forecast.ts';
import type { Logins } from '../../src/claude/logins.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import { envFile } from '../support/settings-file.ts';

const nobody: Logins = { key: false, claudeAi: false, rejected: [], approved: [] };

describe('what will be sent', () => {
  const sentWith = (environment: Record<string, string>, files: SettingsFile[] = []) =>
    forecast(files, environment).sent.map(({ as, from }) => `${as}: ${from}`);
  const helper = [envFile('user', {}, { apiKeyHelper: 'echo x' })];

  test.each<[string, Record<string, string>, SettingsFile[], string[]]>([
    ['nothing: the stored login', {}, [], ['login: stored login']],
    ['token', { ANTHROPIC_AUTH_TOKEN: 't' }, [], ['authorization: ANTHROPIC_AUTH_TOKEN']],
    [
      'token and key: both',
      { ANTHROPIC_AUTH_TOKEN: 't', ANTHROPIC_API_KEY: 'k' },
      [],
      ['authorization: ANTHROPIC_AUTH_TOKEN', 'x-api-key: ANTHROPIC_API_KEY'],
    ],
    [
      'token and helper',
      { ANTHROPIC_AUTH_TOKEN: 't' },
      helper,
      ['authorization: ANTHROPIC_AUTH_TOKEN', 'x-api-key: apiKeyHelper'],
    ],
    [
      'key and helper',
      { ANTHROPIC_API_KEY: 'k' },
      helper,
      ['authorization: apiKeyHelper', 'x-api-key: ANTHROPIC_API_KEY'],
    ],
    ['helper alone: both', {}, helper, ['authorization: apiKeyHelper', 'x-api-key: apiKeyHelper']],
    [
      'a helper that a higher file blanks',
      { ANTHROPIC_API_KEY: 'k' },
      [envFile('local', {}, { apiKeyHelper: '' }), ...helper],
      ['x-api-key: ANTHROPIC_API_KEY'],
    ],
    ['Bedrock', { CLAUDE_CODE_USE_BEDROCK: '1' }, [], ['cloud: AWS credential chain']],
    [
      'Bedrock with its own key',
      { CLAUDE_CODE_USE_BEDROCK: '1', AWS_BEARER_TOKEN_BEDROCK: 'b' },
      [],
      ['authorization: AWS_BEARER_TOKEN_BEDROCK'],
    ],
    [
      'Bedrock behind a gateway with nothing to show',
      { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1', ANTHROPIC_API_KEY: 'k' },
      [],
      [],
    ],
    [
      'Vertex behind a gateway, token and key',
      {
        CLAUDE_CODE_USE_VERTEX: 'yes',
        CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
        ANTHROPIC_AUTH_TOKEN: 't',
        ANTHROPIC_API_KEY: 'k',
      },
      [],
      ['authorization: ANTHROPIC_AUTH_TOKEN', 'x-api-key: ANTHROPIC_API_KEY'],
    ],
    [
      'Foundry: the token before the key',
      { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_API_KEY: 'k', ANTHROPIC_FOUNDRY_AUTH_TOKEN: 't' },
      [],
      ['authorization: ANTHROPIC_FOUNDRY_AUTH_TOKEN'],
    ],
    [
      'Foundry: a key is sent although its login is skipped',
      {
        CLAUDE_CODE_USE_FOUNDRY: '1',
        CLAUDE_CODE_SKIP_FOUNDRY_AUTH: '1',
        ANTHROPIC_FOUNDRY_API_KEY: 'k',
      },
      [],
      ['x-api-key: ANTHROPIC_FOUNDRY_API_KEY'],
    ],
  ])('%s', (_, environment, files, sent) => {
    expect(sentWith(environment, files)).toEqual(sent);
  });

  test.each([
    [['CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_MANTLE'], 'mantle'],
    [['CLAUDE_CODE_USE_MANTLE', 'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD'], 'anthropicGoogleCloud'],
    [['CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD', 'CLAUDE_CODE_USE_ANTHROPIC_AWS'], 'anthropicAws'],
    [['CLAUDE_CODE_USE_ANTHROPIC_AWS', 'CLAUDE_CODE_USE_FOUNDRY'], 'foundry'],
    [['CLAUDE_CODE_USE_FOUNDRY', 'CLAUDE_CODE_USE_BEDROCK'], 'bedrock'],
    [['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_GATEWAY'], 'gateway'],
  ])('of %j the provider is %s', (names, provider) => {
    const on = Object.fromEntries(names.map(name => [name, '1']));
    const gateway = { ANTHROPIC_BASE_URL: 'https://gateway', ANTHROPIC_AUTH_TOKEN: 't' };
    expect(forecast([], { ...on, ...gateway }).provider).toBe(provider as never);
  });
});

// Every row was observed on Claude Code 2.1.332 with listeners, 2026-11-29.

type Variables = Readonly<Record<string, string>>;

const clouds = {
  bedrock: { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' },
  mantle: { CLAUDE_CODE_USE_MANTLE: '1', CLAUDE_CODE_SKIP_MANTLE_AUTH: '1' },
  aws: {
    CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
    CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH: '1',
    ANTHROPIC_AWS_WORKSPACE_ID: 'w',
  },
  vertex: {
    CLAUDE_CODE_USE_VERTEX: '1',
    CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
    ANTHROPIC_VERTEX_PROJECT_ID: 'p',
  },
  foundry: {
    CLAUDE_CODE_USE_FOUNDRY: '1',
    CLAUDE_CODE_SKIP_FOUNDRY_AUTH: '1',
    ANTHROPIC_FOUNDRY_RESOURCE: 'my-resource',
  },
  google: {
    CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1',
    CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH: '1',
  },
} as const satisfies Record<string, Variables>;

/** What a gateway may be given, by short names: token, key, helper, and the cloud’s own. */
const given = {
  T: { ANTHROPIC_AUTH_TOKEN: 't' },
  K: { ANTHROPIC_API_KEY: 'k' },
  O: { CLAUDE_CODE_OAUTH_TOKEN: 'o' },
  H: {},
  A: { AWS_BEARER_TOKEN_BEDROCK: 'a' },
  W: { ANTHROPIC_AWS_API_KEY: 'w' },
  F: { ANTHROPIC_FOUNDRY_API_KEY: 'f' },
  FT: { ANTHROPIC_FOUNDRY_AUTH_TOKEN: 'ft' },
} as const satisfies Record<string, Variables>;

type Given = keyof typeof given;

const letters: Readonly<Record<string, string>> = {
  ANTHROPIC_AUTH_TOKEN: 'T',
  ANTHROPIC_API_KEY: 'K',
  apiKeyHelper: 'H',
  AWS_BEARER_TOKEN_BEDROCK: 'A',
  ANTHROPIC_FOUNDRY_API_KEY: 'F',
  ANTHROPIC_FOUNDRY_AUTH_TOKEN: 'FT',
};

describe('a cloud’s format whose sign-in is skipped', () => {
  /** What there is, what becomes Authorization, what becomes x-api-key. */
  const rows: Readonly<Record<keyof typeof clouds, readonly (readonly [string, string, string])[]>> = {
    bedrock: [
      ['', '', ''],
      ['T', 'T', ''],
      ['K', '', ''],
      ['T K', 'T', 'K'],
      ['O', '', ''],
      ['H', 'H', ''],
      ['H T', 'T', ''],
      ['H K', 'H', 'K'],
      ['A', 'A', ''],
      ['A T K', 'A', 'K'],
      ['A H', 'A', ''],
    ],
    mantle: [
      ['', '', ''],
      ['T', 'T', ''],
      ['K', '', ''],
      ['T K', 'T', ''],
      ['H', 'H', ''],
      ['H T', 'T', ''],
      ['H K', 'H', ''],
      ['A', 'A', ''],
      ['A T K', 'T', ''],
      ['A H', 'H', ''],
    ],
    aws: [
      ['', '', ''],
      ['T', 'T', 'T'],
      ['K', '', ''],
      ['T K', 'T', 'T'],
      ['H', 'H', 'H'],
      ['H T', 'T', 'T'],
      ['H K', 'H', 'H'],
      ['W', '', ''],
      ['W T K', 'T', 'T'],
      ['W H', 'H', 'H'],
    ],
    vertex: [
      ['', '', ''],
      ['T', 'T', ''],
      ['K', '', 'K'],
      ['T K', 'T', 'K'],
      ['O', '', ''],
      ['H', 'H', ''],
      ['H T', 'T', ''],
      ['H K', 'H', 'K'],
    ],
    foundry: [
      ['', 'skip-foundry-auth', ''],
      ['T', 'T', ''],
      ['K', 'skip-foundry-auth', ''],
      ['T K', 'T', ''],
      ['H', 'H', ''],
      ['H K', 'H', ''],
      ['F', '', 'F'],
      ['F T K', '', 'F'],
      ['F H', '', 'F'],
      ['FT', 'FT', ''],
      ['FT F', 'FT', ''],
      ['FT T K', 'FT', ''],
    ],
    google: [
      ['', '', ''],
      ['T', 'T', ''],
      ['K', '', ''],
      ['T K', 'T', ''],
      ['H', 'H', ''],
      ['H K', 'H', ''],
    ],
  };

  for (const [cloud, all] of Object.entries(rows))
    test.each(all.map(([there, authorization, key]) => ({ cloud, there, authorization, key })))(
      '$cloud, given “$there”: Authorization “$authorization”, x-api-key “$key”',
      ({ there, authorization, key }) => {
        const names = there.split(' ').filter(name => name !== '') as Given[];
        const environment = Object.assign(
          {},
          clouds[cloud as keyof typeof clouds],
          ...names.map(name => given[name]),
        );
        const files = names.includes('H') ? [envFile('user', {}, { apiKeyHelper: 'echo x' })] : [];
        const { sent } = forecast(files, environment, { logins: nobody });
        const as = (place: string) =>
          sent.filter(each => each.as === place).map(({ from }) => letters[from] ?? from);
        expect({ authorization: as('authorization').join(), key: as('x-api-key').join() }).toEqual({
          authorization,
          key,
        });
      },
    );
});

const shell = { ANTHROPIC_BASE_URL: 'https://gateway', ANTHROPIC_AUTH_TOKEN: 't' };

describe('which model', () => {
  const key = (model: string, scope: SettingsFile['scope'] = 'user') => envFile(scope, {}, { model });
  const vertex = { ...clouds.vertex, ...given.T };

  test.each<[string, Variables, SettingsFile[], string | null, string | null]>([
    ['nobody names one', {}, [], null, null],
    ['the key', {}, [key('a')], 'a', 'model'],
    ['the variable before the key', { ANTHROPIC_MODEL: 'v' }, [key('a', 'local')], 'v', 'ANTHROPIC_MODEL'],
    ['the default variable', { ANTHROPIC_DEFAULT_MODEL: 'd' }, [], 'd', 'ANTHROPIC_DEFAULT_MODEL'],
    ['the key before the default', { ANTHROPIC_DEFAULT_MODEL: 'd' }, [key('a')], 'a', 'model'],
    ['an empty key hides lower ones', {}, [key('', 'local'), key('a')], null, null],
    ['and is none', { ANTHROPIC_DEFAULT_MODEL: 'd' }, [key('')], 'd', 'ANTHROPIC_DEFAULT_MODEL'],
    ['blanks around', { ANTHROPIC_MODEL: ' v ' }, [], 'v', 'ANTHROPIC_MODEL'],
    ['nothing but a blank', { ANTHROPIC_MODEL: ' ' }, [key('a', 'local')], '', 'ANTHROPIC_MODEL'],
    [
      'a blank before what a family names',
      { ANTHROPIC_MODEL: '\t', ANTHROPIC_DEFAULT_OPUS_MODEL: 'o', ANTHROPIC_DEFAULT_MODEL: 'd' },
      [],
      '',
      'ANTHROPIC_MODEL',
    ],
    ['nothing at all before the key', { ANTHROPIC_MODEL: '' }, [key('a', 'local')], 'a', 'model'],
    ['a key of a blank', {}, [key(' ', 'local')], '', 'model'],
    [
      'an alias',
      { ANTHROPIC_MODEL: 'sonnet', ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    ['an alias without its variable', { ANTHROPIC_MODEL: 'sonnet' }, [], 'sonnet', 'ANTHROPIC_MODEL'],
    [
      'in capitals, with a window',
      { ANTHROPIC_MODEL: 'Sonnet[1m]', ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'opusplan',
      { ANTHROPIC_MODEL: 'opusplan', ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'the family that is the default',
      { ANTHROPIC_DEFAULT_OPUS_MODEL: 'o', ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      'o',
      'ANTHROPIC_DEFAULT_OPUS_MODEL',
    ],
    ['another family', { ANTHROPIC_DEFAULT_SONNET_MODEL: 's' }, [], null, null],
    [
      'a variable of a family that names another',
      { ANTHROPIC_DEFAULT_OPUS_MODEL: 'sonnet', ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'two families that name each other',
      { ANTHROPIC_DEFAULT_OPUS_MODEL: 'sonnet', ANTHROPIC_DEFAULT_SONNET_MODEL: 'opus' },
      [],
      'opus',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'sonnet with an OAuth token',
      {
        ANTHROPIC_AUTH_TOKEN: '',
        CLAUDE_CODE_OAUTH_TOKEN: 'o',
        ANTHROPIC_DEFAULT_SONNET_MODEL: 's',
        ANTHROPIC_DEFAULT_OPUS_MODEL: 'o',
      },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'sonnet on Vertex, where opus says nothing',
      { ...vertex, ANTHROPIC_DEFAULT_SONNET_MODEL: 's' },
      [],
      's',
      'ANTHROPIC_DEFAULT_SONNET_MODEL',
    ],
    [
      'haiku is no default',
      { ANTHROPIC_DEFAULT_MODEL: 'haiku', ANTHROPIC_DEFAULT_HAIKU_MODEL: 'h' },
      [],
      null,
      null,
    ],
    ['the key counts under a host', { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' }, [key('a')], 'a', 'model'],
    [
      'the variable of a file does not',
      { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
      [envFile('user', { ANTHROPIC_MODEL: 'v' })],
      null,
      null,
    ],
    [
      'in a folder that is not trusted',
      { CLAUDE_CODE_IGNORE_PERSISTED_TRUST: '1' },
      [key('a', 'project')],
      'a',
      'model',
    ],
  ])('%s', (_, environment, files, model, from) => {
    const told = forecast(files, { ...shell, ...environment }, { logins: nobody });
    expect([told.model, told.modelFrom]).toEqual([model, from]);
  });
});

describe('keys that change the model', () => {
  const named = (scope: SettingsFile['scope'], content: Record<string, unknown>) =>
    envFile(scope, {}, content);
  const [opus5, vertex] = [{ 'claude-opus-5-5': 'X' }, { ...clouds.vertex, ...given.T }];
  const list = (...availableModels: unknown[]) => named('user', { availableModels });
  const enforced = (...availableModels: unknown[]) =>
    named('user', { availableModels, enforceAvailableModels: true });
  const [isD, isX] = [{ ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-d' }, { ANTHROPIC_MODEL: 'claude-x' }];

  test.each<[string, Variables, SettingsFile[], string | null, string | null]>([
    ['an override of the default', {}, [named('user', { modelOverrides: opus5 })], 'X', 'modelOverrides'],
    [
      'of an alias',
      { ANTHROPIC_MODEL: 'opus' },
      [named('user', { modelOverrides: opus5 })],
      'X',
      'modelOverrides',
    ],
    [
      'of a name',
      { ANTHROPIC_MODEL: 'claude-opus-5-5[1m]' },
      [named('user', { modelOverrides: opus5 })],
      'X',
      'modelOverrides',
    ],
    [
      'of what a variable names',
      { ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-5-5' },
      [named('user', { modelOverrides: opus5 })],
      'X',
      'modelOverrides',
    ],
    [
      'of another',
      { ANTHROPIC_MODEL: 'claude-sonnet-5-5' },
      [named('user', { modelOverrides: opus5 })],
      'claude-sonnet-5-5',
      'ANTHROPIC_MODEL',
    ],
    [
      'of what Claude Code does not know',
      { ANTHROPIC_MODEL: 'foo' },
      [named('user', { modelOverrides: { foo: 'X' } })],
      'foo',
      'ANTHROPIC_MODEL',
    ],
    [
      'the highest counts',
      {},
      [
        named('project', { modelOverrides: { 'claude-opus-5-5': 'Y' } }),
        named('user', { modelOverrides: opus5 }),
      ],
      'Y',
      'modelOverrides',
    ],
    [
      'all are one',
      {},
      [
        named('project', { modelOverrides: { 'claude-opus-4-8': 'Y' } }),
        named('user', { modelOverrides: opus5 }),
      ],
      'X',
      'modelOverrides',
    ],
    ['an empty one', {}, [named('user', { modelOverrides: { 'claude-opus-5-5': '' } })], null, null],
    [
      'on a cloud by the name at Anthropic',
      { CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_MODEL: 'sonnet' },
      [named('user', { modelOverrides: { 'claude-sonnet-4-5-20250929': 'B', 'claude-sonnet-4-5': 'A' } })],
      'B',
      'modelOverrides',
    ],
    [
      'not by the cloud’s',
      { CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_MODEL: 'us.anthropic.claude-opus-5-5' },
      [named('user', { modelOverrides: opus5 })],
      'us.anthropic.claude-opus-5-5',
      'ANTHROPIC_MODEL',
    ],
    [
      'Vertex, haiku',
      { ...vertex, ANTHROPIC_MODEL: 'haiku' },
      [named('user', { modelOverrides: { 'claude-haiku-4-5-20251001': 'H' } })],
      'H',
      'modelOverrides',
    ],

    ['not in the list: the default', isX, [list('haiku')], null, null],
    [
      'the default of a variable',
      { ...isX, ...isD },
      [list('haiku')],
      'claude-d',
      'ANTHROPIC_DEFAULT_OPUS_MODEL',
    ],
    ['the key is not asked then', isX, [list('claude-k'), named('user', { model: 'claude-k' })], null, null],
    ['the key neither', {}, [list('haiku'), named('project', { model: 'claude-y' })], null, null],
    ['in it', isX, [list(5, ' Claude-X')], 'claude-x', 'ANTHROPIC_MODEL'],
    [
      'with a window',
      { ANTHROPIC_MODEL: 'claude-x[1m]' },
      [list('claude-x')],
      'claude-x[1m]',
      'ANTHROPIC_MODEL',
    ],
    [
      'lists are one',
      isX,
      [named('project', { availableModels: ['haiku'] }), list('claude-x')],
      'claude-x',
      'ANTHROPIC_MODEL',
    ],
    [
      'by its family',
      { ANTHROPIC_MODEL: 'claude-haiku-4-5' },
      [list('haiku')],
      'claude-haiku-4-5',
      'ANTHROPIC_MODEL',
    ],
    [
      'by its start',
      { ANTHROPIC_MODEL: 'claude-opus-4-8' },
      [list('claude-opus-4')],
      'claude-opus-4-8',
      'ANTHROPIC_MODEL',
    ],
    [
      'an alias by its model',
      { ANTHROPIC_MODEL: 'haiku' },
      [list('claude-haiku-5-5')],
      'haiku',
      'ANTHROPIC_MODEL',
    ],
    [
      'an alias by its variable',
      { ...isD, ANTHROPIC_MODEL: 'opus' },
      [list('claude-d')],
      'claude-d',
      'ANTHROPIC_DEFAULT_OPUS_MODEL',
    ],
    [
      'a model by the variable of a family',
      { ...isD, ANTHROPIC_MODEL: 'claude-d' },
      [list('opus')],
      'claude-d',
      'ANTHROPIC_MODEL',
    ],
    ['opusplan is sonnet', { ANTHROPIC_MODEL: 'opusplan' }, [list('haiku')], null, null],
    ['an empty list', isX, [list()], null, null],
    ['ANTHROPIC_DEFAULT_MODEL', { ANTHROPIC_DEFAULT_MODEL: 'claude-z' }, [list('haiku')], null, null],
    ['enforced: the first', {}, [enforced('haiku', 'claude-x')], 'haiku', 'availableModels'],
    ['for one that is not in it', isX, [enforced('claude-y', 'haiku')], 'claude-y', 'availableModels'],
    ['for the default of a variable', isD, [enforced('haiku')], 'haiku', 'availableModels'],
    ['not where the default is in it', {}, [enforced('sonnet', 'opus')], null, null],
    ['nor with an empty list', isX, [enforced()], null, null],
    [
      'ANTHROPIC_DEFAULT_MODEL is none then',
      { ANTHROPIC_DEFAULT_MODEL: 'claude-z' },
      [enforced('claude-z', 'opus')],
      null,
      null,
    ],

    [
      'default is no word',
      { ANTHROPIC_MODEL: 'default' },
      [named('user', { model: 'claude-k' })],
      'default',
      'ANTHROPIC_MODEL',
    ],
    ...['haiku', 'Haiku[1m]', 'opusplan', 'default', 'inherit'].map(
      (word): [string, Variables, SettingsFile[], null, null] => [
        `ANTHROPIC_DEFAULT_MODEL=${word}`,
        { ANTHROPIC_DEFAULT_MODEL: word },
        [],
        null,
        null,
      ],
    ),
  ])('%s', (_, environment, files, model, from) => {
    const told = forecast(files, { ...shell, ...environment }, { logins: nobody });
    expect([told.model, told.modelFrom]).toEqual([model, from]);
  });

  test.each([
    ['2.1.331', 'claude-sonnet-4-5', 'X'],
    ['2.1.332', 'claude-sonnet-4-5', null],
    ['2.1.332', 'claude-sonnet-5-5', 'X'],
    ['2.1.331', 'claude-sonnet-5-5', null],
  ])('the default on Foundry in %s: an override of %s', (version, overridden, model) => {
    const files = [named('user', { modelOverrides: { [overridden]: 'X' } })];
    const environment = { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_RESOURCE: 'resource' };
    expect(forecast(files, environment, { logins: nobody, models: modelTableOf(version) }).model).toBe(model);
  });

  const [O, S] = ['ANTHROPIC_DEFAULT_OPUS_MODEL', 'ANTHROPIC_DEFAULT_SONNET_MODEL'];
  test.each([
    ['max', [O, S], O],
    ['max', [S], null],
    ['pro', [O, S], O],
    ['team', [S], S],
    ['enterprise', [O, S], O],
    ['free', [O, S], S],
    [undefined, [O, S], S],
  ])('a claude.ai login of the plan %s, with %j', (plan, names, from) => {
    const environment = Object.fromEntries(names.map(name => [name, 'x']));
    const logins: Logins = { ...nobody, claudeAi: true, ...(plan === undefined ? {} : { plan }) };
    expect(forecast([], environment, { logins }).modelFrom).toBe(from);
  });

  test('the key of /login is one of Anthropic’s', () => {
    const environment = { [O]: 'o', [S]: 's' };
    expect(forecast([], environment, { logins: { ...nobody, key: true } }).modelFrom).toBe(O);
  });
});

describe('a socket', () => {
  const socket = { ANTHROPIC_UNIX_SOCKET: '/s', ANTHROPIC_BASE_URL: 'https://gateway' };
  const user = (env: Variables) => [envFile('user', { ...env })];

  test.each<[string, Variables, SettingsFile[], Partial<Logins>, string | null, string]>([
    ['before an address', { ...socket, ...given.T }, [], {}, '/s', 'ANTHROPIC_AUTH_TOKEN'],
    ['on a cloud, too', { ...socket, ...clouds.vertex, ...given.T }, [], {}, '/s', 'ANTHROPIC_AUTH_TOKEN'],
    [
      'none of a file',
      {},
      user({ ANTHROPIC_UNIX_SOCKET: '/f', ...given.T }),
      {},
      null,
      'ANTHROPIC_AUTH_TOKEN',
    ],
    ['no claude.ai login', socket, [], { claudeAi: true }, '/s', ''],
    ['a key of /login', socket, [], { key: true }, '/s', 'stored key of /login'],
    ['no credentials of files', socket, user({ ...given.T, ...given.K, ...given.O }), {}, '/s', ''],
    [
      'a blank one: neither',
      { ANTHROPIC_UNIX_SOCKET: ' ' },
      user(given.T),
      { key: true },
      null,
      'stored key of /login',
    ],
  ])('%s', (_, environment, files, logins, endpoint, sent) => {
    const told = forecast(files, environment, { logins: { ...nobody, ...logins } });
    expect([told.endpoint, told.sent.map(({ from }) => from).join()]).toEqual([endpoint, sent]);
  });
});

describe('which provider', () => {
  const gateway = { ...shell, CLAUDE_CODE_USE_GATEWAY: '1' };
  const both = { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_USE_MANTLE: '1' };

  test.each<[string, Variables, string]>([
    ['address and token', gateway, 'gateway'],
    ['no token', { ...gateway, ANTHROPIC_AUTH_TOKEN: '' }, 'firstParty'],
    ['no token, a key', { ...gateway, ANTHROPIC_AUTH_TOKEN: '', ANTHROPIC_API_KEY: 'k' }, 'firstParty'],
    ['no address', { ...gateway, ANTHROPIC_BASE_URL: ' ' }, 'firstParty'],
    ['no token, but Bedrock', { ...gateway, ...clouds.bedrock, ANTHROPIC_AUTH_TOKEN: '' }, 'bedrock'],
    ['no address, but Bedrock', { ...gateway, ...clouds.bedrock, ANTHROPIC_BASE_URL: '' }, 'bedrock'],
    ['Bedrock beside it', { ...gateway, ...clouds.bedrock }, 'gateway'],
    ['Bedrock and Mantle', both, 'bedrock'],
    ['with a model of Mantle’s', { ...both, ANTHROPIC_MODEL: 'anthropic.claude-sonnet-5' }, 'mantle'],
    ['with any such name', { ...both, ANTHROPIC_MODEL: 'anthropic.foo' }, 'mantle'],
    [
      'with one of Bedrock’s',
      { ...both, ANTHROPIC_MODEL: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
      'bedrock',
    ],
    ['with a dated one', { ...both, ANTHROPIC_MODEL: 'anthropic.claude-opus-5-5-20260901-v1:0' }, 'bedrock'],
    [
      'Bedrock alone',
      { CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_MODEL: 'anthropic.claude-sonnet-5' },
      'bedrock',
    ],
    ['a switch that says 2', { CLAUDE_CODE_USE_BEDROCK: '2' }, 'firstParty'],
    ['a switch between blanks', { CLAUDE_CODE_USE_BEDROCK: ' TRUE ' }, 'bedrock'],
  ])('%s', (_, environment, provider) => {
    expect(forecast([], environment, { logins: nobody }).provider).toBe(provider as never);
  });

  test.each<[SettingsFile['scope'], Variables, string]>([
    ['user', { ANTHROPIC_BASE_URL: 'https://g' }, 'gateway'],
    ['project', { CLAUDE_CODE_USE_GATEWAY: '1' }, 'gateway'],
    ['project', { ANTHROPIC_BASE_URL: 'https://g' }, 'firstParty'],
    ['local', { ANTHROPIC_AUTH_TOKEN: 't' }, 'firstParty'],
  ])('what the %s settings set may make a gateway of it: %j', (scope, env, provider) => {
    const others = Object.entries(gateway).filter(([name]) => !(name in env));
    const files = [envFile(scope, env)];
    expect(forecast(files, Object.fromEntries(others), { logins: nobody }).provider).toBe(provider as never);
  });

  test('of a gateway no project decides where it is and as whom', () => {
    const theirs = envFile('local', { ANTHROPIC_BASE_URL: 'https://theirs', ANTHROPIC_AUTH_TOKEN: 'theirs' });
    expect(forecast([theirs], gateway, { logins: nobody })).toMatchObject({
      provider: 'gateway',
      endpoint: gateway.ANTHROPIC_BASE_URL,
      sent: [{ from: 'ANTHROPIC_AUTH_TOKEN' }],
    });
    expect(filesFor('ANTHROPIC_AUTH_TOKEN', 'gateway', [theirs])).toEqual([]);
    expect(filesFor('ANTHROPIC_MODEL', 'gateway', [theirs])).toEqual([theirs]);
  });

  test('its gateway gets the token alone', () => {
    const environment = { ...gateway, ANTHROPIC_API_KEY: 'k' };
    expect(forecast([], environment, { logins: { ...nobody, key: true } }).sent).toEqual([
      { as: 'authorization', from: 'ANTHROPIC_AUTH_TOKEN' },
    ]);
  });
});

describe('who is logged in', () => {
  const login: Logins = { ...nobody, key: true, claudeAi: true };
  const helper = (scope: SettingsFile['scope']) => envFile(scope, {}, { apiKeyHelper: 'echo x' });
  const oauth = { CLAUDE_CODE_OAUTH_TOKEN: 'o' };
  const bare = { CLAUDE_CODE_SIMPLE: '1' };
  const host = { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' };
  const wary = { CLAUDE_CODE_IGNORE_PERSISTED_TRUST: '1' };

  test.each<[string, Variables, SettingsFile[], Logins, string]>([
    ['nobody', {}, [], nobody, ''],
    ['nobody, with headers', { ANTHROPIC_CUSTOM_HEADERS: 'a: b' }, [], nobody, ''],
    [
      'blanks',
      { ANTHROPIC_AUTH_TOKEN: ' ', ANTHROPIC_API_KEY: '\t\n', CLAUDE_CODE_OAUTH_TOKEN: ' ' },
      [],
      nobody,
      '',
    ],
    ['an OAuth token of the user', {}, [envFile('user', oauth)], nobody, 'CLAUDE_CODE_OAUTH_TOKEN'],
    ['of ~/.claude.json', {}, [envFile('global', oauth)], nobody, 'CLAUDE_CODE_OAUTH_TOKEN'],
    ['of the project', {}, [envFile('project', oauth)], nobody, ''],
    [
      'a blank one of the project',
      oauth,
      [envFile('local', { CLAUDE_CODE_OAUTH_TOKEN: '' })],
      nobody,
      'CLAUDE_CODE_OAUTH_TOKEN',
    ],
    ['bare: no OAuth token', { ...bare, ...oauth }, [], nobody, ''],
    ['bare: no stored login', bare, [], login, ''],
    ['bare: no helper of the user', bare, [helper('user')], nobody, ''],
    ['bare by the user’s file', {}, [envFile('user', bare, { apiKeyHelper: 'echo x' })], nobody, ''],
    [
      'not by the project’s',
      {},
      [envFile('project', bare), helper('user')],
      nobody,
      'apiKeyHelper,apiKeyHelper',
    ],
    ['bare: the helper of --settings', bare, [helper('argument')], nobody, 'apiKeyHelper,apiKeyHelper'],
    ['a host: the OAuth token', { ...host, ...oauth }, [], login, 'CLAUDE_CODE_OAUTH_TOKEN'],
    ['a host: no OAuth token beside a helper', { ...host, ...oauth }, [helper('project')], nobody, ''],
    [
      'no trust: the OAuth token beside one',
      { ...wary, ...oauth },
      [helper('project')],
      nobody,
      'CLAUDE_CODE_OAUTH_TOKEN',
    ],
    ['bare: a token', { ...bare, ANTHROPIC_AUTH_TOKEN: 't' }, [], login, 'ANTHROPIC_AUTH_TOKEN'],
    [
      'safe mode: the helper',
      { CLAUDE_CODE_SAFE_MODE: '1' },
      [helper('user')],
      nobody,
      'apiKeyHelper,apiKeyHelper',
    ],
    ['no trust: no helper of the project', wary, [helper('project')], nobody, ''],
    [
      'no trust: that of the user',
      wary,
      [helper('project'), helper('user')],
      nobody,
      'apiKeyHelper,apiKeyHelper',
    ],
    ['a token of ~/.claude.json', shell, [envFile('global', { ANTHROPIC_AUTH_TOKEN: '' })], nobody, ''],
  ])('%s', (_, environment, files, logins, sent) => {
    const told = forecast(files, environment, { logins });
    expect(told.sent.map(({ from }) => from).join()).toBe(sent);
    expect(told.refusal).toBe(sent === '' ? 'nobody is logged in' : null);
  });
});

describe('what is refused', () => {
  const foundry = { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_API_KEY: 'k' };
  const aws = { CLAUDE_CODE_USE_ANTHROPIC_AWS: '1', ANTHROPIC_AWS_API_KEY: 'k' };
  const [url, resource] = [
    { ANTHROPIC_FOUNDRY_BASE_URL: 'https://f' },
    { ANTHROPIC_FOUNDRY_RESOURCE: 'my-resource' },
  ];

  test.each<[string, Variables, RegExp | null]>([
    ['Foundry without a place', foundry, /nothing names the resource/],
    ['the same, its sign-in skipped', { ...clouds.foundry, ANTHROPIC_FOUNDRY_RESOURCE: '' }, /nothing names/],
    ['Foundry with two', { ...foundry, ...url, ...resource }, /exclude each other/],
    ['Foundry with an address', { ...foundry, ...url }, null],
    ['and a blank resource', { ...foundry, ...url, ANTHROPIC_FOUNDRY_RESOURCE: ' ' }, null],
    [
      'Claude on AWS without a workspace',
      { ...aws, ANTHROPIC_AWS_WORKSPACE_ID: ' ' },
      /nothing names the workspace/,
    ],
    ['with one', { ...aws, ANTHROPIC_AWS_WORKSPACE_ID: 'w' }, null],
    [
      'Vertex behind a gateway without a project',
      { ...clouds.vertex, ANTHROPIC_VERTEX_PROJECT_ID: '' },
      /the project/,
    ],
    ['Vertex that may know it', { CLAUDE_CODE_USE_VERTEX: '1' }, null],
    [
      'the same behind a gateway that gets a credential',
      { ...clouds.aws, ...given.T, ANTHROPIC_AWS_WORKSPACE_ID: '' },
      /the workspace/,
    ],
    ['that gets none', { ...clouds.aws, ANTHROPIC_AWS_WORKSPACE_ID: '' }, null],
    ['Google Cloud without a workspace', { CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1' }, /the workspace/],
    ['behind a gateway without one', clouds.google, /the workspace/],
    [
      'behind a gateway without a project',
      { ...clouds.google, ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'w' },
      /the project/,
    ],
    [
      'a resource that is none',
      { ...foundry, ANTHROPIC_FOUNDRY_RESOURCE: '0' },
      /not an Azure resource name/,
    ],
    ['that ends in -', { ...foundry, ANTHROPIC_FOUNDRY_RESOURCE: 'ab-' }, /not an Azure resource name/],
    ['by an address', { ...clouds.google, ANTHROPIC_GOOGLE_CLOUD_BASE_URL: 'https://g' }, null],
    ['a gateway without a credential', clouds.bedrock, null],
  ])('%s', (_, environment, refusal) => {
    const told = forecast([], environment, { logins: nobody }).refusal;
    if (refusal === null) expect(told).toBeNull();
    else expect(told).toMatch(refusal);
  });
});
