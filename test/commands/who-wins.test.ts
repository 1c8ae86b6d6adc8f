import { describe, expect, test } from 'bun:test';
import { cgw, done, json } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';

setUp();

const canary = 'sk-planted-canary-4711';

/** A shell in which `work` is in force. */
async function switched(home: Home): Promise<Record<string, string>> {
  const env = { LITELLM_KEY: canary };
  const { stdout } = await done(['env', 'work', '--json', '--reveal'], { home, env });
  const { changes } = JSON.parse(stdout) as { changes: { name: string; action: string; value: string }[] };
  const set = changes.filter(({ action }) => action === 'set').map(({ name, value }) => [name, value]);
  return { ...env, ...Object.fromEntries(set) };
}

describe('cgw status', () => {
  test('a shell that was switched, as the profile says', async () => {
    const home = configured();
    const env = await switched(home);
    const { stdout } = await done(['status'], { home, env });
    expect(stdout).toContain('profile     work, in this shell\n');
    expect(stdout).toMatch(
      /endpoint {4}https:\/\/litellm\.example\.com:4000 {2}\(ANTHROPIC_BASE_URL, exported by cgw\)/,
    );
    expect(stdout).toContain('credential  Authorization: Bearer from ANTHROPIC_AUTH_TOKEN (exported by cgw)');
    expect(stdout).toStartWith(
      '✓ work: claude here asks https://litellm.example.com:4000, as the profile says\n',
    );
    expect(await json(['status'], { home, env })).toMatchObject({
      profile: 'work',
      provider: 'firstParty',
      endpoint: 'https://litellm.example.com:4000',
      endpointFrom: { name: 'ANTHROPIC_BASE_URL', place: 'environment', path: null, byCgw: true },
      credentials: [{ as: 'authorization', name: 'ANTHROPIC_AUTH_TOKEN', place: 'environment', byCgw: true }],
      model: null,
      agrees: true,
      disagreements: [],
      claude: null,
    });
    expect((await done(['status', '--short'], { home, env })).stdout).toBe('work\n');
  });

  test('a settings file that beats it is named with its line', async () => {
    const home = configured();
    const env = await switched(home);
    home.write('.claude/settings.json', '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "https://other"\n  }\n}\n');
    const { stdout } = await done(['status'], { home, env, cwd: home.makeFolder('project') });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '! ANTHROPIC_BASE_URL is https://other (user settings, ~/.claude/settings.json:3); the profile says https://litellm.example.com:4000',
    );
    const cwd = home.makeFolder('project');
    expect(await json(['status'], { home, env, cwd })).toMatchObject({
      endpoint: 'https://other',
      agrees: false,
      disagreements: [{ name: 'ANTHROPIC_BASE_URL', how: 'other', place: 'user' }],
    });
    expect((await done(['status', '--short'], { home, env, cwd })).stdout).toBe('work !\n');
  });

  test.each([
    ['another token', { env: { ANTHROPIC_AUTH_TOKEN: 'theirs' } }, 'ANTHROPIC_AUTH_TOKEN is another one'],
    ['a key beside it', { env: { ANTHROPIC_API_KEY: 'theirs' } }, 'ANTHROPIC_API_KEY is set'],
    ['a token that is blanked', { env: { ANTHROPIC_AUTH_TOKEN: '' } }, 'ANTHROPIC_AUTH_TOKEN is not set'],
    ['a helper', { apiKeyHelper: 'echo theirs' }, 'apiKeyHelper is set'],
  ])('%s', async (_, settings, words) => {
    const home = configured();
    const env = await switched(home);
    home.write('project/.claude/settings.local.json', JSON.stringify(settings));
    const { stdout } = await done(['status'], { home, env, cwd: home.makeFolder('project') });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`! ${words} (local settings,`);
    expect(stdout).not.toContain('theirs');
  });

  test('without a profile: what a launch would take, and what happens without one', async () => {
    const { stdout } = await done(['status'], { home: configured() });
    expect(stdout).toStartWith(
      'No profile in this shell; claude here makes no request: nobody is logged in\n',
    );
    expect(stdout).toContain('credential  none: nobody is logged in');
    expect(stdout).toContain('none in this shell; cgw run takes work');
    expect((await done(['status', '--short'], { home: configured() })).stdout).toBe('');
  });

  test('who has no profile yet reads what to type', async () => {
    expect((await done(['status'], { home: new Home() })).stdout).toMatch(
      /^profile +none yet; cgw makes the first/m,
    );
    const home = configured();
    await done(['default', '--unset'], { home });
    expect((await done(['status'], { home })).stdout).toMatch(
      /^profile +none in this shell; cgw NAME starts/m,
    );
  });

  test('why no request is made', async () => {
    const home = configured();
    const env = { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_API_KEY: canary };
    const { stdout } = await done(['status'], { home, env });
    expect(stdout).toMatch(
      /^refused +no request is made: nothing names the resource: ANTHROPIC_FOUNDRY_RESOURCE or/m,
    );
    expect(await json(['status'], { home, env })).toMatchObject({
      refusal: expect.stringContaining('nothing names the resource'),
    });
    expect(await json(['status'], { home })).toMatchObject({
      credentials: [],
      refusal: 'nobody is logged in',
    });
  });

  test('settings keys have a place, too', async () => {
    const home = configured();
    home.write('.claude/settings.json', JSON.stringify({ apiKeyHelper: 'echo x', model: 'theirs' }));
    const path = expect.stringContaining('settings.json');
    expect(await json(['status'], { home })).toMatchObject({
      credentials: [{ name: 'apiKeyHelper', place: 'user', path }, { name: 'apiKeyHelper' }],
      model: 'theirs',
      modelFrom: { name: 'model', place: 'user', path },
      refusal: null,
    });
  });

  test('the default is that of the installed version', async () => {
    const home = configured();
    home.write('.claude/settings.json', JSON.stringify({ modelOverrides: { 'claude-sonnet-4-5': 'mine' } }));
    const modelIn = async (version: string) => {
      const CGW_CLAUDE = home.write(`versions/${version}`, '', 0o755);
      const foundry = { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_RESOURCE: 'resource' };
      return await json(['status'], { home, env: { ...foundry, CGW_CLAUDE } });
    };
    expect(await modelIn('2.1.331')).toMatchObject({ model: 'mine' });
    expect(await modelIn('2.1.332')).toMatchObject({ model: null });
  });

  test('a profile that is gone', async () => {
    const { stdout } = await done(['status'], { home: configured(), env: { CGW_PROFILE: 'gone' } });
    expect(stdout).toContain('There is no profile gone any more');
  });

  test('as if --settings were given', async () => {
    const home = configured();
    const settings = JSON.stringify({ env: { CLAUDE_CODE_USE_VERTEX: '1' } });
    expect(await json(['status', '--settings', settings], { home })).toMatchObject({ provider: 'vertex' });
    expectError(await cgw(['status', '--settings', '{'], { home }), 2, '--settings');
    const wrong = JSON.stringify({ env: { CLAUDE_CODE_USE_VERTEX: '1' }, model: 5 });
    expect(await json(['status', '--settings', wrong], { home })).toMatchObject({ provider: 'firstParty' });
  });
});

