import { expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import { expectPlain } from '../ui/plain/converse.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const profiles = {
  work: { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'cmd:pass show planted-argument' },
  cloud: { backend: 'bedrock', region: 'eu-west-1', note: 'the batch account' },
};

/** Each line as it is typed, with what has to be said then. */
const conversation: readonly (readonly [typed: string, said: RegExp])[] = [
  ['show work', /^ {2}token +cmd:pass …$/m],
  ['show cloud', /^ {2}note +the batch account$/m],
  ['features cloud', /^ {2}none: Web search, No web search$/m],
  ['features 2 --why', /^none: Web search\n(.*\n)* +documented: /m],
  ['issues litellm', /\(open, BerriAI\/litellm#\d+\)/],
  ['compare work cloud', /^Switching work to cloud\n(.*\n)*You lose/m],
  ['default 2', /the default is now cloud$/m],
  ['role night 1', /@night is now work$/m],
  ['copy 2 third', /copied cloud to third\n(.*\n)?The numbers have changed/m],
  ['copy 2 third', /cgw: there is a profile third already$/m],
  ['rename third fourth', /renamed third to fourth$/m],
  ['rename 1', /Usage: cgw rename|cgw rename /],
  ['write cloud --to local --dry-run', /AWS_REGION.*eu-west-1/],
  ['delete fourth', /Only yes deletes it:/],
  ['yes', /removed fourth; config.json.bak beside the config still has it$/m],
];

test('the plain picker has the program carry out its commands, and says what they say', async () => {
  const home = new Home();
  home.writeConfig({ version: 1, default: 'work', roles: {}, profiles });
  await using terminal = Terminal.cgw([], { home, env: { TERM: 'dumb' }, columns: 200, rows: 60 });
  const prompt = 'help says which: ';
  await terminal.waitFor(prompt.trim());
  for (const [typed, said] of conversation) {
    const before = terminal.output().length;
    await terminal.type(`${typed}\r`);
    const answer = () => terminal.output().slice(before).replaceAll('\r\n', '\n');
    await terminal.waitFor(() => answer().endsWith(': '));
    expect(answer()).toMatch(said);
    if (!typed.startsWith('write')) expectPlain(answer());
  }
  expect(terminal.output()).not.toContain('planted-argument');
  await terminal.type('quit\r');
  expect(await terminal.exit).toMatchObject({ code: 0 });
  expect(home.readConfig()).toMatchObject({ default: 'cloud', roles: { night: 'work' }, profiles });
});

test('a command that runs ends with the picker', async () => {
  const home = new Home();
  const started = home.write('bin/slow', '#!/bin/sh\ntouch "$HOME/started"\nexec sleep 60\n', 0o755);
  home.writeConfig({
    version: 1,
    roles: {},
    profiles: { work: { ...profiles.work, token: `cmd:${started}` } },
  });
  await using terminal = Terminal.cgw([], { home, env: { TERM: 'dumb' } });
  await terminal.waitFor('help says which:');
  await terminal.type('check 1\r');
  await terminal.waitFor('Check it? yes or no:');
  await terminal.type('yes\r');
  await terminal.waitFor(() => existsSync(join(home.path, 'started')));
  await terminal.press('ctrl+c');
  expect(await terminal.exit).toMatchObject({ code: 130 });
});
