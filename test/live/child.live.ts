import { expect } from 'bun:test';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseEnvironment } from './hook.ts';
import { cgw, claude, type Outcome } from './programs.ts';
import type { Recorder } from './recorder/types.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { live, type World } from './world.ts';

/*
 * `cgw run` becomes Claude Code: output, exit code, input, signals and process ID are Claude Code’s own. Where
 * it can be, that is shown by comparison with plain Claude Code.
 */

const [litellm] = routes;

/** What plain Claude Code needs for the same route. */
function plainEnvironment({ url }: Recorder): Record<string, string> {
  return { ...shell, ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: token };
}

/** The same arguments for plain Claude Code and through cgw. */
async function both(
  world: World,
  ours: Recorder,
  args: readonly string[],
  stdin?: string,
): Promise<[Outcome, Outcome]> {
  await addRoute(world, litellm, ours.url);
  const input = stdin === undefined ? {} : { stdin };
  const plain = await world.claude(args, { environment: plainEnvironment(ours), ...input });
  const launched = await world.cgw(['run', litellm.name, ...args], { environment: shell, ...input });
  return [plain, launched];
}

live('output and exit code are those of Claude Code', async world => {
  const answer = ' two  lines,\r\n\u001b[1mbold\u001b[0m “ünïcödé” 🙂\t\0 end \n\n';
  const [plain, launched] = await both(world, world.recorder('anthropic', { answer }), ['-p', 'hi']);
  expect(plain).toMatchObject({ exitCode: 0, stderr: '' });
  expect(plain.stdout).toContain('“ünïcödé” 🙂');
  expect(launched).toEqual(plain);
});

for (const status of [400, 401, 500])
  live(`a gateway that answers ${status} ends it as plain Claude Code`, async world => {
    const error = { type: 'error', error: { type: 'api_error', message: 'no' } };
    const ours = world.recorder('anthropic', { intercept: async () => Response.json(error, { status }) });
    const own = '{"env":{"CLAUDE_CODE_MAX_RETRIES":"0"}}';
    const [plain, launched] = await both(world, ours, ['-p', 'hi', '--settings', own]);
    expect(plain.exitCode).not.toBe(0);
    expect(launched).toEqual(plain);
  });

for (const args of [['--no-such-option'], ['--version'], ['mcp', 'get', 'nope'], ['-p']])
  live(`claude ${args.join(' ')} ends as it does without cgw`, async world => {
    const [plain, launched] = await both(world, world.recorder('anthropic'), args);
    expect(launched).toEqual(plain);
  });

live('input is read by Claude Code', async world => {
  const ours = world.recorder('anthropic');
  const question = 'What is the “Antwort”?';
  const [plain, launched] = await both(world, ours, ['-p'], `${question}\n`);
  expect(launched).toEqual(plain);
  const [first, second] = ours.modelRequests().map(({ body }) => JSON.stringify(JSON.parse(body).messages));
  expect(first).toContain(question);
  expect(second).toContain(question);
});

/** A recorder that answers nothing until told to, and says when it is asked. */
function slowRecorder(world: World): { ours: Recorder; asked: Promise<void>; answer: () => void } {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<undefined>();
  const intercept = () => {
    asked.resolve();
    return gate.promise;
  };
  const ours = world.recorder('anthropic', { intercept });
  return { ours, asked: asked.promise, answer: () => gate.resolve(undefined) };
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const)
  live(`${signal} ends it as it ends plain Claude Code`, async world => {
    const ends = [];
    for (const program of [[claude], [cgw, 'run', litellm.name]]) {
      const { ours, asked } = slowRecorder(world);
      if (program.length > 1) await addRoute(world, litellm, ours.url);
      const environment = program.length > 1 ? shell : plainEnvironment(ours);
      const running = world.start([...program, '-p', 'hi'], { environment });
      await Promise.race([asked, running.ended]);
      running.signal(signal);
      // Not the output: how much plain Claude Code still prints on its way out is a matter of luck.
      const { exitCode, signal: endedBy } = await running.ended;
      ends.push({ exitCode, endedBy });
    }
    const [plain, launched] = ends;
    expect(launched).toEqual(plain);
  });

