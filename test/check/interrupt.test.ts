import { afterAll, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { checkJson, profileFor } from './support/checked.ts';
import { plantedKey, serve } from './support/server.ts';

setUp();

const server = serve();
afterAll(() => server.stop());

type Started = {
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
    interrupt: () => child.kill('SIGINT'),
    ended: async () => ({ exit: await child.exited, stdout: await child.stdout.text() }),
  };
}

/** Waits for a file of the home folder. */
async function seen(home: Home, name: string): Promise<void> {
  while (!existsSync(join(home.path, name))) await Bun.sleep(20);
}

function script(home: Home, name: string, lines: string): string {
  home.write(name, `#!/bin/sh\n${lines}\n`, 0o700);
  return join(home.path, name);
}

/** Waits until a process is no more; one whose parent has gone may stay as a zombie. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    const file = Bun.file(`/proc/${pid}/stat`);
    const state = await file.text().catch(() => ') Z');
    if (/\) Z/.test(state)) return;
    await Bun.sleep(20);
  }
}

async function pidIn(home: Home, name: string): Promise<number> {
  return Number(await Bun.file(join(home.path, name)).text());
}

test('ends a connection that nobody takes', async () => {
  // What cannot be had of Bun: a listener that is full.
  const full = Bun.spawn(
    [
      'python3',
      '-u',
      '-c',
      `import socket, sys
held = socket.socket(); held.bind(('127.0.0.1', 0)); held.listen(0)
waiting = [socket.socket() for _ in range(4)]
for each in waiting: each.setblocking(False); each.connect_ex(held.getsockname())
print(held.getsockname()[1]); sys.stdin.read()`,
    ],
    { stdin: 'pipe', stdout: 'pipe' },
  );
  const { value } = await full.stdout.getReader().read();
  const port = Number(new TextDecoder().decode(value));
  const home = new Home();
  const check = start(home, profileFor(`http://127.0.0.1:${port}`, { env: {} }));
  // On its way: the kernel knows of one connection more than the listener’s own.
  const connecting = () =>
    Bun.spawnSync(['grep', '-c', `:${port.toString(16).toUpperCase().padStart(4, '0')} 02 `, '/proc/net/tcp'])
      .stdout.toString()
      .trim();
  const before = Number(connecting());
  while (Number(connecting()) <= before) await Bun.sleep(20);
  check.interrupt();
  expect((await check.ended()).exit).toBe(130);
  full.kill();
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
  const claude = script(home, 'claude', `sleep 50 &\necho '${result}'`);
  const check = start(home, profileFor(server.url), ['--claude'], { CGW_CLAUDE: claude });
  const [report] = checkJson.parse(JSON.parse((await check.ended()).stdout)).checks;
  expect(report?.steps.at(-1)).toMatchObject({ step: 'claude', what: expect.stringContaining('asked') });
});
