import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { settingsOf } from '../../src/backends/settings.ts';
import type { Environment } from '../../src/base/io.ts';
import { applyPlan, planFor, planOff, rememberedNames } from '../../src/env/plan.ts';
import { ownedNames } from '../../src/env/variables.ts';

/** The plan of a profile whose references resolve to themselves. */
function plan(profile: Profile, environment: Environment = {}) {
  const settings = settingsOf(profile).map(setting => ({
    setting,
    value: setting.parts.map(part => ('text' in part ? part.text : 'secret')).join(''),
  }));
  return planFor('p', settings, environment);
}

function after(profile: Profile, environment: Environment = {}) {
  return applyPlan(plan(profile, environment), environment);
}

const bedrock: Profile = { backend: 'bedrock' };
const gateway: Profile = { backend: 'gateway', baseUrl: 'https://g.example', token: 'env:KEY' };

describe('a plan', () => {
  test('sets what the profile needs, and clears every other owned variable', () => {
    const changes = plan(bedrock).changes;
    const set = changes.filter(change => change.action === 'set').map(change => change.name);
    const unset = changes.filter(change => change.action === 'unset').map(change => change.name);
    expect(set).toEqual(['CLAUDE_CODE_USE_BEDROCK', 'CGW_PROFILE']);
    expect(unset).toEqual([...ownedNames.filter(name => name !== 'CLAUDE_CODE_USE_BEDROCK'), 'CGW_SET']);
  });

  test('clears stale switches, endpoints, keys, models and features of another profile', () => {
    const stale = {
      CLAUDE_CODE_USE_VERTEX: '1',
      ANTHROPIC_BASE_URL: 'https://old',
      ANTHROPIC_API_KEY: 'old',
      ANTHROPIC_MODEL: 'old',
      ANTHROPIC_CUSTOM_HEADERS: 'x: y',
      DISABLE_PROMPT_CACHING: '1',
      VERTEX_REGION_CLAUDE_6_OPUS: 'europe-west1',
      HOME: '/home/me',
    };
    expect(after(bedrock, stale)).toEqual({
      HOME: '/home/me',
      CLAUDE_CODE_USE_BEDROCK: '1',
      CGW_PROFILE: 'p',
    });
  });

  test('leaves shared variables alone unless the profile sets them', () => {
    const mine = {
      AWS_REGION: 'eu-west-1',
      AWS_PROFILE: 'mine',
      HTTPS_PROXY: 'http://proxy',
      CLAUDE_CONFIG_DIR: '/c',
    };
    expect(after(gateway, mine)).toMatchObject(mine);
  });

  test('remembers the shared and extra variables it set, and the next plan clears exactly those', () => {
    const first = after(
      { backend: 'bedrock', region: 'us-east-1', env: { EXTRA: 'x' } },
      { AWS_PROFILE: 'mine' },
    );
    expect(first.CGW_SET).toBe('AWS_REGION,EXTRA');
    expect(after(gateway, first)).toEqual({
      AWS_PROFILE: 'mine',
      ANTHROPIC_BASE_URL: 'https://g.example',
      ANTHROPIC_AUTH_TOKEN: 'secret',
      CGW_PROFILE: 'p',
    });
  });

  test('tells set, set to empty and unset apart', () => {
    const openrouter = plan({ ...gateway, apiKey: 'empty' }).changes.find(
      each => each.name === 'ANTHROPIC_API_KEY',
    );
    expect(openrouter).toEqual({ name: 'ANTHROPIC_API_KEY', action: 'set', value: '', secret: false });
    const litellm = plan(gateway).changes.find(each => each.name === 'ANTHROPIC_API_KEY');
    expect(litellm).toEqual({ name: 'ANTHROPIC_API_KEY', action: 'unset' });
  });

  test('marks what came from a reference as secret, and nothing else', () => {
    const secret = plan(gateway).changes.filter(change => change.action === 'set' && change.secret);
    expect(secret.map(change => change.name)).toEqual(['ANTHROPIC_AUTH_TOKEN']);
    const placeholder = plan({ ...gateway, token: 'placeholder:ollama' }).changes;
    expect(placeholder.some(change => change.action === 'set' && change.secret)).toBe(false);
  });

  test('switched off leaves nothing of cgw', () => {
    const on = after({ backend: 'bedrock', awsProfile: 'work', env: { EXTRA: '1' } }, { HOME: '/h' });
    expect(applyPlan(planOff(on), on)).toEqual({ HOME: '/h' });
  });

  test('ignores names in CGW_SET that would break the shell', () => {
    expect(rememberedNames({ CGW_SET: 'PATH,AWS_REGION,HOME,$(id),a b,EXTRA' })).toEqual([
      'AWS_REGION',
      'EXTRA',
    ]);
  });
});
