import { expect, test } from 'bun:test';
import { managedMode } from '../../src/claude/managed-mode.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import type { Plan } from '../../src/env/plan.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/* What provider-managed mode takes away is given back, and what it cannot do is said before it is launched. */

const plan: Plan = {
  profile: 'p',
  warnings: [],
  changes: [{ name: 'AWS_REGION', action: 'set', value: 'us-east-1', secret: false }],
};

type Case = {
  readonly backend: BackendId;
  readonly own?: Readonly<Record<string, string>>;
  readonly user?: Readonly<Record<string, string>>;
  readonly awsFile?: boolean;
};

/** @returns the environment of the launch, or why there is none */
function launched({ backend, own = {}, user = {}, awsFile = false }: Case): Record<string, string> | string {
  const home = new Home();
  if (awsFile) home.write('.aws/config', '[default]\n');
  const files: SettingsFile[] = [{ scope: 'user', path: '/user.json', content: { env: user } }];
  const environment = { ...own, AWS_REGION: 'us-east-1' };
  try {
    return managedMode(
      { plan, backend, environment, files, args: [], helper: undefined },
      { environment: { HOME: home.path }, platform: 'linux' },
    );
  } catch (error) {
    return String(error);
  }
}

test.each<[string, Case, string | undefined]>([
  ['Azure’s sign-in', { backend: 'foundry' }, 'Azure’s own sign-in does not work'],
  ['a key at Azure', { backend: 'foundry', own: { ANTHROPIC_FOUNDRY_API_KEY: 'k' } }, undefined],
  ['a gateway at Azure', { backend: 'foundry', own: { CLAUDE_CODE_SKIP_FOUNDRY_AUTH: '1' } }, undefined],
  ['a container of AWS', { backend: 'bedrock' }, 'AWS’s sign-in of a machine or a container does not work'],
  ['a machine of AWS', { backend: 'mantle' }, 'AWS’s sign-in of a machine or a container does not work'],
  ['keys of AWS', { backend: 'bedrock', own: { AWS_ACCESS_KEY_ID: 'a' } }, undefined],
  ['keys of AWS in settings', { backend: 'bedrock', user: { AWS_ACCESS_KEY_ID: 'a' } }, undefined],
  ['files of AWS', { backend: 'bedrock', awsFile: true }, undefined],
  ['a token of AWS', { backend: 'bedrock', own: { AWS_BEARER_TOKEN_BEDROCK: 't' } }, undefined],
  [
    'a gateway at AWS',
    { backend: 'gateway-bedrock', own: { CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' } },
    undefined,
  ],
  ['Google’s sign-in', { backend: 'vertex' }, undefined],
])('%s', (_, each, why) => {
  if (why === undefined) expect(launched(each)).toMatchObject({ CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' });
  else expect(launched(each)).toContain(why);
});

test('what the user’s settings say to a cloud counts, but for what the profile says', () => {
  const user = { AWS_PROFILE: 'mine', AWS_REGION: 'eu-west-1', EDITOR: 'vi', GOOGLE_CLOUD_PROJECT: 'g' };
  const own = { AWS_PROFILE: 'of-the-shell', AWS_ACCESS_KEY_ID: 'a' };
  expect(launched({ backend: 'bedrock', own, user })).toMatchObject({
    AWS_PROFILE: 'mine',
    AWS_REGION: 'us-east-1',
    GOOGLE_CLOUD_PROJECT: 'g',
  });
  expect(launched({ backend: 'bedrock', own, user })).not.toHaveProperty('EDITOR');
});

test('a server that a header alone opens gets a word beside it, unless that takes the header’s place', () => {
  const headers = (own: string) => ({ backend: 'gateway', own: { ANTHROPIC_CUSTOM_HEADERS: own } }) as const;
  expect(launched(headers('x-key: k'))).toMatchObject({ ANTHROPIC_AUTH_TOKEN: 'none' });
  expect(launched(headers('Authorization: k'))).toContain('headers.Authorization would not arrive');
});
