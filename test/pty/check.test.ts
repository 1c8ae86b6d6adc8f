import { expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileFor } from '../check/support/checked.ts';
import { type Gateway, plantedKey, serversUntilTheEnd } from '../check/support/server.ts';
import { Home } from '../support/home.ts';
import { isRunning } from '../support/running.ts';
import { isDeep } from '../support/tier.ts';
import { until } from '../support/until.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { openPicker } from './support/picker.ts';
import { childrenOf } from './support/processes.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const env = { PLANTED: plantedKey };
const start = serversUntilTheEnd();

function homeWith(gateway?: Gateway): Home {
  const home = new Home();
  home.writeConfig({ version: 1, default: 'g', profiles: { g: profileFor(start(gateway).url) } });
  return home;
}

/** A server that never answers one of the probes. */
const stuck: Gateway = asked =>
  asked.body.context_management === undefined ? asked : new Promise<never>(() => {});

/** The picker once a check has begun. */
async function measuring(home: Home): ReturnType<typeof openPicker> {
  const terminal = await openPicker([], { home, env, rows: 40 });
  await terminal.press('t');
  await terminal.waitFor('Check it?');
  expect(terminal.text()).toMatch(/costs at most \$0\.\d\d/);
  await terminal.press('y');
  return terminal;
}

function stored(home: Home): string {
  const file = join(home.path, '.local', 'state', 'cgw', 'checks', 'g.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

test('t measures, shows what it finds, and the tabs have it', async () => {
  const home = homeWith();
  await using terminal = await measuring(home);
  await terminal.waitFor('What it found');
  expect(terminal.text()).toContain('Images and PDF files');
  await terminal.press('escape');
  await terminal.waitFor('Profiles');
  await terminal.press('tab', 'tab');
  await terminal.waitFor(/Measured \d{4}-\d\d-\d\d/);
  expect(terminal.text()).toMatch(/✓ ok +answered/);
  expect(terminal.text()).not.toContain(plantedKey);
});

test('cgw check asks before it spends, and no sends nothing', async () => {
  const asked: string[] = [];
  const home = homeWith(each => {
    asked.push(each.path);
    return each;
  });
  await using terminal = Terminal.cgw(['check', 'g'], { home, env, columns: 120 });
  await terminal.waitFor('Go on?');
  expect(terminal.text()).toMatch(/costs at most \$0\.\d\d/);
  await terminal.type('n\r');
  expect((await terminal.exit).code).toBe(130);
  expect(asked).toEqual([]);
  expect(stored(home)).toBe('');
});

test('a check can be left: it stops, and what it learnt is kept', async () => {
  const home = homeWith(stuck);
  await using terminal = await measuring(home);
  await terminal.waitFor('Effort level');
  await terminal.press('escape');
  await terminal.waitFor('was stopped');
  expect(stored(home)).toContain('"effort"');
  expect(stored(home)).not.toContain('"context-management"');
});

test('Ctrl-C while it runs leaves the program, and no check behind', async () => {
  const home = homeWith(stuck);
  await using terminal = await measuring(home);
  await terminal.waitFor('Effort level');
  await terminal.press('ctrl+c');
  expect((await terminal.exit).code).toBe(130);
  await expectSaneTerminal(terminal, { shows: '' });
  // The other process has ended first, and kept what it found out.
  expect(stored(home)).toContain('"effort"');
});

test.if(isDeep)('Ctrl-C leaves no check behind either that does not listen', async () => {
  const home = homeWith(stuck);
  await using terminal = await measuring(home);
  await terminal.waitFor('Effort level');
  const [check] = childrenOf(terminal.pid);
  if (check === undefined) throw new Error('there is no check');
  process.kill(check, 'SIGSTOP');
  await terminal.press('ctrl+c');
  expect((await terminal.exit).code).toBe(130);
  await until('the check has ended', () => !isRunning(check));
});
