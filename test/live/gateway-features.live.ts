import { expect } from 'bun:test';
import { parseObject } from '../../src/base/json.ts';
import type { Outcome } from './programs.ts';
import type { RecordedRequest, Recorder } from './recorder/types.ts';
import { live, type World } from './world.ts';

/*
 * What the table of features, `doctor` and `run` say of auto mode, tool search, fast mode, the advisor and the calls
 * before the first turn is what Claude Code does.
 */

const auto = ['-p', 'make the file', '--permission-mode', 'auto'];

/** Asks for an action that auto mode checks, then ends; a check gets its answer. It gives no verdict in between. */
function model({ body }: RecordedRequest) {
  if (!body.includes('"name":"Bash"')) return '<block>no</block>';
  if (body.includes('tool_result')) return 'done';
  return {
    tool: 'Bash',
    input: { command: 'curl -s http://127.0.0.1:1/x; touch made', description: 'make it' },
  };
}

/** Under a profile `gw` of a gateway. */
async function run(
  world: World,
  { fields = [], flags = [], args }: { fields?: string[]; flags?: string[]; args: readonly string[] },
): Promise<{ outcome: Outcome; recorder: Recorder }> {
  const recorder = world.recorder('anthropic', { answer: model });
  const key = world.write('key', 'good-token-5b1f7c20\n');
  const set = [`baseUrl=${recorder.url}`, ...fields].flatMap(field => ['--set', field]);
  await world.add('gw', '--from', 'gateway', ...set, '--secret', `token=file:${key}`);
  return { outcome: await world.cgw(['run', ...flags, 'gw', ...args]), recorder };
}

function bodies(recorder: Recorder): Readonly<Record<string, unknown>>[] {
  return recorder.modelRequests().map(({ body }) => parseObject(body) ?? {});
}

/** Calls of the check, which have no tools. */
function checks(recorder: Recorder): Readonly<Record<string, unknown>>[] {
  return bodies(recorder).filter(({ tools }) => tools === undefined);
}

function toolNames(recorder: Recorder): string[] {
  const [first] = bodies(recorder).filter(({ tools }) => Array.isArray(tools));
  return [...JSON.stringify(first?.tools ?? []).matchAll(/"name":"([^"]+)"/g)].map(([, name = '']) => name);
}

const helper = ['--no-env-secret'];

live('auto mode: with a helper, a gateway that gives no verdict ends -p', async world => {
  const { outcome, recorder } = await run(world, { flags: helper, args: auto });
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toStartWith('cgw: auto mode cannot check actions');
  expect(checks(recorder)).toEqual([]);
  expect(Object.keys(bodies(recorder)[0] ?? {})).toContain('safeguards');
});

live('auto mode: the remedy makes the check a call of its own', async world => {
  const fields = ['env.CLAUDE_CODE_AUTO_MODE_SERVER=0', 'models.sonnet=my-sonnet'];
  const { outcome, recorder } = await run(world, { fields, flags: helper, args: auto });
  expect(outcome).toMatchObject({ exitCode: 0, signal: null });
  expect(checks(recorder).map(({ model }) => model)).toContain('my-sonnet');
});

live('auto mode: a host gets the check as a call of its own, for now', async world => {
  const { outcome, recorder } = await run(world, { args: auto });
  expect(outcome.exitCode).toBe(0);
  expect(outcome.stderr).toContain('classifier requests are billed');
  expect(outcome.stderr).not.toContain('cgw: auto mode');
  expect(checks(recorder).length).toBeGreaterThan(0);
});

live('auto mode: a model of 4.5 has none', async world => {
  const fields = ['models.default=claude-haiku-4-5'];
  const { outcome, recorder } = await run(world, { fields, flags: helper, args: auto });
  expect(outcome).toMatchObject({ exitCode: 0, signal: null });
  expect(Object.keys(bodies(recorder)[0] ?? {})).not.toContain('safeguards');
});

live('tool search: other models do not see what is kept back, unless all is sent', async world => {
  const other = ['models.default=glm-5.3', 'modelFamily=other'];
  const { recorder } = await run(world, { fields: other, args: ['-p', 'hi'] });
  expect(toolNames(recorder)).toContain('ToolSearch');
  expect(toolNames(recorder)).not.toContain('WebFetch');
  const all = world.recorder('anthropic');
  await world.cgw(['edit', 'gw', '--set', `baseUrl=${all.url}`, '--set', 'toolSearch=false']);
  await world.cgw(['run', 'gw', '-p', 'hi']);
  expect(toolNames(all)).toContain('WebFetch');
});

live('fast mode and the advisor travel with their levers', async world => {
  world.settings('user', { advisorModel: 'opus' });
  // With `-p` the file’s own `fastMode` does not count.
  const args = ['-p', 'hi', '--settings', '{"fastMode":true}'];
  const { recorder } = await run(world, { args });
  expect(toolNames(recorder)).not.toContain('advisor');
  const asked = world.recorder('anthropic');
  const levers = ['CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK', 'CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL'];
  const set = [`baseUrl=${asked.url}`, ...levers.map(name => `env.${name}=1`)];
  await world.cgw(['edit', 'gw', ...set.flatMap(field => ['--set', field])]);
  await world.cgw(['run', 'gw', ...args]);
  expect(toolNames(asked)).toContain('advisor');
  expect(bodies(asked).map(({ speed }) => speed)).toContain('fast');
});

live('Bedrock: before the first turn each alias that is not pinned is asked for a token', async world => {
  const recorder = world.recorder('bedrock');
  const environment = {
    CLAUDE_CODE_USE_BEDROCK: '1',
    ANTHROPIC_BEDROCK_BASE_URL: recorder.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake',
    ANTHROPIC_MODEL: 'my-model',
    ANTHROPIC_DEFAULT_HAIKU_MODEL: 'my-haiku',
  };
  await world.claude(['-p', 'hi'], { environment });
  const asked = bodies(recorder).filter(({ max_tokens }) => max_tokens === 1);
  expect(asked.length).toBe(2);
  const before = recorder.requests.length;
  await world.claude(['-p', 'hi'], {
    environment: { ...environment, CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
  });
  expect(recorder.requests.slice(before).filter(({ body }) => /"max_tokens":1\b/.test(body))).toEqual([]);
});
