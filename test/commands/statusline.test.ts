import { expect, test } from 'bun:test';
import { done } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { setUp } from '../support/set-up.ts';

setUp();

async function line(CGW_PROFILE: string, said: unknown): Promise<string> {
  const env = CGW_PROFILE === '' ? {} : { CGW_PROFILE };
  return (await done(['statusline'], { home: configured(), env, stdin: JSON.stringify(said) })).stdout;
}

test('profile, route and what is lost, for the model in use', async () => {
  expect(await line('cloud', {})).toMatch(/^cloud · Amazon Bedrock · without .+, .+ and \d+ more\n$/);
  expect(await line('cloud', { model: { id: 'us.anthropic.claude-opus-5-5', display_name: 'x' } })).toContain(
    'cloud · ',
  );
});

test('what is not there is said', async () => {
  expect(await line('', {})).toBe('no cgw profile\n');
  expect(await line('gone', 'no object')).toBe('gone: there is no such profile\n');
});
