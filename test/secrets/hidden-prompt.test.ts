import { describe, expect, test } from 'bun:test';
import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import fc from 'fast-check';
import { askHidden, emptyLine, feed, type Typed } from '../../src/secrets/hidden-prompt.ts';
import { until } from '../support/until.ts';

/** A prompt on a terminal that hands over what is typed in these pieces, each read by itself. */
function asked() {
  const input = Object.assign(new EventEmitter(), {
    setRawMode: () => {},
    resume: () => {},
    pause: () => {},
  });
  let said = '';
  const output = {
    write: (text: string) => {
      said += text;
    },
  };
  const answer = askHidden('token', { input: input as unknown as ReadStream, output });
  const hand = (...pieces: readonly string[]) => {
    for (const piece of pieces) input.emit('data', Buffer.from(piece));
  };
  const says = (text: string) => until(`it says ${text}`, () => said.includes(text));
  return { answer, hand, says };
}

test.each([
  ['two lines', ['first\r', 'second\r']],
  ['more of them', ['first\r', 'second\r', 'third\r', 'fourth']],
])('a paste without marks that comes in pieces, %s: none of it is taken', async (_, pieces) => {
  const { answer, hand, says } = asked();
  hand(...pieces);
  await says('nothing was taken');
  hand('the-right-one\r');
  expect(await answer).toBe('the-right-one');
});

test('a line break that comes behind Enter is none', async () => {
  const { answer, hand } = asked();
  hand('the-right-one\r', '\n');
  expect(await answer).toBe('the-right-one');
});

test('Ctrl-C behind Enter leaves', async () => {
  const { answer, hand } = asked();
  hand('not-meant\r', '\u0003');
  expect(await answer).toBeUndefined();
});

/** What several pieces of input come to. */
function typed(...pieces: readonly string[]): Typed {
  let came: Typed = { came: 'more', line: emptyLine };
  for (const piece of pieces) {
    if (came.came !== 'more') throw new Error(`${JSON.stringify(piece)} comes after the end`);
    came = feed(came.line, piece);
  }
  return came;
}

const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`;

describe('a line that is typed unseen', () => {
  test.each<[string, string[], string]>([
    ['key by key', ['s', 'k', '-', '1', '\r'], 'sk-1'],
    ['in one piece', ['sk-1\r'], 'sk-1'],
    ['a line feed ends it too', ['sk-1\n'], 'sk-1'],
    ['backspace takes one character', ['sk-🗝\u007fx\r'], 'sk-x'],
    ['backspace at the start takes nothing', ['\u007f\bsk\r'], 'sk'],
    ['Ctrl-U takes all', ['wrong\u0015right\r'], 'right'],
    ['cursor and function keys are no text', ['a\u001b[D\u001b[3~\u001bOPb\u001bfc\r'], 'abc'],
    ['Escape is not a text, and eats none', ['\u001b', 'sk\r'], 'sk'],
    ['a read of nothing within an escape sequence', ['a\u001b', '', '[Db\r'], 'ab'],
    ['a cursor key that comes in two pieces', ['a\u001b[', 'Db\r'], 'ab'],
    ['Tab and Ctrl-Z are no text', ['a\t\u001ab\r'], 'ab'],
    ['pasted', [pasted('sk-1'), '\r'], 'sk-1'],
    ['pasted together with Enter', [`${pasted('sk-1\r')}\r`], 'sk-1'],
    ['pasted with the line break behind it', [pasted('sk-1\n'), '\r'], 'sk-1'],
    ['pasted in pieces, the mark cut', ['\u001b[200~sk-', '1\u001b', '[201~', '\r'], 'sk-1'],
    ['blanks around it', [pasted('  sk-1 \r'), '\r'], 'sk-1'],
    ['a Ctrl-C that is pasted is text', [pasted('a\u0003b'), '\r'], 'a\u0003b'],
    ['nothing', ['\r'], ''],
  ])('%s', (_, pieces, text) => {
    expect(typed(...pieces)).toEqual({ came: 'end', text });
  });

  test.each([
    ['pasted', [pasted('sk-1\rnote'), '\r']],
    ['pasted without marks', ['sk-1\rnote\r']],
  ])('several lines, %s, are none', (_, pieces) => {
    expect(typed(...pieces)).toEqual({ came: 'several lines' });
  });

  test.each(['\u0003', '\u0004', 'half of it\u0003', '\u001c'])('%j leaves', keys => {
    expect(typed(keys)).toEqual({ came: 'interrupt' });
  });

  test('what is pasted comes out the same however it is cut', () => {
    const printable = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter(text => !/[\p{Cc}\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(printable, fc.array(fc.nat(40)), (text, cuts) => {
        const all = [...pasted(text)];
        const pieces: string[] = [];
        for (const cut of cuts) pieces.push(all.splice(0, cut).join(''));
        pieces.push(all.join(''), '\r');
        expect(typed(...pieces)).toEqual({ came: 'end', text: text.trim() });
      }),
    );
  });
});
