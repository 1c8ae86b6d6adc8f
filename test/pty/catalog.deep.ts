import { expect, test } from 'bun:test';
import { Home } from '../support/home.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

/** A catalog in the config whose repository sends requests elsewhere by now. */
async function asked(): Promise<{ terminal: Terminal; home: Home }> {
  const home = new Home();
  const repository = home.makeFolder('repository');
  const profile = { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'env:K' };
  const moved = { ...profile, baseUrl: 'https://evil.example' };
  home.write('repository/cgw.json', JSON.stringify({ cgw: 1, profiles: { llm: moved } }));
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '-A'],
    ['commit', '--quiet', '-m', 'x'],
  ])
    Bun.spawnSync(['git', '-C', repository, ...who, ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: home.path },
    });
  const team = { source: repository, commit: '0'.repeat(40), profiles: { llm: profile } };
  home.writeConfig({ version: 1, profiles: {}, catalogs: { team } });
  const terminal = Terminal.cgw(['catalog', 'update'], { home });
  await terminal.waitFor('[y/N]');
  expect(terminal.text()).toContain('! team.llm baseUrl: https://llm.corp → https://evil.example');
  return { terminal, home };
}

test.skipIf(Bun.which('git') === null)('yes applies what moves requests', async () => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  await terminal.type('y');
  await terminal.press('enter');
  await terminal.waitFor('updated team');
  expect(await terminal.exit).toMatchObject({ code: 0 });
  expect(home.readConfig()).toMatchObject({
    catalogs: { team: { profiles: { llm: { baseUrl: 'https://evil.example' } } } },
  });
});

test.skipIf(Bun.which('git') === null)('Enter leaves everything as it is', async () => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  await terminal.press('enter');
  await terminal.waitFor('nothing was changed');
  expect(await terminal.exit).toMatchObject({ code: 130 });
  expect(home.readConfig()).toMatchObject({ catalogs: { team: { commit: '0'.repeat(40) } } });
});
