import { describe, expect, test } from 'bun:test';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { cgw, cleanEnvironment, done, program } from '../support/cgw.ts';
import { codeThatFails } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { onTerminal } from '../support/terminal.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { foundShells, type RealShell } from './harness.ts';

setUpTerminals();

const shells = ['bash', 'zsh', 'fish', 'nu', 'pwsh', 'elvish'] as const;

const lines = {
  bash: 'eval "$(cgw hook bash)"',
  zsh: 'eval "$(cgw hook zsh)"',
  fish: 'status is-interactive; and cgw hook fish | source',
  nu: 'source cgw.nu',
  pwsh: 'cgw hook pwsh | Out-String | Invoke-Expression',
  elvish: 'eval (cgw hook elvish | slurp)',
} as const;

function secretive(): Home {
  const home = new Home();
  const gate = { backend: 'gateway', baseUrl: 'https://gate.example.com', token: 'env:GATEWAY_KEY' };
  home.writeConfig({ version: 1, default: 'gate', roles: { batch: 'gate' }, profiles: { gate } });
  return home;
}

const env = { GATEWAY_KEY: 'sk-canary', ANTHROPIC_API_KEY: 'sk-canary-too' };

describe('cgw hook', () => {
  test.each(shells)('%s: its help says what to put where', async shell => {
    const { stdout } = await done(['hook', '--help'], { home: new Home() });
    expect(stdout).toContain(lines[shell]);
    expect(Math.max(...stdout.split('\n').map(line => Bun.stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  test('without a shell takes the one that calls', async () => {
    const home = new Home();
    for (const shell of foundShells) {
      const { stdout, stderr } = calledBy(shell, ['hook'], home);
      if (shell.name === 'dash') expect(stderr).toContain('there is no hook for sh, the shell that calls');
      else expect(stdout).toBe((await done(['hook', shell.name], { home, asProcess: true })).stdout);
    }
  });

  test.each(['sh', 'cmd', 'tcsh', '', '-x', 'bash; true'])(
    '%p has none: exit 2, and which have one',
    async shell => {
      const { exit, stdout, stderr } = await cgw(['hook', '--', shell], { home: new Home() });
      expect(exit).toBe(2);
      expect(codeThatFails).toContain(stdout);
      for (const each of shells) expect(stderr).toContain(each);
    },
  );

  test.each(sampleOf(shells, 2))(
    '%s: on a terminal nothing secret is shown, and where it belongs is said',
    async shell => {
      const { exit, screen } = await onTerminal(['hook', shell], { home: secretive(), env });
      expect(exit).toBe(0);
      expect(screen).toContain(lines[shell]);
      expect(screen).not.toContain('sk-canary');
    },
  );

  test.each(sampleOf(['use', 'start', 'here', 'pin'], 2))(
    'cgw env --hook %s is for its code alone',
    async caller => {
      const home = secretive();
      expect(await onTerminal(['env', '--shell', 'bash', '--hook', caller], { home, env })).toMatchObject({
        exit: 2,
      });
      expect(await cgw(['env', '--shell', 'sh', '--hook', caller], { home, env })).toMatchObject({
        exit: 2,
        stdout: 'false;\n',
      });
      expect(await cgw(['env', '--shell', 'bash', '--hook', `${caller}x`], { home, env })).toMatchObject({
        exit: 2,
      });
    },
  );

  test('writes nothing', async () => {
    const home = secretive();
    const before = Bun.spawnSync(['find', home.path]).stdout.toString();
    for (const shell of shells) await done(['hook', shell], { home, env });
    expect(Bun.spawnSync(['find', home.path]).stdout.toString()).toBe(before);
  });
});

describe('cgw use without the hook', () => {
  const home = secretive();

  test.each([[], ['gate'], ['-'], ['--off'], ['@batch']].map(args => [args]))(
    '%p: exit 2, and how to get it',
    async args => {
      expect(await cgw(['use', ...args], { home })).toMatchObject({ exit: 2, stdout: '' });
      // What the words are makes no difference to who is found to call.
      for (const shell of isDeep || args[0] === 'gate' ? foundShells : []) {
        const { stderr } = calledBy(shell, ['use', ...args], home);
        const wanted = shell.name === 'dash' ? 'there is no hook for sh' : lines[shell.name];
        expect({ shell: shell.name, stderr }).toEqual({
          shell: shell.name,
          stderr: expect.stringContaining(wanted),
        });
      }
    },
  );

  test('a profile that is not there is said first', async () => {
    const { exit, stderr } = await cgw(['use', 'gat'], { home });
    expect({ exit, stderr }).toEqual({
      exit: 3,
      stderr: expect.stringContaining('there is no profile "gat"'),
    });
  });

  test('a mistake is a mistake, and help is help', async () => {
    expect((await cgw(['use', 'a', 'b'], { home })).stderr).toContain('one argument too many');
    expect((await cgw(['use', 'a', '--off'], { home })).stderr).toContain('--off takes no profile');
    expect((await done(['use', '--help'], { home })).stdout).toContain('Usage: cgw use');
  });
});

/** What the command says when this shell calls it. The second command keeps the shell from becoming the first. */
function calledBy({ name, program: shell, bare }: RealShell, words: readonly string[], home: Home): Said {
  const line = `${name === 'nu' ? '^' : ''}${[program, ...words].join(' ')}; exit`;
  const { stdout, stderr } = Bun.spawnSync([shell, ...bare, '-c', line], {
    env: cleanEnvironment(home),
    cwd: home.path,
  });
  return { stdout: stdout.toString(), stderr: stderr.toString() };
}

type Said = { readonly stdout: string; readonly stderr: string };
