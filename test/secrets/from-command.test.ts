import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted, UserError } from '../../src/base/errors.ts';
import { fromCommand } from '../../src/secrets/from-command.ts';
import { resolveReferences } from '../../src/secrets/resolve.ts';
import type { SecretContext } from '../../src/secrets/secret.ts';
import { cgw, done } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { isRunning } from '../support/running.ts';
import { setUp } from '../support/set-up.ts';
import { until } from '../support/until.ts';

setUp();

const limits = { timeMs: 60_000, bytes: 1024 * 1024 };

/** What is said to people goes into `said`. */
function context(): SecretContext & { readonly said: string[] } {
  const said: string[] = [];
  return {
    environment: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    isTerminal: () => false,
    err: text => said.push(text),
    said,
  };
}

function sh(script: string): string[] {
  return ['sh', '-c', script];
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    value => {
      throw new Error(`no error, but ${JSON.stringify(value)}`);
    },
    error => error,
  );
}

async function reasonOf(argv: readonly string[], more: Partial<typeof limits> = {}): Promise<string> {
  const error = await errorOf(fromCommand(argv, context(), { ...limits, ...more }));
  if (!(error instanceof UserError)) throw error;
  expect(error.exit).toBe(4);
  return error.message;
}

/** The processes whose numbers a script has written into this file end, however soon. */
async function expectEnded(file: string, count: number): Promise<void> {
  const pids = readFileSync(file, 'utf8').trim().split('\n').map(Number);
  expect(pids).toHaveLength(count);
  await until('every one of them has ended', () => !pids.some(isRunning));
}

async function waitForFile(file: string): Promise<void> {
  await until(`there is ${file}`, () => existsSync(file));
}

describe('what a program prints', () => {
  test.each([
    ['loses one line break', 'printf "a\\n"', 'a'],
    ['loses one of Windows', 'printf "a\\r\\n"', 'a'],
    ['loses no second one', 'printf "a\\n\\n"', 'a\n'],
    ['keeps blanks', 'printf " a "', ' a '],
    ['may be UTF-8', 'printf "cl\\303\\251"', 'clé'],
    ['loses a byte order mark', 'printf "\\357\\273\\277a"', 'a'],
  ])('%s', async (_, script, expected) => {
    expect(await fromCommand(sh(script), context())).toBe(expected);
  });

  test('may be as long as the limit', async () => {
    const value = await fromCommand(sh('head -c 1048576 /dev/zero | tr "\\0" x'), context());
    expect(value).toBe('x'.repeat(1_048_576));
  });

  test('is refused when it goes on beyond the limit, and the program ends', async () => {
    expect(await reasonOf(sh('yes'))).toBe('the secret cmd:sh … printed more than 1048576 bytes');
  });

  test('is refused when it is not UTF-8', async () => {
    expect(await reasonOf(sh('printf "a\\377b"'))).toBe('the secret cmd:sh … is not UTF-8 text');
  });

  test('is waited for no longer than the program itself, whoever holds the pipe', async () => {
    const home = new Home();
    const file = join(home.path, 'pids');
    const value = await fromCommand(sh(`sleep 1000 & echo $! >${file}; echo x`), context());
    expect(value).toBe('x');
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  });
});

describe('a program that takes too long', () => {
  test('is ended', async () => {
    expect(await reasonOf(['sleep', '1000'], { timeMs: 100 })).toBe(
      'the secret cmd:sleep … took longer than 0.1 s',
    );
  });

  test('is killed when it does not want to end', async () => {
    const script = `trap '' TERM INT HUP; while :; do sleep 0.05; done`;
    expect(await reasonOf(sh(script), { timeMs: 100 })).toContain('took longer');
  });
});

