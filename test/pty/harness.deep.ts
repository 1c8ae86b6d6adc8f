import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { until } from '../support/until.ts';
import { plain } from './support/cells.ts';
import { Emulator } from './support/emulator.ts';
import { expectSaneTerminal } from './support/expect-sane.ts';
import { bytesOf } from './support/keys.ts';
import { sessionOf } from './support/processes.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Shell, shellNames } from './support/shell.ts';
import { endTerminals, Terminal, type TerminalOptions } from './support/terminal.ts';

setUpTerminals();

/** Everybody’s program with a screen of its own. */
const hasLess = required('less', Bun.which('less') !== null);

/** A `sh` script on a terminal. */
function sh(script: string, options: Partial<TerminalOptions> = {}): Terminal {
  return new Terminal(['/bin/sh', '-c', script], { home: new Home(), ...options });
}

/** Why something fails that has to. */
function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it did not fail',
    error => (error instanceof Error ? error.message : String(error)),
  );
}

/** Reads keys one by one, as a program with a screen does, until `q`; shows each as `od` does. */
const readsKeys = `
stty raw -echo; printf 'on\\r\\n'
while k=$(dd bs=64 count=1 2>/dev/null) && [ "$k" != q ]; do printf '<%s>\\r\\n' "$(printf %s "$k" | od -An -c | tr -d ' \\n')"; done`;

