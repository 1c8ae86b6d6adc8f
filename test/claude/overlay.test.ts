import { describe, expect, test } from 'bun:test';
import { withOverlay } from '../../src/claude/arguments.ts';
import { overlayOf } from '../../src/claude/overlay.ts';
import { overridesOf } from '../../src/claude/overrides.ts';
import type { Plan } from '../../src/env/plan.ts';
import { settingsFile } from '../support/settings-file.ts';

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

describe('the overlay', () => {
  test('repeats what the plan sets, blanks what it clears, and holds no secret', () => {
    const overlay = overlayOf({ plan, files: [] });
    expect(overlay).toEqual({
      apiKeyHelper: '',
      env: { ANTHROPIC_API_KEY: '', ANTHROPIC_MODEL: '', ANTHROPIC_BASE_URL: 'https://mine' },
    });
    expect(JSON.stringify(overlay)).not.toContain('sk-mine');
  });

  test('names the helper that has the credential, whatever other settings say', () => {
    const theirs = { apiKeyHelper: 'evil' };
    const overlay = overlayOf({
      plan,
      files: [settingsFile('user', theirs)],
      own: theirs,
      helper: 'cgw token p',
    });
    expect(overlay.apiKeyHelper).toBe('cgw token p');
  });

  test('has the profile’s own programs for a cloud’s credentials, whatever other settings say', () => {
    const programs = { awsAuthRefresh: 'mine' };
    const theirs = { awsAuthRefresh: 'evil', awsCredentialExport: 'own' };
    const overlay = overlayOf({
      plan: { ...plan, programs },
      files: [settingsFile('user', theirs)],
      own: theirs,
    });
    expect(overlay).toMatchObject({ awsAuthRefresh: 'mine', awsCredentialExport: 'own' });
  });

  test('leaves alone what says something by being empty: an empty list of capabilities means none', () => {
    const name = 'ANTHROPIC_DEFAULT_OPUS_MODEL_SUPPORTED_CAPABILITIES';
    const clearing: Plan = { ...plan, changes: [...plan.changes, { name, action: 'unset' }] };
    expect(overlayOf({ plan: clearing, files: [] }).env).not.toHaveProperty(name);
  });

  test('blanks members of an open family that a settings file sets', () => {
    const hostile = settingsFile('user', { env: { VERTEX_REGION_CLAUDE_9_OPUS: 'x', EDITOR: 'vi' } });
    expect(overlayOf({ plan, files: [hostile] }).env).toHaveProperty('VERTEX_REGION_CLAUDE_9_OPUS', '');
    expect(overlayOf({ plan, files: [hostile] }).env).not.toHaveProperty('EDITOR');
  });

  test('keeps the user’s own lists of models, and what is pinned beside them', () => {
    const own = { availableModels: ['mine'], modelOverrides: { 'claude-opus-5': 'mine' } };
    const settings = {
      availableModels: ['mine', 'good'],
      modelOverrides: { 'claude-opus-5': '', 'claude-opus-5-5': '' },
    };
    expect(overlayOf({ plan, files: [], own, pinned: { settings, env: {} } })).toMatchObject({
      availableModels: ['mine', 'good'],
      modelOverrides: { 'claude-opus-5': 'mine', 'claude-opus-5-5': '' },
    });
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

describe('what beats a plan', () => {
  test('another value, or any value of what the plan clears; the highest file is named', () => {
    const local = settingsFile('local', {
      env: { ANTHROPIC_BASE_URL: 'https://evil', ANTHROPIC_AUTH_TOKEN: 'evil' },
    });
    const user = settingsFile('user', {
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

  test('another program for a cloud’s credentials, where the profile has one', () => {
    const programs = { awsAuthRefresh: 'mine', gcpAuthRefresh: 'mine, too' };
    const user = settingsFile('user', {
      awsAuthRefresh: 'other',
      awsCredentialExport: 'x',
      gcpAuthRefresh: 'mine, too',
    });
    expect(overridesOf({ ...plan, programs }, [user]).map(({ name }) => name)).toEqual(['awsAuthRefresh']);
    expect(overridesOf(plan, [user])).toEqual([]);
  });

  test('the same value, an empty one for what is cleared, and an empty helper beat nothing', () => {
    const same = settingsFile('user', {
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
