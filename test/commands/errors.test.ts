import { describe, expect, test } from 'bun:test';
import { expectNothingChanged, type Start } from '../support/refused.ts';
import { setUp } from '../support/set-up.ts';

setUp();

type Row = [profile: Start, flags: string[], mentions: string[]];

/** `cgw edit PROFILE FLAGS` is refused with exit 3. */
function refusesEdits(rows: Row[]): void {
  test.concurrent.each(rows)('%s: %j', async (profile, flags, mentions) => {
    await expectNothingChanged(['edit', profile, ...flags], 3, ...mentions);
  });
}

describe('fields', () => {
  refusesEdits([
    [
      'bedrock',
      ['--set', 'regio=us-east-1'],
      ['regio is not a field of Amazon Bedrock; did you mean region?'],
    ],
    ['bedrock', ['--set', 'Region=us-east-1'], ['Region is not a field', 'did you mean region?']],
    ['gateway', ['--set', 'baseurl=https://h'], ['baseurl is not a field', 'did you mean baseUrl?']],
    ['gateway', ['--set', 'region=us-east-1'], ['region is not a field of Gateway']],
    ['bedrock', ['--set', 'models.gpt=a'], ['models.gpt is not a field']],
    ['bedrock', ['--set', 'models=a'], ['models must be an object']],
    ['bedrock', ['--set', '__proto__=a'], ['__proto__']],
    ['bedrock', ['--set', 'constructor=a'], ['constructor is not a field']],
    ['bedrock', ['--set', 'backend=vertex'], ['backend cannot be set', 'cgw add']],
    ['bedrock', ['--unset', 'backend'], ['backend']],
    ['bedrock', ['--set', 'region='], ['region is empty']],
    ['bedrock', ['--set', 'region=Frankfurt'], ['region is not an AWS region', 'us-east-1']],
    ['vertex', ['--set', 'region=EUROPE'], ['region is not a Vertex region', 'us-east5']],
    ['bedrock', ['--set', 'note=a\u001bb'], ['note holds a control character']],
    ['bedrock', ['--set', 'configDir=.claude'], ['configDir is not an absolute path']],
    ['bedrock', ['--set', 'toolSearch=maybe'], ['toolSearch is not', 'auto:N']],
  ]);
});

describe('URLs', () => {
  const url = (value: string) => ['--set', `baseUrl=${value}`];
  refusesEdits([
    ['gateway', url('litellm'), ['baseUrl', 'is not a URL']],
    ['gateway', url('litellm.example.com:4000'), ['baseUrl', 'https://']],
    ['gateway', url('//litellm.example.com'), ['baseUrl', 'is not a URL']],
    ['gateway', url('ftp://litellm.example.com'), ['baseUrl must start with https:// or http://']],
    ['gateway', url('file:///etc/passwd'), ['baseUrl must start with https:// or http://']],
    ['gateway', url('https://litellm.example.com/?team=a'), ['baseUrl', 'no ?']],
    ['gateway', url('https://litellm.example.com/#top'), ['baseUrl', '#']],
    ['gateway', url('https://litellm.example.com/a b'), ['baseUrl', 'is not a URL']],
    ['gateway', url('https://litellm.example.com/\n'), ['baseUrl', 'is not a URL']],
  ]);

  test.each([
    ['https://me:hunter2@litellm.example.com', 'password'],
    ['https://hunter2@litellm.example.com', 'password'],
    ['https://me:hunter2@litellm example com', 'is not a URL'],
    ['me:hunter2@litellm.example.com', 'https://'],
  ])('with a password: %s is refused, and not repeated', async (value, mention) => {
    const text = await expectNothingChanged(['edit', 'gateway', ...url(value)], 3, 'baseUrl', mention);
    expect(text).not.toContain('hunter2');
  });
});

