import { describe, expect, test } from 'bun:test';
import { fieldsOf } from '../../src/backends/index.ts';
import { commandNames, commands } from '../../src/commands/table.ts';
import { complete } from '../../src/completion/complete.ts';
import type { Suggestions } from '../../src/completion/suggestions.ts';
import { backendIds } from '../../src/env/backend-ids.ts';
import { needIds } from '../../src/features/needs.ts';
import { allPresets, isReady, presetNames } from '../../src/profile/presets.ts';
import { answered, candidates, config, environment, known, values } from './support.ts';

const ready = allPresets().flatMap(([name, preset]) => (isReady(preset) ? [name] : []));

describe('what is offered', () => {
  test.each<[string, string[]]>([
    ['', [...commandNames, 'work', 'cloud', 'работа', ...ready, '@batch', '@büro']],
    ['ru', ['run']],
    ['wo', ['work']],
    ['@ba', ['@batch']],
    ['--', ['--help', '--version']],
    ['help ad', ['add', 'advise']],
    ['help add ', []],
    ['nonsense ', []],
    ['constructor ', []],

    ['run ', ['work', 'cloud', 'работа', ...ready, '@batch', '@büro']],
    ['run @b', ['@batch', '@büro']],
    ['run ра', ['работа']],
    ['run --', ['--strict', '--force', '--no-env-secret', '--trust-project', '--quiet', '--help']],
    ['run --strict --', ['--force', '--no-env-secret', '--trust-project', '--quiet', '--help']],
    ['run --strict w', ['work']],
    ['show w', ['work']],
    ['remove ', ['work', 'cloud', 'работа']],
    ['rename work ', []],
    ['copy ', ['work', 'cloud', 'работа', ...ready]],
    ['copy work ', []],
    ['edit ', ['work', 'cloud', 'работа', ...ready]],
    ['default c', ['cloud']],
    ['role ', ['batch', 'büro']],
    ['role @b', ['@batch', '@büro']],
    ['role batch w', ['work']],
    ['diff work litellm-v', ['litellm-vertex']],
    ['diff work cloud ', ['--json', '--help']],
    ['features work cloud @', ['@batch', '@büro']],
    ['list ', ['--json', '--help']],
    ['list --json ', ['--help']],
    ['list x', []],
    ['presets open', ['openrouter']],
    ['completion ', ['bash', 'zsh', 'fish', 'nu', 'pwsh', 'elvish']],
    ['completion bash ', []],
    ['show -- wo', ['work']],
    ['show -- --', []],

    ['add ', presetNames],
    ['add x --from lite', presetNames.filter(name => name.startsWith('lite'))],
    ['add x --from=litellm-b', ['--from=litellm-bedrock']],
    ['add x --from litellm --', ['--set', '--secret', '--secret-stdin', '--default', '--help']],
    ['add x --from litellm --set a=b --', ['--set', '--secret', '--secret-stdin', '--default', '--help']],

    ['add x --from bedrock --set serv', ['serviceTier=']],
    ['add bedrock --set serviceTier=', ['serviceTier=default', 'serviceTier=flex', 'serviceTier=priority']],
    ['add work --from bedrock --set serv', ['serviceTier=']],
    ['add --from bedrock --set serviceTier=f', ['serviceTier=flex']],
    ['edit cloud --set=serviceTier=f', ['--set=serviceTier=flex']],
    ['edit cloud --set promptCaching=', ['promptCaching=on', 'promptCaching=off']],
    ['edit cloud --set toolSearch=', ['toolSearch=on', 'toolSearch=off']],
    ['edit cloud --set region=', []],
    ['edit cloud --set models.su', ['models.subagent=', 'models.subagentForce=']],
    ['edit work --set ba', ['baseUrl=']],
    ['edit work --set apiKey=', ['apiKey=empty']],
    ['edit work --set tok', []],
    ['edit work --set headers.', ['headers.x$y=']],
    ['edit cloud --set reg', ['region=', 'regionPrefix=']],
    ['edit работа --set reg', ['region=', 'regions.', 'regions.claude-opus-5=']],
    ['edit работа --set regions.claude-opus-4-', [1, 5, 6, 7, 8].map(n => `regions.claude-opus-4-${n}=`)],
    ['edit nobody --set models.su', ['models.subagent=', 'models.subagentForce=']],
    ['edit nobody --set serv', []],
    ['edit --set models.su', ['models.subagent=', 'models.subagentForce=']],

    ['edit work --secret ', ['token=', 'apiKey=', 'headers.', 'env.', 'headers.cf-key=']],
    [
      'edit work --secret token=',
      ['token=keychain', 'token=keychain:', 'token=env:', 'token=file:', 'token=cmd:'],
    ],
    ['add x --from litellm --secret-stdin to', ['token']],
    ['secret s', ['set']],
    ['secret set wor', ['work']],
    ['secret check work a', ['apiKey']],
    ['secret set work token --', ['--stdin', '--help']],
    ['secret check work token --', ['--json', '--help']],
    ['secret remove work token --', ['--help']],
    ['secret --', ['--stdin', '--json', '--help']],
    ['secret check work headers.', ['headers.cf-key']],
    ['edit work --secret token=env:', ['token=env:HOME', 'token=env:LITELLM_KEY']],
    ['edit work --secret token=cmd:', []],
    ['edit работа --secret ', ['headers.', 'env.']],
    ['edit work --unset mo', ['models.opus']],
    ['edit work --unset headers.', ['headers.x$y', 'headers.cf-key']],
    ['edit work --unset note --unset no', ['note']],
    ['edit nobody --unset ', []],

    ['advise --need off', ['offline']],
    ['advise --need offline,', needIds.filter(id => id !== 'offline').map(id => `offline,${id}`)],
    ['advise --need=offline,audit', ['--need=offline,audit-log']],
    ['pick --shell ', ['bash', 'zsh', 'sh', 'fish', 'nu', 'pwsh', 'cmd', 'elvish']],
    ['pick --env --shell=z', ['--shell=zsh']],
    ['exec work -', ['--']],
  ])('cgw %s', (line, expected) => {
    expect(values(line)).toEqual(expected);
  });

  test.each([
    ['work ', 1],
    ['work -p ', 1],
    ['@batch ', 1],
    ['work -- -', 2],
  ])('cgw %s: what claude takes', (line, from) => {
    expect(complete(line.split(' '), commands, known)).toEqual({ offer: 'command', from, program: 'claude' });
  });

  test('a word before the reference of a header is kept, and of nothing else', () => {
    const behindScheme = (path: string) =>
      complete(['edit', 'work', '--secret', `${path}=Bearer `], commands, known);
    const forms = ['keychain', 'keychain:', 'env:', 'file:', 'cmd:'];
    expect(behindScheme('headers.a')).toMatchObject({
      candidates: forms.map(form => ({ value: `headers.a=Bearer ${form}` })),
    });
    expect(behindScheme('token')).toMatchObject({
      candidates: forms.map(form => ({ value: `token=${form}` })),
    });
  });

  test('descriptions are those of help, of profiles and of fields', () => {
    expect(candidates('ru')).toEqual([
      { value: 'run', help: 'start claude under a profile; the profile wins over settings files' },
    ]);
    expect(candidates('run w')).toEqual([
      { value: 'work', help: 'Gateway, Anthropic format, the team’s gateway' },
    ]);
    expect(candidates('run direct')).toEqual([{ value: 'direct', help: 'preset: Anthropic API key' }]);
    expect(candidates('run @ba')).toEqual([{ value: '@batch', help: 'role: cloud' }]);
    expect(candidates('edit cloud --set promptC')).toEqual([
      { value: 'promptCaching=', help: 'prompt caching', open: true },
    ]);
  });

  test('every field of every backend that can be set or kept secret', () => {
    for (const backend of backendIds) {
      const about = { environment, config: { ...config, profiles: { x: { backend } } } };
      const offered = [...values('edit x --set ', about), ...values('edit x --secret ', about)];
      for (const path of Object.keys(fieldsOf(backend))) expect(offered).toContain(`${path}=`);
    }
  });
});

