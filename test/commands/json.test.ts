import { describe, expect, test } from 'bun:test';
import { done, json } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const env = { LITELLM_KEY: 'sk-live-1' };

/** What is the same for every line of the list. */
const plain = {
  catalog: null,
  default: false,
  active: false,
  roles: [],
  note: null,
  problem: null,
  place: null,
};

test('list: own profiles in file order, then the presets that work as they are', async () => {
  expect(await json(['list'], { home: configured(), env: { CGW_PROFILE: 'cloud' } })).toEqual({
    profiles: [
      {
        ...plain,
        name: 'work',
        source: 'profile',
        backend: 'gateway',
        title: 'Gateway, Anthropic format',
        place: 'https://litellm.example.com:4000',
        default: true,
        roles: ['interactive'],
        note: 'the team’s gateway',
      },
      {
        ...plain,
        name: 'cloud',
        source: 'profile',
        backend: 'bedrock',
        title: 'Amazon Bedrock',
        place: 'batch',
        active: true,
        roles: ['batch'],
      },
      { ...plain, name: 'bedrock', source: 'preset', backend: 'bedrock', title: 'Amazon Bedrock' },
      { ...plain, name: 'direct', source: 'preset', backend: 'anthropic', title: 'Anthropic API key' },
      {
        ...plain,
        name: 'llamacpp',
        source: 'preset',
        backend: 'gateway',
        title: 'llama.cpp',
        place: 'http://127.0.0.1:8080',
      },
      { ...plain, name: 'mantle', source: 'preset', backend: 'mantle', title: 'Bedrock Mantle' },
      {
        ...plain,
        name: 'subscription',
        source: 'preset',
        backend: 'anthropic',
        title: 'Claude subscription',
      },
    ],
  });
});

test('a profile takes the place of the preset of its name', async () => {
  const home = new Home();
  await done(['edit', 'bedrock', '--set', 'region=eu-west-1'], { home });
  const { profiles } = Object(await json(['list'], { home }));
  const named = profiles.filter((each: { name: string }) => each.name === 'bedrock');
  expect(named).toMatchObject([{ source: 'profile', place: 'eu-west-1' }]);
});

describe('show', () => {
  test('a profile: fields, and variables with their references', async () => {
    expect(await json(['show', 'work'], { home: configured(), env })).toEqual({
      name: 'work',
      source: 'profile',
      catalog: null,
      origin: 'argument',
      default: true,
      roles: ['interactive'],
      profile: config.profiles.work,
      variables: [
        { name: 'ANTHROPIC_BASE_URL', value: 'https://litellm.example.com:4000', secret: false },
        { name: 'ANTHROPIC_AUTH_TOKEN', value: '‹env:LITELLM_KEY›', secret: true },
      ],
      secrets: [
        {
          path: 'token',
          variable: 'ANTHROPIC_AUTH_TOKEN',
          by: 'environment',
          because: 'the shell exports LITELLM_KEY, and Claude Code inherits it',
        },
      ],
    });
  });

  test('a preset', async () => {
    expect(await json(['show', 'bedrock'], { home: new Home() })).toEqual({
      name: 'bedrock',
      source: 'preset',
      catalog: null,
      origin: 'argument',
      default: false,
      roles: [],
      profile: { backend: 'bedrock' },
      variables: [{ name: 'CLAUDE_CODE_USE_BEDROCK', value: '1', secret: false }],
      secrets: [],
    });
  });
});

