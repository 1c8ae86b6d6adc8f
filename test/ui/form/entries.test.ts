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

const gateway: Profile = {
  backend: 'gateway',
  baseUrl: 'https://x',
  token: 'env:KEY',
  headers: { 'x-team': 'platform', authorization: { secret: 'env:AUTH', scheme: 'Bearer' } },
  env: { API_TIMEOUT_MS: '600000', MY_KEY: { secret: 'file:~/key' } },
};

/** The form with a group open and the focus on one of its rows. */
function at(profile: Profile, group: string, label: string) {
  return focusOn(formAfter(focusOn(editing(profile), group), 'right'), label);
}

/** What is saved of a group after these inputs. */
function savedGroup(
  group: 'headers' | 'env' | 'regions',
  form: ReturnType<typeof at>,
  ...inputs: readonly Input[]
) {
  const { result } = after(form, ...inputs, 'ctrl+s', 'enter');
  return result?.result === 'save' && 'profile' in result.change ? result.change.profile[group] : 'not saved';
}

describe('the entries of a group', () => {
  test('are rows, secrets as references', () => {
    const form = at(gateway, 'Headers', 'x-team');
    expect(rowOf(form, 'x-team')).toEndWith('platform');
    expect(rowOf(form, 'authorization')).toEndWith('Bearer env:AUTH');
    expect(rowOf(at(gateway, 'Variables', 'MY_KEY'), 'MY_KEY')).toEndWith('file:~/key');
  });

  test.each(['ctrl+d', 'delete'])('are taken out with %s', key => {
    const form = at(gateway, 'Headers', 'x-team');
    const without = formAfter(form, key);
    expect(rowOf(without, 'x-team')).toBe('no row x-team');
    expect(rowOf(without, 'authorization')).toStartWith('❯');
    expect(savedGroup('headers', form, key)).toEqual({
      authorization: { secret: 'env:AUTH', scheme: 'Bearer' },
    });
  });

  test('a group without entries is gone', () => {
    expect(savedGroup('env', at(gateway, 'Variables', 'API_TIMEOUT_MS'), 'delete', 'delete')).toBeUndefined();
  });
});

