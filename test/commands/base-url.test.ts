import { describe, expect, test } from 'bun:test';
import { cgw, done } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const token = ['--secret', 'token=env:LLM_KEY'];
const warning = (name: string, why: string, right: string) =>
  `cgw: ${name}: baseUrl ${why}\n     cgw edit ${name} --set baseUrl=${right}\n`;

describe('an odd base URL is warned of, and taken', () => {
  test('by add and edit; the command that they print puts it right', async () => {
    const home = new Home();
    const why = 'ends in /v1, to which Claude Code appends /v1/messages';
    const url = 'baseUrl=https://llm.corp:4000/v1';
    const added = await done(['add', 'litellm', '--set', url, ...token], { home });
    expect(added.stderr).toStartWith(`added litellm\n${warning('litellm', why, 'https://llm.corp:4000')}`);
    expect(added.stderr).toContain('cgw edit litellm --set upstream=…');
    const again = await done(['edit', 'litellm', '--set', 'note=x'], { home });
    expect(again.stderr).toBe(`changed litellm\n${warning('litellm', why, 'https://llm.corp:4000')}`);
    const right = ['edit', 'litellm', '--set', 'baseUrl=https://llm.corp:4000'];
    expect((await done(right, { home })).stderr).toBe('changed litellm\n');
  });

  test('by add, when it lacks what the preset has', async () => {
    const home = new Home();
    const args = [
      'add',
      'work',
      '--from',
      'litellm-anthropic',
      '--set',
      'baseUrl=https://llm.corp',
      ...token,
    ];
    const why = 'lacks /anthropic, where LiteLLM serves this format';
    expect((await done(args, { home })).stderr).toBe(
      `added work\n${warning('work', why, 'https://llm.corp/anthropic')}`,
    );
  });

  test('by add, when another preset is meant', async () => {
    const url = 'baseUrl=https://bedrock-runtime.us-east-1.amazonaws.com';
    const { stderr } = await done(['add', 'aws', '--from', 'gateway', '--set', url, ...token], {
      home: new Home(),
    });
    expect(stderr).toBe(
      'added aws\ncgw: aws: baseUrl is the address of Amazon Bedrock; the preset bedrock is for that\n     cgw add NEW-NAME --from bedrock\n',
    );
  });

  test('and so is a model name of another cloud, by import, too', async () => {
    const models = { haiku: 'claude-haiku-4-5@20251001' };
    const stdin = JSON.stringify({ cgw: 1, profiles: { aws: { backend: 'bedrock', models } } });
    const { stderr } = await done(['import', '-', '--dry-run'], { home: new Home(), stdin });
    expect(stderr).toContain(
      '\n  ~ models.haiku claude-haiku-4-5@20251001 is a name of Vertex, which is not known here\n      cgw edit aws --set models.haiku=claude-haiku-4-5-20251001\n',
    );
  });

  test('by import, before and after', async () => {
    const home = new Home();
    const team = { backend: 'gateway-bedrock', product: 'litellm', baseUrl: 'https://x', token: 'env:T' };
    const stdin = JSON.stringify({ cgw: 1, profiles: { team } });
    for (const args of [['--dry-run'], ['--trust']]) {
      const { stderr } = await done(['import', '-', ...args], { home, stdin });
      expect(stderr).toContain(
        '\n  ~ baseUrl lacks /bedrock, where LiteLLM serves this format\n      cgw edit team --set baseUrl=https://x/bedrock\n',
      );
    }
  });

  test('by doctor, with the command', async () => {
    const home = new Home();
    await done(['add', 'litellm', '--set', 'baseUrl=https://llm.corp/v1/messages', ...token], { home });
    const result = await cgw(['doctor', 'litellm', '--json'], { home });
    const { findings } = JSON.parse(result.stdout) as { findings: { id: string }[] };
    expect(findings.filter(({ id }) => id === 'base-url')).toMatchObject([
      { severity: 'warning', profile: 'litellm', command: 'cgw edit litellm --set baseUrl=https://llm.corp' },
    ]);
  });
});

describe('a URL that cannot work is refused, with the one that was meant', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['llm.corp:4000', 'https://llm.corp:4000'],
    ['llm.corp', 'https://llm.corp'],
    ['//llm.corp/anthropic/', 'https://llm.corp/anthropic'],
    ['localhost:4000', 'http://localhost:4000'],
    ['10.0.0.7:4000', 'http://10.0.0.7:4000'],
    ['htps://llm.corp', 'https://llm.corp'],
    ['https//llm.corp', 'https://llm.corp'],
    ['https://llm.corp?api-version=1', 'https://llm.corp'],
    ['http://llm.corp/x#y', 'http://llm.corp/x'],
  ];
  test.concurrent.each(cases)('%s', async (typed, meant) => {
    const home = new Home();
    const result = await cgw(['add', 'litellm', '--set', `baseUrl=${typed}`, ...token], { home });
    expect(result.exit).toBe(3);
    expect(result.stderr).toContain(`; did you mean ${meant}?`);
    expect(result.stderr).toEndWith(`put it right with --set baseUrl=${meant}\n`);
    expect((await done(['add', 'litellm', '--set', `baseUrl=${meant}`, ...token], { home })).exit).toBe(0);
  });

  test.concurrent.each([
    'sk-ant-canary-api03-0123456789abcdefghij',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefABCDEF0123',
    'me:pw@llm.corp',
    'gateway',
    'llm corp',
  ])('nothing is guessed of %s', async typed => {
    const { exit, stderr } = await cgw(['add', 'litellm', '--set', `baseUrl=${typed}`, ...token], {
      home: new Home(),
    });
    expect(exit).toBe(3);
    expect(stderr).not.toContain('did you mean');
  });

  test('by doctor, in a file that was edited by hand', async () => {
    const home = new Home();
    const profile = { backend: 'gateway', baseUrl: 'llm.corp:4000', token: 'env:T' };
    home.write(
      '.config/cgw/config.json',
      JSON.stringify({ version: 1, roles: {}, profiles: { gw: profile } }),
    );
    const { findings } = JSON.parse((await cgw(['doctor', '--json'], { home })).stdout) as {
      findings: object[];
    };
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'profile-invalid',
        command: 'cgw edit gw --set baseUrl=https://llm.corp:4000',
      }),
    );
  });
});
