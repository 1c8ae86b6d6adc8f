import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { cleanEnvironment, done, program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { runs } from '../support/tier.ts';
import { configText, expectNextWriteWorks, noteIn } from '../support/whole.ts';

setUp();

const kills = runs(160);
const everything = {
  version: 1,
  roles: { batch: 'x' },
  default: 'x',
  profiles: { x: { backend: 'bedrock', region: 'eu-west-1' } },
};

async function prepared(): Promise<Home> {
  const home = new Home();
  await done(['add', 'x', '--from', 'bedrock', '--set', 'region=eu-west-1', '--default'], { home });
  await done(['role', 'batch', 'x'], { home });
  await done(['edit', 'x', '--set', 'note=0'], { home });
  return home;
}

/** Starts a write and kills it after `delay` ms; true when it was killed before it had ended. */
async function killedWrite(home: Home, note: string, delay: number): Promise<boolean> {
  const child = Bun.spawn([program, 'edit', 'x', '--set', `note=${note}`], {
    env: cleanEnvironment(home),
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await Promise.race([Bun.sleep(delay), child.exited]);
  child.kill('SIGKILL');
  await child.exited;
  return child.signalCode === 'SIGKILL';
}

async function usualDuration(home: Home): Promise<number> {
  const start = performance.now();
  for (let run = 0; run < 3; run++) await killedWrite(home, '0', 10_000);
  return (performance.now() - start) / 3;
}

test(`${kills} writes killed at random moments: the config is whole, and old or new`, async () => {
  const home = await prepared();
  // Follows the speed of the machine, which others load meanwhile: too late makes the next delays shorter.
  let duration = await usualDuration(home);
  let killed = 0;
  let old = 0;
  for (let run = 1; killed < kills && run <= 4 * kills; run++) {
    const before = noteIn(configText(home), everything);
    // Half of the delays around the end, where the write itself is.
    const delay = run % 2 === 0 ? Math.random() * duration : (0.6 + Math.random() * 0.5) * duration;
    const inTime = await killedWrite(home, String(run), delay);
    duration *= inTime ? 1.02 : 0.95;
    if (!inTime) continue;
    killed++;
    const after = noteIn(configText(home), everything);
    expect([before, String(run)]).toContain(after);
    if (after === before) old++;
    noteIn(readFileSync(home.backup, 'utf8'), everything);
    if (killed % 10 === 0) await expectNextWriteWorks(home, `after ${run}`);
  }
  await expectNextWriteWorks(home, 'at last');
  // The test would show nothing if the kills all came too late, or all too early.
  expect(killed).toBe(kills);
  expect(old).toBeGreaterThan(0);
}, 600_000);
