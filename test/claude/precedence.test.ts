import { describe, expect, test } from 'bun:test';
import { effectiveEnvironment, precedenceOf } from '../../src/claude/precedence.ts';
import { envFile } from '../support/settings-file.ts';

const everywhere = (['managed', 'argument', 'local', 'project', 'user'] as const).map(scope =>
  envFile(scope, { ANTHROPIC_BASE_URL: `https://${scope}` }),
);

describe('who wins', () => {
  test('the order of the places, the process last', () => {
    const { sources, winner } = precedenceOf('ANTHROPIC_BASE_URL', everywhere, {
      ANTHROPIC_BASE_URL: 'x',
    });
    expect(sources.map(({ place }) => place)).toEqual([
      'managed',
      'argument',
      'local',
      'project',
      'user',
      'environment',
    ]);
    expect(winner).toMatchObject({ place: 'managed', path: '/managed.json', value: 'https://managed' });
  });

  test('an empty entry wins too: it takes the variable away', () => {
    const files = [envFile('user', { ANTHROPIC_API_KEY: '' })];
    expect(precedenceOf('ANTHROPIC_API_KEY', files, { ANTHROPIC_API_KEY: 'k' }).winner).toMatchObject({
      place: 'user',
      value: '',
    });
  });

  test.each([
    ['1', true],
    ['true', true],
    [' 1 ', true],
    ['0', false],
    ['', false],
    [undefined, false],
  ])(
    'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST=%p in the process: files decide about routing: not %p',
    (value, on) => {
      const environment = {
        ANTHROPIC_BASE_URL: 'https://shell',
        CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: value,
      };
      const { winner } = precedenceOf('ANTHROPIC_BASE_URL', everywhere, environment);
      expect(winner?.place).toBe(on ? 'environment' : 'managed');
    },
  );

  test('in a settings file that switch does nothing', () => {
    const files = [
      envFile('user', { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1', ANTHROPIC_BASE_URL: 'https://user' }),
    ];
    expect(precedenceOf('ANTHROPIC_BASE_URL', files, {}).winner?.place).toBe('user');
  });

  test.each([
    ['ANTHROPIC_BETAS', 'user'],
    ['CLAUDE_CODE_EXTRA_BODY', 'user'],
    ['CLAUDE_CODE_EFFORT_LEVEL', 'user'],
    ['MAX_THINKING_TOKENS', 'user'],
    ['ANTHROPIC_PROFILE', 'user'],
    ['ANTHROPIC_CUSTOM_HEADERS', 'environment'],
    ['ANTHROPIC_DEFAULT_MODEL', 'environment'],
    ['VERTEX_REGION_CLAUDE_5_5_OPUS', 'environment'],
    ['HTTPS_PROXY', 'environment'],
  ])('under a host %s is decided by: %s', (name, place) => {
    const environment = { [name]: 'a', CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' };
    expect(precedenceOf(name, [envFile('user', { [name]: 'b' })], environment).winner?.place).toBe(
      place as never,
    );
  });

  test.each([
    ['CLAUDE_CODE_OAUTH_TOKEN', 'project', true],
    ['CLAUDE_CODE_OAUTH_TOKEN', 'local', true],
    ['CLAUDE_CODE_OAUTH_TOKEN', 'user', false],
    ['CLAUDE_CODE_OAUTH_TOKEN', 'global', false],
    ['CLAUDE_CODE_SIMPLE', 'project', true],
    ['CLAUDE_CODE_SIMPLE', 'user', false],
    ['ANTHROPIC_UNIX_SOCKET', 'user', true],
    ['ANTHROPIC_UNIX_SOCKET', 'managed', true],
    ['CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST', 'argument', true],
    ['ANTHROPIC_AUTH_TOKEN', 'project', false],
  ] as const)('%s in %s settings is not looked at: %p', (name, scope, ignored) => {
    const [source] = precedenceOf(name, [envFile(scope, { [name]: '1' })], {}).sources;
    expect(source?.ignored).toBe(ignored);
  });

  test('a folder that is not to be trusted decides about nothing', () => {
    const files = [
      envFile('project', { ANTHROPIC_AUTH_TOKEN: 'p' }),
      envFile('user', { ANTHROPIC_AUTH_TOKEN: 'u' }),
    ];
    const environment = { CLAUDE_CODE_IGNORE_PERSISTED_TRUST: '1' };
    expect(precedenceOf('ANTHROPIC_AUTH_TOKEN', files, environment).winner?.value).toBe('u');
  });

  test('what nobody routes by stays the files’ affair even then', () => {
    const files = [envFile('user', { EDITOR: 'vi', AWS_REGION: 'eu-west-1' })];
    const environment = {
      CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1',
      EDITOR: 'emacs',
      AWS_REGION: 'us-east-1',
    };
    expect(effectiveEnvironment(files, environment)).toMatchObject({ EDITOR: 'vi', AWS_REGION: 'us-east-1' });
  });
});