describe('required values of every backend', () => {
  refusesEdits([
    ['aws', ['--unset', 'workspaceId'], ['workspaceId is required']],
    ['gcp', ['--unset', 'project'], ['project is required']],
    ['gcp', ['--unset', 'workspaceId'], ['workspaceId is required']],
    ['vertex', ['--unset', 'projectId'], ['projectId is required']],
    ['foundry', ['--unset', 'resource'], ['resource, baseUrl', 'required']],
    ['gateway', ['--unset', 'baseUrl'], ['baseUrl is required']],
    ['gateway', ['--unset', 'token'], ['token, apiKey', 'required']],
    ['gateway-bedrock', ['--unset', 'baseUrl'], ['baseUrl is required']],
    ['gateway-bedrock', ['--unset', 'token'], ['token is required']],
    ['gateway-vertex', ['--unset', 'baseUrl'], ['baseUrl is required']],
    ['gateway-vertex', ['--unset', 'token'], ['token is required']],
    ['gateway-vertex', ['--unset', 'projectId'], ['projectId is required']],
  ]);

  test.concurrent.each<[string, string[]]>([
    ['litellm', ['baseUrl', 'token']],
    ['litellm-bedrock', ['baseUrl', 'token']],
    ['litellm-vertex', ['baseUrl', 'token', 'projectId']],
    ['openrouter', ['token']],
    ['vertex', ['projectId']],
    ['claude-aws', ['workspaceId']],
    ['claude-gcp', ['project', 'workspaceId']],
    ['foundry', ['resource']],
  ])('cgw add --from %s alone names %j, and a command that would do', async (preset, fields) => {
    const text = await expectNothingChanged(['add', 'new', '--from', preset], 3, ...fields, 'cgw add new');
    for (const field of fields) expect(text).toMatch(new RegExp(`--(set|secret) '?${field}=`));
  });
});

describe('fields that exclude each other', () => {
  refusesEdits([
    ['direct', ['--secret', 'oauthToken=env:B'], ['apiKey, oauthToken exclude each other']],
    ['direct', ['--set', 'anthropicProfile=b'], ['apiKey, anthropicProfile exclude each other']],
    ['gateway', ['--secret', 'apiKey=env:B'], ['token, apiKey exclude each other']],
    ['foundry', ['--set', 'baseUrl=https://f.example.com'], ['resource, baseUrl exclude each other']],
    ['foundry', ['--secret', 'apiKey=env:A', '--secret', 'authToken=env:B'], ['apiKey, authToken exclude']],
    [
      'bedrock',
      ['--set', 'awsProfile=p', '--secret', 'bearerToken=env:B'],
      ['bearerToken, awsProfile exclude'],
    ],
    [
      'mantle',
      ['--set', 'awsProfile=p', '--secret', 'bearerToken=env:B'],
      ['bearerToken, awsProfile exclude'],
    ],
  ]);
});

describe('toggles and choices', () => {
  refusesEdits([
    ['bedrock', ['--set', 'promptCaching=maybe'], ['promptCaching is on or off']],
    ['bedrock', ['--set', 'promptCaching=ON'], ['promptCaching is on or off']],
    ['bedrock', ['--set', 'promptCaching='], ['promptCaching is on or off']],
    ['bedrock', ['--set', 'context1m=toString'], ['context1m is on or off']],
    ['bedrock', ['--set', 'serviceTier=prioriy'], ['did you mean priority?']],
    ['bedrock', ['--set', 'serviceTier=fast'], ['serviceTier must be one of default, flex, priority']],
    ['bedrock', ['--set', 'regionPrefix=moon'], ['regionPrefix must be one of us, eu']],
    ['bedrock', ['--set', 'cacheTtl=2h'], ['cacheTtl must be one of 5m, 1h']],
    ['bedrock', ['--set', 'cacheTtl=constructor'], ['cacheTtl must be one of']],
    ['gateway', ['--set', 'modelFamily=gpt'], ['modelFamily must be one of claude, other']],
  ]);
});

