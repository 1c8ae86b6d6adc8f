import { afterAll, describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { diagnose } from '../../src/doctor/diagnose.ts';
import type { FindingId } from '../../src/doctor/finding.ts';
import { backendIds } from '../../src/env/backend-ids.ts';
import { applyPlan } from '../../src/env/plan.ts';
import { allPresets, isReady } from '../../src/profile/presets.ts';
import { profilePlan } from '../../src/profile/profile-plan.ts';
import { Home, removeHomes } from '../support/home.ts';
import { silent } from '../support/silent-io.ts';
import { active, canary, meant } from './situations.ts';

afterAll(removeHomes);

/** A profile of every backend, with credentials of every kind. */
const profiles: { readonly [name: string]: Profile } = {
  direct: { backend: 'anthropic', apiKey: 'env:KEY' },
  subscription: { backend: 'anthropic', oauthToken: 'env:KEY', configDir: '/home/me/.claude-work' },
  bedrock: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work', promptCaching: false },
  'bedrock-key': { backend: 'bedrock', bearerToken: 'env:KEY', cacheTtl: '1h' },
  mantle: { backend: 'mantle', region: 'us-east-1' },
  'claude-aws': { backend: 'anthropic-aws', workspaceId: 'w', apiKey: 'env:KEY' },
  'claude-gcp': { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
  vertex: { backend: 'vertex', projectId: 'p', region: 'global', regions: { CLAUDE_5_5_OPUS: 'eu' } },
  foundry: { backend: 'foundry', resource: 'my-resource', apiKey: 'env:KEY', models: { default: 'm' } },
  gateway: {
    backend: 'gateway',
    baseUrl: 'https://gw',
    token: 'env:KEY',
    apiKey: 'empty',
    headers: { 'x-team': 'blue', 'x-key': { secret: 'env:KEY', scheme: 'Bearer' } },
    env: { MY_SETTING: '1' },
  },
  pass: { backend: 'gateway-bedrock', baseUrl: 'https://gw/bedrock', token: 'env:KEY' },
  'pass-vertex': { backend: 'gateway-vertex', baseUrl: 'https://gw/v', token: 'env:KEY', projectId: 'p' },
};

const ready = Object.fromEntries(
  allPresets()
    .filter(([, preset]) => isReady(preset))
    .map(([name, { profile }]) => [`preset ${name}`, profile]),
);

/** What would be said of a shell or a launch that is as the profile says. */
const never: readonly FindingId[] = [
  'shell-stale',
  'settings-override',
  'leftover-settings',
  'managed-settings',
  'several-clouds',
  'two-credentials',
  'pass-through-without-token',
  'place-missing',
  'custom-headers-rejected',
  'custom-headers-lost',
];

test('there is a profile of every backend', () => {
  expect(new Set(Object.values(profiles).map(({ backend }) => backend))).toEqual(new Set(backendIds));
});

describe.each(Object.entries({ ...profiles, ...ready }))('%s', (name, profile) => {
  const home = new Home();
  /** What another launcher left in the shell before. */
  const dirty = { HOME: home.path, KEY: canary, CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_AUTH_TOKEN: canary };

  test('a shell that was just switched to it is as it says', async () => {
    const io = { ...silent, environment: dirty, cwd: home.path };
    const plan = await profilePlan('x', profile, io);
    const switched = active('x', profile, { exported: applyPlan(plan, dirty) });
    expect(diagnose(switched).filter(({ id }) => never.includes(id))).toEqual([]);
  });

  test('and so is what cgw run starts', () => {
    const launched = { ...meant('x', profile, { exported: dirty }), named: true };
    expect(diagnose(launched).filter(({ id }) => never.includes(id))).toEqual([]);
    expect(name).not.toBe('');
  });
});
