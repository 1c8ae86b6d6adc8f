import { expect, test } from 'bun:test';
import { launchEnvironment } from '../../src/claude/launch-environment.ts';
import { planFor } from '../../src/env/plan.ts';

const plan = planFor(
  'g',
  [
    {
      setting: { name: 'ANTHROPIC_AUTH_TOKEN', parts: [{ reference: 'env:T' }], path: 'token' },
      value: 'secret',
    },
    { setting: { name: 'NO_PROXY', parts: [{ text: 'own' }], path: 'env.NO_PROXY' }, value: 'own' },
  ],
  {},
);

function settled(
  scope: 'user' | 'project' | 'managed' | 'global',
  backend: 'gateway' | 'vertex' = 'gateway',
) {
  const env = {
    HTTPS_PROXY: 'http://theirs',
    NO_PROXY: 'theirs',
    AWS_REGION: 'eu-west-1',
    ANTHROPIC_AUTH_TOKEN: 'theirs',
    ANTHROPIC_MODEL: 'theirs',
  };
  const files = [{ scope, path: '/settings.json', content: { env } }];
  const { environment, fileOf } = launchEnvironment(
    backend === 'gateway' ? plan : planFor('v', [], {}),
    backend,
    files,
    { AWS_REGION: 'us-east-1', HTTPS_PROXY: 'http://shell' },
  );
  return { ...environment, from: fileOf('HTTPS_PROXY') };
}

test.each(['user', 'global'] as const)(
  'the settings (%s) of the user count where the profile is silent',
  scope => {
    expect(settled(scope)).toMatchObject({
      HTTPS_PROXY: 'http://theirs',
      AWS_REGION: 'eu-west-1',
      NO_PROXY: 'own',
      ANTHROPIC_AUTH_TOKEN: 'secret',
      from: '/settings.json',
    });
    expect(settled(scope)).not.toHaveProperty('ANTHROPIC_MODEL');
  },
);

test('a project decides nothing', () => {
  expect(settled('project')).toMatchObject({ HTTPS_PROXY: 'http://shell', AWS_REGION: 'us-east-1' });
});

test('an administrator decides where Claude Code takes the network from files', () => {
  expect(settled('managed')).toMatchObject({ HTTPS_PROXY: 'http://shell', AWS_REGION: 'us-east-1' });
  expect(settled('managed', 'vertex')).toMatchObject({
    HTTPS_PROXY: 'http://theirs',
    AWS_REGION: 'eu-west-1',
  });
});
