import { expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { settingsOf } from '../../src/backends/settings.ts';
import { withoutToolSecrets } from '../../src/claude/launch-environment.ts';
import { applyPlan, planFor, type ResolvedSetting } from '../../src/env/plan.ts';

const shell = {
  GATEWAY_KEY: 's1',
  VAULT: 's2',
  TEAM: 's3',
  OTHER: 'mine',
  AWS_SECRET_ACCESS_KEY: 's4',
  HTTPS_PROXY: 'http://u:p@h',
};

const gateway = { backend: 'gateway', baseUrl: 'http://h', token: 'env:GATEWAY_KEY' } as const;

test.each<readonly [string, Profile, readonly string[]]>([
  ['the variable of the credential', gateway, ['GATEWAY_KEY']],
  ['of a header', { ...gateway, headers: { 'x-team': { secret: 'env:TEAM' } } }, ['GATEWAY_KEY', 'TEAM']],
  [
    'a secret variable, and what it is read from',
    { ...gateway, env: { NPM_TOKEN: { secret: 'env:VAULT' } } },
    ['GATEWAY_KEY', 'NPM_TOKEN', 'VAULT'],
  ],
  [
    'a secret variable that repeats its own name',
    { ...gateway, env: { VAULT: { secret: 'env:VAULT' } } },
    ['GATEWAY_KEY', 'VAULT'],
  ],
  [
    'not what the profile leaves to tools',
    { ...gateway, toolVariables: 'GATEWAY_KEY,NPM_TOKEN', env: { NPM_TOKEN: { secret: 'env:VAULT' } } },
    ['VAULT'],
  ],
  [
    'not what an SDK or the network needs',
    {
      backend: 'bedrock',
      env: {
        AWS_SECRET_ACCESS_KEY: { secret: 'env:AWS_SECRET_ACCESS_KEY' },
        HTTPS_PROXY: { secret: 'env:HTTPS_PROXY' },
      },
    },
    [],
  ],
  ['not what is no secret', { ...gateway, env: { PLAIN: 'x' } }, ['GATEWAY_KEY']],
])('claude does not get %s', (_, profile, gone) => {
  const resolved: ResolvedSetting[] = settingsOf(profile).map(setting => ({
    setting,
    value: `of ${setting.name}`,
  }));
  const before = planFor('p', resolved, shell);
  const after = applyPlan(withoutToolSecrets(before, profile, shell), shell);
  const had = Object.keys(applyPlan(before, shell));
  expect(had.filter(name => !(name in after)).sort()).toEqual([...gone].sort());
});
