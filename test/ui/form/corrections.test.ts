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
    expect(detail).toMatch(new RegExp(`(rather|mean|suggestion:) ${right}[ ?]`));
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
    ['with its review where nothing is', 'litellm', { baseUrl: url, token: 'env:KEY' }, '→ review and save'],
    ['with the name, where that is no good', 'direct', { name: 'a b' }, 'name \\*'],
  ])('%s', (_, preset, { name, ...fields }: { name?: string; baseUrl?: string; token?: string }, row) => {
    const profile =
      preset === 'litellm' ? { profile: { backend: 'gateway', product: 'litellm', ...fields } as const } : {};
    const form = opened(preset, { ...profile, ...(name === undefined ? {} : { name }) });
    expect(screenOf(form)).toMatch(new RegExp(`❯[ !]+${row}`));
  });

  test('and says there what was found', () => {
    const profile = { backend: 'gateway', baseUrl: url, token: 'env:KEY' } as const;
    expect(screenOf(opened('litellm', { profile, note: 'KEY is exported here' }))).toContain(
      'KEY is exported',
    );
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