test.each([
  ['is no program', '#!/no/such/interpreter\n'],
  ['has no format', '\u007fELF and nothing more'],
])('a file that %s cannot be started', async (_, content) => {
  const file = new Home().write('program', content, 0o700);
  expect(await reasonOf([file])).toMatch(/cannot be started \(|failed with/);
});

describe('what a program says to people', () => {
  test('is passed on when it has ended, without what a terminal would obey', async () => {
    const seen = context();
    await fromCommand(sh('printf "touch\\033[31m the \\007key\\n" >&2; echo value-of-it'), seen);
    expect(seen.said).toEqual(['touch the \uFFFDkey\n']);
  });

  test('is passed on before the error', async () => {
    const seen = context();
    expect(await errorOf(fromCommand(sh('echo no such item >&2; exit 1'), seen))).toBeInstanceOf(UserError);
    expect(seen.said).toEqual(['no such item\n']);
  });

  test('is cut to its last lines', async () => {
    const seen = context();
    await fromCommand(sh('seq 1 100000 >&2; echo x'), seen);
    const numbers = Array.from({ length: 20 }, (_, index) => String(99_981 + index));
    expect(seen.said).toEqual([`${['…', ...numbers].join('\n')}\n`]);
  });
});

/** A home with a profile `x`, whose variables A, B, … these commands print. */
function withCommands(...commands: readonly string[]): Home {
  const home = new Home();
  const env = Object.fromEntries(
    commands.map((secret, index) => [String.fromCharCode(0x41 + index), { secret }]),
  );
  home.writeConfig({ version: 1, profiles: { x: { backend: 'bedrock', env } } });
  return home;
}

function command(script: string): string {
  return `cmd:${JSON.stringify(sh(script))}`;
}

/** In a session without a terminal, even if the tests have one. */
const noTerminal = { under: ['setsid', '--wait'] } as const;

describe.skipIf(!required('tools', Bun.which('setsid') !== null))(
  'several, where nobody can be asked',
  () => {
    test('run together: each waits for the other', async () => {
      const home = withCommands(
        command('echo from-first >"$HOME/one"; cat "$HOME/two"'),
        command('cat "$HOME/one"; echo from-second >"$HOME/two"'),
      );
      Bun.spawnSync(['mkfifo', join(home.path, 'one'), join(home.path, 'two')]);
      const { stdout } = await done(['exec', 'x', '--', 'sh', '-c', 'echo "$A $B"'], { home, ...noTerminal });
      expect(stdout).toBe('from-second from-first\n');
    });

    test('when one fails, the others are ended', async () => {
      const home = withCommands(
        command('echo $$ >"$HOME/pids"; exec sleep 1000'),
        command('while ! test -s "$HOME/pids"; do sleep 0.02; done; exit 3'),
      );
      const { exit, stderr } = await cgw(['exec', 'x', '--', 'true'], { home, ...noTerminal });
      expect(exit).toBe(4);
      expect(stderr).toStartWith('cgw: the secret cmd:sh … failed with 3\n');
      await expectEnded(join(home.path, 'pids'), 1);
    });
  },
);

test('one command in several spellings is run once', async () => {
  const home = new Home();
  const program = home.write('count', `#!/bin/sh\necho "$1" >>${home.path}/runs; echo key\n`, 0o700);
  const texts = [`cmd:${program} a`, `cmd: ${program}  "a" `, `cmd:${JSON.stringify([program, 'a'])}`];
  const values = await resolveReferences([...texts, `cmd:${program} b`], context());
  expect([...values.keys()]).toEqual([...texts, `cmd:${program} b`]);
  expect(new Set(values.values())).toEqual(new Set(['key']));
  expect(readFileSync(join(home.path, 'runs'), 'utf8').trim().split('\n').sort()).toEqual(['a', 'b']);
});

test('what is piped into cgw is for the program that is launched', async () => {
  const home = withCommands(command('cat >/dev/null; echo key'));
  const { stdout } = await cgw(['exec', 'x', '--', 'cat'], { home, stdin: 'the prompt' });
  expect(stdout).toBe('the prompt');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
  '%s to cgw ends it, with all that it has started',
  async signal => {
    const file = join(new Home().path, 'pids');
    const below = `sh -c 'echo $$ >>${file}.tmp; sleep 1000; :' & sleep 1000 & echo $! >>${file}.tmp`;
    const whole = `until [ "$(wc -l <${file}.tmp)" = 3 ]; do sleep 0.02; done; mv ${file}.tmp ${file}`;
    const script = `echo $$ >${file}.tmp; ${below}; ${whole}; wait`;
    const work = errorOf(fromCommand(sh(script), context()));
    await waitForFile(file);
    process.kill(process.pid, signal);
    const error = await work;
    expect(error).toBeInstanceOf(Interrupted);
    expect(error).toMatchObject({ signal });
    await expectEnded(file, 3);
  },
);
