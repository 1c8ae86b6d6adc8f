import { expect, test } from 'bun:test';
import { Home } from '../support/home.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

/** A home whose profile `x` takes its token from such a `sh` script, called `ask`. */
function withScript(script: string): Home {
  const home = new Home();
  const ask = home.write('bin/ask', `#!/bin/sh\n${script}\n`, 0o755);
  const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: `cmd:${ask}` };
  home.writeConfig({ version: 1, default: 'x', profiles: { x } });
  return home;
}

const under = ['exec', 'x', '--', 'sh', '-c', 'echo "token $ANTHROPIC_AUTH_TOKEN"'];

test('what a program asks on the terminal is seen as it is asked', async () => {
  const home = withScript('printf "PIN? " >&2; read -r pin; echo "key-$pin"');
  await using terminal = Terminal.cgw(under, { home });
  await terminal.waitFor('PIN?');
  await terminal.type('1234\r');
  await terminal.waitFor('token key-1234');
  expect((await terminal.exit).code).toBe(0);
});

test('Ctrl-C while a program asks for a password ends both: 130, nothing said, and the echo is on again', async () => {
  const home = withScript('printf "Password: " >&2; stty -echo; echo ready >&2; read -r pin; echo "$pin"');
  await using terminal = Terminal.cgw(under, { home });
  await terminal.waitFor('ready');
  terminal.write('\u0003');
  expect((await terminal.exit).code).toBe(130);
  await expectSaneTerminal(terminal, { shows: 'Password: ready' });
});

test('so does Ctrl-C to a program that does not want to end', async () => {
  const home = withScript('trap "" INT TERM; stty -echo; echo ready >&2; while :; do sleep 0.05; done');
  await using terminal = Terminal.cgw(under, { home });
  await terminal.waitFor('ready');
  terminal.write('\u0003');
  expect((await terminal.exit).code).toBe(130);
  await expectSaneTerminal(terminal, { shows: 'ready' });
});

test('a program that fails leaves the terminal as it was', async () => {
  const home = withScript('stty -echo -icanon; exit 3');
  await using terminal = Terminal.cgw(under, { home });
  expect((await terminal.exit).code).toBe(4);
  await expectSaneTerminal(terminal, { shows: /^cgw: the secret cmd:.*ask … failed with 3\n/ });
});