describe('env', () => {
  const set = (name: string, value: string, secret = false) => ({ name, action: 'set', value, secret });
  const unset = (name: string) => ({ name, action: 'unset', value: null, secret: false });
  /** One character again and again. */
  const masked = /^(.)\1+$/u;
  const sets = (plan: Changes): unknown[] => plan.changes.filter(change => change.action === 'set');
  type Changes = { readonly changes: readonly { readonly name: string; readonly action: string }[] };

  test('{profile, changes, warnings}: what the profile sets, and every other owned variable unset', async () => {
    const plan = (await json(['env', 'work'], { home: configured(), env })) as Changes;
    expect<unknown>(plan).toEqual({ profile: 'work', changes: expect.any(Array), warnings: [] });
    expect(sets(plan)).toEqual([
      set('ANTHROPIC_BASE_URL', 'https://litellm.example.com:4000'),
      { ...set('ANTHROPIC_AUTH_TOKEN', '', true), value: expect.stringMatching(masked) },
      set('CGW_PROFILE', 'work'),
    ]);
    for (const name of ['CLAUDE_CODE_USE_BEDROCK', 'ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN', 'CGW_SET'])
      expect(plan.changes).toContainEqual(unset(name));
    const names = plan.changes.map(change => change.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('AWS_REGION');
  });

  test('--reveal shows the secret', async () => {
    expect(await json(['env', 'work', '--reveal'], { home: configured(), env })).toMatchObject({
      changes: expect.arrayContaining([set('ANTHROPIC_AUTH_TOKEN', 'sk-live-1', true)]),
    });
  });

  test('shared variables are remembered in CGW_SET', async () => {
    const plan = (await json(['env', 'cloud'], { home: configured() })) as Changes;
    expect(sets(plan)).toEqual([
      set('CLAUDE_CODE_USE_BEDROCK', '1'),
      set('AWS_REGION', 'eu-west-1'),
      set('AWS_PROFILE', 'batch'),
      set('DISABLE_PROMPT_CACHING', '1'),
      set('CGW_PROFILE', 'cloud'),
      set('CGW_SET', 'AWS_REGION,AWS_PROFILE'),
    ]);
  });

  test('--off names no profile and only unsets', async () => {
    const plan = (await json(['env', '--off'], {
      home: configured(),
      env: { CGW_SET: 'AWS_REGION' },
    })) as Changes;
    expect(plan).toMatchObject({ profile: null, warnings: [] });
    expect(sets(plan)).toEqual([]);
    for (const name of ['CGW_PROFILE', 'CGW_SET', 'AWS_REGION'])
      expect(plan.changes).toContainEqual(unset(name));
  });

  test('a settings file that beats the shell is a warning that names file and variable', async () => {
    const home = configured();
    home.write('.claude/settings.json', '{"env": {"ANTHROPIC_BASE_URL": "https://other.example.com"}}');
    const { warnings } = Object(await json(['env', 'work'], { home, env }));
    expect(warnings).toEqual([expect.stringMatching(/~\/\.claude\/settings\.json.*ANTHROPIC_BASE_URL/)]);
  });
});

test('presets: one with what it needs, one that is ready', async () => {
  const home = new Home();
  expect(await json(['presets', 'vertex'], { home })).toEqual({
    presets: [
      {
        name: 'vertex',
        title: 'Google Vertex AI',
        summary: expect.any(String),
        source: 'https://code.claude.com/docs/en/google-vertex-ai',
        checked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        profile: { backend: 'vertex' },
        fill: { projectId: 'my-project' },
        ready: false,
      },
    ],
  });
  expect(await json(['presets', 'bedrock'], { home })).toMatchObject({
    presets: [{ name: 'bedrock', ready: true }],
  });
});

test('presets: all of the issue', async () => {
  const { presets } = Object(await json(['presets'], { home: new Home() }));
  const names = presets.map((each: { name: string }) => each.name);
  expect(names).toEqual(
    expect.arrayContaining(
      ['direct', 'subscription', 'bedrock', 'mantle', 'claude-aws', 'claude-gcp', 'vertex', 'foundry'].concat(
        ['litellm', 'litellm-anthropic', 'litellm-bedrock', 'litellm-vertex', 'openrouter', 'copilot'],
      ),
    ),
  );
});

test('default, role and pin', async () => {
  const [empty, home] = [new Home(), configured()];
  home.write('project/.cgw', 'cloud\n');
  const project = `${home.path}/project`;
  expect(await json(['default'], { home: empty })).toEqual({ default: null });
  expect(await json(['default'], { home })).toEqual({ default: 'work' });
  expect(await json(['role'], { home: empty })).toEqual({ roles: {} });
  expect(await json(['role'], { home })).toEqual({ roles: { batch: 'cloud', interactive: 'work' } });
  expect(await json(['role', 'batch'], { home })).toEqual({ role: 'batch', profile: 'cloud' });
  expect(await json(['pin'], { home: empty })).toEqual({ profile: null, file: null });
  expect(await json(['pin'], { home, cwd: project })).toEqual({ profile: 'cloud', file: `${project}/.cgw` });
});
