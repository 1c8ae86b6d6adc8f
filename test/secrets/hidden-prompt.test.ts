import { expect, test } from 'bun:test';
import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { askHidden } from '../../src/secrets/hidden-prompt.ts';
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
