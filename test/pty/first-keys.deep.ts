import { expect, test } from 'bun:test';
import { Home } from '../support/home.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { setUpTerminals } from './support/set-up.ts';

setUpTerminals();

const key = 'sk-planted-canary-0123456789';
const url = 'https://llm.corp:4000';

/** A new user: an empty home, and what the shell exports. The keys are counted; what is typed as a value is not. */
async function newUser(exported: { readonly [name: string]: string }) {
  const home = new Home();
  const terminal = await openPicker([], { home, env: { ...putClaude(home), ...exported } });
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
  await terminal.waitFor('review and save');
  await user.press('enter');
  await terminal.waitFor('c correct it');
  await user.press('c');
  await terminal.waitFor(text => !text.includes('c correct it'));
  await user.press('l');
  await terminal.waitFor(`claude: profile litellm url ${url} token ${key}`);
  expect(user.count()).toBeLessThanOrEqual(6);
});
