import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import type { Profile } from '../../../src/backends/profile.ts';
import { allPresets, presetNames } from '../../../src/profile/presets.ts';
import type { FormState } from '../../../src/ui/screens/form/state.ts';
import { runs, sampleOf } from '../../support/tier.ts';
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

const digitsAndLetters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function scramble(alphabet: string, least: number, most: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength: least, maxLength: most });
}

/** What is recognised by its beginning. */
const issued = fc
  .tuple(
    fc.constantFrom('sk-ant-api03-', 'sk-', 'ghp_', 'github_pat_', 'glpat-', 'AKIA', 'xoxb-'),
    scramble(digitsAndLetters, 20, 60),
  )
  .map(parts => parts.join(''));

/** Base64, with signs that no name has. */
const encoded = scramble(`${digitsAndLetters}-+=`, 24, 80).filter(
  text => /[-+=]/.test(text.slice(0, 20)) && !/^-/.test(text),
);

/** What could be the name of a variable, but is none. */
const blob = scramble(digitsAndLetters, 40, 64).filter(text => /^[A-Za-z]/.test(text));

const anySecret = fc.oneof(issued, encoded, blob);

const sizes = sampleOf(
  [
    { columns: 120, rows: 60 },
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
  ],
  2,
);

/** Everything that can be seen from here: the fields, the help, the review. */
function screens(form: FormState): string[] {
  const states = [form, formAfter(form, 'ctrl+g'), formAfter(form, 'escape'), formAfter(form, 'ctrl+s')];
  return states.flatMap(state => sizes.map(size => wordsOf(state, size)));
}

/** The longest piece of a secret that is to be seen, when it is at least so long. */
function seen(secret: string, shown: readonly string[], least: number): string | undefined {
  // What is cut at the end of a line goes on in the next one.
  const text = shown.map(screen => screen.replaceAll(/[\s…]/g, '')).join('\n');
  for (let start = 0; start + least <= secret.length; start++)
    if (text.includes(secret.slice(start, start + least))) return secret.slice(start, start + least);
  return undefined;
}

const rowKeys = fc.nat({ max: 25 }).map(count => Array.from({ length: count }, () => 'down'));

/** Any row that takes a credential: of any preset, of its entries, the source as well as the text. */
const credentialRow = fc
  .tuple(fc.constantFrom(...presetNames), rowKeys)
  .map(([preset, keys]) => formAfter(adding(preset), ...keys))
  .filter(form => takesReference(form));

function takesReference(form: FormState): boolean {
  const { focus, values } = form.sheet;
  const held = values.get(focus.replace(/ =$/, ''));
  return held?.kind === 'source' && !['empty', 'inherit'].includes(held.source);
}

