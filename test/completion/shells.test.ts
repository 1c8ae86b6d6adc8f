import { describe, expect, test } from 'bun:test';
import { commands } from '../../src/commands/table.ts';
import { complete } from '../../src/completion/complete.ts';
import { type CompletionShellName, completionShells } from '../../src/completion/shells.ts';
import { known } from './support.ts';

/** What a shell is answered. */
function reply(shell: CompletionShellName, ...handed: readonly string[]): string {
  return completionShells[shell].reply(handed, words => complete(words, commands, known));
}

describe('bash: what replaces the end of the word, quoted, with a blank where the word is whole', () => {
  test.each<[string, string, string]>([
    ['cgw ru', 'ru', 'run \n'],
    ['cgw run @ba', '@ba', '@batch \n'],
    ['cgw run @ba', 'ba', 'batch \n'],
    ['cgw show ра', 'ра', 'работа \n'],
    ['cgw show "wo', 'wo', 'work\n'],
    ["cgw show 'ра", 'ра', 'работа\n'],
    ['cgw edit work --set ba', 'ba', 'baseUrl=\n'],
    ['cgw edit work --set cacheTtl=', '', '5m \n1h \n'],
    ['cgw edit work --set cacheTtl=1', '1', '1h \n'],
    ['cgw edit work --set cacheTtl=1', 'cacheTtl=1', 'cacheTtl=1h \n'],
    ['cgw edit work --set=cacheTtl=1', '1', '1h \n'],
    ['cgw edit work --set "cacheTtl=1', 'cacheTtl=1', 'cacheTtl=1h\n'],
    ['cgw edit work --secret token=env:LIT', 'LIT', 'LITELLM_KEY \n'],
    ['cgw edit work --secret token=env:LIT', 'env:LIT', 'env:LITELLM_KEY \n'],
    ['cgw edit work --unset headers.x', 'headers.x', 'headers.x\\$y \n'],
    ['cgw edit work --unset headers.x\\$', 'headers.x\\$', 'headers.x\\$y \n'],
    ['cgw edit work --unset "headers.x', 'headers.x', 'headers.x\\$y\n'],
    ["cgw edit work --unset 'headers.x", 'headers.x', 'headers.x$y\n'],
    ['cgw edit work --secret token=file:/et', '/et', '\tfiles\t\t\n'],
    ['cgw edit work --secret token=file:/et', 'file:/et', '\tfiles\t\tfile:\n'],
    ['cgw edit work --secret "token=file:/et', 'token=file:/et', '\tfiles\t"\ttoken=file:\n'],
    ['cgw exec work -- ls  -l', '-l', '\tcommand\t\tls  -l\n'],
    ['cgw exec work ', '', '\tcommand\t\t\n'],
    ['cgw run work "a b" --mo', '--mo', '\tcommand\tclaude\t"a b" --mo\n'],
    ['cgw -- ', '', '\tcommand\tclaude\t\n'],
    ['cgw', 'cgw', ''],
    ['', '', ''],
  ])('%s (%s)', (line, text, expected) => {
    expect(reply('bash', line, text)).toBe(expected);
  });
});

test('zsh: words and descriptions as _describe takes them', () => {
  const all = reply('zsh', 'edit', 'work', '--secret', 'token=');
  expect(all).toBe(
    [
      'token=keychain:asks for it, and keeps it in the system’s keychain\t\n',
      'token=keychain\\::an entry of the keychain that is there\topen\n',
      'token=env\\::a variable that you export\topen\n',
      'token=file\\::a file that only you can read\topen\n',
      'token=cmd\\::what a program prints\topen\n',
    ].join(''),
  );
  expect(reply('zsh', 'pick', '--shell', '')).toStartWith('bash\t\nzsh\t\n');
  expect(reply('zsh', 'edit', 'work', '--secret', 'token=file:x')).toBe('\tfiles\ttoken=file:\n');
  expect(reply('zsh', 'run', 'work', '-p')).toBe('\tcommand\tclaude\t3\n');
});

test('fish: words and descriptions', () => {
  expect(reply('fish', 'role', '')).toBe('batch\trole: cloud\nbüro\trole: работа\n');
  expect(reply('fish', 'edit', 'work', '--secret', 'token=file:x')).toBe('\tfiles\ttoken=file:\n');
  expect(reply('fish', 'exec', 'work', '--', 'ls', '')).toBe('\tcommand\t\t4\n');
});

test('nu: the words as they are typed, read and quoted here', () => {
  const offered = (...words: string[]) => JSON.parse(reply('nu', ...words));
  expect(offered('run', '"wo')).toEqual({
    before: null,
    path: null,
    candidates: [{ value: 'work', description: 'Gateway, Anthropic format, the team’s gateway' }],
  });
  expect(offered('"edit"', '`work`', '--unset', "'headers.x").candidates).toEqual([
    { value: '"headers.x$y"', description: '' },
  ]);
  expect(offered('edit', 'work', '--secret', '"token=file:/et')).toEqual({
    before: 'token=file:',
    path: '/et',
    candidates: [],
  });
  expect(offered('exec', 'work', 'ls')).toEqual({ before: '', path: 'ls', candidates: [] });
});

test('elvish: words, what is shown for them, and what goes behind', () => {
  expect(JSON.parse(reply('elvish', 'role', 'b'))).toEqual({
    before: null,
    candidates: [
      { value: 'batch', display: 'batch  (role: cloud)', after: ' ' },
      { value: 'büro', display: 'büro  (role: работа)', after: ' ' },
    ],
  });
  expect(JSON.parse(reply('elvish', 'edit', 'x', '--secret', 'env.A=')).candidates).toContainEqual({
    value: 'env.A=env:',
    display: 'env.A=env:  (a variable that you export)',
    after: '',
  });
  expect(JSON.parse(reply('elvish', 'run', 'work', '')).before).toBe('');
});

test('pwsh: words quoted, with a text for each', () => {
  const offered = (...words: string[]) => JSON.parse(reply('pwsh', ...words));
  expect(offered('run', '+@b')).toEqual({
    before: null,
    path: null,
    candidates: [
      { text: "'@batch'", value: '@batch', help: 'role: cloud' },
      { text: "'@büro'", value: '@büro', help: 'role: работа' },
    ],
  });
  expect(offered('+').candidates[0]).toMatchObject({ text: 'pick', value: 'pick' });
  expect(offered('edit', 'work', '--unset', "+'headers.x").candidates).toEqual([
    { text: "'headers.x$y'", value: 'headers.x$y', help: 'headers.x$y' },
  ]);
  expect(offered('edit', 'work', '--set', '+cacheTtl=').candidates).toEqual([
    { text: 'cacheTtl=5m', value: 'cacheTtl=5m', help: 'cacheTtl=5m' },
    { text: 'cacheTtl=1h', value: 'cacheTtl=1h', help: 'cacheTtl=1h' },
  ]);
  expect(offered('edit', 'work', '--secret', '+token=file:C:\\k')).toEqual({
    before: 'token=file:',
    path: 'C:\\k',
    candidates: [],
  });
});
