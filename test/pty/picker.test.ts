import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { program } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { hasStrace } from '../support/strace.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { until } from '../support/until.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { openPicker, putClaude } from './support/picker.ts';
import { foregroundOf, sessionOf } from './support/processes.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell } from './support/shell.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const env = { LITELLM_KEY: 'sk-planted-canary' };

function coloursOf(terminal: Terminal): ReadonlySet<unknown> {
  return new Set(terminal.cells().flatMap(row => row.map(cell => cell.fg)));
}

describe('the picker', () => {
  test('shows the profiles, and takes keys, also all at once, and a paste, which runs no command', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    expect(terminal.isAlternate()).toBe(true);
    expect(terminal.cursor().visible).toBe(false);
    expect(coloursOf(terminal).size).toBeGreaterThan(1);
    expect(terminal.text()).toContain('❯ work');
    expect(terminal.text()).toMatch(/2 profiles · claude[^·]* · default work/);
    await terminal.press('down');
    await terminal.waitFor('❯ cloud');
    expect(terminal.text()).toContain('Amazon Bedrock · @batch');
    expect(terminal.text()).toContain('✗ Prompt caching (5 min)  Every turn is paid');
    await terminal.type('kj\t\t');
    await terminal.waitFor('[Check]');
    expect(terminal.text()).toContain('❯ cloud');
    await terminal.paste('dyq\n');
    await terminal.press('/');
    await terminal.paste('zz\nz');
    await terminal.waitFor('/zz z');
    expect(terminal.text()).toContain('nothing matches');
    expect(terminal.text()).not.toContain('Delete');
  });

  test('is one pane on a narrow screen, follows the window, says when it is too small, and draws anew', async () => {
    await using terminal = await openPicker([], { home: configured(), env, columns: 50, rows: 14 });
    expect(terminal.text()).not.toContain('[Features]');
    await terminal.press('right');
    await terminal.waitFor('[Features]');
    await terminal.resize(30, 6);
    await terminal.waitFor('needs 40×10');
    await terminal.resize(120, 30);
    await terminal.waitFor(text => text.includes('❯ work') && text.includes('[Features]'));
    for (const row of terminal.screen()) expect(Bun.stringWidth(row)).toBeLessThanOrEqual(120);
    expect(terminal.text().match(/╭/g)).toHaveLength(2);

    // What others write on the screen is gone after Ctrl-L.
    const before = terminal.text();
    const tty = (await Bun.$`readlink /proc/${terminal.pid}/fd/2`.text()).trim();
    await Bun.write(Bun.file(tty), '\n\n*** Broadcast ***\n');
    await terminal.waitFor('Broadcast');
    await terminal.press('ctrl+l');
    await terminal.waitFor(text => text === before);
  });

  test.each(
    sampleOf(
      [
        ['NO_COLOR', { NO_COLOR: '1' }, false],
        ['a terminal with colours', {}, true],
        ['CI, which is no reason to draw nothing', { CI: '1' }, true],
        ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
      ],
      1,
    ),
  )('%s', async (_, more, coloured) => {
    await using terminal = await openPicker([], { home: configured(), env: { ...env, ...more } });
    expect(coloursOf(terminal).size > 1).toBe(coloured);
    expect(terminal.text()).toContain('❯ work');
  });

  // In its own process all of this is tested in test/ui.
  if (!isDeep) return;

  test('a word that is typed into the list deletes nothing, also when it comes at once', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home, env });
    await terminal.type('daily');
    await terminal.press('escape');
    for (const letter of 'deploy') await terminal.press(letter);
    await terminal.settled();
    expect(home.readConfig()).toEqual(config);
  });

  test('filters as it is typed', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    await terminal.press('/');
    await terminal.type('eu-west');
    await terminal.waitFor(text => text.includes('❯ cloud') && !/│ . work/.test(text));
    expect(terminal.cursor()).toMatchObject({ visible: true, row: 1, column: 12 });
    await terminal.press('tab');
    await terminal.waitFor(text => text.includes('/eu-west'));
    await terminal.press('escape');
    await terminal.waitFor('work');
  });

  test('compares side by side and in words', async () => {
    await using terminal = await openPicker([], { home: configured(), env, columns: 100, rows: 60 });
    await terminal.press('space', 'space', '=');
    await terminal.waitFor('Switching work → cloud');
    expect(terminal.text()).toMatch(/ work +cloud/);
    await terminal.press('escape');
    await terminal.waitFor('Profiles');
  });

  test('copies the line for the shell, and shows it', async () => {
    await using terminal = await openPicker([], { home: configured(), env: { ...env, SHELL: '/bin/sh' } });
    await terminal.press('y');
    await terminal.waitFor('copied, if the terminal allows it: eval');
    const [copied] = terminal.clipboard;
    expect(copied).toMatch(/^eval .*\$\(cgw env work\)/);
    expect(terminal.text()).toContain(copied ?? 'nothing was copied');
  });

  test('draws wide names and notes in line', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { 智谱: { backend: 'anthropic', note: '备注 wide' } } });
    await using terminal = await openPicker([], { home });
    await terminal.waitFor('❯ 智谱');
    await terminal.press('shift+tab');
    await terminal.waitFor('备注 wide');
    const right = terminal.cells().map(row => row[79]?.text);
    expect(right.filter(text => text === '│').length).toBeGreaterThan(15);
  });
});

