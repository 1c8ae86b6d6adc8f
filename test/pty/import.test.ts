import { expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { Home } from '../support/home.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const profile = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'cmd:pass show team' };

/** `cgw import` on a terminal, of a profile that runs a program. */
async function asked(): Promise<{ terminal: Terminal; home: Home }> {
  const home = new Home();
  const file = home.write('team.json', JSON.stringify({ cgw: 1, profiles: { team: profile } }));
  const terminal = Terminal.cgw(['import', file], { home });
  await terminal.waitFor('Import what is marked with ! as well? [y/N]');
  expect(terminal.text()).toContain('! token runs ["pass","show","team"]');
  return { terminal, home };
}

test('yes takes it over', async () => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  await terminal.type('y');
  await terminal.press('enter');
  await terminal.waitFor('imported team');
  expect(await terminal.exit).toMatchObject({ code: 0 });
  expect(home.readConfig()).toMatchObject({ profiles: { team: profile } });
});

test.each(['', 'n', 'maybe'])('%j leaves everything as it is', async answer => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  if (answer !== '') await terminal.type(answer);
  await terminal.press('enter');
  await terminal.waitFor('nothing was imported');
  expect(await terminal.exit).toMatchObject({ code: 130 });
  expect(existsSync(home.config)).toBe(false);
});

// What stands far above has left the screen.
test('everything that it is about stands right before the question', async () => {
  const home = new Home();
  const plain = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'placeholder:x' };
  const profiles = {
    team: profile,
    ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`p${at}`, plain])),
  };
  const file = home.write('team.json', JSON.stringify({ cgw: 1, profiles }));
  await using terminal = Terminal.cgw(['import', file], { home });
  await terminal.waitFor('Import what is marked with ! as well? [y/N]');
  expect(terminal.text()).toContain(
    '! team: token runs ["pass","show","team"]\nImport what is marked with ! as well? [y/N]',
  );
});
