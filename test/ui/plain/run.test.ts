import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RunCommand, runPlain } from '../../../src/ui/plain/run.ts';
import type { Action, Opening } from '../../../src/ui/state.ts';
import { snapshotOf } from '../../support/screens.ts';
import { until } from '../../support/until.ts';
import { expectPlain } from './converse.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command that says what it is. */
const says: RunCommand = async (args, print) => {
  print(`  ✓ full  ran ${args.join(' ')}`);
  return snapshotOf();
};

/** A conversation over two pipes. */
function open({
  perform = async () => ({ type: 'failed', text: 'nothing changes' }),
  runCommand = says,
  opening = { opens: 'picker' },
}: {
  perform?: () => Promise<Action>;
  runCommand?: RunCommand;
  opening?: Opening;
} = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  let printed = '';
  output.setEncoding('utf8').on('data', text => {
    printed += text;
  });
  const handlers = signals.map(signal => process.listenerCount(signal));
  const ended = runPlain('launch', snapshotOf(), opening, perform, runCommand, { input, output });
  const asked = async (text: string) => {
    await until(`it says ${JSON.stringify(text)}`, () => printed.includes(text));
  };
  const settled = async () => {
    const result = await ended;
    expect(signals.map(signal => process.listenerCount(signal))).toEqual(handlers);
    expect(input.isPaused()).toBe(true);
    await nextTurn();
    expectPlain(printed);
    return { result, printed };
  };
  return { input, output, asked, settled };
}

describe('plain mode', () => {
  test('prints, reads, and says how it ended', async () => {
    const { input, asked, settled } = open();
    await asked('help says which: ');
    input.write('help\n');
    await asked('quit: leave.');
    input.write('cloud\r\n');
    const { result, printed } = await settled();
    expect(result).toEqual({ outcome: 'chosen', name: 'cloud' });
    expect(printed).toStartWith('cgw: 2 profiles, ');
    expect(printed).toEndWith('\nNumber, name or command; help says which: ');
  });

  test('lines that come at once are answers one after the other', async () => {
    const { input, settled } = open();
    input.write('show 1\nshow 2\nquit\nnobody asks for this\n');
    const { result, printed } = await settled();
    expect(result).toEqual({ outcome: 'left' });
    expect(printed).toContain('  full: ran show work\n');
    expect(printed).toContain('  full: ran show cloud\n');
  });

  test('a last line without its end is one too', async () => {
    const { input, settled } = open();
    input.end('cloud');
    expect((await settled()).result).toEqual({ outcome: 'chosen', name: 'cloud' });
  });

  test.each([
    ['the picker', { opens: 'picker' }],
    ['a form', { opens: 'edit', name: 'cloud' }],
  ] as const)('the end of the input leaves %s, on a line of its own', async (_, opening) => {
    const { input, settled } = open({ opening });
    input.end();
    const { result, printed } = await settled();
    expect(result).toEqual({ outcome: 'left' });
    expect(printed).toEndWith(': \n');
  });

  test.each([
    ['SIGINT', { outcome: 'interrupted' }],
    ['SIGTERM', { outcome: 'signalled', signal: 'SIGTERM' }],
    ['SIGHUP', { outcome: 'signalled', signal: 'SIGHUP' }],
  ] as const)('%s ends it', async (signal, outcome) => {
    const { asked, settled } = open();
    await asked('help says which: ');
    process.emit(signal, signal);
    expect((await settled()).result).toEqual(outcome);
  });

  test('a terminal that has gone is a hangup', async () => {
    for (const end of ['input', 'output'] as const) {
      const opened = open();
      await opened.asked('help says which: ');
      opened[end].emit('error', new Error('EIO'));
      expect((await opened.settled()).result).toEqual({ outcome: 'signalled', signal: 'SIGHUP' });
    }
  });

  test('requests are carried out, and what they came to is said', async () => {
    const { input, settled } = open({ perform: async () => ({ type: 'failed', text: 'the disk is full' }) });
    input.write('edit 2\nnote\nhello\n\nyes\nquit\nyes\nquit\n');
    expect((await settled()).printed).toContain('the disk is full.\n');
  });

  test('a bug of what carries them out is thrown', async () => {
    const { input, settled } = open({ runCommand: () => Promise.reject(new Error('a bug')) });
    input.write('default 2\n');
    await expect(settled()).rejects.toThrow('a bug');
  });

  test('after an interruption nothing more is said', async () => {
    const change = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { input, settled } = open({
      runCommand: async (_, print) => {
        print('begun');
        asked.resolve();
        await change.promise;
        print('too late');
        return snapshotOf();
      },
    });
    input.write('default 2\n');
    await asked.promise;
    process.emit('SIGINT', 'SIGINT');
    const { printed } = await settled();
    expect(printed).toContain('begun\n');
    change.resolve();
    await nextTurn();
    expect(printed).not.toContain('too late');
  });
});

/** The same on a terminal of its own: each text is typed when what it answers has been printed. */
async function onTerminal(typed: readonly (readonly [awaited: string, text: string])[]): Promise<string> {
  const decoder = new TextDecoder();
  let screen = '';
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'program.ts')], {
    env: { PATH: '/usr/bin:/bin', TERM: 'dumb' },
    terminal: {
      cols: 80,
      rows: 24,
      data: (_, bytes) => {
        screen += decoder.decode(bytes, { stream: true });
      },
    },
  });
  for (const [awaited, text] of typed) {
    await until(`the screen says ${awaited}`, () => screen.includes(awaited) || child.exitCode !== null);
    child.terminal?.write(text);
  }
  await child.exited;
  child.terminal?.close();
  return screen.replaceAll('\r\n', '\n');
}

describe('on a terminal', () => {
  test('the program that follows has it for itself, in the mode it was in', async () => {
    const screen = await onTerminal([
      ['help says which: ', 'features 1\n'],
      ['ran features work\r\nNumber, name or command; help says which: ', 'cloud\n'],
      ['icanon', 'first line\nsecond line\n'],
    ]);
    expect(screen).toEndWith('\nicanon\nfirst line\nsecond line\n<first line> <second line>\n');
    expectPlain(screen);
  });

  test.each([
    ['Ctrl-C', '\u0003', { outcome: 'interrupted' }],
    ['Ctrl-D', '\u0004', { outcome: 'left' }],
  ])('%s', async (_, key, outcome) => {
    const screen = await onTerminal([['help says which: ', key]]);
    expect(screen).toMatch(/help says which: .*\n\{/);
    expect(screen).toEndWith(`\n${JSON.stringify(outcome)}\n`);
  });
});
