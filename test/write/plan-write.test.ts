import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { mask } from '../../src/base/redaction.ts';
import { shownDiff } from '../../src/write/diff.ts';
import { planUndo } from '../../src/write/plan-undo.ts';
import { planWrite, type WriteRequest } from '../../src/write/plan-write.ts';
import { settingsFile } from '../support/settings-file.ts';
import { bedrock, File, gateway, recordOf, requestFor } from './request.ts';

function warnings(more: Partial<WriteRequest>): readonly string[] {
  return planWrite(requestFor(undefined, more)).warnings;
}

describe('what stands against the file is said', () => {
  test('a higher file that says otherwise, and not one that says the same or nothing of it', () => {
    const env = {
      ANTHROPIC_BASE_URL: 'https://other',
      ANTHROPIC_API_KEY: '',
      ANTHROPIC_MODEL: 'm',
      EDITOR: 'vi',
    };
    expect(warnings({ higher: [settingsFile('local', { env })] })).toEqual([
      '/local.json sets ANTHROPIC_BASE_URL, ANTHROPIC_MODEL, which beats this file',
    ]);
    const same = { env: { ANTHROPIC_BASE_URL: 'https://llm.example.com' }, apiKeyHelper: '/bin/cgw token p' };
    expect(warnings({ higher: [settingsFile('local', same)] })).toEqual([]);
  });

  test.each([['/bin/other'], ['']])('a higher apiKeyHelper %j', apiKeyHelper => {
    expect(warnings({ higher: [settingsFile('managed', { apiKeyHelper })] })).toEqual([
      '/managed.json sets apiKeyHelper, which beats this file',
    ]);
  });

  test('a higher program for a cloud’s credentials', () => {
    const profile: Profile = { ...bedrock, awsAuthRefresh: 'aws sso login' };
    expect(warnings({ profile, higher: [settingsFile('local', { awsAuthRefresh: 'x' })] })).toEqual([
      '/local.json sets awsAuthRefresh, which beats this file',
    ]);
  });

  test.each([['envrc'], ['dotenv']] as const)('%s carries no program for a cloud’s credentials', target => {
    const profile: Profile = { ...bedrock, awsAuthRefresh: 'aws sso login' };
    expect(warnings({ profile, target })).toEqual([
      'p: awsAuthRefresh reaches Claude Code by cgw run and cgw write to its settings alone',
    ]);
  });

  test('a lower file that sets what is neither set nor blanked here', () => {
    const env = { ANTHROPIC_MODEL: 'm', CLAUDE_CODE_USE_VERTEX: '1', EDITOR: 'vi' };
    expect(warnings({ target: 'local', lower: [settingsFile('user', { env })] })).toEqual([
      '/user.json sets ANTHROPIC_MODEL, which counts here too',
    ]);
  });

  test('a shell that no settings file can do anything about', () => {
    const environment = { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1', ANTHROPIC_UNIX_SOCKET: '' };
    const [warning = ''] = warnings({ environment });
    expect(warning).toContain('exports CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST:');
    expect(warning).not.toContain('ANTHROPIC_UNIX_SOCKET');
  });

  test('a config folder that the helper has to be told about', () => {
    expect(warnings({ environment: { CGW_CONFIG_DIR: '/c' } })).toEqual([
      expect.stringContaining('CGW_CONFIG_DIR'),
    ]);
    expect(warnings({ environment: { CGW_CONFIG_DIR: '/c' }, profile: bedrock })).toEqual([]);
  });

  test('what every plan of the profile says', () => {
    const inherits: Profile = { backend: 'anthropic', apiKey: 'inherit' };
    expect(warnings({ profile: inherits })).toEqual([expect.stringContaining('is not exported here')]);
  });
});

describe('changes', () => {
  test('name, action, value, whether it is a secret', () => {
    const held =
      '{"env":{"ANTHROPIC_MODEL":"m","ANTHROPIC_AUTH_TOKEN":"sk-old","EDITOR":"vi"},"apiKeyHelper":"echo hunter2"}';
    const secrets = new Map([['ANTHROPIC_AUTH_TOKEN', 'new-secret']]);
    const { changes, helper } = planWrite(
      requestFor(held, { secrets, profile: { ...gateway, 'models.haiku': 'h' } }),
    );
    expect(changes).toContainEqual({
      name: 'ANTHROPIC_AUTH_TOKEN',
      action: 'set',
      value: mask,
      secret: true,
    });
    expect(changes).toContainEqual({
      name: 'ANTHROPIC_BASE_URL',
      action: 'set',
      value: 'https://llm.example.com',
      secret: false,
    });
    expect(changes).toContainEqual({ name: 'ANTHROPIC_API_KEY', action: 'set', value: '', secret: false });
    expect(changes).toContainEqual({ name: 'ANTHROPIC_MODEL', action: 'unset', value: null, secret: false });
    expect(changes).toContainEqual({ name: 'apiKeyHelper', action: 'unset', value: null, secret: true });
    expect(changes.map(({ name }) => name)).not.toContain('EDITOR');
    expect(helper).toBeNull();
  });

  test('those of an undo hide what could be a secret', () => {
    const file = new File('{"env":{"ANTHROPIC_AUTH_TOKEN":"hunter2","ANTHROPIC_MODEL":"m"}}');
    file.write();
    const { changes } = file.undo();
    expect(changes).toContainEqual({
      name: 'ANTHROPIC_AUTH_TOKEN',
      action: 'set',
      value: mask,
      secret: true,
    });
    expect(changes).toContainEqual({ name: 'ANTHROPIC_MODEL', action: 'set', value: 'm', secret: false });
  });
});

describe('the diff', () => {
  const secret = 'hunter2-secret';
  const held = JSON.stringify(
    {
      env: { GITHUB_TOKEN: secret, ANTHROPIC_API_KEY: secret, NOTE: 'ghp_0123456789abcdef', EDITOR: 'vi' },
      apiKeyHelper: `echo ${secret}`,
      mcp: { headers: { authorization: secret }, list: ['sk-ant-0123'] },
    },
    undefined,
    2,
  );

  test('shows what changes, and no secret on any line', () => {
    const diff = shownDiff(planWrite(requestFor(held)));
    expect(diff).toContain(`-    "ANTHROPIC_API_KEY": "${mask}",\n`);
    expect(diff).toContain('+    "ANTHROPIC_API_KEY": "",\n');
    expect(diff).toContain(`-  "apiKeyHelper": "${mask}",\n`);
    expect(diff).toContain('+  "apiKeyHelper": "/bin/cgw token p",\n');
    expect(diff).toContain('"EDITOR": "vi"');
    for (const hidden of [secret, 'ghp_', 'sk-ant']) expect(diff).not.toContain(hidden);
  });

  test('of two secrets shows that one takes the place of the other', () => {
    const secrets = new Map([['ANTHROPIC_AUTH_TOKEN', 'another']]);
    const diff = shownDiff(
      planWrite(requestFor('{\n  "env": {\n    "ANTHROPIC_AUTH_TOKEN": "one"\n  }\n}', { secrets })),
    );
    expect(diff).toContain(`-    "ANTHROPIC_AUTH_TOKEN": "${mask}"\n`);
    expect(diff).toContain(`+    "ANTHROPIC_AUTH_TOKEN": "${mask}",\n`);
  });

  test('hides a secret of the profile wherever it stands', () => {
    const secrets = new Map([['MY_SETTING', 'plain-looking']]);
    const profile: Profile = { ...bedrock, env: { MY_SETTING: { secret: 'env:X' } } };
    const plan = planWrite(requestFor(undefined, { secrets, profile }));
    expect(plan.after).toContain('plain-looking');
    expect(shownDiff(plan)).not.toContain('plain-looking');
    expect(plan.changes).toContainEqual({ name: 'MY_SETTING', action: 'set', value: mask, secret: true });
  });

  test('hides secrets of others in a .env too', () => {
    const lines = `export API_KEY='${secret}'\nNAME=x\nMULTI="-----BEGIN\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n"\nEDITOR=vi\n`;
    const plan = planWrite(requestFor(lines, { target: 'dotenv', path: '.env' }));
    const diff = shownDiff(plan);
    expect(diff).toContain('+ANTHROPIC_BASE_URL=https://llm.example.com\n');
    expect(diff).toContain(' EDITOR=vi\n');
    expect(shownDiff({ ...plan, after: '' })).toContain(`-export API_KEY=${mask}\n`);
    for (const hidden of [secret, 'MIIE']) expect(shownDiff({ ...plan, after: '' })).not.toContain(hidden);
  });

  test('names no file where there is none', () => {
    expect(shownDiff(planWrite(requestFor(undefined)))).toStartWith(
      '--- /dev/null\n+++ ~/settings.json\n@@ -0,0 +1,',
    );
  });
});

describe('a marked block', () => {
  const begin = '# >>> cgw write: taken out by cgw write --undo; changes in here are lost';
  const line = 'eval "$(cgw env p --shell bash || echo false)"';
  const block = `${begin}\n${line}\n# <<< cgw write\n`;

  test.each([
    ['an empty file', '', block],
    ['lines', 'use flake\n', `use flake\n${block}`],
    ['no line break at the end', 'use flake', `use flake\n${block}`],
    ['CRLF', 'A=1\r\n', `A=1\r\n${block.replaceAll('\n', '\r\n')}`],
    ['an older block', `a\n${block.replace(' p ', ' q ')}b\n`, `a\n${block}b\n`],
    ['only the beginning of a block', `${begin}\nx\n`, `${begin}\nx\n${block}`],
  ])('in %s, and back again', (_, original, expected) => {
    const file = new File(original);
    file.write({ target: 'envrc' });
    expect(file.text).toBe(expected);
    file.write({ target: 'envrc', name: 'q' });
    expect(file.text).toBe(expected.replaceAll(line, line.replace(' p ', ' q ')));
    expect(file.undo()).toMatchObject({ whole: true, changes: [] });
    expect(file.text).toBe(original);
  });

  test.each([
    ['works', 'echo "A=1; true"', 0],
    ['says itself that it failed', 'echo "false;"; exit 3', 1],
    ['cannot start', 'kill -ABRT $BASHPID', 1],
  ])('the line of an .envrc where cgw %s', (_, body, status) => {
    const shell = ['bash', '-c', `cgw() ( ${body} ); ${line}`];
    expect(Bun.spawnSync(shell, { stderr: 'ignore' }).exitCode).toBe(status);
  });

  test('lines that came since stay', () => {
    const file = new File('a\n');
    file.write({ target: 'envrc' });
    file.text = `first\n${file.text}last\n`;
    file.undo();
    expect(file.text).toBe('first\na\nlast\n');
  });

  test('a block that somebody changed stays, and that is said', () => {
    const file = new File(undefined);
    file.write({ target: 'envrc' });
    file.text = file.text.replace('bash', 'zsh');
    expect(file.undo().kept).toEqual(['the block between the cgw marks']);
    expect(file.text).toContain('--shell zsh');
  });

  test('goes with the file that was made for it', () => {
    const file = new File(undefined);
    file.write({ target: 'envrc' });
    file.text = `\n${file.text}`;
    file.undo();
    expect(file.content).toBeUndefined();
  });

  test('of a .env holds no secret unless insisted on', () => {
    const profile = { ...gateway, models: { opus: 'a b' } } as Profile;
    const plain = planWrite(requestFor(undefined, { target: 'dotenv', profile }));
    expect(plain.after).toBe(
      `${begin}\nANTHROPIC_BASE_URL=https://llm.example.com\nANTHROPIC_DEFAULT_OPUS_MODEL='a b'\n# <<< cgw write\n`,
    );
    expect(plain.warnings).toEqual([expect.stringContaining('ANTHROPIC_AUTH_TOKEN is left out')]);
    expect(plain.changes.map(({ name, value }) => [name, value])).toEqual([
      ['ANTHROPIC_BASE_URL', 'https://llm.example.com'],
      ['ANTHROPIC_DEFAULT_OPUS_MODEL', 'a b'],
    ]);
    const secrets = new Map([['ANTHROPIC_AUTH_TOKEN', 'sk-1']]);
    const insisted = planWrite(requestFor(undefined, { target: 'dotenv', secrets }));
    expect(insisted.after).toContain('\nANTHROPIC_AUTH_TOKEN=sk-1\n');
    expect(insisted.warnings).toEqual([]);
    expect(insisted.changes).toContainEqual({
      name: 'ANTHROPIC_AUTH_TOKEN',
      action: 'set',
      value: mask,
      secret: true,
    });
  });
});

test('the undo record knows digests of what was written, not the values', () => {
  const secrets = new Map([['ANTHROPIC_AUTH_TOKEN', 'sk-planted']]);
  const plan = planWrite(requestFor('{"model":"opus"}', { secrets }));
  expect(plan.after).toContain('sk-planted');
  const record = recordOf(plan);
  expect(JSON.stringify(record)).not.toContain('sk-planted');
  expect(Buffer.from(record.before ?? '', 'base64').toString()).toBe('{"model":"opus"}');
  expect(planUndo(plan.content, record, 'f').content?.toString()).toBe('{"model":"opus"}');
});

test('a profile’s programs for a cloud’s credentials go into the file, and out of it again', () => {
  const before = '{\n  "awsAuthRefresh": "own",\n  "theme": "dark"\n}\n';
  const file = new File(before);
  const plan = file.write({
    profile: { ...bedrock, awsAuthRefresh: 'aws sso login', awsCredentialExport: 'x y' },
  });
  expect(plan.changes.map(({ name }) => name)).toContain('awsCredentialExport');
  expect(JSON.parse(file.text)).toMatchObject({
    awsAuthRefresh: 'aws sso login',
    awsCredentialExport: 'x y',
  });
  file.undo();
  expect(file.text).toBe(before);
});