test('a name that the terminal counts wider than we do breaks no line', async () => {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { हिन्दी: { backend: 'bedrock' }, b: { backend: 'bedrock' } } });
  await using terminal = await openPicker([], { home });
  expect(terminal.screen()[0]).toContain('2 profiles');
  await terminal.press('q');
  await terminal.exit;
  await expectSaneTerminal(terminal, { shows: '' });
});

describe('leaving', () => {
  test.each(
    sampleOf(
      [
        [['d', 'n', 'q'], 0],
        [['q'], 0],
        [['escape', 'q'], 0],
        [['ctrl+c'], 130],
        [['?', 'ctrl+c'], 130],
        [['a', 'ctrl+c'], 130],
        [['e', 'ctrl+c'], 130],
        [['/', 'x', 'ctrl+c'], 130],
      ],
      2,
    ),
  )('%j ends with %i and the terminal as it was', async (keys, code) => {
    await using terminal = await openPicker([], { home: configured(), env });
    await terminal.press(...keys);
    expect(await terminal.exit).toMatchObject({ code, signal: null });
    await expectSaneTerminal(terminal, { shows: '' });
  });

  test.each(
    sampleOf(
      [
        // Of the others, SIGTERM and SIGHUP are those of the next two tests.
        ['SIGINT', 130],
        ['SIGTERM', 143],
        ['SIGHUP', 129],
        ['SIGQUIT', 131],
      ] as const,
      1,
    ),
  )('%s ends with %i and the terminal as it was', async (signal, code) => {
    await using terminal = await openPicker([], { home: configured(), env });
    terminal.signal(signal);
    expect((await terminal.exit).code).toBe(code);
    await expectSaneTerminal(terminal, { shows: '' });
  });

  test('a signal in the middle of typing too', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    await terminal.press('/', 'w', 'o');
    terminal.signal('SIGTERM');
    expect((await terminal.exit).code).toBe(143);
    await expectSaneTerminal(terminal, { shows: '' });
  });

  test('a window that is closed ends it', async () => {
    await using terminal = await openPicker([], { home: configured(), env });
    terminal.close();
    expect((await terminal.exit).code).toBe(129);
  });
});