describe('a new entry', () => {
  const adding = at(gateway, 'Headers', 'add a header');

  test('plain', () => {
    const inputs: Input[] = ['enter', { type: 'x-tag' }, 'down', 'down', { type: 'a b' }, 'enter'];
    expect(rowOf(formAfter(adding, ...inputs), 'x-tag')).toBe('❯     x-tag  a b');
    expect(savedGroup('headers', adding, ...inputs)).toEqual({ ...Object(gateway.headers), 'x-tag': 'a b' });
  });

  test('typing on the row begins with the name', () => {
    const inputs: Input[] = [{ type: 'x-tag' }, 'tab', 'tab', { type: 'a' }, 'down', 'enter'];
    expect(savedGroup('headers', adding, ...inputs)).toMatchObject({ 'x-tag': 'a' });
  });

  test.each(['env:FOO', 'file:/x', 'cmd:x y'])('a reference where a plain value is refused: %s', text => {
    for (const value of [{ type: text }, { paste: text }]) {
      const inputs: Input[] = [{ type: 'x-api-key' }, 'down', 'down', value, 'enter'];
      expect(savedGroup('headers', adding, ...inputs)).toMatchObject({ 'x-api-key': { secret: text } });
    }
    // The name comes last.
    const late: Input[] = [{ type: 'x' }, 'down', 'down', { type: text }, 'up', 'up', { type: '-key' }];
    expect(savedGroup('headers', adding, ...late, 'down', 'down', 'enter')).toMatchObject({
      'x-key': { secret: text },
    });
    // Where a plain value may stand, it is one.
    const plain: Input[] = [{ type: 'x-tag' }, 'down', 'down', { type: text }, 'enter'];
    expect(savedGroup('headers', adding, ...plain)).toMatchObject({ 'x-tag': text });
  });

  test('a plain value that is refused names the row that is the way out', () => {
    const inputs: Input[] = [{ type: 'x-api-key' }, 'down', 'down', { type: 'hunter' }];
    const detail = detailOf(formAfter(adding, ...inputs));
    expect(detail).toContain('carries a credential, so choose under “value from” where it is');
    expect(detail).not.toContain('env:NAME');
    // A key in the place of a variable stays hidden.
    const key = formAfter(adding, { type: 'x-api-key' }, 'down', 'down', {
      paste: 'env:aB3dE5gH7jK9mN1pQ3sT5',
    });
    expect(screenOf(key)).not.toContain('aB3dE5');
  });

  test('with a credential after a scheme', () => {
    const inputs: Input[] = [
      'enter',
      { type: 'x-auth' },
      'down',
      'right',
      'down',
      { type: 'Bearer' },
      'down',
    ];
    const form = formAfter(adding, ...inputs);
    expect(rowOf(form, 'value from')).toEndWith('environment variable');
    expect(savedGroup('headers', form, { type: 'AUTH_2' }, 'enter')).toMatchObject({
      'x-auth': { secret: 'env:AUTH_2', scheme: 'Bearer' },
    });
    expect(savedGroup('headers', form, 'up', 'ctrl+u', 'down', { type: 'AUTH_2' }, 'enter')).toMatchObject({
      'x-auth': { secret: 'env:AUTH_2' },
    });
  });

  test('a variable, which takes no scheme', () => {
    const form = formAfter(at(gateway, 'Variables', 'add a variable'), { type: 'MY_TOOL' }, 'down', 'right');
    expect(rowOf(form, 'scheme')).toBe('no row scheme');
    expect(savedGroup('env', form, 'right', { type: '/key' }, 'enter')).toEqual({
      ...Object(gateway.env),
      MY_TOOL: { secret: 'file:/key' },
    });
  });

  test('an empty variable is a value', () => {
    expect(
      savedGroup(
        'env',
        at(gateway, 'Variables', 'add a variable'),
        { type: 'MINE' },
        'down',
        'down',
        'enter',
      ),
    ).toMatchObject({
      MINE: '',
    });
  });

  test('a region, which is only plain', () => {
    const form = at({ backend: 'vertex', projectId: 'p' }, 'Regions', 'add a region');
    const editor = formAfter(form, 'enter', { type: 'claude-opus-5-5' }, 'down');
    expect(rowOf(editor, 'value from')).toBe('no row value from');
    expect(savedGroup('regions', editor, { type: 'europe-west1' }, 'enter')).toEqual({
      'claude-opus-5-5': 'europe-west1',
    });
  });

  test('is saved with ctrl+s from within', () => {
    const { result } = after(adding, { type: 'x-a' }, 'down', 'down', { type: 'b' }, 'ctrl+s', 'enter');
    expect(result).toMatchObject({ change: { profile: { headers: { 'x-a': 'b' } } } });
  });
});

describe('what is wrong with an entry', () => {
  test.each<[string, string, string, readonly Input[], string]>([
    ['no header name', 'Headers', 'add a header', [{ type: 'a b' }], 'header is not a header name'],
    ['there already', 'Headers', 'add a header', [{ type: 'x-team' }], 'header is there already'],
    ['of the shell', 'Variables', 'add a variable', [{ type: 'PATH' }], 'variable belongs to the shell'],
    [
      'of a field',
      'Variables',
      'add a variable',
      [{ type: 'ANTHROPIC_MODEL' }],
      'variable is what the field models.default sets',
    ],
    [
      'scheme',
      'Headers',
      'authorization',
      ['enter', 'up', { type: ' x' }],
      'scheme has a scheme that is not one word',
    ],
    [
      'value',
      'Headers',
      'x-team',
      ['enter', { type: '☕' }],
      'value holds a character that no header may carry',
    ],
  ])('%s', (_, group, label, inputs, why) => {
    const form = formAfter(at(gateway, group, label), ...inputs);
    expect(detailOf(form)).toStartWith(`! ${why}`);
    const refused = formAfter(form, 'ctrl+s');
    expect(screenOf(refused)).not.toContain('Will be saved');
    expect(detailOf(refused)).toStartWith(`! ${why}`);
  });

  test('a name that was not given yet is not an error, but it is not taken either', () => {
    const form = formAfter(at(gateway, 'Headers', 'add a header'), 'enter');
    expect(screenOf(form)).not.toContain('!');
    const refused = formAfter(form, 'down', 'down', 'enter');
    expect(detailOf(refused)).toStartWith('! header is not a header name');
    expect(rowOf(refused, 'header')).toStartWith('❯ !');
  });

  test('an unknown model is refused with those there are', () => {
    const form = at({ backend: 'vertex', projectId: 'p' }, 'Regions', 'add a region');
    expect(detailOf(formAfter(form, { type: 'gpt' }))).toContain('claude-opus-5-5');
  });
});

