import { expect } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dumpingHook } from './hook.ts';
import { hostility } from './hostile.ts';
import { cgw, claude } from './programs.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, scopes, type World } from './world.ts';

/*
 * Claude Code takes one `--settings` only, and cgw needs it: the user’s own is merged into it. What does no
 * routing takes effect; what routes loses to the profile.
 */

const [litellm, , vertex] = routes;
/** It thinks with a budget, and has no day on which it retires. */
const thinker = 'claude-haiku-4-5';
const budget = 5000;

type Form = {
  readonly name: string;
  /** The arguments, given the settings and a function that writes them into a file. */
  readonly args: (content: string, file: (content: string) => string) => readonly string[];
};

const prompt = ['--model', thinker, '-p', 'hi'];

const forms: readonly Form[] = [
  { name: '--settings FILE -p hi', args: (content, file) => ['--settings', file(content), ...prompt] },
  { name: '-p hi --settings FILE', args: (content, file) => [...prompt, '--settings', file(content)] },
  { name: '--settings=FILE -p hi', args: (content, file) => [`--settings=${file(content)}`, ...prompt] },
  { name: '-p hi --settings=FILE', args: (content, file) => [...prompt, `--settings=${file(content)}`] },
  { name: '--settings JSON -p hi', args: content => ['--settings', content, ...prompt] },
  { name: '-p hi --settings JSON', args: content => [...prompt, '--settings', content] },
  { name: '--settings=JSON -p hi', args: content => [`--settings=${content}`, ...prompt] },
  {
    name: 'a file named relative to the folder, with a byte-order mark',
    args: (content, file) => [...prompt, '--settings', file(`\uFEFF${content}`).replace(/^.*\//, '')],
  },
];

for (const form of forms)
  live(`${form.name}: harmless keys take effect, routing loses`, async world => {
    const ours = world.recorder('anthropic');
    const theirs = world.recorder('anthropic');
    const hostile = hostility(world, theirs.url);
    await addRoute(world, litellm, ours.url);
    const mark = join(world.root, 'hook-ran');
    const content = JSON.stringify({
      ...hostile.settings,
      env: { ...hostile.settings.env, MAX_THINKING_TOKENS: String(budget) },
      hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `touch '${mark}'` }] }] },
    });
    const args = form.args(content, text => world.write('project/own settings.json', text));
    const outcome = await world.cgw(['run', 'litellm', ...args], { environment: shell });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    expectAsked(ours, { authorization: `Bearer ${token}` });
    expect(heardBy(theirs)).toEqual([]);
    expect(hostile.helperRan()).toBe(false);
    expect(existsSync(mark)).toBe(true);
    expect(thinkingBudgets(ours.modelRequests().map(request => request.body))).toEqual([budget]);
  });

/** The thinking budgets that requests ask for. */
function thinkingBudgets(bodies: readonly string[]): unknown[] {
  return bodies.map(body => JSON.parse(body)?.thinking?.budget_tokens);
}

live('of two --settings the last counts, as for claude itself', async world => {
  const ours = world.recorder('anthropic');
  await addRoute(world, litellm, ours.url);
  const settings = [1111, 2222].flatMap(tokens => [
    '--settings',
    JSON.stringify({ env: { MAX_THINKING_TOKENS: String(tokens) } }),
  ]);
  await world.cgw(['run', 'litellm', ...settings, ...prompt], { environment: shell });
  expect(thinkingBudgets(ours.modelRequests().map(request => request.body))).toEqual([2222]);
});

live('null in env blanks a variable, as for claude itself', async world => {
  const ours = world.recorder('anthropic');
  await addRoute(world, litellm, ours.url);
  const own = JSON.stringify({ env: { HARMLESS: null } });
  const seen = [];
  for (const program of [[claude], [cgw, 'run', 'litellm']]) {
    const hook = dumpingHook(world);
    world.settings('user', { hooks: hook.hooks });
    const environment = {
      ...shell,
      HARMLESS: 'from the shell',
      ANTHROPIC_BASE_URL: ours.url,
      ANTHROPIC_AUTH_TOKEN: token,
    };
    await world.run([...program, '--settings', own, '-p', 'hi'], { environment });
    seen.push(hook.environment().HARMLESS);
  }
  const [plain, launched] = seen;
  expect(launched).toBe(plain);
  expect(launched).not.toBe('from the shell');
});

live('after -- it is the prompt', async world => {
  const ours = world.recorder('anthropic');
  await addRoute(world, litellm, ours.url);
  const args = ['run', 'litellm', '-p', '--', '--settings=/nope'];
  expect(await world.cgw(args, { environment: shell })).toMatchObject({ exitCode: 0 });
  expect(ours.modelRequests()[0]?.body).toContain('--settings=/nope');
});

live('the region of one model routes too, so it loses', async world => {
  const ours = world.recorder('vertex');
  await addRoute(world, vertex, ours.url);
  const own = JSON.stringify({ env: { VERTEX_REGION_CLAUDE_5_5_OPUS: 'europe-west1' } });
  const args = ['run', vertex.name, '--settings', own, '-p', 'hi'];
  expect(await world.cgw(args, { environment: shell })).toMatchObject({ exitCode: 0 });
  expect(ours.modelRequests().map(request => /locations\/([^/]+)/.exec(request.path)?.[1])).toEqual([
    'us-east5',
  ]);
});

/** Claude Code drops a whole `--settings` for one key of a wrong type, and goes on without it. */
for (const settings of ['{"model":{}}', '{"permissions":5}', '{"awsAuthRefresh":null}'])
  live(`settings that Claude Code will not take do not undo the profile: ${settings}`, async world => {
    const ours = world.recorder('anthropic');
    const theirs = world.recorder('anthropic');
    await addRoute(world, litellm, ours.url);
    const { settings: hostile } = hostility(world, theirs.url, 'no secret');
    for (const scope of scopes) world.settings(scope, hostile);
    await world.cgw(['run', 'litellm', '--settings', settings, '-p', 'hi'], { environment: shell });
    expect(heardBy(theirs)).toEqual([]);
  });

const unusable: readonly (readonly [string, (world: World) => string, RegExp])[] = [
  ['a file that is not there', () => 'missing.json', /missing\.json cannot be read \(ENOENT\)/],
  ['a folder', () => '.', /is not a plain file/],
  ['a file without JSON', world => world.write('bad.json', '{"a":'), /bad\.json does not hold a JSON object/],
  ['a file with comments', world => world.write('c.json', '{} // x'), /c\.json does not hold a JSON object/],
  ['a file with a list', world => world.write('list.json', '[]'), /list\.json does not hold a JSON object/],
  ['JSON that is cut off', () => '{"env":{"A":"1"', /JSON after --settings is not an object/],
  ['JSON with a comma too many', () => '{"model":"opus",}', /JSON after --settings is not an object/],
];

for (const [what, settings, message] of unusable)
  live(`${what}: exit 2 and claude does not start`, async world => {
    const ours = world.recorder('anthropic');
    await addRoute(world, litellm, ours.url);
    const args = ['run', 'litellm', '-p', 'hi', '--settings', settings(world)];
    const outcome = await world.cgw(args, { environment: shell });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).toMatch(/^cgw: .+\n {5}.+\n$/);
    expect(heardBy(ours)).toEqual([]);
    expect(existsSync(join(world.home, '.claude.json'))).toBe(false);
  });