describe('a stop', () => {
  /** The screens of `cgw edit work` in a shell, and their process. */
  async function opened(): Promise<{ shell: Shell; pid: number }> {
    const shell = await Shell.open('bash', { home: configured(), env });
    await shell.enter('cgw edit work');
    await shell.waitFor('❯   baseUrl');
    const pid = sessionOf(shell.pid).find(each => each !== shell.pid);
    if (pid === undefined) throw new Error('cgw does not run');
    return { shell, pid };
  }

  type Stop = (at: { shell: Shell; pid: number }) => void;
  const ctrlZ: Stop = ({ shell }) => shell.write('\u001a');
  const bySignal: Stop = ({ pid }) => process.kill(pid, 'SIGTSTP');

  test.each<[string, readonly Stop[]]>(
    sampleOf<[string, readonly Stop[]]>(
      [
        ['Ctrl-Z, then a signal', [ctrlZ, bySignal]],
        ['a signal, then Ctrl-Z', [bySignal, ctrlZ]],
        ['signals', [bySignal, bySignal, bySignal]],
        ['Ctrl-Z again and again', [ctrlZ, ctrlZ, ctrlZ, bySignal]],
      ],
      1,
    ),
  )('by %s, and fg: it is there again each time', async (_, stops) => {
    const { shell, pid } = await opened();
    await using _end = shell;
    const before = shell.text();
    for (const stop of stops) {
      stop({ shell, pid });
      await shell.prompted();
      await shell.enter('fg');
      await shell.waitFor(text => text === before);
    }
    await shell.press('ctrl+c');
    await shell.prompted();
    expect(await shell.run('echo $?')).toBe('130');
    await expectSaneTerminal(shell, { before: shell.modes(), shows: /nothing was changed/ });
  });

  test.each(
    sampleOf(
      [
        ['Ctrl-Z twice', '\u001a\u001a'],
        ['Ctrl-L and Ctrl-Z', '\u000c\u001a'],
        ['Ctrl-Z and Ctrl-L', '\u001a\u000c'],
      ],
      1,
    ),
  )('by %s in one piece is one stop', async (_, keys) => {
    const { shell } = await opened();
    await using _end = shell;
    const before = shell.text();
    shell.write(keys);
    await shell.prompted();
    await shell.enter('fg');
    await shell.waitFor(text => text === before);
    await shell.press('ctrl+c');
    await shell.prompted();
    expect(await shell.run('echo $?')).toBe('130');
  });
});

describe('Enter', () => {
  test('starts claude in the same terminal, with what follows --, under the profile', async () => {
    const home = configured();
    await using terminal = await openPicker(['--', '--model', 'opus', '-p', 'a b'], {
      home,
      env: { ...env, ...putClaude(home) },
      columns: 120,
    });
    await terminal.press('enter');
    await terminal.waitFor(
      'claude: profile work url https://litellm.example.com:4000 token sk-planted-canary',
    );
    expect(terminal.text()).toContain('[--settings][--model][opus][-p][a b]');
    await terminal.waitFor('echo icanon isig');
    expect(terminal.isAlternate()).toBe(false);
    expect(terminal.cursor().visible).toBe(true);
    expect(terminal.modes()).toEqual(terminal.before);
    await terminal.type('hello\r');
    await terminal.waitFor('typed hello');
    await terminal.type('end\r');
    expect((await terminal.exit).code).toBe(7);
    await expectSaneTerminal(terminal, { shows: /^claude: profile work/ });
  });

  test('an interactive shell, started so, has a working terminal and its jobs', async () => {
    const home = configured();
    const script = '#!/bin/sh\nexec env PS1="inner> " bash --norc --noprofile -i\n';
    const CGW_CLAUDE = home.write('bin/claude', script, 0o755);
    await using terminal = await openPicker([], { home, env: { ...env, CGW_CLAUDE } });
    await terminal.press('enter');
    await terminal.waitFor('inner>');
    await terminal.type('echo $((6 * 7))-$CGW_PROFILE\r');
    await terminal.waitFor('42-work');
    const runs = (program: string) =>
      until(`${program} has the terminal`, () => foregroundOf(terminal.pid) === program);
    await terminal.type('sleep 60\r');
    await runs('sleep');
    await terminal.press('ctrl+z');
    await terminal.waitFor(/Stopped +sleep 60/);
    await terminal.type('fg\r');
    await runs('sleep');
    await terminal.press('ctrl+c');
    await runs('bash');
    await terminal.type('exit 5\r');
    expect((await terminal.exit).code).toBe(5);
  });

  test('what is typed behind it goes to the program, or to nobody, but is no command', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home, env: { ...env, ...putClaude(home) } });
    await terminal.type('\rdy');
    await terminal.waitFor('claude: profile work');
    expect(Object.keys((home.readConfig() as { profiles: object }).profiles)).toContain('work');
  });

  test('a secret that is unavailable ends with 4 and says so on the main screen', async () => {
    const home = configured();
    await using terminal = await openPicker([], { home, env: putClaude(home) });
    await terminal.press('enter');
    expect((await terminal.exit).code).toBe(4);
    await expectSaneTerminal(terminal, { shows: /^cgw: the secret env:LITELLM_KEY is not set\n/ });
  });
});

