import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { cgw, done, shell } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { expectError, expectNoTrace } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

/** Runs `script` and gives the exit code that it wrote to `$CODE`. */
async function codeOf(
  script: string,
  home = configured(),
): Promise<{ code: string; stdout: string; stderr: string }> {
  const file = `${home.path}/code`;
  const { stdout, stderr } = await shell(script, { home, env: { CODE: file, LITELLM_KEY: 'k' } });
  expectNoTrace(stderr);
  return { code: readFileSync(file, 'utf8').trim(), stdout, stderr };
}

/** A script in which a command starts when nobody holds the other end of its pipe any more. */
function closedPipe(command: string): string {
  const whenClosed = 'until [ -e closed ]; do sleep 0.02; done';
  return `{ ${whenClosed}; ${command}; echo $? >$CODE; } | { exec <&-; touch closed; }`;
}

describe('a reader that goes away', () => {
  test.each(
    sampleOf(['list', 'env cloud', 'env work --json', 'presets', 'presets --json', 'show work', '--help'], 2),
  )('cgw %s | head -1', async line => {
    const { code, stdout, stderr } = await codeOf(`{ cgw ${line}; echo $? >$CODE; } | head -1`);
    expect({ code, stderr, lines: stdout.split('\n').length }).toEqual({ code: '0', stderr: '', lines: 2 });
  });

  test.each(sampleOf(['list', 'env cloud', 'presets --json'], 2))(
    'cgw %s into a pipe that is closed already',
    async line => {
      const { code, stderr } = await codeOf(closedPipe(`cgw ${line}`));
      expect({ code, stderr }).toEqual({ code: '0', stderr: '' });
    },
  );

  test('an error into a closed pipe keeps its code', async () => {
    const { code } = await codeOf(closedPipe('cgw show nobody 2>&1'));
    expect(code).toBe('3');
  });
});

describe('streams that are closed', () => {
  test.each(
    sampleOf(
      [
        ['<&- >&- 2>&-', 'list', '0'],
        ['<&-', 'list', '0'],
        ['>&-', 'env cloud', '0'],
        ['>&-', 'list', '0'],
        ['2>&-', 'list', '0'],
        ['2>&-', 'show nobody', '3'],
        ['<&- >&- 2>&-', 'env cloud', '0'],
        ['>&- 2>&-', 'nonsense', '2'],
        ['<&-', '', '2'],
        ['>&-', '', '2'],
        ['2>&-', '', '2'],
      ],
      5,
    ),
  )('%s cgw %s', async (closed, line, code) => {
    expect((await codeOf(`cgw ${line} ${closed}; echo $? >$CODE`)).code).toBe(code);
  });

  test('a write with all of them closed writes into no other file', async () => {
    const home = configured();
    const { code } = await codeOf('cgw edit cloud --set note=n <&- >&- 2>&-; echo $? >$CODE', home);
    expect(code).toBe('0');
    const { cloud, work } = config.profiles;
    expect(home.readConfig()).toEqual({ ...config, profiles: { work, cloud: { ...cloud, note: 'n' } } });
    expect(readFileSync(`${home.folder}/config.lock`, 'utf8')).toBe('');
  });
});

describe('a full disk behind a stream', () => {
  test('stdout: it failed, and that is no bug of cgw', async () => {
    const result = await shell('cgw list >/dev/full', { home: configured() });
    expectError(result, 1);
  });

  test('stderr: an error keeps its exit code', async () => {
    expect((await codeOf('cgw nonsense 2>/dev/full; echo $? >$CODE')).code).toBe('2');
  });
});

describe('surroundings', () => {
  const lines = ['list', 'show work', 'env cloud', 'presets', 'default', '--help', '--version'];

  test.each(
    sampleOf([{ NO_COLOR: '1' }, { CI: '1' }, { TERM: 'dumb' }, { TERM: '' }, { FORCE_COLOR: '1' }], 2),
  )('%j', async env => {
    const home = configured();
    for (const line of lines) {
      const { stdout, stderr } = await done(line.split(' '), { home, env });
      expect(stdout).toBe((await done(line.split(' '), { home })).stdout);
      expect(stderr).toBe('');
    }
    expect(await cgw([], { home, env })).toMatchObject({ exit: 2, stdout: '' });
  });

  test.each([{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { TERM: 'dumb' }])(
    '%j on a terminal: no codes',
    async env => {
      for (const args of sampleOf([['show', 'work'], ['list'], ['env', 'cloud']], 1)) {
        const { exit, screen } = await onTerminal(args, { home: configured(), env });
        expect(exit).toBe(0);
        expect(screen).not.toContain('\u001b');
      }
    },
  );

  // Bun itself refuses to start there, before any code of cgw runs.
  test('a working folder that was deleted: says so', async () => {
    for (const line of sampleOf(lines, 1)) {
      const { code, stdout, stderr } = await codeOf(
        `mkdir gone; cd gone; rmdir ../gone; cgw ${line}; echo $? >$CODE`,
      );
      expect({ code, stdout }).toEqual({ code: '1', stdout: '' });
      expect(stderr).toMatch(/^[^\n]*working directory was deleted[^\n]*\n$/);
    }
  });

  test.each(['unset HOME', 'HOME='])(
    '%s: the folder of the system’s user data base, or the one that is given',
    async script => {
      for (const line of sampleOf(['list', 'env cloud', 'show work', 'default'], 1))
        expect(
          (await codeOf(`export CGW_CONFIG_DIR=$HOME/.config/cgw; ${script}; cgw ${line}; echo $? >$CODE`))
            .code,
        ).toBe('0');
      expect((await codeOf(`${script}; cgw --version; cgw presets; echo $? >$CODE`)).code).toBe('0');
    },
  );

  test.each(['PATH=', 'unset PATH'])('%s', async script => {
    for (const line of sampleOf(lines, 2))
      expect((await codeOf(`${script}; cgw ${line}; echo $? >$CODE`)).code).toBe('0');
    expect((await codeOf(`${script}; cgw exec bedrock -- ls; echo $? >$CODE`)).code).toBe('127');
    expect((await codeOf(`${script}; cgw run bedrock; echo $? >$CODE`)).code).toBe('127');
    const home = new Home();
    const x = { backend: 'gateway', baseUrl: 'https://g', token: 'cmd:echo a' };
    home.writeConfig({ version: 1, profiles: { x } });
    expect((await codeOf(`${script}; cgw env x; echo $? >$CODE`, home)).code).toBe('4');
  });

  test('a .env and a bunfig.toml of a project are not read', async () => {
    const home = configured();
    home.write('project/.env', 'CGW_PROFILE=mantle\nCGW_CONFIG_DIR=/nonexistent\n');
    home.write('project/bunfig.toml', 'preload = ["./evil.ts"]\n');
    home.write('project/evil.ts', 'process.stdout.write("evil")');
    const { stdout } = await done(['default'], { home, cwd: `${home.path}/project` });
    expect(stdout).toBe('work\n');
    const shown = await done(['show', '--json'], { home, cwd: `${home.path}/project` });
    expect(JSON.parse(shown.stdout)).toMatchObject({ name: 'work', origin: 'default' });
  });
});