describe('changing an entry', () => {
  test('its value, from the row itself', () => {
    expect(savedGroup('headers', at(gateway, 'Headers', 'x-team'), { type: ' 2' })).toMatchObject({
      'x-team': 'platform 2',
    });
  });

  test('its name, in its place', () => {
    const form = formAfter(at(gateway, 'Headers', 'x-team'), 'enter', 'up', 'up', 'ctrl+u', {
      type: 'x-group',
    });
    const headers = savedGroup('headers', form);
    expect(Object.keys(Object(headers))).toEqual(['x-group', 'authorization']);
  });

  test('is left without a question when nothing changed, and with one otherwise', () => {
    const form = formAfter(at(gateway, 'Headers', 'x-team'), 'enter', 'left');
    expect(rowOf(formAfter(form, 'escape'), 'x-team')).toStartWith('❯');
    const asked = formAfter(form, { type: '!' }, 'escape');
    expect(screenOf(asked)).toContain('Discard the header?');
    expect(rowOf(formAfter(asked, 'n'), 'value')).toEndWith('platfor!m');
    const discarded = after(asked, 'y');
    expect(discarded.result).toBeUndefined();
    expect(rowOf(discarded.form, 'x-team')).toEndWith('platform');
  });
});

describe('an entry that the preset asks for', () => {
  const form = focusOn(adding('cloudflare'), 'headers.cf-aig-authorization');

  test('stands above and says what it takes', () => {
    expect(rowOf(form, 'headers.cf-aig-authorization')).toEndWith('*  e.g. Bearer env:CF_AIG_TOKEN');
    expect(rowOf(formAfter(form, 'ctrl+d'), 'headers.cf-aig-authorization')).toContain('e.g. Bearer');
  });

  test('has its name, kind and scheme already', () => {
    const filled = formAfter(form, { type: 'MY_CF_TOKEN' }, 'enter');
    expect(rowOf(filled, 'headers.cf-aig-authorization')).toEndWith('Bearer env:MY_CF_TOKEN');
    const { result } = after(
      filled,
      'pageup',
      'down',
      { type: 'https://gateway.ai.cloudflare.com/v1/a/b/anthropic' },
      'down',
      { type: 'MY_KEY' },
      'ctrl+s',
      'enter',
    );
    expect(result).toMatchObject({
      change: {
        profile: {
          backend: 'gateway',
          product: 'cloudflare',
          upstream: 'anthropic',
          modelFamily: 'claude',
          baseUrl: 'https://gateway.ai.cloudflare.com/v1/a/b/anthropic',
          apiKey: 'env:MY_KEY',
          headers: { 'cf-aig-authorization': { secret: 'env:MY_CF_TOKEN', scheme: 'Bearer' } },
        },
      },
    });
  });

  test('plain where the example is plain', () => {
    const portkey = focusOn(adding('portkey'), 'headers.x-portkey-provider');
    const filled = formAfter(portkey, { type: '@mine' }, 'enter');
    expect(rowOf(filled, 'headers.x-portkey-provider')).toEndWith('@mine');
  });
});
