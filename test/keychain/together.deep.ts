import { expect, test } from 'bun:test';
import { cleanEnvironment, program } from '../support/cgw.ts';
import { hasStrace, StopAt } from '../support/strace.ts';
import { until } from '../support/until.ts';
import { gatewayFlags, type KeyringHome, withKeyring } from './world.ts';

/** No timing is right or wrong here: whoever comes first, what was said must be true afterwards. */
const rounds = [1, 2, 3, 4];

withKeyring('several cgw at once, and one keychain', start => {
  test.each(rounds)(
    'of several that add one name, the one that says so has its value there (%i)',
    async round => {
      const home = start();
      const name = `both-${round}`;
      const values = ['value-a', 'value-b', 'value-c', 'value-d'];
      const results = await Promise.all(
        values.map(value => home.run(['add', name, ...gatewayFlags, '--secret-stdin', 'token'], value)),
      );
      const winners = values.filter((_, index) => results[index]?.exit === 0);
      expect(winners).toHaveLength(1);
      expect(await home.token(name)).toBe(`${winners[0]}\n`);
    },
  );

  test.each(rounds)('a new value is not lost to a rename (%i)', async round => {
    const home = start();
    const [from, to] = [`from-${round}`, `to-${round}`];
    await home.add(from, 'old-value');
    const [renamed, set] = await Promise.all([
      home.run(['rename', from, to]),
      home.run(['secret', 'set', from, 'token', '--stdin'], 'new-value'),
    ]);
    expect(renamed.exit).toBe(0);
    // It came first, or there is no such profile any more.
    expect([0, 3]).toContain(set.exit ?? -1);
    expect(await home.token(to)).toBe(set.exit === 0 ? 'new-value\n' : 'old-value\n');
    expect(home.service.value(`${from}/token`)).toBeUndefined();
  });

  test.each(rounds)('imports of one profile at once (%i)', async round => {
    const home = start();
    const name = `imported-${round}`;
    const settings = (token: string) =>
      JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://g.example.com', ANTHROPIC_AUTH_TOKEN: token } });
    const values = ['sk-planted-a-000000000000', 'sk-planted-b-000000000000', 'sk-planted-c-000000000000'];
    const results = await Promise.all(
      values.map(value => home.run(['import', '-', '--as', name, '--secrets', 'keychain'], settings(value))),
    );
    const winners = values.filter((_, index) => results[index]?.exit === 0);
    expect(winners).toHaveLength(1);
    expect(await home.token(name)).toBe(`${winners[0]}\n`);
  });

  test.skipIf(!hasStrace).each([
    ['secret set', ['secret', 'set', 'undo', 'token', '--stdin'], 'undo/token'],
    ['add', ['add', 'fresh', ...gatewayFlags, '--secret-stdin', 'token'], 'fresh/token'],
  ] as const)(
    'what another program has put there meanwhile is not taken back: %s',
    async (_, args, account) => {
      const home = start();
      await home.add(account === 'undo/token' ? 'undo' : 'undone', 'old-value');
      // With the entry stored, at the first file of the config, which then cannot be put in its place.
      const stop = new StopAt(home, 'rename', 1, 'ENOSPC');
      const child = spawn(home, stop.under, args, 'new-value');
      const goOn = await stop.stopped(child.pid);
      expect(home.service.value(account)).toBe('new-value');
      await home.service.store(account, 'of another');
      goOn();
      expect(await child.stderr.text()).toContain('cannot be written');
      expect(await child.exited).toBe(1);
      expect(home.service.value(account)).toBe('of another');
    },
  );

  test('who has to wait for a keychain that is asked elsewhere is told so, and then gets through', async () => {
    const home = start();
    await home.add('asked', 'old-value');
    home.service.hang();
    const asking = home.run(['secret', 'set', 'asked', 'token', '--stdin'], 'new-value');
    // The first may have been quicker than the one that asks.
    const waited = await until('one of them has to wait', async () => {
      let said = '';
      const child = spawn(home, [], ['default', 'asked']);
      for await (const chunk of child.stderr) {
        const text = new TextDecoder().decode(chunk);
        if (!text.includes('waits for another cgw')) continue;
        said = text;
        home.service.resume();
      }
      expect(await child.exited).toBe(0);
      return said;
    });
    expect(waited).toMatch(/^cgw: waits for another cgw [^\n]+\n$/);
    expect(await asking).toMatchObject({ exit: 0 });
    expect(await home.token('asked')).toBe('new-value\n');
  });
});

withKeyring('a keychain that goes while a profile is removed', start => {
  test.skipIf(!hasStrace)('every entry that is left is named', async () => {
    const home = start();
    await home.add('left', 'one');
    await home.done(['edit', 'left', '--secret-stdin', 'headers.x-key'], 'two');
    const stop = new StopAt(home, 'rename', 1);
    const child = spawn(home, stop.under, ['remove', 'left']);
    const goOn = await stop.stopped(child.pid);
    await home.service.stopKeyring();
    goOn();
    const stderr = await child.stderr.text();
    expect(await child.exited).toBe(4);
    expect(stderr).toContain('the config is changed, but the keychain entry left/token cannot be deleted');
    for (const account of ['left/token', 'left/headers.x-key'])
      expect(stderr).toContain(`secret-tool clear service cgw account ${account}`);
    expect(home.readConfig()).toMatchObject({ profiles: {} });
  });
});

function spawn(home: KeyringHome, under: readonly string[], args: readonly string[], stdin = '') {
  return Bun.spawn([...under, program, ...args], {
    cwd: home.path,
    env: cleanEnvironment(home, home.service.env),
    stdin: new TextEncoder().encode(stdin),
    stdout: 'ignore',
    stderr: 'pipe',
  });
}
