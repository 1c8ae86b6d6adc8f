import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import type { Profile } from '../../../src/backends/profile.ts';
import { presetNames } from '../../../src/profile/presets.ts';
import type { Keychain } from '../../../src/ui/screens/form/sources.ts';
import type { FormState } from '../../../src/ui/screens/form/state.ts';
import { runs } from '../../support/tier.ts';
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
  wordsOf,
} from './support.ts';

const here: Keychain = {
  missing: null,
  folder: '/secrets',
  users: new Map([['litellm/token', ['litellm', 'b', 'c']]]),
};

const canary = 'sk-ant-api03-qVw7Jt2LmZ0pR5xY8bNc';

const address: Input = { type: 'https://llm.corp:4000' };

const gateway: Profile = { backend: 'gateway', baseUrl: 'https://x', token: 'env:KEY' };
const held: Profile = { ...gateway, token: 'keychain:work/token' };

const onToken = focusOn(adding('litellm', { keychain: here }), 'token');

/** What saving asks for. */
function saved(form: FormState) {
  const { result } = after(form, 'ctrl+s', 'enter');
  if (result?.result !== 'save' || !('profile' in result.change)) return undefined;
  return { profile: result.change.profile, secrets: result.secrets };
}

/** Every screen that can be reached from here. */
function screens(form: FormState): string {
  const states = [form, formAfter(form, 'ctrl+g'), formAfter(form, 'escape'), formAfter(form, 'ctrl+s')];
  const sizes = [
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 60 },
  ];
  // What is cut at the end of a line goes on in the next one.
  return states
    .flatMap(state => sizes.map(size => wordsOf(state, size)))
    .join('\n')
    .replaceAll(/[\s…]/g, '');
}

