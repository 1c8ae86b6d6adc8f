import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import { adding, after, detailOf, editing, focusOn, formAfter, rowOf, screenOf } from './support.ts';

describe('what is behind LiteLLM', () => {
  test('is asked after the credential, each answer says what it means and what it costs', () => {
    const form = formAfter(adding('litellm'), 'ctrl+u', { type: 'corp' }, 'enter', {
      type: 'https://litellm.corp:4000',
    });
    const text = screenOf(form);
    expect(text.indexOf('upstream')).toBeLessThan(text.indexOf('apiKey'));
    const open = detailOf(focusOn(form, 'upstream'));
    expect(open).toContain('what is behind the gateway');
    expect(open).toMatch(/features: .*\? unknown 10/);
    const converse = detailOf(formAfter(focusOn(form, 'upstream'), 'right', 'right', 'right', 'right'));
    expect(converse).toContain('bedrock-converse: Amazon Bedrock by Converse');
    expect(converse).not.toMatch(/unknown 9/);
  });

  test('is asked of no other gateway first', () => {
    const text = screenOf(adding('openrouter'));
    expect(text.indexOf('upstream')).toBeGreaterThan(text.indexOf('apiKey'));
  });
});

describe('adding from nothing', () => {
  test('LiteLLM by keys alone', () => {
    const { result } = after(
      adding('litellm'),
      'ctrl+u',
      { type: 'corp' },
      'enter',
      { type: 'https://litellm.corp:4000' },
      'enter',
      // A variable is what the preset suggests, so only its name is asked for.
      'enter',
      { type: 'CORP_LLM_KEY' },
      'ctrl+s',
      'enter',
    );
    expect(result).toEqual({
      result: 'save',
      next: undefined,
      secrets: [],
      change: {
        change: 'add',
        name: 'corp',
        profile: {
          backend: 'gateway',
          baseUrl: 'https://litellm.corp:4000',
          token: 'env:CORP_LLM_KEY',
          product: 'litellm',
          modelFamily: 'claude',
        },
      },
    });
  });

  test('a preset that needs nothing is saved with three keys', () => {
    const { result } = after(adding('direct', { name: 'mine' }), 'ctrl+s', 'enter');
    const profile: Profile = { backend: 'anthropic', apiKey: 'inherit' };
    expect(result).toEqual({
      result: 'save',
      next: undefined,
      secrets: [],
      change: { change: 'add', name: 'mine', profile },
    });
  });

  test('l saves and launches', () => {
    const { result } = after(adding('bedrock'), 'ctrl+s', 'l');
    expect(result).toMatchObject({ result: 'save', next: 'launch' });
  });

  test('the arrow puts an example in', () => {
    const form = formAfter(adding('vertex'), 'enter', 'right');
    expect(rowOf(form, 'projectId')).toEndWith('my-project');
    expect(after(form, 'ctrl+s', 'enter').result).toMatchObject({
      change: { profile: { backend: 'vertex', projectId: 'my-project' } },
    });
  });

  test('what was detected is there and is said', () => {
    const profile: Profile = { backend: 'gateway', product: 'litellm', token: 'env:LITELLM_MASTER_KEY' };
    const form = adding('litellm', { profile, note: 'LITELLM_MASTER_KEY is exported here' });
    expect(detailOf(form)).toContain('LITELLM_MASTER_KEY is exported here');
    expect(rowOf(form, 'variable')).toEndWith('LITELLM_MASTER_KEY');
  });
});

describe('what is required', () => {
  const fresh = adding('litellm');

  test('is marked, and no error before it was visited', () => {
    expect(rowOf(fresh, 'baseUrl')).toBe('    baseUrl *  e.g. https://litellm.example.com:4000');
    expect(screenOf(fresh)).not.toContain('!');
    const visiting = formAfter(fresh, 'down');
    expect(detailOf(visiting)).toStartWith('required: base URL');
    expect(screenOf(visiting)).not.toContain('!');
    expect(rowOf(formAfter(visiting, 'down'), 'baseUrl')).toStartWith('  ! baseUrl *');
  });

  test('is all shown after the first review, which refuses to save', () => {
    const reviewing = formAfter(fresh, 'ctrl+s');
    expect(screenOf(reviewing)).toContain('2 things are wrong');
    expect(screenOf(reviewing)).toContain('baseUrl is required');
    expect(screenOf(reviewing)).toContain('token, apiKey are missing, and one of them is required');
    expect(after(reviewing, 'l').result).toBeUndefined();
    const fixing = after(reviewing, 'enter');
    expect(fixing.result).toBeUndefined();
    expect(rowOf(fixing.form, 'baseUrl')).toStartWith('❯ ! baseUrl *');
    expect(rowOf(fixing.form, 'token')).toStartWith('  ! token *');
  });

  test('another form of a credential will do', () => {
    const form = focusOn(formAfter(fresh, 'down', { type: 'https://x' }), 'apiKey');
    const given = formAfter(form, 'right', 'down', { type: 'MY_KEY' });
    expect(rowOf(given, 'token')).toBe('    token  environment variable');
    expect(after(given, 'ctrl+s', 'enter').result).toMatchObject({
      change: {
        profile: {
          backend: 'gateway',
          product: 'litellm',
          modelFamily: 'claude',
          baseUrl: 'https://x',
          apiKey: 'env:MY_KEY',
        },
      },
    });
  });

  test('of the preset is asked for although the backend could do without', () => {
    const form = formAfter(
      adding('copilot'),
      'down',
      { type: 'https://x' },
      'down',
      'down',
      { type: 'KEY' },
      'ctrl+s',
    );
    expect(screenOf(form)).toContain('models.default is required by GitHub Copilot via LiteLLM');
    expect(after(form, 'enter', { type: 'gpt' }, 'ctrl+s', 'enter').result).toMatchObject({
      change: { profile: { models: { default: 'gpt' } } },
    });
  });
});

describe('the name', () => {
  const named = (name: string) => formAfter(adding('bedrock', { taken: ['work'] }), 'ctrl+u', { type: name });

  test.each([
    ['work', 'is taken: there is a profile of that name already'],
    ['a b', 'may hold only letters, digits, ".", "_" and "-"'],
    ['-x', 'may not start with "-"'],
    ['__proto__', 'is a reserved word'],
  ])('%s is refused as it is typed', (name, why) => {
    const form = named(name);
    expect(detailOf(form)).toStartWith(`! name ${why}`);
    expect(rowOf(form, 'name')).toStartWith('❯ ! name *');
    expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
  });

  test('none is refused in the review', () => {
    const form = formAfter(named(''), 'ctrl+s');
    expect(screenOf(form)).toContain('name is required');
    expect(rowOf(formAfter(form, 'enter'), 'name')).toStartWith('❯ ! name *');
  });

  test('may be that of the preset', () => {
    expect(after(named('bedrock'), 'ctrl+s', 'enter').result).toMatchObject({ change: { name: 'bedrock' } });
  });
});

test('the words of a row: who asks for it, and that it is not set', () => {
  const form = focusOn(adding('cloudflare'), 'headers.cf-aig-authorization');
  expect(detailOf(form)).toMatch(/^required by Cloudflare[^:]*: a header of every request/);
  expect(rowOf(editing({ backend: 'bedrock' }), 'note')).toBe('    note  not set');
  const entry = focusOn(
    formAfter(focusOn(editing({ backend: 'bedrock' }), 'Headers'), 'right'),
    'add a header',
  );
  expect(detailOf(focusOn(formAfter(entry, 'enter'), 'take it'))).toContain('it is saved with the profile');
});