describe('headers, env and regions', () => {
  refusesEdits([
    ['gateway', ['--set', 'headers.x tag=a'], ['headers.x tag is not a header name']],
    ['gateway', ['--set', 'headers.=a'], ['headers. is not a header name']],
    ['gateway', ['--set', 'headers.x-tag=a\r\nx-other: b'], ['headers.x-tag holds a character']],
    ['gateway', ['--set', 'headers.x-tag= a'], ['headers.x-tag starts or ends with a blank']],
    ['gateway', ['--set', 'env.ANTHROPIC_BASE_URL=https://h'], ['env.ANTHROPIC_BASE_URL', 'field baseUrl']],
    ['bedrock', ['--set', 'env.ANTHROPIC_BASE_URL=https://h'], ['env.ANTHROPIC_BASE_URL routes requests']],
    ['bedrock', ['--set', 'env.AWS_REGION=us-east-1'], ['env.AWS_REGION', 'field region']],
    ['bedrock', ['--set', 'env.DISABLE_PROMPT_CACHING=1'], ['field promptCaching']],
    ['bedrock', ['--set', 'env.CLAUDE_CODE_USE_VERTEX=1'], ['env.CLAUDE_CODE_USE_VERTEX routes requests']],
    ['bedrock', ['--set', 'env.PATH=/tmp'], ['env.PATH belongs to the shell']],
    ['bedrock', ['--set', 'env.LD_PRELOAD=/tmp/x.so'], ['env.LD_PRELOAD belongs to the shell']],
    ['bedrock', ['--set', 'env.CGW_PROFILE=x'], ['env.CGW_PROFILE']],
    ['bedrock', ['--set', 'env.A;touch x=1'], ['env.A;touch x is not a variable name']],
    ['bedrock', ['--set', 'env.=1'], ['env. is not a variable name']],
    ['bedrock', ['--set', 'regions.claude-opus-4-5=us-east5'], ['regions.claude-opus-4-5 is not a field']],
    ['vertex', ['--set', 'regions.gpt=us-east5'], ['regions.gpt is not a model']],
    [
      'vertex',
      ['--set', 'regions.claude-opus-4-5=Moon 1'],
      ['regions.claude-opus-4-5 is not a Vertex region'],
    ],
  ]);
});

describe('a credential in plain text is refused with the three ways to do it right, and never repeated', () => {
  const value = 'sk-live-7f3a9c';
  const ways = ['env:', 'file:', 'cmd:'];

  test.concurrent.each<[Start, string, string]>([
    ['gateway', '--set', 'token'],
    ['gateway', '--secret', 'token'],
    ['gateway', '--set', 'apiKey'],
    ['direct', '--set', 'apiKey'],
    ['direct', '--secret', 'oauthToken'],
    ['bedrock', '--set', 'bearerToken'],
    ['mantle', '--secret', 'bearerToken'],
    ['aws', '--secret', 'apiKey'],
    ['foundry', '--set', 'apiKey'],
    ['foundry', '--secret', 'authToken'],
    ['gateway-bedrock', '--set', 'token'],
    ['gateway-vertex', '--secret', 'token'],
    ['gateway', '--set', 'headers.authorization'],
    ['gateway', '--set', 'headers.X-Api-Key'],
    ['gateway', '--set', 'headers.Cookie'],
    ['gateway', '--secret', 'headers.authorization'],
    ['bedrock', '--set', 'env.MY_TOKEN'],
    ['bedrock', '--set', 'env.OPENAI_API_KEY'],
    ['bedrock', '--set', 'env.DB_PASSWORD'],
    ['bedrock', '--secret', 'env.MY_TOKEN'],
  ])('cgw edit %s %s %s=…', async (profile, flag, path) => {
    for (const plain of [value, `Bearer ${value}`, `keychain:${value}`, `sk:${value}`]) {
      const text = await expectNothingChanged(['edit', profile, flag, `${path}=${plain}`], 3, path, ...ways);
      expect(text).not.toContain(value);
    }
  });

  test.concurrent.each([
    `add litellm --set baseUrl=https://h --set token=${value}`,
    `add new --from litellm --set baseUrl=https://h --secret token=${value}`,
    `edit bedrock --set tokn=${value}`,
    `edit bedrock --secret tokn=${value}`,
    `edit bedrock --secret region=${value}`,
    `edit bedrock --set env.ANTHROPIC_API_KEY=${value}`,
    `edit bedrock --secret bearerToken=env:${value}`,
    `edit bedrock --secret bearerToken=file:${value}`,
    `edit bedrock --secret bearerToken=placeholder:${value}`,
    `edit gateway --set baseUrl=https://h/?key=${value}`,
  ])('cgw %s', async line => {
    expect(await expectNothingChanged(line.split(' '), 3)).not.toContain(value);
  });

  test.concurrent.each(['--set', '--secret'])('%s without =', async flag => {
    const text = await expectNothingChanged(['edit', 'gateway', flag, value], 2, flag, 'path=value');
    expect(text).not.toContain(value);
  });
});

