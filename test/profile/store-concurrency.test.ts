import { expect, test } from 'bun:test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cgw, shell } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

const names = Array.from({ length: 20 }, (_, index) => `p${index}`);

/** Reads again and again until `writers` have ended; what it read must be whole every time. */
async function readWhile(home: Home, writers: Promise<unknown>): Promise<number> {
  let writing = true;
  void writers.finally(() => {
    writing = false;
  });
  let reads = 0;
  for (; writing; reads++) {
    const [listed, shown] = await Promise.all([
      cgw(['list', '--json'], { home, asProcess: true }),
      cgw(['env', 'bedrock', '--shell', 'sh'], { home, asProcess: true }),
    ]);
    expect(listed).toMatchObject({ exit: 0, stderr: '' });
    expect(shown).toMatchObject({ exit: 0, stderr: '' });
    for (const profile of JSON.parse(listed.stdout).profiles) expect(profile.problem).toBeNull();
  }
  return reads;
}

test.each(sampleOf(['022', '000'], 1))(
  '20 writers at once lose nothing, and no reader sees a config that is not whole (umask %s)',
  async umask => {
    const home = new Home();
    const writers = Promise.all(
      names.map(name => shell(`umask ${umask}; cgw add ${name} --from bedrock --set note=${name}`, { home })),
    );
    const reads = await readWhile(home, writers);
    expect(reads).toBeGreaterThan(1);
    for (const result of await writers) expect(result).toMatchObject({ exit: 0, stdout: '' });

    const profiles = Object.fromEntries(names.map(name => [name, { backend: 'bedrock', note: name }]));
    expect(home.readConfig()).toEqual({ version: 1, roles: {}, profiles });
    const backup = JSON.parse(readFileSync(home.backup, 'utf8'));
    expect(Object.keys(backup.profiles)).toHaveLength(19);
    expect(readdirSync(home.folder).sort()).toEqual(['config.json', 'config.json.bak', 'config.lock']);
    expect(statSync(home.folder).mode & 0o777).toBe(0o700);
    for (const file of [home.config, home.backup]) expect(statSync(file).mode & 0o777).toBe(0o600);
  },
  600_000,
);

test('writers of different kinds at once: each finds the work of the others', async () => {
  const home = new Home();
  await cgw(['add', 'base', '--from', 'bedrock', '--default'], { home, asProcess: true });
  const results = await Promise.all([
    ...names.slice(0, 6).map(name => cgw(['copy', 'base', name], { home, asProcess: true })),
    cgw(['edit', 'base', '--set', 'region=eu-west-1'], { home, asProcess: true }),
    cgw(['edit', 'base', '--set', 'note=kept'], { home, asProcess: true }),
    cgw(['role', 'batch', 'base'], { home, asProcess: true }),
    cgw(['role', 'interactive', 'base'], { home, asProcess: true }),
  ]);
  for (const result of results) expect(result.exit).toBe(0);
  expect(home.readConfig()).toMatchObject({
    default: 'base',
    roles: { batch: 'base', interactive: 'base' },
    profiles: {
      base: { backend: 'bedrock', region: 'eu-west-1', note: 'kept' },
      ...Object.fromEntries(names.slice(0, 6).map(name => [name, { backend: 'bedrock' }])),
    },
  });
}, 600_000);
