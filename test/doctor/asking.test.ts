import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';

setUpTerminals();

const text = '{"env":{"ANTHROPIC_BASE_URL":"http://localhost:4000"}}\n';

/** `cgw doctor --fix` on a terminal, where the user’s settings beat what the shell exports. */
async function asked(): Promise<{ terminal: Terminal; file: string }> {
  const home = new Home();
  const file = home.write('.claude/settings.json', text);
  const env = { ANTHROPIC_BASE_URL: 'https://llm.corp', ANTHROPIC_AUTH_TOKEN: 'k' };
  const terminal = Terminal.cgw(['doctor', '--fix'], { home, env });
  await terminal.waitFor('Take that out? [y/N]');
  expect(terminal.text()).toContain('-{"env":{"ANTHROPIC_BASE_URL":"http://localhost:4000"}}');
  expect(readFileSync(file, 'utf8')).toBe(text);
  return { terminal, file };
}

test.each(['y', 'YES'])('%s takes it out', async answer => {
  const { terminal, file } = await asked();
  await using _ = terminal;
  await terminal.type(answer);
  await terminal.press('enter');
  await terminal.exit;
  expect(readFileSync(file, 'utf8')).toBe('{"env":{}}\n');
});

test.each(['', 'n', 'maybe'])('%j leaves it', async answer => {
  const { terminal, file } = await asked();
  await using _ = terminal;
  if (answer !== '') await terminal.type(answer);
  await terminal.press('enter');
  await terminal.waitFor('left as it is');
  await terminal.exit;
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('Ctrl-D and Ctrl-C leave it', async () => {
  for (const key of ['ctrl+d', 'ctrl+c']) {
    const { terminal, file } = await asked();
    await using _ = terminal;
    await terminal.press(key);
    await terminal.exit;
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});