describe('cgw explain', () => {
  test('of a profile says which command that is', async () => {
    const home = new Home();
    for (const name of ['bedrock', 'litellm'])
      expect(await cgw(['explain', name], { home })).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining(`cgw show ${name}`),
      });
  });

  test('every place in the order that decides, the winner, whether cgw set it, and no secret', async () => {
    const home = configured();
    const env = { ...(await switched(home)), ANTHROPIC_API_KEY: 'sk-other-canary' };
    home.write('.claude/settings.json', JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://user' } }));
    home.write('p/.claude/settings.json', JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://project' } }));
    const cwd = home.makeFolder('p');
    const { stdout } = await done(['explain'], { home, env, cwd });
    const lines = stdout.split('\n');
    const at = lines.findIndex(line => line.startsWith('ANTHROPIC_BASE_URL'));
    expect(lines.slice(at + 1, at + 4).map(line => line.trim().split(/\s+/).slice(0, 2))).toEqual([
      ['wins', 'https://project'],
      ['loses', 'https://user'],
      ['loses', 'https://litellm.example.com:4000'],
    ]);
    expect(lines[at + 3]).toContain('(exported by cgw)');
    expect(stdout).toMatch(/ANTHROPIC_API_KEY[^\n]*\n\s+wins\s+•+ {2}\(exported\)/);
    for (const secret of [canary, 'sk-other-canary']) expect(stdout).not.toContain(secret);
  });

  test('--json', async () => {
    const home = configured();
    const env = await switched(home);
    home.write(
      '.claude/settings.json',
      '{"env": {"ANTHROPIC_AUTH_TOKEN": "sk-x"}, "apiKeyHelper": "pass x", "model": "opus"}',
    );
    const cwd = home.makeFolder('p');
    expect(await json(['explain', 'ANTHROPIC_AUTH_TOKEN'], { home, env, cwd })).toEqual({
      variables: [
        {
          name: 'ANTHROPIC_AUTH_TOKEN',
          meaning: expect.stringContaining('Bearer'),
          winner: 0,
          rejected: false,
          settings: [
            {
              place: 'user',
              path: `${home.path}/.claude/settings.json`,
              line: 1,
              value: '••••••••',
              secret: true,
              ignored: false,
              byCgw: false,
            },
            {
              place: 'environment',
              path: null,
              line: null,
              value: '••••••••',
              secret: true,
              ignored: false,
              byCgw: true,
            },
          ],
        },
      ],
      keys: [],
      logins: [],
    });
    expect(await json(['explain'], { home, env, cwd })).toMatchObject({
      keys: [
        { key: 'apiKeyHelper', place: 'user', value: 'pass …' },
        { key: 'model', place: 'user', value: 'opus' },
      ],
    });
  });

  test('keys that choose a model or change what is asked of it', async () => {
    const home = configured();
    const cwd = home.makeFolder('p');
    const [models, settings] = [
      { 'claude-opus-5-5': 'theirs' },
      { 'claude-opus-5-5': { effortLevel: 'low' } },
    ];
    home.write(
      'p/.claude/settings.json',
      JSON.stringify({ effortLevel: 'low', modelOverrides: models, modelSettings: settings }),
    );
    home.write(
      '.claude/settings.json',
      JSON.stringify({
        effortLevel: 'high',
        availableModels: ['opus', 'haiku'],
        enforceAvailableModels: true,
        promptCacheTtl: '1h',
        proxyAuthHelper: `echo ${canary}`,
        teammateMode: 'tmux',
        maxEffortLevel: null,
      }),
    );
    const { keys } = (await json(['explain'], { home, cwd })) as { keys: { key: string }[] };
    expect(keys).toMatchObject([
      { key: 'proxyAuthHelper', place: 'user', value: 'echo …' },
      { key: 'availableModels', place: 'user', value: 'opus, haiku' },
      { key: 'enforceAvailableModels', place: 'user', value: 'true' },
      { key: 'modelOverrides', place: 'project', value: 'claude-opus-5-5=theirs' },
      { key: 'modelSettings', place: 'project', value: 'claude-opus-5-5' },
      { key: 'effortLevel', place: 'project', value: 'low' },
      { key: 'effortLevel', place: 'user', value: 'high' },
      { key: 'promptCacheTtl', place: 'user', value: '1h' },
      { key: 'teammateMode', place: 'user', value: 'tmux' },
    ]);
    const { stdout } = await done(['explain'], { home, cwd });
    expect(stdout).toMatch(
      /effortLevel \(in settings files only; the first counts\)\n +project settings, .*: low\n/,
    );
    expect(stdout).toContain('modelOverrides (in settings files only; all of them count)');
    expect(stdout).not.toContain(canary);
  });

  const key = 'planted-key-0123456789-0123456789';
  const stored = { primaryApiKey: 'sk-ant-planted-0123456789abcdef' };
  const rejected = { customApiKeyResponses: { rejected: [key.slice(-20)] } };
  const keyLogin = 'stored key of /login';
  test.each([
    ['nothing', {}, false, {}, []],
    ['a key beside a token', stored, false, { ANTHROPIC_AUTH_TOKEN: key }, [[keyLogin, true, true, true]]],
    ['a key beside a key', stored, false, { ANTHROPIC_API_KEY: key }, [[keyLogin, true, false, false]]],
    [
      'a key and a claude.ai login, beside a key to which the user said No',
      { ...stored, ...rejected },
      true,
      { ANTHROPIC_API_KEY: key },
      [
        [keyLogin, true, false, false],
        ['stored login', true, false, true],
      ],
    ],
    [
      'a key where a host decides',
      stored,
      false,
      { ANTHROPIC_AUTH_TOKEN: key, CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
      [[keyLogin, true, false, false]],
    ],
    [
      'a claude.ai login on Bedrock',
      {},
      true,
      { CLAUDE_CODE_USE_BEDROCK: '1' },
      [['stored login', true, false, false]],
    ],
  ] as const)('logins that Claude Code keeps: %s', async (_, global, claudeAi, env, logins) => {
    const home = configured();
    home.write('.claude.json', JSON.stringify(global));
    const login = { claudeAiOauth: { accessToken: 'sk-ant-oat01-planted' } };
    if (claudeAi) home.write('.claude/.credentials.json', JSON.stringify(login));
    const told = await done(['explain', '--json'], { home, env });
    const { logins: said, variables } = JSON.parse(told.stdout);
    expect(said).toEqual(
      logins.map(([login, stored, sent, sentInSession]) => ({ login, stored, sent, sentInSession })),
    );
    expect(
      variables
        .filter((each: { rejected: boolean }) => each.rejected)
        .map((each: { name: string }) => each.name),
    ).toEqual('customApiKeyResponses' in global ? ['ANTHROPIC_API_KEY'] : []);
    const { stdout } = await done(['explain'], { home, env });
    expect(stdout.includes('stored by /login')).toBe(logins.length > 0);
    expect(told.stdout + stdout).not.toContain('planted');
  });

  test('a name that is nearly one, and what is not a name', async () => {
    const home = configured();
    expect((await done(['explain', 'ANTHROPIC_BASE_UR'], { home })).stdout).toContain(
      'did you mean ANTHROPIC_BASE_URL?',
    );
    expectError(await cgw(['explain', 'a b'], { home }), 2, 'not a variable name');
  });

  test('nothing at all', async () => {
    expect((await done(['explain'], { home: configured() })).stdout).toContain('nothing sets any variable');
  });
});

describe('what a settings file may hold', () => {
  const url = 'https://gate.example.com/sk-planted-in-the-path-1234';
  const settings = {
    env: {
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_BEDROCK_BASE_URL: 'https://user:planted@host.example.com',
      ANTHROPIC_MODEL: 'a\u001b[2Jb',
    },
    apiKeyHelper: 'echo sk-planted-in-a-helper',
  };

  test.each(['status', 'status --json', 'explain', 'explain --json'])(
    'cgw %s: no secret, nothing that a terminal obeys',
    async line => {
      const home = configured();
      home.write('.claude/settings.json', JSON.stringify(settings));
      const { stdout } = await done(line.split(' '), { home, cwd: home.makeFolder('p') });
      expect(stdout).toContain('gate.example.com');
      expect(stdout).not.toContain('planted');
      expect(stdout).not.toContain('\u001b');
    },
  );

  test('of two entries of one name the last counts, and its line is told', async () => {
    const home = configured();
    home.write(
      '.claude/settings.json',
      '{"env": {\n"ANTHROPIC_MODEL": "first",\n"ANTHROPIC_MODEL": "last"\n}}',
    );
    expect(await json(['explain', 'ANTHROPIC_MODEL'], { home, cwd: home.makeFolder('p') })).toMatchObject({
      variables: [{ settings: [{ value: 'last', line: 3 }] }],
    });
  });
});

test('both only read', async () => {
  const home = configured();
  home.write('.claude/settings.json', '{"env": {}}');
  const before = snapshot(home.path);
  for (const verb of ['status', 'explain']) await done([verb], { home });
  expect(snapshot(home.path)).toEqual(before);
});
