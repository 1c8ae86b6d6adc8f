import { describe, expect, test } from 'bun:test';
import { adding, after, detailOf, focusOn, formAfter, rowOf, screenOf } from './support.ts';

const key = 'sk-planted-canary-0123456789';
const url = { type: 'https://llm.corp:4000' };

describe('where there is no keychain', () => {
  const fields = formAfter(adding('litellm'), 'down', url, 'down');

  test('that choice is shown with the reason, and passed over', () => {
    expect(detailOf(fields)).toContain('keychain is unavailable: there is none in tests');
    const sources = ['', 'right', 'right', 'right', 'right'].map((_, count) =>
      rowOf(formAfter(fields, ...Array<string>(count).fill('right')), 'token'),
    );
    expect(sources.join(' ')).not.toContain('keychain');
  });

  test.each([
    ['pasted where a variable is asked for', [{ paste: key }]],
    ['typed there', [{ type: key }]],
    ['pasted where a file is asked for', ['right', { paste: key }]],
    ['pasted where a command is asked for', ['right', 'right', { paste: key }]],
  ])('a key %s is not lost: one key puts it into a file', (_, inputs) => {
    const pasted = formAfter(fields, ...inputs);
    expect(detailOf(pasted)).toContain('^O keeps it in a file');
    const kept = formAfter(pasted, 'ctrl+o');
    expect(rowOf(kept, 'path')).toEndWith('/home/me/.config/cgw/secrets/litellm.token');
    expect(screenOf(kept)).not.toContain(key);
    const { result } = after(kept, 'ctrl+s', 'enter');
    expect(result).toMatchObject({
      secrets: [{ path: 'token', value: key }],
      change: { profile: { token: 'file:/home/me/.config/cgw/secrets/litellm.token' } },
    });
  });

  test.each(['left', 'home', 'end', 'ctrl+a', 'ctrl+e'])(
    'which looking at its path with %s leaves so',
    look => {
      const kept = formAfter(fields, { paste: key }, 'ctrl+o', look);
      expect(after(kept, 'ctrl+s', 'enter').result).toMatchObject({
        secrets: [{ path: 'token', value: key }],
      });
    },
  );

  test('and never into a file of another name', () => {
    const kept = formAfter(fields, { paste: key }, 'ctrl+o', 'backspace');
    expect(after(kept, 'ctrl+s', 'enter').result).toMatchObject({ secrets: [] });
  });

  test('nothing is offered before there is a key', () => {
    expect(screenOf(formAfter(fields, { type: 'LITELLM_KEY' }))).not.toContain('^O');
    expect(screenOf(focusOn(adding('litellm'), 'baseUrl'))).not.toContain('^O');
  });
});
