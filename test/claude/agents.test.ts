import { describe, expect, test } from 'bun:test';
import { agentNamed, agentOfLaunch, namedAgents } from '../../src/claude/agents.ts';
import { forecast } from '../../src/claude/forecast.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

function definition(name: string, model?: string, description = 'x'): string {
  const lines = [`name: ${name}`, `description: ${description}`, ...(model ? [`model: ${model}`] : [])];
  return `---\n${lines.join('\n')}\n---\nYou help.\n`;
}

/** A project below the home folder. */
function machine(files: Readonly<Record<string, string>>) {
  const home = new Home();
  const cwd = home.makeFolder('work/project/sub');
  for (const [path, content] of Object.entries(files)) home.write(path, content);
  return { home, io: { environment: { HOME: home.path }, cwd, platform: 'linux' as const } };
}

const [own, theirs, above] = [
  '.claude/agents/mine.md',
  'work/project/sub/.claude/agents/x.md',
  'work/project/.claude/agents/deep/y.md',
];

// Each seen on Claude Code 2.1.332, 2026-11-29.
test.each<[string, Readonly<Record<string, string>>, string | undefined, boolean]>([
  ['one of the user', { [own]: definition('mine', 'm') }, 'm', false],
  [
    'one of the folder comes first',
    { [own]: definition('mine', 'm'), [theirs]: definition('mine', 'p') },
    'p',
    true,
  ],
  ['one of a folder above', { [above]: definition('mine', 'p') }, 'p', true],
  ['a model in quotes', { [own]: definition('mine', '"m"') }, 'm', false],
  ['as the session', { [own]: definition('mine', 'inherit') }, undefined, false],
  ['no model', { [own]: definition('mine') }, undefined, false],
  ['another name', { [own]: definition('other', 'm') }, undefined, false],
  ['no name', { [own]: '---\ndescription: x\nmodel: m\n---\n' }, undefined, false],
  ['no description', { [own]: '---\nname: mine\nmodel: m\n---\n' }, undefined, false],
  ['no text', { [own]: '' }, undefined, false],
])('the model of an agent: %s', (_, files, model, isProjects) => {
  const found = agentNamed('mine', machine(files).io);
  expect(found?.model).toBe(model as never);
  expect(found?.isProjects ?? false).toBe(isProjects);
});

test('the program has one of its own', () => {
  expect(agentNamed('statusline-setup', machine({}).io)?.model).toBe('sonnet');
  expect(agentNamed('constructor', machine({}).io)).toBeUndefined();
});

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ['before a variable', { ANTHROPIC_MODEL: 'variable' }, 'm', 'agent'],
  [
    'of a family, by its variable',
    { ANTHROPIC_DEFAULT_OPUS_MODEL: 'x' },
    'x',
    'ANTHROPIC_DEFAULT_OPUS_MODEL',
  ],
])('what is forecast: %s', (_, variables, model, from) => {
  const { io } = machine({ [own]: definition('mine', from === 'agent' ? 'm' : 'opus') });
  const file: SettingsFile = { scope: 'user', path: '/s', content: { agent: 'mine', model: 'key' } };
  const environment = { ANTHROPIC_AUTH_TOKEN: 't', ...variables };
  expect(forecast([file], environment, { agents: namedAgents([file], io) })).toMatchObject({
    model,
    modelFrom: from,
  });
});

describe('at a launch', () => {
  const mine = { [own]: definition('mine', 'm') };
  const both = { ...mine, [theirs]: definition('mine', 'p') };
  const named = ['profile-model'];
  test.each<[string, Readonly<Record<string, string>>, object, RegExp | undefined, boolean]>([
    [
      'the user’s own wins and is said',
      mine,
      { inFile: { agent: 'mine' }, named },
      /mine\.md\).* m, which wins/,
      false,
    ],
    [
      'beside a profile without a model there is nothing to say',
      mine,
      { inFile: { agent: 'mine' } },
      undefined,
      false,
    ],
    ['one of the folder is not used', both, { inFile: { agent: 'mine' }, named }, /not used/, true],
    ['nor beside a profile without a model', both, { inFile: { agent: 'mine' } }, /not used/, true],
    ['nor where --settings name it', both, { own: { agent: 'mine' }, named }, /not used/, true],
    ['whom arguments ask for is said', both, { args: ['--agent', 'mine'], named }, / p, which wins/, false],
    [
      'a model in the arguments wins',
      both,
      { args: ['--model', 'x'], inFile: { agent: 'mine' } },
      undefined,
      false,
    ],
    ['nobody is asked for', both, { named }, undefined, false],
  ])('%s', (_, files, asked, said, isForeign) => {
    const { io } = machine(files);
    const agent = agentOfLaunch(
      { args: [], named: [], own: {}, inFile: undefined, environment: io.environment, ...asked },
      io,
    );
    if (said === undefined) expect(agent).toBeUndefined();
    else expect(agent).toMatchObject({ said: expect.stringMatching(said), isForeign });
  });
});