describe('what is left to others', () => {
  test.each<[string, Suggestions]>([
    ['edit work --secret token=file:/et', { offer: 'files', before: 'token=file:' }],
    ['edit work --secret=token=file:', { offer: 'files', before: '--secret=token=file:' }],
    ['-- --mod', { offer: 'command', from: 1, program: 'claude' }],
    ['run work ', { offer: 'command', from: 2, program: 'claude' }],
    ['run work -- --mod', { offer: 'command', from: 3, program: 'claude' }],
    ['run work --', { offer: 'command', from: 2, program: 'claude' }],
    ['run --strict @batch -p x', { offer: 'command', from: 3, program: 'claude' }],
    ['run -- ', { offer: 'command', from: 2, program: 'claude' }],
    ['exec work ', { offer: 'command', from: 2, program: undefined }],
    ['exec work -- gi', { offer: 'command', from: 3, program: undefined }],
    ['exec work git lo', { offer: 'command', from: 2, program: undefined }],
  ])('cgw %s', (line, expected) => {
    expect(answered(line)).toEqual(expected);
  });
});

describe('what is never offered', () => {
  test('a value of a variable, or a name that no reference can hold or keep', () => {
    expect(values('edit work --secret token=env:')).toEqual(['token=env:HOME', 'token=env:LITELLM_KEY']);
  });

  test('anything of a config that is damaged; the rest works', () => {
    const damaged = { config: undefined, environment };
    for (const line of ['run ', 'remove ', 'role ', 'diff ', 'edit work --unset ', 'pin ', 'copy '])
      expect(values(line, damaged)).toEqual([]);
    expect(values('ru', damaged)).toEqual(['run']);
    expect(values('add x --from litellm-b', damaged)).toEqual(['litellm-bedrock']);
  });

  test('what a terminal would obey', () => {
    const profiles: unknown = {
      odd: { backend: 'gateway', note: 'a\u001b[2Jb', headers: { 'a\u001b[2J': '1', b: '1' } },
      none: null,
      other: { backend: 'constructor', region: 7 },
    };
    const about = { environment, config: { ...config, profiles: profiles as typeof config.profiles } };
    expect(values('edit odd --unset ', about)).toEqual(['note', 'headers.b']);
    expect(candidates('remove ', about)).toEqual([
      { value: 'odd', help: 'Gateway, Anthropic format, "a\\u001b[2Jb"' },
      { value: 'none', help: 'invalid' },
      { value: 'other', help: 'unknown backend' },
    ]);
    expect(values('edit none --set models.ha', about)).toHaveLength(4);
    expect(values('edit other --set models.ha', about)).toHaveLength(4);
  });
});

test('keychain entries are those that profiles use', () => {
  const x = { backend: 'gateway', token: 'keychain:team/token', note: 'keychain:none' } as const;
  const about = { ...known, config: { ...config, profiles: { ...config.profiles, x } } };
  expect(values('edit work --secret apiKey=keychain:', about)).toEqual(['apiKey=keychain:team/token']);
});
