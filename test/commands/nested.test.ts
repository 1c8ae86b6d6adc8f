import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { setUp } from '../support/set-up.ts';

/* What a folder, the config or the state holds may be nested deeper than a stack carries. */

setUp();

const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
const settings = `{"env":{"ANTHROPIC_BASE_URL":${lists},"X":${objects}},"hooks":${objects}}`;

test.each([
  ['status', settings, 0, 'provider'],
  ['explain', settings, 0, 'nothing sets'],
  ['write cloud --to local --dry-run', settings, 3, 'it is nested too deeply'],
  ['write cloud --to local --dry-run', lists, 3, 'it is nested too deeply'],
  ['doctor cloud', lists.slice(1), 5, 'is not used at all'],
] as const)('%s in a folder whose settings are', async (line, content, exit, says) => {
  const home = configured();
  home.write('project/.claude/settings.local.json', content);
  const result = await cgw(line.split(' '), { home, cwd: join(home.path, 'project') });
  expect({ ...result, stdout: '' }).toMatchObject({ exit });
  expect(`${result.stdout}${result.stderr}`).toContain(says);
});

test('a config that is', async () => {
  const home = configured();
  home.write('.config/cgw/config.json', `{"version":1,"profiles":{"p":${objects}}}`, 0o600);
  const { exit, stderr } = await cgw(['edit', 'p', '--set', 'note=x'], { home });
  expect(exit).toBe(3);
  expect(stderr).not.toContain('this is a bug');
});

test('a folder of undo records that is a file', async () => {
  const home = configured();
  home.write('.local/state/cgw/undo', '');
  expect(await cgw(['remove', 'cloud'], { home })).toMatchObject({ exit: 0 });
});
