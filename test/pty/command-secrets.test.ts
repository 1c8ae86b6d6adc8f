import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { until } from '../support/until.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell } from './support/shell.ts';
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

test('a program that succeeds, but leaves the echo off, leaves the terminal as it was', async () => {
  const home = withScript('stty -echo -icanon; echo key');
  await using terminal = Terminal.cgw([...under.slice(0, -1), 'stty -a | grep -ow -e -echo -e -icanon; :'], {
    home,
  });
  expect((await terminal.exit).code).toBe(0);
  await expectSaneTerminal(terminal, { shows: '' });
});

test('in the background the terminal is somebody else’s: nothing is put back, and nothing stops', async () => {
  const home = withScript('touch "$HOME/asked"; until [ -e "$HOME/go" ]; do sleep 0.02; done; echo key');
  await using shell = await Shell.open('bash', { home });
  await shell.run('cgw exec x -- touch done &');
  await until('the program asks', () => existsSync(join(home.path, 'asked')));
  // Now the terminal is set otherwise than at the prompt.
  await shell.enter('touch go; until [ -e done ]; do sleep 0.02; done; echo all of it');
  await shell.waitFor(/^all of it$/m);
});

describe('two programs that ask on the terminal', () => {
  /** As `getpass` does it: it puts back what it found. */
  const ask = [
    'exec </dev/tty',
    'modes=$(stty -g)',
    'stty -echo',
    'printf "%s? " "$1" >/dev/tty',
    'read -r pin',
    'stty "$modes"',
    'printf "\\n" >/dev/tty',
    'echo "$1-$pin"',
  ].join('\n');

  function withTwo(script = ask, more: object = {}): Home {
    const home = new Home();
    const program = home.write('bin/ask', `#!/bin/sh\n${script}\n`, 0o755);
    const x = {
      backend: 'gateway',
      baseUrl: 'https://g.example.com',
      token: `cmd:${program} first`,
      env: { SECOND: { secret: `cmd:${program} second` }, ...more },
    };
    home.writeConfig({ version: 1, default: 'x', profiles: { x } });
    return home;
  }

  const both = ['exec', 'x', '--', 'sh', '-c', 'echo "got $ANTHROPIC_AUTH_TOKEN and $SECOND"'];

  test.each([
    ['', both],
    [', also where stdin and stderr are none', ['-c', '"$0" "$@" </dev/null 2>err', 'cgw', ...both]],
  ])('ask one after the other, and neither answer is echoed%s', async (_, args) => {
    const home = withTwo();
    const redirected = args[0] === '-c';
    await using terminal = redirected
      ? new Terminal(['sh', ...args.map(word => (word === 'cgw' ? program : word))], { home })
      : Terminal.cgw(args, { home });
    const [one, other] = /first\?/.test(await terminal.waitFor(/(first|second)\?/))
      ? ['first', 'second']
      : ['second', 'first'];
    await terminal.settled(200);
    expect(terminal.text()).toBe(`${one}?`);
    await terminal.type('4711\r');
    await terminal.waitFor(`${other}?`);
    await terminal.settled(200);
    await terminal.type('0815\r');
    const answers = { [one]: '4711', [other]: '0815' };
    await terminal.waitFor(`got first-${answers.first} and second-${answers.second}`);
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, {
      shows: `${one}?\n${other}?\ngot first-${answers.first} and second-${answers.second}`,
    });
  });

  test('when the first fails, nobody is asked by the second', async () => {
    const home = withTwo('echo "$1" >>"$HOME/asked"; exit 3');
    await using terminal = Terminal.cgw(both, { home });
    expect((await terminal.exit).code).toBe(4);
    expect((await Bun.file(join(home.path, 'asked')).text()).trim().split('\n')).toHaveLength(1);
  });

  test('nobody is asked when another reference leads nowhere', async () => {
    const home = withTwo(ask, { THIRD: { secret: 'env:NOT_EXPORTED' } });
    await using terminal = Terminal.cgw(both, { home });
    expect((await terminal.exit).code).toBe(4);
    await expectSaneTerminal(terminal, { shows: /^cgw: the secret env:NOT_EXPORTED is not set\n/ });
  });
});
