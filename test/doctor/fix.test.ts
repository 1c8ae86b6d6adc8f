import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { type EntryKeys, withoutEntries } from '../../src/doctor/fix.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';

const url: EntryKeys = ['env', 'ANTHROPIC_BASE_URL'];
const token: EntryKeys = ['env', 'ANTHROPIC_AUTH_TOKEN'];
const helper: EntryKeys = ['apiKeyHelper'];

/** A settings file, what goes, and what is left of it: byte for byte. */
const table: readonly (readonly [string, string, readonly EntryKeys[], string])[] = [
  [
    'one of several',
    '{\n  "env": {\n    "A": "1",\n    "ANTHROPIC_BASE_URL": "x",\n    "B": "2"\n  },\n  "theme": "dark"\n}\n',
    [url],
    '{\n  "env": {\n    "A": "1",\n    "B": "2"\n  },\n  "theme": "dark"\n}\n',
  ],
  [
    'the last one, with tabs and CRLF',
    '{\r\n\t"env": {\r\n\t\t"A": "1",\r\n\t\t"ANTHROPIC_BASE_URL": "x"\r\n\t}\r\n}',
    [url],
    '{\r\n\t"env": {\r\n\t\t"A": "1"\r\n\t}\r\n}',
  ],
  [
    'all of them, on one line',
    '{"env":{"ANTHROPIC_BASE_URL":"x"},"a":[1,  2]}',
    [url],
    '{"env":{},"a":[1,  2]}',
  ],
  [
    'of env and beside it',
    '{\n  "apiKeyHelper": "x",\n  "env": { "ANTHROPIC_BASE_URL": "x", "ANTHROPIC_AUTH_TOKEN": "y", "C": "3" }\n}',
    [url, token, helper],
    '{\n  "env": { "C": "3" }\n}',
  ],
  [
    'every duplicate',
    '{"env":{"ANTHROPIC_BASE_URL":"1","A":"2","ANTHROPIC_BASE_URL":"3"}}',
    [url],
    '{"env":{"A":"2"}}',
  ],
  [
    'the same name elsewhere stays',
    '{"ANTHROPIC_BASE_URL":"a","env":{"apiKeyHelper":"b","ANTHROPIC_BASE_URL":"c"},"apiKeyHelper":"d"}',
    [url, helper],
    '{"ANTHROPIC_BASE_URL":"a","env":{"apiKeyHelper":"b"}}',
  ],
  ['what is not there', '{"env":{}}', [url, helper], '{"env":{}}'],
  ['there is no env', '{"a":1}', [url], '{"a":1}'],
];

describe('a settings file without', () => {
  test.each(table)('%s', (_, before, entries, after) => {
    expect(withoutEntries(before, entries, '/s.json')).toBe(after);
  });
});

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
