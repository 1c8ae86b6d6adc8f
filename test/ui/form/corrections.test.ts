import { describe, expect, test } from 'bun:test';
import { adding, after, focusOn, formAfter, openedFor as opened, rowOf, screenOf } from './support.ts';

describe('a wrong base URL is put right with one key', () => {
  test.each([
    ['litellm', 'https://llm.corp:4000/v1', 'https://llm.corp:4000'],
    ['litellm', 'https://llm.corp:4000/v1/messages', 'https://llm.corp:4000'],
    ['litellm', 'llm.corp:4000', 'https://llm.corp:4000'],
    ['litellm', 'localhost:4000/v1', 'http://localhost:4000'],
    ['litellm-bedrock', 'https://llm.corp:4000', 'https://llm.corp:4000/bedrock'],
    ['litellm-vertex', 'https://llm.corp:4000', 'https://llm.corp:4000/vertex_ai/v1'],
    ['litellm-anthropic', 'https://llm.corp:4000', 'https://llm.corp:4000/anthropic'],
    ['openrouter', 'https://openrouter.ai/v1', 'https://openrouter.ai/api'],
  ])('%s: %s', (preset, url, right) => {
    const wrong = formAfter(focusOn(adding(preset), 'baseUrl'), 'ctrl+u', { type: url });
    expect(screenOf(wrong)).toContain('^R use suggestion');
    // What the key puts in can be read before.
    const detail = screenOf(wrong).replaceAll(/[│\s]+/g, ' ');
    expect(detail).toMatch(new RegExp(`(use|mean|suggestion:) ${right}[ ?]`));
    const corrected = formAfter(wrong, 'ctrl+r');
    expect(rowOf(corrected, 'baseUrl')).toEndWith(`  ${right}`);
    expect(screenOf(corrected)).not.toContain('^R');
    const inReview = formAfter(wrong, 'ctrl+s');
    expect(screenOf(inReview)).toContain('c use suggestion');
    expect(rowOf(formAfter(inReview, 'c', 'escape'), 'baseUrl')).toEndWith(`  ${right}`);
  });

  test('but not one that nobody can correct, nor one that may hold a key', () => {
    for (const url of [
      'https://gateway.corp/custom',
      'nothing',
      'https://llm.corp/sk-ant-api03-abcdefghijklmnop/v1',
    ])
      expect(screenOf(formAfter(opened('litellm'), { type: url }))).not.toContain('^R');
  });
});

describe('a new form begins', () => {
  const url = 'https://llm.corp:4000';
  test.each([
    ['with what is missing', 'litellm', {}, 'baseUrl \\*'],
    ['with the first that is', 'litellm', { baseUrl: url }, '  variable'],
    [
      'with what tells the route where nothing is',
      'litellm',
      { baseUrl: url, token: 'env:KEY' },
      '  upstream',
    ],
    ['at the top where it has no questions', 'bedrock', {}, 'name \\*'],
    ['with the name, where that is no good', 'direct', { name: 'a b' }, 'name \\*'],
  ])('%s', (_, preset, { name, ...fields }: { name?: string; baseUrl?: string; token?: string }, row) => {
    const profile =
      preset === 'litellm' ? { profile: { backend: 'gateway', product: 'litellm', ...fields } as const } : {};
    const form = opened(preset, { ...profile, ...(name === undefined ? {} : { name }) });
    expect(screenOf(form)).toMatch(new RegExp(`❯[ !]+${row}`));
  });

  test('with its review where what was found is all it needs; that says what there is to know of it', () => {
    const profile = { backend: 'bedrock', awsProfile: 'work' } as const;
    const form = opened('bedrock', { profile, note: 'signs in by SSO' });
    expect(screenOf(form)).toMatch(/Review bedrock[\s\S]*signs in by SSO[\s\S]*awsProfile +work/);
    expect(screenOf(formAfter(form, 'escape'))).toContain('❯   name *');
  });

  test('and ends with the last question: Enter leads to the review there, and only then', () => {
    const form = opened('litellm', {
      profile: { backend: 'gateway', product: 'litellm', baseUrl: url, token: 'env:KEY' },
    });
    expect(screenOf(formAfter(form, 'enter'))).toContain('Review litellm');
    expect(screenOf(formAfter(form, 'down', 'enter'))).not.toContain('Review');
    const missing = formAfter(opened('litellm'), 'down', 'down', 'down');
    expect(screenOf(missing)).toContain('❯   upstream');
    expect(screenOf(missing)).toContain('↵ next');
  });
});

test('t saves and then checks', () => {
  expect(after(opened('bedrock'), 'enter', 't').result).toMatchObject({ result: 'save', next: 'check' });
});

test('a variable that a switch clears: the line for the start-up file, and its own name with one key', () => {
  const profile = {
    backend: 'gateway',
    baseUrl: 'https://llm.corp',
    token: 'env:ANTHROPIC_AUTH_TOKEN',
  } as const;
  const review = formAfter(opened('litellm', { profile }), 'enter');
  expect(screenOf(review, { columns: 200 })).toContain('export LITELLM_API_KEY="$ANTHROPIC_AUTH_TOKEN"');
  const renamed = formAfter(review, 'c');
  expect(screenOf(renamed)).not.toContain('c use suggestion');
  expect(after(renamed, 'enter').result).toMatchObject({
    change: { profile: { token: 'env:LITELLM_API_KEY' } },
  });
});

describe('~/ in a folder', () => {
  test.each([
    ['typed', { type: '~/.claude-work' }],
    ['pasted', { paste: '~/.claude-work' }],
  ])('is the home folder as soon as it is %s', (_, input) => {
    const form = formAfter(focusOn(adding('bedrock'), 'configDir'), input);
    expect(rowOf(form, 'configDir')).toEndWith('  /home/me/.claude-work');
    expect(screenOf(form)).not.toContain('is not an absolute path');
  });

  test('and nowhere else', () => {
    expect(rowOf(formAfter(focusOn(adding('bedrock'), 'note'), { type: '~/x' }), 'note')).toEndWith('  ~/x');
  });
});
