import { expect, test } from 'bun:test';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cgw, program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';

const profiles = {
  p: { backend: 'gateway', baseUrl: 'https://gate.example.com', token: 'placeholder:none' },
};

function configured(): Home {
  const home = new Home();
  home.writeConfig({ version: 1, profiles });
  return home;
}

/** The system’s tools and cgw, but no `claude`. */
const PATH = [dirname(program), '/usr/bin', '/bin'].join(':');

test.each([
  ['in its place', 'exec cgw run p -- "$@"'],
  ['as its child', 'cgw run p -- "$@"; exit $?'],
  ['by cgw exec', 'exec cgw exec p -- claude "$@"'],
])('a claude that calls cgw, %s, ends after the second round', async (_, call) => {
  const home = configured();
  const rounds = home.write('rounds', '');
  const claude = home.write('bin/claude', `#!/bin/sh\necho round >> ${rounds}\n${call}\n`, 0o755);
  const env = { PATH: `${dirname(claude)}:${PATH}` };
  const { exit, stderr } = await cgw(['run', 'p'], { home, env });
  expect({ exit, rounds: await Bun.file(rounds).text() }).toEqual({ exit: 127, rounds: 'round\nround\n' });
  expect(stderr).toContain(`cgw: ${claude} starts cgw again, and so on for ever`);
  expect(stderr).toContain('CGW_CLAUDE');
});

test('a claude that is a link to cgw is no claude', async () => {
  const home = configured();
  const claude = join(home.makeFolder('bin'), 'claude');
  symlinkSync(program, claude);
  const env = { PATH: `${dirname(claude)}:/usr/bin:/bin` };
  const { exit, stderr } = await cgw(['run', 'p'], { home, env });
  expect(exit).toBe(127);
  expect(stderr).toBe(`cgw: ${claude} is cgw itself\n     point CGW_CLAUDE at the real claude\n`);
});

test('a claude that calls cgw run once, for another claude, is a wrapper like any other', async () => {
  const home = configured();
  const real = home.write('real/claude', '#!/bin/sh\necho real "$@"\n', 0o755);
  const wrapper = home.write('bin/claude', `#!/bin/sh\nCGW_CLAUDE=${real} exec cgw run p -- "$@"\n`, 0o755);
  const env = { PATH: `${dirname(wrapper)}:${PATH}` };
  const { exit, stdout } = await cgw(['run', 'p', '-p', 'hi'], { home, env });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^real --settings .* -p hi\n$/);
});

test.each(['.local/bin/claude', '.claude/local/claude'])('~/%s counts where PATH has none', async path => {
  const home = configured();
  const env = { PATH };
  home.write(path, '#!/bin/sh\necho off PATH\n', 0o755);
  expect(await cgw(['run', 'p'], { home, env })).toMatchObject({ exit: 0, stdout: 'off PATH\n' });
  const { stdout } = await cgw(['doctor', '--json'], { home, env });
  expect(stdout).not.toContain('claude-missing');
  const onPath = home.write('bin/claude', '#!/bin/sh\necho on PATH\n', 0o755);
  const run = await cgw(['run', 'p'], { home, env: { PATH: `${dirname(onPath)}:${PATH}` } });
  expect(run.stdout).toBe('on PATH\n');
});

test('an empty CLAUDE_CONFIG_DIR, which would make the user’s settings of those of the folder, is left out', async () => {
  const home = configured();
  const claude = home.write('bin/claude', '#!/bin/sh\nenv | grep -c ^CLAUDE_CONFIG_DIR\n', 0o755);
  const env = { CGW_CLAUDE: claude, CLAUDE_CONFIG_DIR: '' };
  expect((await cgw(['run', 'p', '-p', 'hi'], { home, env })).stdout).toBe('0\n');
});
