import { expect, test } from 'bun:test';
import { config, configured } from '../support/configured.ts';
import type { Home } from '../support/home.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

/** What `cgw run` shows before Claude Code starts; `true` stands in for that. */
async function said(home: Home, profile: string, cwd = home.path): Promise<string> {
  const env = { CGW_CLAUDE: 'true', LITELLM_KEY: 'k' };
  await using terminal = Terminal.cgw(['run', profile], { home, env, cwd, columns: 200 });
  await terminal.exit;
  return terminal.mainText();
}

test('a settings file that lost is named once, and again when it sets something else', async () => {
  const home = configured();
  const settings = (env: object) => home.write('.claude/settings.json', JSON.stringify({ env }));
  settings({ ANTHROPIC_BASE_URL: 'https://other' });
  const lost = 'cgw: ~/.claude/settings.json sets ANTHROPIC_BASE_URL; the profile wins for this launch';
  expect(await said(home, 'work')).toContain(lost);
  expect(await said(home, 'work')).toBe('');
  settings({ ANTHROPIC_BASE_URL: 'https://other', ANTHROPIC_MODEL: 'x' });
  expect(await said(home, 'work')).toContain('sets ANTHROPIC_MODEL, ANTHROPIC_BASE_URL;');
});

test('what can start here is said until the folder is trusted, and what a switch loses at each switch', async () => {
  const home = configured();
  home.writeConfig({ ...config, profiles: { ...config.profiles, direct: { backend: 'anthropic' } } });
  const cwd = home.makeFolder('project');
  home.write('project/.mcp.json', JSON.stringify({ mcpServers: { s: { command: 'x' } } }));
  for (const round of [1, 2]) {
    expect([round, await said(home, 'direct', cwd)]).toEqual([
      round,
      expect.stringContaining('can start programs'),
    ]);
    expect([round, await said(home, 'cloud', cwd)]).toEqual([
      round,
      expect.stringContaining('direct → cloud loses'),
    ]);
  }
});
