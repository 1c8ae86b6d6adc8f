import { expect, test } from 'bun:test';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const key = 'sk-planted-canary-0123456789';
const url = 'https://llm.corp:4000';

/** A new user: an empty home, and what the shell exports. The keys are counted; what is typed as a value is not. */
async function newUser(exported: { readonly [name: string]: string }) {
  const home = new Home();
  const terminal = await openPicker([], { home, env: { ...putClaude(home), ...exported }, columns: 120 });
  let keys = 0;
  return {
    home,
    terminal,
    count: () => keys,
    press: async (...pressed: string[]) => {
      keys += pressed.length;
      await terminal.press(...pressed);
    },
  };
}

test('LiteLLM that is exported is launched with at most six keys', async () => {
  const user = await newUser({ LITELLM_API_KEY: key, LITELLM_BASE_URL: `${url}/v1` });
  await using terminal = user.terminal;
  await terminal.waitFor(/❯ LiteLLM/);
  await user.press('enter');
  await terminal.waitFor(/❯ +upstream/);
  await user.press('enter');
  await terminal.waitFor('c use suggestion');
  await user.press('c');
  await terminal.waitFor(text => !text.includes('c use suggestion'));
  await user.press('l');
  await terminal.waitFor(`claude: profile litellm url ${url} token ${key}`);
  expect(user.count()).toBeLessThanOrEqual(6);
});

test('cgw init ends in the same welcome, and says what was made', async () => {
  const home = new Home();
  const env = { LITELLM_API_KEY: key, LITELLM_BASE_URL: url };
  await using terminal = Terminal.cgw(['init', 'bash'], { home, env, columns: 120 });
  await terminal.waitFor('Change ~/.bashrc?');
  await terminal.type('y');
  await terminal.press('enter');
  await terminal.waitFor(/❯ LiteLLM/);
  await terminal.press('enter');
  await terminal.waitFor(/❯ +upstream/);
  await terminal.press('enter');
  await terminal.waitFor('Will be saved');
  await terminal.press('enter');
  await terminal.waitFor('added litellm');
  expect(home.readConfig()).toMatchObject({ profiles: { litellm: { baseUrl: url } } });
});

test('without anything exported it takes at most twelve', async () => {
  const user = await newUser({});
  await using terminal = user.terminal;
  await terminal.waitFor('You have none yet');
  await user.press('enter');
  await terminal.waitFor('what does it start from');
  await terminal.type('litellm');
  await terminal.waitFor('❯ litellm ');
  await user.press('enter');
  await terminal.waitFor(/❯ +baseUrl/);
  await terminal.type('llm.corp:4000/v1');
  await user.press('ctrl+r');
  await terminal.waitFor(`${url} `);
  await user.press('enter');
  await terminal.waitFor(/❯ +token/);
  await terminal.paste(key);
  await terminal.waitFor('••••');
  await user.press('ctrl+o', 'ctrl+s');
  await terminal.waitFor('Will be saved');
  await user.press('l');
  await terminal.waitFor(`claude: profile litellm url ${url} token ${key}`);
  expect(user.count()).toBeLessThanOrEqual(12);
  const file = join(user.home.folder, 'secrets/litellm.token');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(user.home.readConfig()).toMatchObject({ profiles: { litellm: { token: `file:${file}` } } });
});
