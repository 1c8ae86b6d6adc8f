import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { config, configured } from '../support/configured.ts';
import { isDeep } from '../support/tier.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const env = { LITELLM_KEY: 'sk-planted-canary' };
const esc = '\u001b';

/** What a terminal reports when a text on its screen is clicked: press and release. */
function clickOn(terminal: Terminal, text: string): string {
  const y = terminal.screen().findIndex(row => row.includes(text));
  const x = terminal.screen()[y]?.indexOf(text) ?? -1;
  return `${esc}[<0;${x + 1};${y + 1}M${esc}[<0;${x + 1};${y + 1}m`;
}

const wheelDown = `${esc}[<65;5;5M`;

describe('the mouse', () => {
  test('chooses, goes to a tab, scrolls, and types nothing', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    expect(terminal.modes().changes).toContain('mouse tracking (vt200)');
    await terminal.type(clickOn(terminal, 'cloud '));
    await terminal.waitFor('❯ cloud');
    await terminal.type(clickOn(terminal, ' Notes'));
    await terminal.waitFor('[Notes]');
    await terminal.press('left', '/');
    await terminal.type(`w${wheelDown}o${clickOn(terminal, 'work')}rk`);
    await terminal.waitFor(/╭ ❯ \/work ─/);
    // Half of a report, and the rest of it long after.
    await terminal.type(`${esc}[<65;`);
    await terminal.settled(100);
    await terminal.type('5;5M-');
    await terminal.waitFor(/╭ ❯ \/work- ─/);
    await terminal.press('escape', 'q');
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, { shows: '' });
  });

  if (!isDeep) return;

  test('starts claude by two clicks, and is off then', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home, env: { ...env, ...putClaude(home) } });
    const click = clickOn(terminal, '@interactive ●');
    terminal.write(click + click);
    await terminal.waitFor('claude: profile work');
    expect(terminal.modes()).toEqual(terminal.before);
  });

  test('is never switched on with "mouse": false', async () => {
    const home = configured();
    home.writeConfig({ ...config, mouse: false });
    await using terminal = await openPicker([], { home, env });
    await terminal.press('escape');
    await terminal.waitFor('nothing to go back to');
    await terminal.press('q');
    await terminal.exit;
    expect(terminal.output()).not.toContain('?100');
  });

  test('is switched off where the terminal reports it in the format that cannot be told from text', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    await terminal.press('/');
    await terminal.type(`wo${esc}[M !!rk`);
    await terminal.waitFor(/╭ ❯ \/work ─/);
    expect(terminal.modes().changes.join()).not.toContain('mouse');
  });

  test('is switched off by a bug, too', async () => {
    const home = configured();
    const file = home.write('preload.ts', "process.on('SIGUSR2', () => { throw new Error('broken'); });");
    const words = [process.execPath, '--preload', file, join(import.meta.dir, '..', '..', 'src', 'cli.ts')];
    await using terminal = new Terminal(words, { home, env });
    await terminal.waitFor('❯ work');
    terminal.signal('SIGUSR2');
    expect((await terminal.exit).code).toBe(1);
    expect(terminal.modes().changes).toEqual([]);
  });
});
