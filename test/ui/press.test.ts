import { describe, expect, test } from 'bun:test';
import type { Key } from 'ink';
import { pressesOf } from '../../src/ui/press.ts';

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe('what Ink hands on, as keys', () => {
  test.each([
    ['a letter', 'a', {}, ['a']],
    ['a capital', 'G', { shift: true }, ['G']],
    ['an arrow', '', { upArrow: true }, ['up']],
    ['Enter', '\r', { return: true }, ['enter']],
    ['Tab', '', { tab: true }, ['tab']],
    ['Shift-Tab', '', { tab: true, shift: true }, ['shift+tab']],
    ['Ctrl-C', 'c', { ctrl: true }, ['ctrl+c']],
    ['Ctrl and an arrow is that arrow', '', { ctrl: true, upArrow: true }, ['up']],
    ['Alt and a letter is nobody’s', 'd', { meta: true }, []],
    ['fast typing comes in one piece', 'jj\r', {}, ['j', 'j', 'enter']],
    ['Ctrl-C within it', 'ab\u0003', {}, ['a', 'b', 'ctrl+c']],
    ['a wide character', '智', {}, ['智']],
    ['an emoji outside the first plane', '🚀', {}, ['🚀']],
    ['a stray control character types nothing', '\u001c', {}, []],
  ])('%s', (_, input, flags, expected) => {
    expect(pressesOf(input, { ...none, ...flags })).toEqual(expected);
  });
});