describe.concurrent('the program', () => {
  test('has a terminal that it controls, a clean environment and a size', async () => {
    await using terminal = sh(
      'tty; stty size; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo "<$CI> $TERM"; exec 3</dev/tty && echo own',
      {
        columns: 90,
        rows: 30,
      },
    );
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
    expect(terminal.text()).toMatch(/^\/dev\/\S+\n30 90\n<> xterm-256color\nown$/);
  });

  test('is cgw by default, with its last words on the screen', async () => {
    await using terminal = Terminal.cgw(['list', '--no-such-option'], { home: new Home() });
    expect(await terminal.exit).toEqual({ code: 2, signal: null });
    expect(terminal.text()).toStartWith('cgw: ');
  });

  test('says how it ended', async () => {
    await using failing = sh('exit 7');
    await using killed = sh('kill -TERM $$');
    expect(await failing.exit).toEqual({ code: 7, signal: null });
    expect(await killed.exit).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('may leave somebody behind who keeps the terminal open', async () => {
    await using terminal = sh("trap '' HUP; sleep 60 & echo gone");
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
    expect(terminal.text()).toBe('gone');
    await terminal.end();
    // What is killed has to be reaped, too.
    await until('nobody is left of the session', () => sessionOf(terminal.pid).length === 0);
  });

  test('is told about signals, a new size and a hang-up', async () => {
    const home = new Home();
    await using terminal = sh(
      `trap 'echo usr1' USR1; trap 'stty size' WINCH; trap 'echo hup > ${home.path}/hup; exit 3' HUP; echo on; while :; do sleep 0.05; done`,
    );
    await terminal.waitFor('on');
    terminal.signal('SIGUSR1');
    await terminal.waitFor('usr1');
    await terminal.resize(100, 40);
    await terminal.waitFor('40 100');
    expect(terminal.size()).toEqual({ columns: 100, rows: 40 });
    expect(terminal.screen()).toHaveLength(40);
    terminal.close();
    expect(await terminal.exit).toEqual({ code: 3, signal: null });
    expect(existsSync(`${home.path}/hup`)).toBe(true);
    expect(() => terminal.modes()).toThrow('closed');
  });
});

describe.concurrent('what is typed', () => {
  test('arrives key by key', async () => {
    await using terminal = sh(readsKeys);
    await terminal.waitFor('on');
    const keys = [
      ['down', '033[B'],
      ['escape', '033'],
      ['a', 'a'],
      ['ctrl+c', '003'],
      ['shift+tab', '033[Z'],
      ['enter', '\\r'],
      ['✓', '342234223'],
      ['alt+b', '033b'],
    ] as const;
    for (const [key, read] of keys) {
      await terminal.press(key);
      await terminal.waitFor(screen => screen.endsWith(`\n<${read}>`));
    }
    await terminal.type('jjk');
    await terminal.waitFor('<jjk>');
    await terminal.press('q');
    expect((await terminal.exit).code).toBe(0);
  });

  test('is pasted in brackets only where that was asked for', async () => {
    await using terminal = sh(readsKeys);
    await terminal.waitFor('on');
    await terminal.paste('a\nb');
    await terminal.waitFor('<a\\rb>');
    await using asking = sh(`printf '\\033[?2004h'; ${readsKeys}`);
    await asking.waitFor('on');
    // An end of the paste within the paste would let the rest of it be typed.
    await asking.paste('a\nb\u001b[201~c');
    await asking.waitFor('<033[200~a\\rb[201~c033[201~>');
  });

  test('follows the mode of the arrows', async () => {
    await using terminal = sh(`printf '\\033[?1h'; ${readsKeys}`);
    await terminal.waitFor('on');
    await terminal.press('up');
    await terminal.waitFor('<033OA>');
    await terminal.press('home');
    await terminal.waitFor('<033OH>');
  });

  test('has known names only', () => {
    expect(bytesOf('ctrl+z')).toBe('\u001a');
    expect(() => bytesOf('entre')).toThrow('entre');
  });
});

describe.concurrent('what is shown', () => {
  test('is rows, cells and styles', async () => {
    await using terminal = sh(
      "printf 'plain \\033[1;32mgreen\\033[0m \\033[2;7mdim\\033[0m \\033[4;38;2;1;2;3mrgb\\033[0m \\033[38;5;208mcube\\033[0m\\r\\n界 \\033[91mafter\\033[m'",
    );
    await terminal.exit;
    expect(terminal.screen().slice(0, 3)).toEqual(['plain green dim rgb cube', '界 after', '']);
    expect(terminal.styleOf('plain')).toEqual(plain);
    expect(terminal.styleOf('green')).toEqual({ ...plain, bold: true, fg: 'green' });
    expect(terminal.styleOf('dim')).toEqual({ ...plain, dim: true, inverse: true });
    expect(terminal.styleOf('rgb')).toEqual({ ...plain, underline: true, fg: '#010203' });
    expect(terminal.styleOf('cube').fg).toBe('#ff8700');
    expect(terminal.styleOf('after').fg).toBe('bright red');
    expect(terminal.cellsOf('界').map(({ text, width }) => [text, width])).toEqual([
      ['界', 2],
      ['', 0],
    ]);
    expect(terminal.cursor()).toEqual({ column: 8, row: 1, visible: true });
    expect(() => terminal.styleOf('absent')).toThrow(/"absent"[\s\S]*│plain green/);
  });

  test.skipIf(!hasLess)('is one of two screens, and the main one can be read behind the other', async () => {
    const home = new Home();
    const text = home.write('text', Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n'));
    await using terminal = new Terminal(['less', text], { home, env: { LESSHISTFILE: '-' } });
    await terminal.waitFor('line 22');
    expect(terminal.isAlternate()).toBe(true);
    await terminal.press('G');
    await terminal.waitFor('line 99');
    expect(terminal.text()).not.toContain('line 22');
    expect(terminal.mainText()).toBe('');
    await terminal.press('q');
    expect((await terminal.exit).code).toBe(0);
    await expectSaneTerminal(terminal, { shows: '' });
  });

  test('is also titles, the clipboard and bytes', async () => {
    await using terminal = sh(
      "printf '\\033]0;one\\007\\033]52;c;4pyTIGNvcGllZA==\\007\\033]52;c;?\\007\\033[8mhidden\\033[m'",
    );
    await terminal.exit;
    expect(terminal.titles).toEqual(['one']);
    expect(terminal.clipboard).toEqual(['✓ copied']);
    expect(terminal.output()).toContain('\u001b[8mhidden');
    expect(terminal.bytes()).toContain(0x1b);
  });

  test('answers a program that asks where the cursor is', async () => {
    await using terminal = sh(
      `stty raw -echo; printf 'ab\\033[6n'; dd bs=16 count=1 2>/dev/null | od -An -c`,
    );
    await terminal.waitFor(/033\s+\[\s+1\s+;\s+3\s+R/);
  });

  test('takes the cells that Ink expects', async () => {
    const emulator = new Emulator({ columns: 40, rows: 2 });
    for (const text of [
      '❯✓●…·',
      '界',
      '🙂',
      'e\u0301',
      '⚠',
      '⚠️',
      '👍🏽',
      '👨‍👩‍👧',
      '🇩🇪',
      '🇩🇪🇫🇷',
      '1️⃣',
      '한글',
      'a🙂b',
    ]) {
      await emulator.write(`\r\u001b[K${text}`);
      expect([text, emulator.cursor().column]).toEqual([text, Bun.stringWidth(text)]);
      expect(emulator.screen()[0]).toBe(text);
    }
  });
});

describe.concurrent('waiting', () => {
  test('ends with the text, the pattern or the predicate', async () => {
    await using terminal = sh('echo one; sleep 0.2; echo two; sleep 0.2; echo three; sleep 60');
    expect(await terminal.waitFor('one')).toStartWith('one');
    await terminal.waitFor(/^two$/m);
    await terminal.waitFor(screen => screen.split('\n').length === 3);
  });

  test('fails with the screen drawn when the time is over', async () => {
    await using terminal = sh('echo something else; sleep 60');
    await terminal.waitFor('else');
    expect(await failure(terminal.waitFor('absent', { timeout: 100 }))).toMatch(
      /^100 ms have passed without "absent"\n┌ 80×24, main screen, cursor in row 1, column 0\n│something else\n/,
    );
  });

  test('fails at once when the program has ended', async () => {
    await using terminal = sh('echo last words');
    const start = performance.now();
    expect(await failure(terminal.waitFor('absent', { timeout: 60_000 }))).toMatch(
      /has ended[\s\S]*│last words/,
    );
    await terminal.exit;
    expect(performance.now() - start).toBeLessThan(30_000);
    await terminal.waitFor('last words');
  });

  test('does not look at half a frame', async () => {
    await using terminal = sh("printf '\\033[?2026hhalf'; sleep 0.3; printf ' whole\\033[?2026l'; sleep 60");
    expect(await terminal.waitFor('half')).toBe('half whole');
  });

  test('settles when nothing comes any more, and knows when something comes', async () => {
    await using terminal = sh(
      'for i in 1 2 3 4 5; do echo $i; sleep 0.02; done; read x; sleep 0.1; echo again; sleep 60',
    );
    await terminal.waitFor('1');
    await terminal.settled(400);
    expect(terminal.text()).toEndWith('5');
    const start = performance.now();
    const echoed = terminal.nextBytes();
    terminal.write('\r');
    expect((await echoed) ?? 0).toBeGreaterThanOrEqual(start);
    await terminal.waitFor('again');
    expect(await terminal.nextBytes(50)).toBeUndefined();
  });
});

describe.concurrent('a sane terminal', () => {
  test('is what a program leaves that puts everything back', async () => {
    await using terminal = sh(
      "old=$(stty -g); stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?2004h\\033[>1u\\033[31mscreen'; " +
        "printf '\\033[m\\033[<u\\033[?2004l\\033[?25h\\033[?1049l'; stty $old; echo bye",
    );
    await terminal.exit;
    await expectSaneTerminal(terminal, { shows: 'bye' });
    await expectSaneTerminal(terminal, { shows: /^bye$/ });
  });

  // Every way to leave it badly, each alone, and what the message says of it.
  test.each([
    ['stty -echo', 'local'],
    ['stty -icrnl', 'input'],
    ['stty -opost', 'output'],
    ['stty cstopb', 'control'],
    ["printf '\\033[?1049h'", 'alternate screen'],
    ["printf '\\033[?25l'", 'cursor hidden'],
    ["printf '\\033[?2004h'", 'bracketed paste'],
    ["printf '\\033[?1000h'", 'mouse tracking'],
    ["printf '\\033[?1002h\\033[?1006h'", 'mouse tracking'],
    ["printf '\\033[?1h'", 'application cursor keys'],
    ["printf '\\033='", 'application keypad'],
    ["printf '\\033[?1004h'", 'focus events'],
    ["printf '\\033[?2026h'", 'synchronised output'],
    ["printf '\\033[?7l'", 'no wraparound'],
    ["printf '\\033[>1u'", 'kitty keyboard'],
    ["printf '\\033[=5u'", 'kitty keyboard'],
    ["printf '\\033[31m'", 'red'],
    ["printf '\\033[12'", 'swallowed'],
    ['echo stray', 'stray'],
  ])('is not what `%s` leaves', async (script, said) => {
    await using terminal = sh(script);
    await terminal.exit;
    // In a line of the difference, not beside it.
    expect(await failure(expectSaneTerminal(terminal, { shows: '' }))).toMatch(
      new RegExp(`^([-+]|Received:).*${said}`, 'm'),
    );
  });

  test('has lost no line that was there before', async () => {
    await using terminal = sh("echo kept; printf '\\033[H\\033[2J'");
    await terminal.exit;
    expect(await failure(expectSaneTerminal(terminal, { shows: 'kept' }))).toContain('kept');
  });

  test('knows a reset', async () => {
    await using terminal = sh("printf '\\033[?25l\\033[?1h\\033c'");
    await terminal.exit;
    await expectSaneTerminal(terminal, { shows: '' });
  });
});

describe.each([...shellNames])('%s', name => {
  test('takes commands and prints what they say', async () => {
    await using shell = await Shell.open(name, { home: new Home() });
    expect(shell.text()).toBe('ready>');
    expect(await shell.run('echo one; echo two')).toBe('one\ntwo');
    expect(await shell.run('cgw --version')).toMatch(/^(cgw )?\d+\.\d+\.\d+/);
    expect(await shell.run('true')).toBe('');
    const long = `echo ${'word '.repeat(30)}`;
    expect(await shell.run(long)).toBe(long.slice(5).trimEnd());
    expect(await failure(shell.run('exit 3'))).toContain('the program has ended');
    expect((await shell.exit).code).toBe(3);
  });

  test('controls its jobs', async () => {
    await using shell = await Shell.open(name, { home: new Home() });
    const before = shell.modes();
    // `exec`: stopped while it starts a child, dash would wait for that for ever.
    await shell.enter("sh -c 'echo started; exec sleep 60'");
    await shell.waitFor(/^started/m);
    await shell.press('ctrl+z');
    await shell.prompted();
    expect(shell.text()).toMatch(/stopped|suspended/i);
    expect(await shell.run('jobs')).toMatch(/stopped|suspended/i);
    await shell.start('fg', 'sleep');
    await shell.press('ctrl+c');
    await shell.prompted();
    expect(await shell.run('jobs')).not.toContain('sleep');
    expect(shell.modes()).toEqual(before);
  });

  test.skipIf(!hasLess)('gives the terminal to a program with a screen and gets it back', async () => {
    const home = new Home();
    const text = home.write('text', 'line 1\nline 2\n');
    await using shell = await Shell.open(name, { home, env: { LESSHISTFILE: '-' } });
    const before = shell.modes();
    await shell.enter(`less ${text}`);
    await shell.waitFor('line 2');
    expect(shell.isAlternate()).toBe(true);
    await shell.press('ctrl+z');
    await shell.prompted();
    expect(shell.modes()).toEqual(before);
    await shell.enter('fg');
    await shell.waitFor('line 2');
    await shell.press('q');
    await shell.prompted();
    await expectSaneTerminal(shell, { before, shows: /^ready> less [\s\S]*\nready> fg\n[\s\S]*ready>$/ });
  });

  test('reads the start-up code it is given and no other', async () => {
    const home = new Home();
    await using shell = await Shell.open(name, { home, rc: 'echo from rc', env: { MARK: 'kept' } });
    expect(await shell.run('echo $MARK')).toBe('kept');
    expect(shell.mainText()).toStartWith('from rc\nready>');
  });
});

test('ending a terminal ends everything that was started there', async () => {
  const terminal = await Shell.open('bash', { home: new Home() });
  await terminal.run('sleep 60 & (trap "" HUP TERM; exec sleep 61) & nohup sleep 62 > /dev/null 2>&1 &');
  await terminal.start('sleep 63', 'sleep');
  await terminal.press('ctrl+z');
  await terminal.prompted();
  expect(sessionOf(terminal.pid).length).toBeGreaterThanOrEqual(5);
  await endTerminals();
  expect(sessionOf(terminal.pid)).toEqual([]);
  expect((await terminal.exit).signal).toMatch(/^SIG(HUP|KILL)$/);
});
