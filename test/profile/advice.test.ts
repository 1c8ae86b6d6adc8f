import { expect, test } from 'bun:test';
import { adviceWhenMade, missingExports } from '../../src/profile/advice.ts';

test('where a gateway has the main model by its own name, the other aliases are spoken of', () => {
  const gateway = { backend: 'gateway', baseUrl: 'https://g', token: 'env:T' } as const;
  const said = adviceWhenMade('g', { ...gateway, models: { default: 'qwen', opus: 'qwen' } });
  expect(said).toEqual([
    expect.stringContaining(
      'for sonnet, haiku (also for background work), fable Claude Code asks by names of its own',
    ),
    '     cgw check g',
  ]);
  expect(adviceWhenMade('g', gateway)).toEqual([]);
  expect(adviceWhenMade('g', { ...gateway, models: { default: 'opus' } })).toEqual([]);
  const all = { default: 'a', opus: 'a', sonnet: 'a', haiku: 'a', fable: 'a' };
  expect(adviceWhenMade('g', { ...gateway, models: all })).toEqual([]);
});

test('a name of another cloud is said with the command that corrects it', () => {
  const profile = { backend: 'bedrock', models: { haiku: 'claude-haiku-4-5@20251001' } } as const;
  expect(adviceWhenMade('b', profile)).toEqual([
    'cgw: b: models.haiku claude-haiku-4-5@20251001 is a name of Vertex, which is not known here',
    '     cgw edit b --set models.haiku=claude-haiku-4-5-20251001',
  ]);
});

test('a credential in a variable that switching clears: the line for the start-up file, then the command', () => {
  const gateway = { backend: 'gateway', baseUrl: 'https://g' } as const;
  expect(adviceWhenMade('g', { ...gateway, token: 'env:ANTHROPIC_AUTH_TOKEN' })).toEqual([
    expect.stringContaining('token reads ANTHROPIC_AUTH_TOKEN, which a switch of the shell clears'),
    '     export MY_ANTHROPIC_AUTH_TOKEN="$ANTHROPIC_AUTH_TOKEN"',
    '     cgw edit g --secret token=env:MY_ANTHROPIC_AUTH_TOKEN',
  ]);
  const header = { secret: 'env:ANTHROPIC_API_KEY', scheme: 'Bearer' };
  expect(adviceWhenMade('g', { ...gateway, headers: { 'x-key': header } })).toContain(
    "     cgw edit g --secret 'headers.x-key=Bearer env:MY_ANTHROPIC_API_KEY'",
  );
});

test.each([
  ['a variable that is there', 'env:KEY', { KEY: 'x' }, []],
  ['one that is not', 'env:KEY', {}, ['export KEY=…']],
  [
    'one that Claude Code’s own holds',
    'env:KEY',
    { ANTHROPIC_AUTH_TOKEN: 'x' },
    ['export KEY="$ANTHROPIC_AUTH_TOKEN"'],
  ],
  ['what may be the key itself', 'env:SK_ANT_API03_9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c', {}, []],
  ['no variable', 'file:/k', {}, []],
])('the exports that a profile lacks: %s', (_, token, environment, lines) => {
  const profile = { backend: 'gateway', baseUrl: 'https://g', token } as const;
  expect(missingExports(profile, environment).map(({ line }) => line)).toEqual(lines);
});
