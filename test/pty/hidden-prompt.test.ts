import { expect, test } from 'bun:test';
import { Home } from '../support/home.ts';
import { until } from '../support/until.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { bytesReadBy, sessionOf } from './support/processes.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell } from './support/shell.ts';

setUpTerminals();

const question = /token \(not shown\):$/;
const asks = `${process.execPath} ${import.meta.dir}/programs/hidden.ts`;

/** A shell in which a program asks for a secret, and the process of that. */
async function asked(): Promise<{ shell: Shell; pid: number }> {
  const shell = await Shell.open('bash', { home: new Home(), columns: 160 });
  await shell.enter(asks);
  await shell.waitFor(question);
  const pid = sessionOf(shell.pid).find(each => each !== shell.pid);
  if (pid === undefined) throw new Error('nothing asks');
  return { shell, pid };
}

test.each(['SIGTSTP', 'SIGSTOP'] as const)(
  'after %s from elsewhere, and fg, it asks again, and echoes nothing',
  async signal => {
    const { shell, pid } = await asked();
    await using _ = shell;
    const before = shell.modes();
    for (let round = 0; round < 2; round++) {
      await shell.settled();
      const read = bytesReadBy(pid);
      await shell.type('half of it');
      // Nothing shows it, and what it has not read the shell would.
      await until('the program has read it', () => bytesReadBy(pid) >= read + 'half of it'.length);
      process.kill(pid, signal);
      await shell.prompted();
      expect(await shell.run('echo between')).toBe('between');
      await shell.enter('fg');
      await shell.waitFor(question);
      expect(shell.modes()).toEqual(before);
    }
    await shell.type('sk-typed-unseen');
    expect(shell.text()).not.toContain('typed-unseen');
    await shell.press('enter');
    await shell.waitFor('took "sk-typed-unseen"');
    await shell.prompted();
    expect(shell.mainText()).not.toContain('half of it');
    expect(await shell.run('stty -a | grep -ow -e -echo -e -icanon; echo sane')).toBe('sane');
  },
);

test('a signal that ends it while it is stopped leaves the terminal as it was', async () => {
  const { shell, pid } = await asked();
  await using _ = shell;
  process.kill(pid, 'SIGTSTP');
  await shell.prompted();
  const before = shell.modes();
  process.kill(pid, 'SIGTERM');
  await shell.enter('fg');
  await shell.prompted();
  expect(await shell.run('echo $?')).toBe('143');
  await expectSaneTerminal(shell, { before, shows: /143\nready>$/ });
});

test('of a paste without marks none is taken, and none is run', async () => {
  const { shell } = await asked();
  await using _ = shell;
  // Read together or one by one, as it comes.
  for (const line of ['first', 'second', 'third']) shell.write(`echo ${line}-of-it\r`);
  await shell.waitFor('nothing was taken');
  await shell.settled();
  await shell.type('the-right-one\r');
  await shell.waitFor('took "the-right-one"');
  await shell.prompted();
  expect(shell.mainText()).not.toContain('of-it');
});
