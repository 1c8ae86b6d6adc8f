import { afterAll, expect, test } from 'bun:test';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { isRunning } from '../support/running.ts';
import { setUp } from '../support/set-up.ts';
import { until } from '../support/until.ts';
import { checkJson, profileFor } from './support/checked.ts';
import { plantedKey, serve } from './support/server.ts';

setUp();

const server = serve();
afterAll(() => server.stop());

type Started = {
  readonly pid: number;
  interrupt(): void;
  ended(): Promise<{ exit: number; stdout: string }>;
};

/** No limit of time but that of the test: whoever does not heed Ctrl-C takes a minute. */
function start(home: Home, profile: object, args: readonly string[] = [], env: object = {}): Started {
  home.writeConfig({ version: 1, profiles: { g: profile } });
  const child = Bun.spawn([program, 'check', 'g', '--json', ...args], {
    env: { HOME: home.path, PATH: process.env.PATH ?? '', PLANTED: plantedKey, ...env },
    stdout: 'pipe',
    stderr: 'ignore',
  });
  return {
    pid: child.pid,
    interrupt: () => child.kill('SIGINT'),
    ended: async () => ({ exit: await child.exited, stdout: await child.stdout.text() }),
  };
}

/** Waits for a file of the home folder. */
async function seen(home: Home, name: string): Promise<void> {
  await until(`there is a file ${name}`, () => existsSync(join(home.path, name)));
}

function script(home: Home, name: string, lines: string): string {
  home.write(name, `#!/bin/sh\n${lines}\n`, 0o700);
  return join(home.path, name);
}

async function gone(pid: number): Promise<void> {
  await until(`process ${pid} has ended`, () => !isRunning(pid));
}

async function pidIn(home: Home, name: string): Promise<number> {
  return Number(await Bun.file(join(home.path, name)).text());
}

/** A listener that takes nobody in: stopped, and with as many waiting before it as there is room for. */
const stoppedListener = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, server.address().port + '\\n');
    process.kill(process.pid, 'SIGSTOP');
  });`;

/** How many connections a process has opened: its sockets, but for those that it was started with. */
function connectionsOf(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  const opened = readdirSync(folder).filter(descriptor => Number(descriptor) > 2);
  return opened.filter(descriptor => isSocket(join(folder, descriptor))).length;
}

function isSocket(descriptor: string): boolean {
  try {
    return readlinkSync(descriptor).startsWith('socket:');
  } catch {
    return false;
  }
}

test('ends a connection that nobody takes', async () => {
  // Not Bun, which knows no other room than for 512.
  await using full = Bun.spawn(['node', '-e', stoppedListener], { stdout: 'pipe' });
  const { value } = await full.stdout.getReader().read();
  const port = Number(new TextDecoder().decode(value));
  let taken = 0;
  const waiting = Array.from({ length: 4 }, () => connect(port, '127.0.0.1', () => taken++));
  await until('there is no more room before the listener', () => taken === 2);
  const home = new Home();
  const check = start(home, profileFor(`http://127.0.0.1:${port}`));
  await until('the check connects', () => connectionsOf(check.pid) > 0);
  check.interrupt();
  expect((await check.ended()).exit).toBe(130);
  for (const each of waiting) each.destroy();
  full.kill('SIGKILL');
});

test('ends the program that fetches a secret', async () => {
  const home = new Home();
  const fetching = script(
    home,
    'fetch',
    'echo $$ > "$HOME/pid.new"; mv "$HOME/pid.new" "$HOME/pid"; exec sleep 50',
  );
  const check = start(home, profileFor(server.url, { token: `cmd:${fetching}` }));
  await seen(home, 'pid');
  check.interrupt();
  const { exit, stdout } = await check.ended();
  expect(exit).toBe(130);
  expect(checkJson.parse(JSON.parse(stdout)).checks).toMatchObject([{ stopped: true, steps: [] }]);
  await gone(await pidIn(home, 'pid'));
  expect(existsSync(join(home.path, '.local/state/cgw/checks/g.json'))).toBe(false);
});

test.each([
  ['that ignores the signal to end', "trap '' TERM INT", 'sleep 50'],
  ['that leaves a child with its pipes', 'sleep 50 &', 'wait'],
])('ends a Claude Code %s', async (_, first, last) => {
  const home = new Home();
  const claude = script(
    home,
    'claude',
    `${first}\necho $$ > "$HOME/pid.new"\nmv "$HOME/pid.new" "$HOME/pid"\n${last}`,
  );
  const check = start(home, profileFor(server.url), ['--claude'], { CGW_CLAUDE: claude });
  await seen(home, 'pid');
  check.interrupt();
  const { exit, stdout } = await check.ended();
  expect(exit).toBe(130);
  const [report] = checkJson.parse(JSON.parse(stdout)).checks;
  expect(report?.stopped).toBe(true);
  expect(report?.features.map(({ id }) => id)).toContain('effort');
  await gone(await pidIn(home, 'pid'));
});

test('the result of a Claude Code counts that leaves a child with its pipes', async () => {
  const home = new Home();
  const result = JSON.stringify({
    type: 'result',
    is_error: false,
    modelUsage: { 'claude-opus-5-5': { provider: 'gateway' } },
  });
  const claude = script(home, 'claude', `(pwd; ls -A) > "$HOME/where"\nsleep 50 &\necho '${result}'`);
  const check = start(home, profileFor(server.url), ['--claude'], { CGW_CLAUDE: claude });
  const [report] = checkJson.parse(JSON.parse((await check.ended()).stdout)).checks;
  expect(report?.steps.at(-1)).toMatchObject({ step: 'claude', what: expect.stringContaining('asked') });
  // It was started in a folder without a project, and without anything.
  expect(await Bun.file(join(home.path, 'where')).text()).toBe(`${home.path}/.local/state/cgw/empty\n`);
});
