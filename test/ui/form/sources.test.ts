import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import {
  adding,
  after,
  detailOf,
  editing,
  focusOn,
  formAfter,
  type Input,
  rowOf,
  screenOf,
} from './support.ts';

const gateway: Profile = { backend: 'gateway', baseUrl: 'https://x', token: 'env:KEY' };
const onToken = focusOn(editing(gateway), 'token');

/** The token that would be saved after these inputs on its row. */
function tokenAfter(...inputs: readonly Input[]): unknown {
  const { result } = after(onToken, ...inputs, 'ctrl+s', 'enter');
  return result?.result === 'save' && 'profile' in result.change ? result.change.profile.token : undefined;
}

describe('where a credential comes from', () => {
  const kinds = (form: typeof onToken) => detailOf(form).replaceAll('\u00a0', ' ').split('\n')[0] ?? '';

  test('is asked for by kind', () => {
    expect(kinds(onToken)).toBe('( ) not set  (•) environment variable  ( ) file  ( ) command');
    expect(rowOf(onToken, 'token')).toBe('❯   token  ‹ environment variable ›');
    expect(rowOf(onToken, 'variable')).toBe('      variable  KEY');
  });

  test('the words of the field are kinds too', () => {
    expect(kinds(focusOn(editing(gateway), 'apiKey'))).toBe(
      '(•) not set  ( ) environment variable  ( ) file  ( ) command  ( ) empty',
    );
    expect(kinds(focusOn(editing({ backend: 'anthropic' }), 'apiKey'))).toEndWith('( ) inherit');
  });

  test('a placeholder is offered only where there is one', () => {
    const form = focusOn(editing({ ...gateway, token: 'placeholder:ollama' }), 'token');
    expect(kinds(form)).toEndWith('(•) placeholder');
    expect(rowOf(form, 'word')).toEndWith('ollama');
    // Also after another kind was tried.
    expect(kinds(formAfter(form, 'left'))).toEndWith('( ) placeholder');
  });

  test.each<[string, readonly Input[], unknown]>([
    ['another variable', ['down', 'ctrl+u', { type: 'OTHER_KEY' }], 'env:OTHER_KEY'],
    ['a file', ['right', 'down', { type: '/run/secrets/key' }], 'file:/run/secrets/key'],
    ['a file at home', [' ', 'down', { type: '~/key' }], 'file:~/key'],
    [
      'a command',
      ['right', 'right', 'down', { type: `op read 'op://v/my item'` }],
      `cmd:op read 'op://v/my item'`,
    ],
    ['typing goes to the row beneath', [{ type: '2' }], 'env:KEY2'],
    ['a whole reference, typed', ['down', 'ctrl+u', { type: 'cmd:pass show x' }], 'cmd:pass show x'],
    ['a whole reference, pasted', ['down', 'ctrl+u', { paste: ' file:~/key\n' }], 'file:~/key'],
    ['a whole reference, pasted onto the kind', ['delete', { paste: 'file:~/key' }], 'file:~/key'],
    ['typing without a kind begins with a variable', ['delete', { type: 'MINE' }], 'env:MINE'],
  ])('%s', (_, inputs, token) => {
    expect(tokenAfter(...inputs)).toBe(token);
  });

  test('trying another kind loses nothing', () => {
    const tried = formAfter(onToken, 'right', 'down', { type: '/a' }, 'up', 'left');
    expect(rowOf(tried, 'variable')).toEndWith('KEY');
    expect(rowOf(formAfter(tried, 'right'), 'path')).toEndWith('/a');
    // The first kind again: nothing has changed.
    expect(after(tried, 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('a kind without its text is found fault with once it was left', () => {
    const form = formAfter(onToken, 'right');
    expect(screenOf(form)).not.toContain('!');
    const left = formAfter(form, 'down', 'down');
    expect(rowOf(left, 'token')).toStartWith('  ! token');
    expect(screenOf(formAfter(left, 'ctrl+s'))).toContain('token file: needs an absolute path');
  });

  test.each<[string, readonly Input[]]>([
    ['a letter', [{ type: 'x' }]],
    ['a word', [{ type: 'MINE' }]],
    ['a whole reference', [{ paste: 'file:~/key' }]],
    ['what looks like a key', [{ paste: 'sk-ant-api03-abcdefghijklmnop' }]],
  ])('a slip into what is not set goes with its text: %s', (_, inputs) => {
    const unset = focusOn(editing(gateway), 'apiKey');
    const typed = formAfter(unset, ...inputs);
    expect(rowOf(typed, 'apiKey')).not.toContain('not set');
    const back = formAfter(typed, 'ctrl+u');
    expect(rowOf(back, 'apiKey')).toBe('❯   apiKey  ‹ not set ›');
    expect(after(back, 'escape').result).toEqual({ result: 'cancelled' });
    expect(rowOf(formAfter(typed, 'up', 'right', 'left', 'down', 'ctrl+u'), 'apiKey')).not.toContain(
      'not set',
    );
  });

  test('what the preset suggests is only suggested again without its text', () => {
    const form = formAfter(focusOn(adding('litellm'), 'token'), { type: 'x' }, 'ctrl+u');
    expect(rowOf(form, 'token')).toBe('    token *  environment variable');
    expect(after(form, 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('a word needs no text', () => {
    const form = formAfter(focusOn(editing({ backend: 'anthropic' }), 'apiKey'), 'left');
    expect(rowOf(form, 'apiKey')).toEndWith('‹ inherit ›');
    expect(rowOf(form, 'variable')).toBe('no row variable');
    expect(after(form, 'ctrl+s', 'enter').result).toMatchObject({
      change: { profile: { apiKey: 'inherit' } },
    });
    expect(after(form, { type: 'x' }).form).toEqual(form);
  });

  test('`empty` is no credential', () => {
    const form = formAfter(
      focusOn(editing({ backend: 'gateway', baseUrl: 'https://x' }), 'apiKey'),
      'left',
      'ctrl+s',
    );
    expect(screenOf(form)).toContain('token, apiKey are missing, and one of them is required');
  });

  test('whether a variable is exported here is said', () => {
    const form = formAfter(onToken, 'down');
    expect(detailOf(form)).toContain('KEY is not exported here');
    expect(detailOf(form, { KEY: 'secret' })).toContain('✓ KEY is exported here');
    expect(detailOf(form, { KEY: 'secret' })).not.toContain('secret');
  });

  test('what the preset suggests is not set until it has a text', () => {
    const form = adding('litellm');
    expect(rowOf(form, 'token')).toBe('    token *  environment variable');
    expect(rowOf(form, 'variable')).toBe('      variable  e.g. LITELLM_API_KEY');
    expect(after(form, 'escape').result).toEqual({ result: 'cancelled' });
  });
});