describe('names', () => {
  test.concurrent.each([
    '',
    ' ',
    'a b',
    'a/b',
    '../a',
    'a\u0308',
    'a\nb',
    'a$b',
    '@a',
    'a;b',
    '\u001b[31m',
    '__proto__',
  ])('%j', async name => {
    const shown = JSON.stringify(name);
    await expectNothingChanged(['add', name, '--from', 'bedrock'], 3, `profile name ${shown}`);
    await expectNothingChanged(['edit', name, '--set', 'note=a'], 3, `profile name ${shown}`);
    await expectNothingChanged(['copy', 'bedrock', name], 3, `profile name ${shown}`);
    await expectNothingChanged(['rename', 'bedrock', name], 3, `profile name ${shown}`);
    if (name !== '@a') await expectNothingChanged(['role', name, 'bedrock'], 3, `role name ${shown}`);
  });

  const key = 'sk-ant-api03-7f3a9cD2e8B1x4Q6';
  test.concurrent.each([
    `add ${key} --from bedrock`,
    `copy bedrock ${key}`,
    `rename bedrock ${key}`,
    `role ${key} bedrock`,
  ])('a name that looks like a credential is refused and not repeated: cgw %s', async line => {
    const text = await expectNothingChanged(line.split(' '), 3, 'name looks like a credential');
    expect(text).not.toContain(key);
  });

  test('a leading dash reads as an option, and behind -- is not a name either', async () => {
    await expectNothingChanged(['add', '-x', '--from', 'bedrock'], 2, '-x');
    await expectNothingChanged(['add', '--from', 'bedrock', '--', '-x'], 3, 'profile name "-x"');
    await expectNothingChanged(['copy', '--', 'bedrock', '-x'], 3, 'profile name "-x"');
  });

  test.concurrent.each<[string, string[]]>([
    ['add bedrock', ['there is a profile bedrock already', 'cgw edit bedrock']],
    ['copy bedrock mantle', ['there is a profile mantle already']],
    ['rename bedrock mantle', ['there is a profile mantle already']],
    ['rename bedrock bedrock', ['there is a profile bedrock already']],
    ['copy nobody new', ['"nobody"']],
    ['rename nobody new', ['"nobody"']],
    ['remove nobody', ['"nobody"', 'cgw list']],
    ['remove subscription', ['subscription is a preset']],
    ['rename subscription new', ['subscription is a preset']],
    ['edit nobody --set note=a', ['"nobody"']],
    [
      'edit litellm --set note=a',
      ['litellm is a preset that still needs baseUrl, token', 'cgw add litellm asks for them'],
    ],
    ['add new --from nonsense', ['no preset "nonsense"']],
    ['add new --from bedrok', ['no preset "bedrok"', 'did you mean bedrock?']],
    ['presets litelm', ['no preset "litelm"', 'did you mean litellm?']],
    ['show bedrok', ['"bedrok"', 'did you mean bedrock?']],
    ['show gateway-bedrok', ['"gateway-bedrok"', 'did you mean gateway-bedrock?']],
    ['env gateway-bedrok', ['"gateway-bedrok"', 'did you mean gateway-bedrock?']],
    ['exec gateway-bedrok -- true', ['"gateway-bedrok"', 'did you mean gateway-bedrock?']],
    ['run gateway-bedrok', ['"gateway-bedrok"', 'did you mean gateway-bedrock?']],
    ['env @nobody', ['no role @nobody']],
    ['role batch nobody', ['"nobody"']],
  ])('cgw %s', async (line, mentions) => {
    await expectNothingChanged(line.split(' '), 3, ...mentions);
  });
});

test('a field that is not there cannot be taken out', async () => {
  await expectNothingChanged(['edit', 'bedrock', '--unset', 'region'], 3, 'region is not set');
});

test('a lever is not copied with its “…”, and an unknown upstream is no upstream', async () => {
  await expectNothingChanged(['edit', 'bedrock', '--set', 'models.default=…[1m]'], 3, 'models.default');
  await expectNothingChanged(
    ['edit', 'gateway', '--set', 'upstream=anthropic, vertex'],
    3,
    'upstream must be one of',
  );
});
