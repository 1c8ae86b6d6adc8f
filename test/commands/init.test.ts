import { describe, expect, test } from 'bun:test';
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, done } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const files = {
  bash: '.bashrc',
  zsh: '.zshrc',
  fish: '.config/fish/config.fish',
  elvish: '.config/elvish/rc.elv',
} as const;

describe.each(Object.entries(files))('%s', (shell, file) => {
  test('is set up once, and is as it was after --undo', async () => {
    const home = configured();
    const mine = 'export LITELLM_API_KEY=sk-planted-secret-0123456789\nalias ll="ls -l"';
    const rc = home.write(file, mine, 0o640);
    const args = ['init', shell, '--yes'];
    const { stdout } = await done(args, { home });
    expect(stdout).toContain(`cgw hook ${shell}`);
    expect(stdout).not.toContain('sk-planted-secret');
    const written = readFileSync(rc, 'utf8');
    expect(written).toStartWith(`${mine}\n# >>> cgw init`);
    expect(written).toContain(`cgw completion ${shell}`);
    expect(lstatSync(rc).mode & 0o777).toBe(0o640);
    expect((await done(args, { home })).stderr).toContain('is set up already');
    expect(readFileSync(rc, 'utf8')).toBe(written);
    await done(['init', shell, '--undo', '--yes'], { home });
    expect(readFileSync(rc, 'utf8').trimEnd()).toBe(mine);
  });

  test('gets a file where there is none, which --undo removes', async () => {
    const home = configured();
    await done(['init', shell, '--yes'], { home });
    expect(existsSync(join(home.path, file))).toBe(true);
    await done(['init', shell, '--undo', '--yes'], { home });
    expect(existsSync(join(home.path, file))).toBe(false);
  });
});

test.each(['bash', 'zsh', 'fish'] as const)(
  '%s gets the line for the cached hook, whose file --undo removes',
  async shell => {
    const home = configured();
    await done(['init', shell, '--yes'], { home });
    const written = readFileSync(join(home.path, files[shell]), 'utf8');
    expect(written).toContain(`test -O ~/.local/state/cgw/hook.${shell}`);
    expect(written).toContain(`cgw hook ${shell} --cache`);
    const file = home.write(`.local/state/cgw/hook.${shell}`, '');
    await done(['init', shell, '--undo', '--dry-run'], { home });
    expect(existsSync(file)).toBe(true);
    await done(['init', shell, '--undo', '--yes'], { home });
    expect(existsSync(file)).toBe(false);
  },
);

test('the file of the cached hook is where XDG_STATE_HOME says', async () => {
  const home = configured();
  await done(['init', 'bash', '--yes'], { home, env: { XDG_STATE_HOME: join(home.path, 'my state') } });
  const file = join(home.path, 'my state', 'cgw', 'hook.bash');
  expect(readFileSync(join(home.path, '.bashrc'), 'utf8')).toContain(`test -O '${file}' && . '${file}'`);
});

test('a relative XDG_CONFIG_HOME does not count, as the standard says', async () => {
  const home = configured();
  await done(['init', 'fish', '--yes'], { home, env: { XDG_CONFIG_HOME: 'conf' } });
  expect(existsSync(join(home.path, files.fish))).toBe(true);
  expect(existsSync(join(home.path, 'conf'))).toBe(false);
});

test('a line that the user has himself is not put in again', async () => {
  const home = configured();
  const rc = home.write('.bashrc', 'eval "$(cgw hook bash)"\n');
  await done(['init', 'bash', '--yes'], { home });
  expect(readFileSync(rc, 'utf8').match(/cgw hook bash/g)).toHaveLength(1);
  expect(readFileSync(rc, 'utf8')).toContain('cgw completion bash');
});

test('behind a link the file changes, and the link stays', async () => {
  const home = configured();
  const real = home.write('dotfiles/bashrc', '# mine\n');
  symlinkSync(real, join(home.path, '.bashrc'));
  await done(['init', 'bash', '--yes'], { home });
  expect(lstatSync(join(home.path, '.bashrc')).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('cgw hook bash');
});

test('a link to nothing, an unknown shell and one that is set up by hand are errors', async () => {
  const home = configured();
  symlinkSync(join(home.path, 'gone'), join(home.path, '.bashrc'));
  expectError(await cgw(['init', 'bash', '--yes'], { home }), 1, 'is a link to a file that is not there');
  expectError(await cgw(['init', 'zhs'], { home }), 2, 'did you mean zsh?');
  expectError(await cgw(['init', 'nu'], { home }), 2, 'source cgw.nu');
});

test('--dry-run, and no terminal to ask in, change nothing', async () => {
  const home = configured();
  await done(['init', 'bash', '--dry-run'], { home });
  await done(['init', 'bash'], { home });
  expect(existsSync(join(home.path, '.bashrc'))).toBe(false);
});
