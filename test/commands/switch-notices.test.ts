import { expect, test } from 'bun:test';
import { cgw } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import type { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** What `cgw run` says on stderr; `true` stands in for Claude Code, which is not what is tested here. */
async function said(home: Home, args: readonly string[], cwd?: string): Promise<string> {
  const env = { CGW_CLAUDE: 'true', ANTHROPIC_API_KEY: 'k', LITELLM_KEY: 'k' };
  const result = await cgw(['run', ...args], { home, env, ...(cwd === undefined ? {} : { cwd }) });
  expect(result.exit).toBe(0);
  return result.stderr;
}

test('a poorer backend than the last one in this folder is named with its losses, once', async () => {
  const home = configured();
  expect(await said(home, ['direct'])).toBe('');
  expect(await said(home, ['cloud'])).toMatch(/^cgw: direct → cloud loses .*Web search.*\n$/);
  expect(await said(home, ['cloud'])).toBe('');
  expect(await said(home, ['direct'])).toBe('');
});

test('another folder has a past of its own', async () => {
  const home = configured();
  await said(home, ['direct']);
  expect(await said(home, ['cloud'], home.makeFolder('elsewhere'))).toBe('');
});

test('a conversation that would go on with another provider', async () => {
  const home = configured();
  await said(home, ['cloud']);
  expect(await said(home, ['direct', '--continue'])).toContain('thinking blocks');
});

test('--quiet, and "quiet" in the config, keep silent', async () => {
  const home = configured();
  await said(home, ['direct']);
  expect(await said(home, ['--quiet', 'cloud'])).toBe('');
  home.writeConfig({ ...config, quiet: true });
  await said(home, ['direct']);
  expect(await said(home, ['cloud'])).toBe('');
});

test('a state file that is not JSON, and a last profile that is gone, are no matter', async () => {
  const home = configured();
  home.write('.local/state/cgw/last-used.json', 'not json');
  expect(await said(home, ['direct'])).toBe('');
  home.write('.local/state/cgw/last-used.json', JSON.stringify({ [home.path]: 'gone' }));
  expect(await said(home, ['cloud'])).toBe('');
});
