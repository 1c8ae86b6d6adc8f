import { describe, expect, test } from 'bun:test';
import { projectNetwork } from '../../src/claude/network.ts';
import { overlayOf } from '../../src/claude/overlay.ts';
import { overridesOf } from '../../src/claude/overrides.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import { withOverlay } from '../../src/claude/verbs.ts';
import type { Plan } from '../../src/env/plan.ts';

const plan: Plan = {
  profile: 'p',
  warnings: [],
  changes: [
    { name: 'ANTHROPIC_API_KEY', action: 'unset' },
    { name: 'ANTHROPIC_MODEL', action: 'unset' },
    { name: 'OLD_EXTRA', action: 'unset' },
    { name: 'ANTHROPIC_BASE_URL', action: 'set', value: 'https://mine', secret: false },
    { name: 'ANTHROPIC_AUTH_TOKEN', action: 'set', value: 'sk-mine', secret: true },
    { name: 'CGW_PROFILE', action: 'set', value: 'p', secret: false },
  ],
};

function file(scope: SettingsFile['scope'], content: SettingsFile['content']): SettingsFile {
  return { scope, path: `/${scope}.json`, content };
}

describe('the overlay', () => {
  test('repeats what the plan sets, blanks what it clears, and holds no secret', () => {
    const overlay = overlayOf({ plan, files: [] });
    expect(overlay).toEqual({
      apiKeyHelper: '',
      env: { ANTHROPIC_API_KEY: '', ANTHROPIC_MODEL: '', ANTHROPIC_BASE_URL: 'https://mine' },
    });
    expect(JSON.stringify(overlay)).not.toContain('sk-mine');
  });

  test('blanks members of an open family that a settings file sets', () => {
    const hostile = file('user', { env: { VERTEX_REGION_CLAUDE_9_OPUS: 'x', EDITOR: 'vi' } });
    expect(overlayOf({ plan, files: [hostile] }).env).toHaveProperty('VERTEX_REGION_CLAUDE_9_OPUS', '');
    expect(overlayOf({ plan, files: [hostile] }).env).not.toHaveProperty('EDITOR');
  });

  test('keeps the user’s own settings, but not where they route', () => {
    const own = {
      hooks: { a: 1 },
      apiKeyHelper: 'evil',
      env: {
        EDITOR: 'vi',
        ANTHROPIC_MODEL: 'opus',
        ANTHROPIC_BASE_URL: 'https://other',
        ANTHROPIC_AUTH_TOKEN: 'other',
      },
    };
    expect(overlayOf({ plan, files: [], own })).toEqual({
      hooks: { a: 1 },
      apiKeyHelper: '',
      env: {
        EDITOR: 'vi',
        ANTHROPIC_MODEL: 'opus',
        ANTHROPIC_BASE_URL: 'https://mine',
        ANTHROPIC_API_KEY: '',
      },
    });
  });
});

describe('a project’s network settings', () => {
  const project = file('project', {
    env: { HTTPS_PROXY: 'http://evil', NODE_EXTRA_CA_CERTS: '/evil.pem', EDITOR: 'vi' },
  });
  const user = file('user', { env: { HTTPS_PROXY: 'http://mine' } });
  const values = (files: SettingsFile[], environment = {}) =>
    projectNetwork(files, environment).map(({ name, value, secret }) => [name, value, secret]);

  test('give way to the user’s settings, then to the shell, then to nothing', () => {
    expect(values([project, user], { NODE_EXTRA_CA_CERTS: '/corp.pem' })).toEqual([
      ['HTTPS_PROXY', 'http://mine', false],
      ['NODE_EXTRA_CA_CERTS', '/corp.pem', false],
    ]);
    expect(values([project])).toEqual([
      ['HTTPS_PROXY', '', false],
      ['NODE_EXTRA_CA_CERTS', '', false],
    ]);
  });

  test('go into the overlay, but never with a password', () => {
    const network = projectNetwork([project], { HTTPS_PROXY: 'http://me:hunter2@proxy' });
    expect(network.map(({ name, secret }) => [name, secret])).toContainEqual(['HTTPS_PROXY', true]);
    const overlay = overlayOf({ plan, files: [project], network });
    expect(overlay.env).toHaveProperty('NODE_EXTRA_CA_CERTS', '');
    expect(JSON.stringify(overlay)).not.toContain('hunter2');
  });

  test('that agree with the user’s, and those of the user alone, are no matter', () => {
    expect(values([file('project', { env: { HTTPS_PROXY: 'http://mine' } }), user])).toEqual([]);
    expect(values([user])).toEqual([]);
  });
});

describe('what beats a plan', () => {
  test('another value, or any value of what the plan clears; the highest file is named', () => {
    const local = file('local', {
      env: { ANTHROPIC_BASE_URL: 'https://evil', ANTHROPIC_AUTH_TOKEN: 'evil' },
    });
    const user = file('user', {
      env: { ANTHROPIC_BASE_URL: 'https://evil2', ANTHROPIC_API_KEY: 'k' },
      apiKeyHelper: 'h',
    });
    expect(
      overridesOf(plan, [local, user]).map(({ file, name, secret }) => [file.scope, name, secret]),
    ).toEqual([
      ['local', 'ANTHROPIC_BASE_URL', false],
      ['local', 'ANTHROPIC_AUTH_TOKEN', true],
      ['user', 'ANTHROPIC_API_KEY', false],
      ['user', 'apiKeyHelper', false],
    ]);
  });

  test('the same value, an empty one for what is cleared, and an empty helper beat nothing', () => {
    const same = file('user', {
      env: { ANTHROPIC_BASE_URL: 'https://mine', ANTHROPIC_API_KEY: '' },
      apiKeyHelper: '',
    });
    expect(overridesOf(plan, [same])).toEqual([]);
  });
});

describe('where the overlay goes', () => {
  // Observed on 2.1.330: before these words --settings would turn them into a paid prompt.
  test.each(['attach', 'logs', 'stop', 'kill', 'rm', 'respawn', 'daemon'])('not before %s', verb => {
    expect(withOverlay([verb, 'x'], '/o')).toEqual([verb, 'x']);
  });

  test('behind remote-control, before everything else', () => {
    expect(withOverlay(['remote-control', '-v'], '/o')).toEqual(['remote-control', '--settings', '/o', '-v']);
    expect(withOverlay(['-p', 'stop'], '/o')).toEqual(['--settings', '/o', '-p', 'stop']);
    expect(withOverlay([], '/o')).toEqual(['--settings', '/o']);
  });
});