describe('the keychain as the source of a credential', () => {
  const kinds = (form: FormState) => detailOf(form).replaceAll('\u00a0', ' ').split('\n');

  test('comes first and is suggested where there is one', () => {
    expect(kinds(onToken)[0]).toBe(
      '( ) not set  (•) keychain  ( ) environment variable  ( ) file  ( ) command',
    );
    expect(rowOf(onToken, 'token')).toBe('❯   token *  ‹ keychain ›');
    expect(rowOf(onToken, 'credential')).toBe('      credential  type or paste it: it is not shown');
    expect(rowOf(onToken, 'entry')).toBe('      entry  one of its own');
    expect(detailOf(onToken)).toContain('kept by the operating system');
  });

  test('cannot be chosen where there is none, and says why', () => {
    const missing = 'there is no D-Bus session here, as in a container or over SSH';
    const form = focusOn(
      adding('litellm', { keychain: { missing, folder: '/secrets', users: new Map() } }),
      'token',
    );
    expect(rowOf(form, 'token')).toBe('❯   token *  ‹ environment variable ›');
    const passed = formAfter(form, 'right', 'right', 'right');
    expect(rowOf(passed, 'token')).toBe('❯   token *  ‹ not set ›');
    expect(detailOf(passed)).toContain(`keychain is unavailable: ${missing}`);
  });

  test.each<[string, readonly Input[]]>([
    ['typed onto the source', [{ type: canary }]],
    ['pasted onto the source', [{ paste: canary }]],
    ['typed', ['down', { type: canary }]],
    ['pasted with what comes along', ['down', { paste: ` ${canary}\r\n` }]],
  ])('the credential, %s, is dotted, and stands beside the profile', (_, inputs) => {
    const form = formAfter(onToken, ...inputs);
    expect(rowOf(form, 'credential')).toEndWith(`  ${'•'.repeat(canary.length)}`);
    const whole = formAfter(form, 'up', 'up', 'up', 'down', address);
    expect(saved(whole)).toEqual({
      profile: {
        backend: 'gateway',
        product: 'litellm',
        modelFamily: 'claude',
        baseUrl: 'https://llm.corp:4000',
        token: 'keychain:litellm/token',
      },
      secrets: [{ path: 'token', value: canary }],
    });
    const reviewed = screenOf(formAfter(whole, 'ctrl+s'));
    expect(reviewed).toContain('token        keychain:litellm/token  the credential is stored there');
    expect(reviewed).toContain('ANTHROPIC_AUTH_TOKEN = ‹keychain:litellm/token›');
  });

  test('the entry follows the name of the profile', () => {
    const form = formAfter(onToken, { paste: canary }, 'up', 'up', address, 'up', 'ctrl+u', { type: 'mine' });
    expect(saved(form)).toMatchObject({
      profile: { token: 'keychain:mine/token' },
      secrets: [{ path: 'token', value: canary }],
    });
  });

  test('no credential in any row, after any keys, is shown', () => {
    const keys = fc.array(
      fc.constantFrom('home', 'left', 'backspace', 'delete', 'ctrl+w', 'up', 'down', 'enter', 'right', ' '),
      { maxLength: 10 },
    );
    const pieces = fc.string({
      unit: fc.constantFrom(...'abcdefXYZ0123456789-+=/:'),
      minLength: 12,
      maxLength: 40,
    });
    const secrets = pieces.map(text => `§${text}§`);
    fc.assert(
      fc.property(fc.constantFrom(...presetNames), secrets, keys, (preset, secret, edits) => {
        let form = adding(preset, { keychain: here });
        for (let row = 0; row < 25 && !rowOf(form, 'credential').startsWith('❯'); row++)
          form = formAfter(form, 'down');
        if (!rowOf(form, 'credential').startsWith('❯')) return;
        form = formAfter(form, { paste: secret });
        let shown = screens(form);
        for (const key of edits) {
          form = formAfter(form, key);
          shown += screens(form);
        }
        for (let start = 0; start + 6 <= secret.length; start++)
          expect(shown).not.toContain(secret.slice(start, start + 6));
      }),
      { numRuns: runs(60) },
    );
  });

  test('trying another source loses nothing, and stores nothing', () => {
    const form = formAfter(
      onToken,
      { paste: canary },
      'up',
      'right',
      'down',
      { type: 'MY_KEY' },
      'up',
      'up',
      address,
    );
    expect(saved(form)).toMatchObject({ profile: { token: 'env:MY_KEY' }, secrets: [] });
    const back = formAfter(form, 'down', 'left');
    expect(rowOf(back, 'credential')).toEndWith('•'.repeat(canary.length));
    expect(saved(back)).toMatchObject({ profile: { token: 'keychain:litellm/token' } });
  });

  test('nothing typed is found fault with once it was left, and not saved', () => {
    const form = formAfter(onToken, 'up', address, 'down', 'down', 'down', 'down');
    expect(rowOf(form, 'token *')).toBe('no row token *');
    expect(screenOf(formAfter(form, 'ctrl+s'))).toContain(
      'token, apiKey are missing, and one of them is required',
    );
    const chosen = formAfter(onToken, 'up', address, 'down', 'right', 'left', 'ctrl+s');
    expect(screenOf(chosen)).toContain('token needs the credential itself, which goes into the keychain');
    expect(rowOf(formAfter(chosen, 'enter'), 'credential')).toStartWith('❯');
  });

  test('several lines are refused as they came', () => {
    const form = formAfter(onToken, 'up', address, 'down', 'down', { paste: 'first\rsecond' });
    expect(detailOf(form)).toContain('has more than one line');
    expect(saved(form)).toBeUndefined();
    expect(saved(formAfter(form, 'ctrl+u', { paste: canary }))?.secrets).toEqual([
      { path: 'token', value: canary },
    ]);
  });

  test('a whole reference is no credential', () => {
    const pasted = formAfter(onToken, 'up', address, 'down', 'down', { paste: 'env:MY_KEY' });
    expect(saved(pasted)).toMatchObject({ profile: { token: 'env:MY_KEY' }, secrets: [] });
    const shared = formAfter(onToken, 'up', address, 'down', 'down', { paste: 'keychain:litellm/token' });
    expect(saved(shared)).toMatchObject({ profile: { token: 'keychain:litellm/token' }, secrets: [] });
    // What only begins like one is.
    const odd = formAfter(onToken, 'up', address, 'down', 'down', { paste: 'env:not a name' });
    expect(saved(odd)?.secrets).toEqual([{ path: 'token', value: 'env:not a name' }]);
  });

  test('an entry that is there can be named instead', () => {
    const form = formAfter(onToken, 'up', address, 'down', 'down', 'down', { type: 'team/key' });
    expect(rowOf(form, 'entry')).toEndWith('team/key');
    expect(saved(form)).toMatchObject({ profile: { token: 'keychain:team/key' }, secrets: [] });
    const typed = formAfter(focusOn(editing(gateway, 'work', here), 'token'), 'down', 'ctrl+u', {
      type: 'keychain:team/key',
    });
    expect(saved(typed)).toMatchObject({ profile: { token: 'keychain:team/key' }, secrets: [] });
  });

  test('a name that cannot be is found fault with, and not the reference made of it', () => {
    const form = formAfter(onToken, { paste: canary }, 'up', 'up', address, 'up', 'ctrl+u', { type: 'a b' });
    const review = screenOf(formAfter(form, 'ctrl+s'));
    expect(review).toContain('! one thing is wrong');
    expect(review).toContain('name may hold only letters');
  });

  test('a slip into what is not set goes with its text', () => {
    const unset = focusOn(editing(gateway, 'work', here), 'apiKey');
    const typed = formAfter(unset, { type: 'x' });
    expect(rowOf(typed, 'credential')).toEndWith('•');
    const back = formAfter(typed, 'backspace');
    expect(rowOf(back, 'apiKey')).toBe('❯   apiKey  ‹ not set ›');
    expect(after(back, 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('what was typed is not given up without asking', () => {
    const form = formAfter(onToken, { type: 'x' }, 'escape');
    expect(screenOf(form)).toContain('Discard the changes?');
  });
});

describe('a profile that has an entry', () => {
  const onHeld = focusOn(editing(held, 'work', here), 'token');

  test('keeps it unless something is typed', () => {
    expect(rowOf(onHeld, 'token')).toBe('❯   token  ‹ keychain ›');
    expect(rowOf(onHeld, 'credential')).toEndWith('kept as it is; type a new one to replace it');
    expect(rowOf(onHeld, 'entry')).toEndWith('work/token');
    expect(after(onHeld, 'escape').result).toEqual({ result: 'cancelled' });
    expect(screenOf(formAfter(onHeld, 'ctrl+s'))).toContain('nothing has changed');
  });

  test('gets a new credential into the same entry', () => {
    const form = formAfter(onHeld, 'down', { paste: canary });
    expect(saved(form)).toEqual({ profile: held, secrets: [{ path: 'token', value: canary }] });
    expect(screenOf(formAfter(form, 'ctrl+s'))).toContain(
      '~ token  keychain:work/token  gets a new credential',
    );
    expect(after(form, 'escape').result).toBeUndefined();
  });

  test('says who else would get it', () => {
    const shared = { ...held, token: 'keychain:litellm/token' };
    const form = formAfter(focusOn(editing(shared, 'b', here), 'token'), 'down');
    expect(detailOf(form)).toContain('litellm, c use the same entry: a new credential is theirs too');
    expect(detailOf(formAfter(onHeld, 'down'))).not.toContain('the same entry');
  });

  test('can be given another source', () => {
    const form = formAfter(onHeld, 'right', 'down', { type: 'MY_KEY' });
    expect(saved(form)).toEqual({ profile: gateway_('env:MY_KEY'), secrets: [] });
  });

  const gateway_ = (token: string): Profile => ({ ...gateway, token });
});

describe('a header with a credential from the keychain', () => {
  const start = focusOn(
    formAfter(focusOn(editing(gateway, 'work', here), 'Headers'), 'right'),
    'add a header',
  );
  const typed = formAfter(start, { type: 'x-key' }, 'down', 'right', 'down', { type: 'Bearer' }, 'down', {
    paste: canary,
  });

  test('is stored beside the profile', () => {
    expect(rowOf(typed, 'credential')).toEndWith('•'.repeat(canary.length));
    const taken = formAfter(typed, 'enter');
    expect(rowOf(taken, 'x-key')).toEndWith('Bearer keychain:work/headers.x-key');
    expect(saved(taken)).toEqual({
      profile: {
        ...gateway,
        headers: { 'x-key': { secret: 'keychain:work/headers.x-key', scheme: 'Bearer' } },
      },
      secrets: [{ path: 'headers.x-key', value: canary }],
    });
    expect(screens(taken)).not.toContain(canary);
  });

  test('is still there when the editor opens again, and follows another name', () => {
    const again = formAfter(typed, 'enter', 'enter');
    expect(rowOf(again, 'credential')).toEndWith('•'.repeat(canary.length));
    const renamed = formAfter(again, 'up', 'up', 'up', 'ctrl+u', { type: 'x-other' }, 'ctrl+s');
    expect(saved(formAfter(renamed, 'escape'))).toMatchObject({
      profile: { headers: { 'x-other': { secret: 'keychain:work/headers.x-other', scheme: 'Bearer' } } },
      secrets: [{ path: 'headers.x-other', value: canary }],
    });
  });

  test('is not taken without it', () => {
    const empty = formAfter(start, { type: 'x-key' }, 'down', 'right', 'ctrl+s');
    expect(detailOf(empty)).toContain('needs the credential itself');
    expect(rowOf(empty, 'credential')).toStartWith('❯');
  });

  test('that a header cannot carry is refused', () => {
    const form = formAfter(typed, 'ctrl+u', { paste: 'kéy€' }, 'enter');
    expect(detailOf(form)).toContain('holds a character that no header may carry');
    expect(screens(form)).not.toContain('kéy€');
  });
});

test('a credential in the place of a reference is told where it belongs', () => {
  const form = formAfter(focusOn(editing(gateway, 'work', here), 'token'), 'down', 'ctrl+u', {
    paste: canary,
  });
  expect(detailOf(form)).toContain('with keychain as the source you can type it');
});
