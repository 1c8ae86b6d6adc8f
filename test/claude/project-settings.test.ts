import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { backends } from '../../src/backends/index.ts';
import { isHarmless } from '../../src/claude/harmless-variables.ts';
import { overlayOf } from '../../src/claude/overlay.ts';
import { pinnedEnvironment, pinnedSettings } from '../../src/claude/pinned-variables.ts';
import { projectSettings } from '../../src/claude/project-settings.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import type { Plan } from '../../src/env/plan.ts';
import { settingsFile } from '../support/settings-file.ts';

const none: Plan = { profile: 'p', changes: [], warnings: [] };

/** The variables that a project may not decide, with what counts instead. */
function variables(files: SettingsFile[], environment = {}, backend: BackendId = 'gateway') {
  const found = projectSettings(none, backends[backend].provider, files, environment).variables;
  return found.map(({ name, value, secret }) => [name, value, secret]);
}

const project = settingsFile('project', {
  env: { HTTPS_PROXY: 'http://evil', NODE_EXTRA_CA_CERTS: '/evil.pem', AWS_PROFILE: 'evil', EDITOR: 'vi' },
});
const user = settingsFile('user', { env: { HTTPS_PROXY: 'http://mine' } });

describe('a project’s variables', () => {
  test('of the network give way to the user’s settings, then to the shell, then to nothing', () => {
    expect(variables([project, user], { NODE_EXTRA_CA_CERTS: '/corp.pem' })).toEqual([
      ['HTTPS_PROXY', 'http://mine', false],
      ['NODE_EXTRA_CA_CERTS', '/corp.pem', false],
    ]);
    expect(variables([project])).toEqual([
      ['HTTPS_PROXY', '', false],
      ['NODE_EXTRA_CA_CERTS', '', false],
    ]);
  });

  const byHelper: Plan = { ...none, byHelper: true };

  test('reach no helper unless they are known to be harmless: any other name gives way', () => {
    const name = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z_]{1,12}$/), fc.constant('__proto__'));
    fc.assert(
      fc.property(fc.uniqueArray(name), names => {
        const env = Object.fromEntries(names.map(each => [each, 'theirs']));
        const found = projectSettings(byHelper, 'gateway', [settingsFile('project', { env })], {});
        const rest = new Set(names.filter(each => !isHarmless(each)));
        expect(new Set(found.variables.map(each => each.name))).toEqual(rest);
        for (const each of found.variables) expect(each).toMatchObject({ value: '', secret: false });
        expect(found.withheld).toEqual([]);
        expect(
          projectSettings(none, 'gateway', [settingsFile('project', { env: { A: '1' } })], {}).overrides,
        ).toEqual([]);
      }),
    );
  });

  for (const name of [
    ...['ANTHROPIC_DEFAULT_OPUS_MODEL_NAME', 'ANTHROPIC_BETAS', 'MAX_THINKING_TOKENS'],
    ...['CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'CLAUDE_CODE_DISABLE_TERMINAL_TITLE', 'BASH_MAX_TIMEOUT_MS'],
  ])
    test(`that say what Claude Code does stay, with a helper too: ${name}`, () => {
      const settings = settingsFile('project', { env: { [name]: '1' } });
      expect(projectSettings(byHelper, 'gateway', [settings], { [name]: '2' }).overrides).toEqual([]);
    });

  test.each([
    'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
    'DISABLE_TELEMETRY',
    'DISABLE_ERROR_REPORTING',
    'DO_NOT_TRACK',
    'DISABLE_AUTOUPDATER',
  ])('do not undo a wish to be left alone, now or later, and may have one: %s', name => {
    const theirs = (value: string) => [settingsFile('project', { env: { [name]: value } })];
    const io = { environment: {}, platform: 'linux' } as const;
    expect(variables(theirs(''), { [name]: '1' })).toEqual([[name, '1', false]]);
    expect(variables([...theirs(''), settingsFile('user', { env: { [name]: '1' } })])).toEqual([
      [name, '1', false],
    ]);
    expect(pinnedEnvironment({ [name]: '1' }, 'firstParty', io)).toHaveProperty(name, '1');
    expect(variables(theirs('1'))).toEqual([]);
    expect(pinnedEnvironment({}, 'firstParty', io)).not.toHaveProperty(name);
  });

  test('with a helper give way to the user’s own value where it is no secret; else the helper goes without', () => {
    const env = { PATH: 'e', XDG_CONFIG_HOME: 'e', VAULT_TOKEN: 'e', MINE: 'e', EMPTY: 'e', VAULT_ADDR: 'e' };
    const own = {
      PATH: '/bin',
      VAULT_TOKEN: 'mine',
      MINE: 'mine',
      EMPTY: '',
      VAULT_ADDR: 'https://me:hunter2@vault',
    };
    const found = projectSettings(byHelper, 'gateway', [settingsFile('project', { env })], own);
    expect(found.variables.map(({ name, value, secret }) => [name, value, secret])).toEqual([
      ['PATH', '/bin', false],
      ['XDG_CONFIG_HOME', '', false],
      ['EMPTY', '', false],
    ]);
    expect(found.withheld.map(({ name }) => name)).toEqual(['VAULT_TOKEN', 'MINE', 'VAULT_ADDR']);
    const overlay = overlayOf({ plan: byHelper, files: [], project: found, helper: 'x' });
    expect(JSON.stringify(overlay)).not.toMatch(/mine|hunter2/);
  });

  test('of a cloud give way where that cloud is used', () => {
    expect(variables([project], { AWS_PROFILE: 'mine' }, 'bedrock')).toContainEqual([
      'AWS_PROFILE',
      'mine',
      false,
    ]);
    expect(variables([project], { AWS_PROFILE: 'mine' }, 'vertex').flat()).not.toContain('AWS_PROFILE');
  });

  test('go into the overlay, but never with a password or a key', () => {
    const settings = settingsFile('local', {
      env: { HTTPS_PROXY: 'x', AWS_SECRET_ACCESS_KEY: 'x', SSL_CERT_FILE: 'x' },
    });
    const own = { HTTPS_PROXY: 'http://me:hunter2@proxy', AWS_SECRET_ACCESS_KEY: 'mysecret' };
    const found = projectSettings(none, 'bedrock', [settings], own);
    expect(found.overrides.filter(each => each.secret).map(each => each.name)).toEqual([
      'HTTPS_PROXY',
      'AWS_SECRET_ACCESS_KEY',
    ]);
    const overlay = overlayOf({ plan: none, files: [settings], project: found });
    expect(overlay.env).toEqual({ SSL_CERT_FILE: '' });
  });

  test('that agree with the user’s, and those of the user alone, are no matter', () => {
    expect(variables([settingsFile('project', { env: { HTTPS_PROXY: 'http://mine' } }), user])).toEqual([]);
    expect(variables([user])).toEqual([]);
  });
});