describe('a credential in the place of a reference', () => {
  test('that is pasted is nowhere to be seen, and not saved', () => {
    fc.assert(
      fc.property(credentialRow, anySecret, (row, secret) => {
        const form = formAfter(row, { paste: secret });
        expect(seen(secret, screens(form), 8)).toBeUndefined();
        expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
        expect(after(form, 'ctrl+s', 'l').result).toBeUndefined();
      }),
      { numRuns: runs(80, 4) },
    );
  });

  test('that is typed is hidden as soon as it is recognised', () => {
    fc.assert(
      fc.property(credentialRow, anySecret, (row, secret) => {
        const shown: string[] = [];
        let form = row;
        for (const character of secret) {
          form = formAfter(form, character);
          shown.push(wordsOf(form, { columns: 120, rows: 60 }));
        }
        // A name as long as this is not told from a secret sooner.
        expect(seen(secret, [...shown, ...screens(form)], 32)).toBeUndefined();
        expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
      }),
      { numRuns: runs(30, 3) },
    );
  });

  test('stays hidden while pieces are taken away or another kind is tried', () => {
    const keys = fc.array(
      fc.constantFrom(
        'home',
        'end',
        'left',
        'right',
        'backspace',
        'delete',
        'ctrl+w',
        'up',
        'down',
        'a',
        '/',
        ' ',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(credentialRow, anySecret, keys, (row, secret, edits) => {
        const shown: string[] = [];
        let form = formAfter(row, { paste: secret });
        for (const key of edits) {
          form = formAfter(form, key);
          shown.push(wordsOf(form, { columns: 80, rows: 24 }));
        }
        expect(seen(secret, [...shown, ...screens(form)], 8)).toBeUndefined();
      }),
      { numRuns: runs(60, 4) },
    );
  });

  test('as a path or a command', () => {
    for (const [keys, secret] of [
      [['right'], 'qVw7Jt2LmZ0'],
      [['right'], '/9j4AAQSkZJRgABAQEASABIAAD'],
      [['right', 'right'], 'sk-ant-api03-abcdef'],
      [['right', 'right'], 'echo sk-ant-api03-abcdef'],
      [['right', 'right'], 'curl -H key=sk-ant-api03-abcdef'],
      [['right', 'right'], 'printf qVw7Jt2LmZ0pR5xY8bNc'],
      [['right', 'right'], 'qVw7Jt2LmZ0pR5xY8bNc'],
      [['right', 'right'], 'ghp_qVw7Jt2LmZ0'],
    ] as const) {
      const form = formAfter(focusOn(adding('litellm'), 'token'), ...keys, { paste: secret });
      expect(seen(secret.split(' ').at(-1) ?? '', screens(form), 6)).toBeUndefined();
      expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
    }
  });

  test('is dotted, character by character, and explained', () => {
    const form = formAfter(focusOn(adding('litellm'), 'token'), { paste: 'sk-ant-1' });
    expect(rowOf(form, 'variable')).toEndWith('  ••••••••');
    expect(detailOf(form)).toStartWith('! token env: needs the name of a variable');
    expect(detailOf(form)).toContain(
      'it could be the credential itself (^U clears; ^O keeps it in a file only you can read)',
    );
    const blank = formAfter(form, 'ctrl+u', { type: 'MY_KEY' });
    expect(rowOf(blank, 'variable')).toEndWith('  MY_KEY');
  });

  test('a slip of the finger is taken back without starting again', () => {
    const form = formAfter(focusOn(adding('litellm'), 'token'), { type: 'MY-' });
    expect(rowOf(form, 'variable')).toEndWith('  •••');
    expect(rowOf(formAfter(form, 'backspace'), 'variable')).toEndWith('  MY');
    expect(rowOf(formAfter(form, 'backspace', { type: '_KEY' }), 'variable')).toEndWith('  MY_KEY');
  });

  test.each([
    'LITELLM_API_KEY',
    'azure_openai_key_v2',
    'AWS_BEARER_TOKEN_BEDROCK',
    'K8S_S3_KEY2',
    'anthropicApiKeyForWork2',
  ])('%s is a name', name => {
    const form = formAfter(focusOn(adding('litellm'), 'token'), { type: name });
    expect(rowOf(form, 'variable')).toEndWith(`  ${name}`);
  });

  test.each([
    'pass show litellm/prod',
    'op read op://vault/x7k2m4n6p8q0r2s4t6u8v0w2x4/key',
    'aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:eu-central-1:123456789012:secret:litellm-AbCdEf',
    'bws secret get be8e0ad8-d545-4017-a55a-b02f014d4158',
    '/nix/store/0c5b2vd8a9k3m1n7p6q4r2s0t9u8v7w6-pass/bin/pass show x',
  ])('%s is a command', command => {
    const form = formAfter(focusOn(adding('litellm'), 'token'), 'right', 'right', { type: command });
    expect(after(form, 'ctrl+u', 'ctrl+u').form).toBeDefined();
    expect(screenOf(form, { columns: 250, rows: 40 })).toContain(command);
  });
});

describe('a credential as plain text', () => {
  const gateway: Profile = { backend: 'gateway', baseUrl: 'https://x', token: 'env:KEY' };
  const at = (group: string, label: string) =>
    focusOn(formAfter(focusOn(editing(gateway), group), 'right'), label);
  const header = at('Headers', 'add a header');
  const variable = at('Variables', 'add a variable');

  test.each<[string, FormState, string, readonly Input[]]>([
    ['by its looks', header, 'sk-ant-api03-abcdef', [{ type: 'x-tag' }, 'down', 'down']],
    ['by the name of its header', header, 'hunter2hunter2', [{ type: 'x-api-key' }, 'down', 'down']],
    ['by the name of its variable', variable, 'hunter2hunter2', [{ type: 'MY_PASSWORD' }, 'down', 'down']],
    ['in an address', variable, 'http://me:hunter2hunter2@x', [{ type: 'MY_PROXY' }, 'down', 'down']],
    ['with a scheme', header, 'Bearer hunter2hunter2', [{ type: 'x-tag' }, 'down', 'down']],
  ])('is refused and masked: %s', (_, start, secret, inputs) => {
    for (const text of [{ type: secret }, { paste: secret }]) {
      const form = formAfter(start, ...inputs, text);
      expect(rowOf(form, 'value')).toEndWith(`  ${'•'.repeat(secret.length)}`);
      expect(detailOf(form)).toMatch(
        /^! value (carries|looks like) a credential, so choose under “value from” where it is/,
      );
      const refused = formAfter(form, 'ctrl+s');
      expect(seen('hunter2hunter2', [...screens(form), ...screens(refused)], 14)).toBeUndefined();
      expect(rowOf(refused, 'value')).toStartWith('❯');
    }
  });

  test('is masked when the name comes after it', () => {
    const form = formAfter(header, 'enter', 'down', 'down', { type: 'hunter2' });
    expect(rowOf(form, 'value')).toEndWith('hunter2');
    expect(rowOf(formAfter(form, 'up', 'up', { type: 'authorization' }), 'value')).toEndWith('•••••••');
  });

  test('as the name of a header or of the profile', () => {
    fc.assert(
      fc.property(fc.oneof(issued, blob), secret => {
        for (const form of [
          formAfter(header, { paste: secret }),
          formAfter(adding('bedrock'), 'ctrl+u', { paste: secret }),
        ]) {
          expect(seen(secret, screens(form), 16)).toBeUndefined();
          expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
        }
      }),
      { numRuns: runs(40, 3) },
    );
  });

  test('in any other field', () => {
    const secret = 'sk-ant-api03-qVw7Jt2LmZ0pR5xY8bNc';
    for (const [name] of sampleOf(allPresets(), 2)) {
      let row = adding(name);
      for (let rows = 0; rows < 14; rows++) {
        expect(seen(secret, screens(formAfter(row, { paste: secret })), 12)).toBeUndefined();
        row = formAfter(row, 'down');
      }
    }
  });

  test('that stands in the profile already is masked in the list and in the review', () => {
    const odd = { ...gateway, headers: { 'x-api-key': 'hunter2hunter2' } } as Profile;
    const form = formAfter(focusOn(editing(odd), 'Headers'), 'right');
    expect(rowOf(form, 'x-api-key')).toEndWith('••••••••');
    expect(rowOf(form, '▾ Headers')).toContain('1 set');
    const changed = formAfter(form, 'down', 'ctrl+d', 'ctrl+s');
    expect(screenOf(changed)).toContain('headers.x-api-key  ••••••••');
    expect(seen('hunter2hunter2', [...screens(form), ...screens(changed)], 10)).toBeUndefined();
  });
});
