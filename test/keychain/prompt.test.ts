import { expect, test } from 'bun:test';
import { expectSaneTerminal } from '../pty/support/expect-sane.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { sampleOf } from '../support/tier.ts';
import { gatewayFlags, type KeyringHome, withKeyring } from './world.ts';

setUpTerminals();

const secret = 'sk-planted-7f3a9c-0000';

function onTerminal(home: KeyringHome, args: readonly string[]): Terminal {
  return Terminal.cgw(args, { home, env: home.service.env, columns: 100 });
}

/** `cgw add … --secret token=keychain` at its prompt. */
async function asked(home: KeyringHome, name: string): Promise<Terminal> {
  const terminal = onTerminal(home, ['add', name, ...gatewayFlags, '--secret', 'token=keychain']);
  await terminal.waitFor(`token of ${name} (not shown):`);
  return terminal;
}

withKeyring('a hidden prompt', start => {
  test('typed with a slip, taken, never shown', async () => {
    const home = start();
    await using terminal = await asked(home, 'typed');
    await terminal.type(`${secret}x`);
    await terminal.press('backspace', 'enter');
    await terminal.waitFor('added typed');
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
    expect(home.service.value('typed/token')).toBe(secret);
    expect(terminal.output()).not.toContain('sk-');
    await expectSaneTerminal(terminal, { shows: /^(?!.*sk-)/s });
  });

  test('pasted, also with the line break behind it', async () => {
    const home = start();
    await using terminal = await asked(home, 'pasted');
    await terminal.paste(`${secret}\n`);
    await terminal.press('enter');
    await terminal.exit;
    expect(home.service.value('pasted/token')).toBe(secret);
    expect(terminal.output()).not.toContain('sk-');
  });

  test('several lines and nothing are refused, and asked again', async () => {
    const home = start();
    await using terminal = await asked(home, 'again');
    await terminal.paste(`${secret}\nuser: me`);
    await terminal.press('enter');
    await terminal.waitFor('several lines');
    await terminal.press('enter');
    await terminal.waitFor('Nothing was entered.');
    await terminal.type(secret);
    await terminal.press('enter');
    await terminal.waitFor('added again');
    expect(home.service.value('again/token')).toBe(secret);
    expect(terminal.output()).not.toContain('sk-');
    // Once nothing is echoed any more, as who sees it may type at once.
    for (const refusal of ['These were several lines', 'Nothing was entered.'])
      expect(terminal.output()).toContain(`\u001b[?2004h${refusal}`);
  });

  test.each(sampleOf(['ctrl+c', 'ctrl+d'], 1))('%s leaves nothing, and a sane terminal', async key => {
    const home = start();
    await using terminal = await asked(home, 'left');
    await terminal.type(secret);
    await terminal.press(key);
    expect(await terminal.exit).toEqual({ code: 130, signal: null });
    expect(terminal.text()).toContain('nothing was changed');
    expect(terminal.output()).not.toContain('sk-');
    expect(home.service.value('left/token')).toBeUndefined();
    await expectSaneTerminal(terminal, { shows: /^(?!.*sk-)/s });
  });

  test.each(sampleOf(['SIGTERM', 'SIGINT', 'SIGHUP'] as const, 1))(
    '%s leaves a sane terminal',
    async signal => {
      const home = start();
      await using terminal = await asked(home, 'ended');
      await terminal.type(secret);
      terminal.signal(signal);
      expect(await terminal.exit).toEqual({ code: null, signal });
      expect(terminal.output()).not.toContain('sk-');
      await expectSaneTerminal(terminal, { shows: /^(?!.*sk-)/s });
    },
  );

  test('secret set asks too, and one prompt comes after the other', async () => {
    const home = start();
    await home.add('many', 'old-value');
    await using set = onTerminal(home, ['secret', 'set', 'many', 'token']);
    await set.waitFor('token of many (not shown):');
    await set.type(`${secret}\r`);
    await set.waitFor('with the new value');
    expect(home.service.value('many/token')).toBe(secret);

    const flags = ['--secret', 'token=keychain', '--secret', 'headers.x-key=Bearer keychain'];
    await using edit = onTerminal(home, ['edit', 'many', ...flags]);
    await edit.waitFor('token of many (not shown):');
    await edit.type('first-value\r');
    await edit.waitFor('headers.x-key of many (not shown):');
    await edit.type('second-value\r');
    await edit.waitFor('changed many');
    expect(home.service.value('many/token')).toBe('first-value');
    expect(home.service.value('many/headers.x-key')).toBe('second-value');
  });

  test('remove asks: no keeps the entry, yes deletes it, Ctrl-C changes nothing', async () => {
    const home = start();
    const question = (name: string) => `Delete the keychain entry ${name}/token as well? [Y/n]`;
    for (const name of ['one', 'two', 'three']) await home.add(name, secret);

    await using no = onTerminal(home, ['remove', 'one']);
    await no.waitFor(question('one'));
    await no.type('n\r');
    await no.waitFor('the keychain entry one/token is kept');
    expect(home.service.value('one/token')).toBe(secret);

    await using yes = onTerminal(home, ['remove', 'two']);
    await yes.waitFor(question('two'));
    await yes.type('\r');
    await yes.waitFor('the keychain entry two/token is deleted');
    expect(home.service.value('two/token')).toBeUndefined();

    await using left = onTerminal(home, ['remove', 'three']);
    await left.waitFor(question('three'));
    await left.press('ctrl+c');
    await left.exit;
    expect(home.profile('three')).toMatchObject({ token: 'keychain:three/token' });
    expect(home.service.value('three/token')).toBe(secret);
  });
});
