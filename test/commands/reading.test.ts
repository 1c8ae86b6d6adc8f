import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { cgw } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectNoTrace } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';

setUp();

const verbs = 'run exec env list show presets add edit copy rename remove default role pin'.split(' ');
const shells = 'bash zsh sh fish nu pwsh cmd elvish'.split(' ');

/** Everything that reads and says. */
const commands = [
  '',
  '--help',
  '-h',
  'help',
  'help env',
  'help nonsense',
  '--version',
  '-V',
  'version',
  ...verbs.map(verb => `${verb} --help`),
  'list',
  'list --json',
  'show',
  'show work',
  'show cloud --json',
  'show @batch',
  'show bedrock',
  'env',
  'env cloud',
  'env @batch --json',
  'env work --json --reveal',
  'env cloud --dotenv',
  'env --off',
  ...shells.map(shell => `env cloud --shell ${shell}`),
  'presets',
  'presets litellm',
  'presets --json',
  'default',
  'default --json',
  'role',
  'role batch',
  'role --json',
  'pin',
  'pin --json',
  // And what goes wrong while reading.
  'show nonsense',
  'env litellm',
  'nonsense',
  'list --nonsense',
];

describe.each<[string, () => Home]>([
  ['no config yet', () => new Home()],
  ['a config', configured],
])('reading writes nothing: %s', (_, make) => {
  test.concurrent.each(commands)('cgw %s', async line => {
    const home = make();
    const temporary = home.makeFolder('tmp');
    home.makeFolder('project');
    home.write('.claude/settings.json', '{"env": {"ANTHROPIC_MODEL": "x"}}');
    const before = snapshot(home.path);
    const result = await cgw(line === '' ? [] : line.split(' '), {
      home,
      cwd: `${home.path}/project`,
      env: { TMPDIR: temporary, LITELLM_KEY: 'k' },
    });
    expect(snapshot(home.path)).toEqual(before);
    expect(existsSync(`${home.path}/.local`)).toBe(false);
    expectNoTrace(result.stderr);
  });
});