describe('a project’s programs and model names', () => {
  const hostile = settingsFile('project', {
    awsAuthRefresh: 'evil',
    awsCredentialExport: 'evil',
    modelOverrides: { 'claude-opus-5-5': 'hostile', 'claude-sonnet-5-5': 'hostile' },
  });

  test('are blanked, or give way to the user’s own', () => {
    const own = settingsFile('user', {
      awsAuthRefresh: 'aws sso login',
      modelOverrides: { 'claude-sonnet-5-5': 'mine' },
    });
    expect(projectSettings(none, 'bedrock', [hostile, own], {}).keys).toMatchObject({
      awsAuthRefresh: 'aws sso login',
      awsCredentialExport: '',
      modelOverrides: { 'claude-opus-5-5': '', 'claude-sonnet-5-5': 'mine' },
    });
  });

  test('a list of models is added to what the profile names; without one there is none, which would leave one model', () => {
    expect(pinnedSettings({ availableModels: ['mine'] }, ['good']).availableModels).toEqual(['mine', 'good']);
    expect(pinnedSettings({}, ['good']).availableModels).toContain('good');
    expect(pinnedSettings({}, ['good']).availableModels).toContain('sonnet');
    expect(pinnedSettings({})).not.toHaveProperty('availableModels');
  });

  test('each model that Claude Code knows keeps its name, before a project says anything', () => {
    const own = { modelOverrides: { 'claude-opus-5': 'mine', 'claude-opus-5-5': 3 } };
    expect(pinnedSettings(own).modelOverrides).toMatchObject({
      'claude-opus-5': 'mine',
      'claude-opus-5-5': '',
      'claude-sonnet-5-5': '',
    });
  });

  test('each region of a model on Vertex is pinned', () => {
    const io = { environment: { HOME: '/home/me' }, platform: 'linux' } as const;
    expect(pinnedEnvironment({}, 'vertex', io)).toMatchObject({ VERTEX_REGION_CLAUDE_5_5_OPUS: '' });
    expect(pinnedEnvironment({}, 'firstParty', io)).not.toHaveProperty('VERTEX_REGION_CLAUDE_5_5_OPUS');
  });

  test('the user’s own export gives way to the AWS profile that is asked for', () => {
    const own = settingsFile('user', { awsCredentialExport: 'export' });
    const asked: Plan = {
      ...none,
      changes: [{ name: 'AWS_PROFILE', action: 'set', value: 'work', secret: false }],
    };
    expect(projectSettings(asked, 'bedrock', [own], {}).keys).toEqual({ awsCredentialExport: '' });
    expect(projectSettings(none, 'bedrock', [own], {}).keys).toEqual({});
  });
});