describe('a program that asks for the secret on the terminal gets every key that is typed then', () => {
  /** It reads only when it is told to: whoever else reads the terminal has had the line by then. */
  const script = [
    '#!/bin/sh',
    'printf "PIN? " >&2',
    'until [ -e "$HOME/typed" ]; do sleep 0.02; done',
    'read -r pin; echo "key-$pin"',
  ].join('\n');
  const inShell = 'eval "$("$CGW" pick --env)"; echo "profile $CGW_PROFILE token $ANTHROPIC_AUTH_TOKEN"';

  test.each<[string, readonly string[], readonly [string, string][]]>(
    sampleOf<[string, readonly string[], readonly [string, string][]]>(
      [
        ['Enter', [program], [['❯ x', '\r']]],
        ['Enter in plain mode', ['env', 'TERM=dumb', program], [['Number', '1\r']]],
        ['pick --env', ['bash', '-c', inShell], [['❯ x', '\r']]],
        [
          'save and launch',
          [program, 'edit', 'x'],
          [
            ['❯   baseUrl', '/v1'],
            ['com/v1', '\u0013'],
            ['l save, launch', 'l'],
          ],
        ],
      ],
      1,
    ),
  )('%s', async (_, words, steps) => {
    const home = new Home();
    const ask = home.write('bin/ask', `${script}\n`, 0o755);
    const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: `cmd:${ask}` };
    home.writeConfig({ version: 1, default: 'x', profiles: { x } });
    await using terminal = new Terminal(words, { home, env: { ...putClaude(home), CGW: program } });
    for (const [shown, keys] of steps) {
      await terminal.waitFor(shown);
      await terminal.type(keys);
    }
    await terminal.waitFor('PIN?');
    terminal.write('1234\r');
    await terminal.settled(300);
    home.write('typed', '');
    await terminal.waitFor(/profile x .*token key-1234/);
  });
});

describe('without a terminal', () => {
  test.each(
    sampleOf(
      [
        ['stdin is a file', 'cgw < /dev/null'],
        ['stdin is closed', 'cgw <&-'],
        ['stdout is a pipe', 'set -o pipefail; cgw | cat'],
      ],
      1,
    ),
  )('%s: help, and exit 2', async (_, script) => {
    const home = configured();
    const line = script.replace('cgw', '"$CGW"');
    await using terminal = new Terminal(['bash', '-c', line], {
      home,
      env: { CGW: program },
      rows: 90,
    });
    expect((await terminal.exit).code).toBe(2);
    expect(terminal.text()).toContain('cgw COMMAND --help says more');
    expect(terminal.isAlternate()).toBe(false);
  });
});

test('a config that is damaged is reported, and no screen is opened', async () => {
  const home = new Home();
  home.writeConfig('{"version": 1, "profiles": ');
  await using terminal = Terminal.cgw([], { home });
  expect((await terminal.exit).code).toBe(3);
  expect(terminal.output()).not.toContain('\u001b[?1049h');
  await expectSaneTerminal(terminal, { shows: /^cgw: .*config\.json: / });
});

test('a folder’s file that is no pin is told once, and not into the screen', async () => {
  const home = configured();
  home.write('.cgw', 'no name at all');
  await using terminal = await openPicker([], { home, columns: 120 });
  await terminal.press('*');
  await terminal.waitFor('there is no default now');
  expect(terminal.text()).not.toContain('is ignored');
  await terminal.press('q');
  await terminal.exit;
  await expectSaneTerminal(terminal, { shows: /^cgw: .*\.cgw holds no profile name and is ignored$/ });
});

test.if(hasStrace)('keys are its own before it shows anything', async () => {
  const home = configured();
  const trace = `${home.path}/trace`;
  const strace = ['strace', '-f', '-qq', '-s', '4000', '-e', 'trace=ioctl,write', '-o', trace];
  await using terminal = new Terminal([...strace, program], { home });
  await terminal.waitFor('❯ work');
  const lines = readFileSync(trace, 'latin1').split('\n');
  const raw = lines.findIndex(line => line.includes('TCSETS') && !line.includes('ICANON'));
  const drawn = lines.findIndex(line => line.includes('work') && line.includes('write('));
  expect(raw).toBeGreaterThan(0);
  expect(drawn).toBeGreaterThan(raw);
});

test('a bug gives the terminal back and says that it is one', async () => {
  const program = `${import.meta.dir}/programs/bug.ts`;
  await using terminal = new Terminal([process.execPath, program], { home: configured() });
  await terminal.waitFor('❯ work');
  await terminal.press('*');
  expect((await terminal.exit).code).toBe(1);
  await expectSaneTerminal(terminal, { shows: /^caught: a bug in the store$/ });
});
