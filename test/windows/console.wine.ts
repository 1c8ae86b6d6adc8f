import { describe, expect, test } from 'bun:test';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';
import { until } from '../support/until.ts';
import { command, done, hasWine, setUpWine, shown, showTo, WindowsHome } from './wine.ts';

setUpTerminals();
setUpWine();

const flags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com:4000'];

/** cgw in a console of Windows, which Wine draws on a terminal. */
function inConsole(
  args: readonly string[],
  home: WindowsHome,
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const { words, env: own } = command(['C:\\cgw\\cgw.exe', ...args], { home, env });
  return new Terminal(words, { home: new Home(), env: own, columns: 100, rows: 30 });
}

describe.if(hasWine)('cgw in a console of Windows', () => {
  test('Ctrl-C is for the program that run has started: cgw waits, and hands its exit code on', async () => {
    const home = new WindowsHome();
    home.addShow('claude.exe');
    await done(['add', 'lite', ...flags, '--secret', 'token=env:LLM_KEY'], { home });
    const env = showTo(home, { LLM_KEY: 'sk-llm', SHOW_WAIT: '0', SHOW_EXIT: '42' });
    await using terminal = inConsole(['run', 'lite', '-p', 'hi'], home, env);
    await until('claude has started', () => home.has(`${home.path}\\shown`) && shown(home).args.length > 0);
    await terminal.press('ctrl+c');
    expect(await terminal.exit).toEqual({ code: 42, signal: null });
  });

  // Wine 8 counts the codes of colours as columns, so that rows break: what is in them is all that it shows.
  test('the picker draws its first frame, Enter launches, and q leaves', async () => {
    const home = new WindowsHome();
    home.addShow('claude.exe');
    await done(['add', 'lite', ...flags, '--secret', 'token=env:LLM_KEY'], { home });
    const env = showTo(home, { LLM_KEY: 'sk-llm', SHOW_EXIT: '42' });
    for (const [key, code] of [
      ['q', 0],
      ['enter', 42],
    ] as const) {
      await using terminal = inConsole([], home, env);
      await terminal.waitFor('❯ lite');
      for (const text of ['Profiles · 1 of', 'https://llm.example.com:4000', '[Features]', '↵ launch'])
        expect(terminal.output()).toContain(text);
      await terminal.press(key);
      expect(await terminal.exit).toEqual({ code, signal: null });
    }
    expect(shown(home).args[0]).toBe('--settings');
  });
});