live('cgw becomes Claude Code: same process, nothing secret in any command line', async world => {
  const { ours, asked, answer } = slowRecorder(world);
  await addRoute(world, litellm, ours.url);
  // Another token in user settings, so that the hardest way of launching is taken.
  world.settings('user', { env: { ANTHROPIC_AUTH_TOKEN: 'another-token' } });
  const running = world.start([cgw, 'run', litellm.name, '-p', 'hi'], { environment: shell });
  let over = false;
  const watching = (async () => {
    let seen = 0;
    while (!over) {
      for (const line of await commandLines()) {
        expect(line).not.toContain(token);
        seen++;
      }
      await Bun.sleep(5);
    }
    return seen;
  })();
  await Promise.race([asked, running.ended]);
  expect(realpathSync(`/proc/${running.pid}/exe`)).toBe(realpathSync(claude));
  answer();
  const outcome = await running.ended;
  over = true;
  expect(await watching).toBeGreaterThan(0);
  expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
});

/** The command line of every process there is. */
async function commandLines(): Promise<string[]> {
  const pids = [...new Bun.Glob('[0-9]*').scanSync({ cwd: '/proc', onlyFiles: false })];
  return Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}

live('signal dispositions and open files are those of the calling shell', async world => {
  await addRoute(world, litellm, 'http://127.0.0.1:1');
  for (const script of [
    'grep -E "^Sig(Blk|Ign)" /proc/self/status',
    'ls /proc/self/fd',
    'set -o pipefail; yes | head -1; echo $?',
    'umask; pwd; ulimit -a',
  ]) {
    const command = ['bash', '-c', script];
    const plain = await world.run(command);
    const launched = await world.cgw(['exec', litellm.name, '--', ...command], { environment: shell });
    expect(launched).toEqual(plain);
  }
});

for (const [script, expected] of [
  ['exit 42', { exitCode: 42, signal: null }],
  ['kill -TERM $$', { exitCode: null, signal: 'SIGTERM' }],
  ['kill -KILL $$', { exitCode: null, signal: 'SIGKILL' }],
] as const)
  live(`cgw exec ends with its program: ${script}`, async world => {
    await addRoute(world, litellm, 'http://127.0.0.1:1');
    const command = ['exec', litellm.name, '--', 'sh', '-c', script];
    expect(await world.cgw(command, { environment: shell })).toMatchObject(expected);
  });

live('cgw exec gives exactly the environment of the plan', async world => {
  await addRoute(world, litellm, 'http://127.0.0.1:1');
  const environment = {
    ...shell,
    ANTHROPIC_API_KEY: 'stray',
    CLAUDE_CODE_USE_BEDROCK: '1',
    AWS_REGION: 'mine',
  };
  const { stdout: json } = await world.cgw(['env', litellm.name, '--json', '--reveal'], { environment });
  const expected = new Map(Object.entries({ ...world.environment, ...environment }));
  const changes: readonly { name: string; value: string | null }[] = JSON.parse(json).changes;
  for (const { name, value } of changes)
    if (value === null) expected.delete(name);
    else expected.set(name, value);
  const { stdout } = await world.cgw(['exec', litellm.name, '--', 'env', '-0'], { environment });
  expect(parseEnvironment(stdout)).toEqual(Object.fromEntries(expected));
  expect(expected.get('ANTHROPIC_AUTH_TOKEN')).toBe(token);
  expect(expected.has('ANTHROPIC_API_KEY') || expected.has('CLAUDE_CODE_USE_BEDROCK')).toBe(false);
});

for (const [what, environment] of [
  ['CGW_CLAUDE names nothing', { CGW_CLAUDE: '/nope' }],
  ['PATH is empty', { CGW_CLAUDE: '', PATH: '' }],
  ['PATH holds no claude', { CGW_CLAUDE: '', PATH: '/usr/bin:/bin' }],
] as const)
  live(`127 and how to install it when ${what}`, async world => {
    await addRoute(world, litellm, 'http://127.0.0.1:1');
    const outcome = await world.cgw(['run', litellm.name, '-p', 'hi'], {
      environment: { ...shell, ...environment },
    });
    expect(outcome).toMatchObject({ exitCode: 127, stdout: '' });
    expect(outcome.stderr).toContain('npm install -g @anthropic-ai/claude-code');
    expect(existsSync(world.state)).toBe(false);
  });
