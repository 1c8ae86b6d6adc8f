import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { backends, fieldOf } from '../../src/backends/index.ts';
import {
  anthropicProfileName,
  awsProfileName,
  awsRegion,
  azureResource,
  googleLocation,
  googleProject,
  model,
  workspace,
} from '../../src/backends/patterns.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import { fieldProblem } from '../../src/profile/rules.ts';
import { runs } from '../support/tier.ts';

const patterns = {
  anthropicProfileName,
  awsProfileName,
  awsRegion,
  azureResource,
  googleLocation,
  googleProject,
  model,
  workspace,
} as const;

/** Where each text that is sent becomes a part of an address, with the host and the path that it must keep. */
const addresses = {
  awsRegion: [
    value => `https://bedrock-runtime.${value}.amazonaws.com/model/x`,
    /^bedrock-runtime\.[a-z0-9-]+\.amazonaws\.com$/,
  ],
  googleLocation: [
    value => `https://${value}-aiplatform.googleapis.com/v1/projects/p/locations/${value}/x`,
    /^[a-z0-9-]+-aiplatform\.googleapis\.com$/,
  ],
  googleProject: [
    value => `https://aiplatform.googleapis.com/v1/projects/${value}/locations/global`,
    /^aiplatform\.googleapis\.com$/,
  ],
  azureResource: [
    value => `https://${value}.services.ai.azure.com/anthropic/v1`,
    /^[a-z0-9-]+\.services\.ai\.azure\.com$/i,
  ],
  workspace: [value => `https://aws.example.com/workspaces/${value}/v1`, /^aws\.example\.com$/],
  model: [
    value => `https://aiplatform.googleapis.com/v1/publishers/anthropic/models/${value}:rawPredict`,
    /^aiplatform\.googleapis\.com$/,
  ],
} as const satisfies { [Name in keyof typeof patterns]?: readonly [(value: string) => string, RegExp] };

const hostile = [
  'us-east-1.evil.com/',
  'us-east-1@evil.com',
  'x@evil',
  '../',
  '..',
  '.',
  'a/../b',
  'a#',
  'a?b',
  'a\\b',
  'a b\n',
  '',
  ' ',
  'a.evil.com',
  '/etc',
  'a:80',
  '%2e%2e',
  'a/%2e%2E/b',
  '.%2e/x',
  'a%2Fb',
  'us-east-1\u0000',
  'xn--',
  'ｅvil',
  'a\u202e',
];

describe.each(Object.entries(addresses))('%s', (name, [address, host]) => {
  const { test: allowed } = patterns[name as keyof typeof addresses];

  /** What is accepted changes nothing of the address but its own place: as many segments as without it, and its own. */
  function expectInPlace(value: string): void {
    const [url, plain] = [new URL(address(value)), new URL(address('x'))];
    expect(url.host).toMatch(host);
    expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
    const segments = (each: URL) => each.pathname.split('/').length;
    if (plain.pathname.includes('/x'))
      expect(segments(url)).toBe(segments(plain) + value.split('/').length - 1);
  }

  test('whatever is accepted stays in its place', () => {
    const near = fc.stringMatching(/^[a-zA-Z0-9._:@/?#%\\ -]{1,30}$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.string(), fc.constantFrom(...hostile)), value => {
        if (allowed.test(value)) expectInPlace(value);
      }),
      { numRuns: runs(5000, 500) },
    );
  });
});

/** Values as the vendors write them. */
test.each([
  [
    'awsRegion',
    [
      'us-east-1',
      'us-gov-west-1',
      'cn-north-1',
      'us-iso-east-1',
      'us-isob-east-1',
      'eu-isoe-west-1',
      'ap-southeast-7',
      'mx-central-1',
    ],
  ],
  ['googleLocation', ['global', 'us', 'eu', 'us-east5', 'europe-west1', 'asia-southeast1', 'me-central2']],
  ['googleProject', ['my-project', 'my-project-123', 'example.com:my-project', 'good-project', 'p']],
  ['azureResource', ['my-resource', 'R2D2', 'r']],
  ['workspace', ['wrkspc_01ABC', 'default', 'a-b']],
  ['anthropicProfileName', ['work', 'me@example.com', 'a.b_c-d']],
  ['awsProfileName', ['default', 'work-sso', 'AdministratorAccess-123456789012', 'Team A/prod', 'me@x']],
  [
    'model',
    [
      'claude-opus-5-5',
      'claude-sonnet-4-5[1m]',
      'us.anthropic.claude-opus-5-5-20261001-v1:0',
      'claude-sonnet-4-5@20250929',
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123',
      'anthropic/claude-3.5-sonnet',
      'openrouter/qwen/qwen3:free',
      'a model of ours',
    ],
  ],
] as const)('%s takes what vendors use', (name, values) => {
  for (const value of values) expect([value, patterns[name].test.test(value)]).toEqual([value, true]);
});

const refused: readonly (readonly [BackendId, string, string])[] = [
  ['bedrock', 'region', 'us-east-1.evil.com/'],
  ['bedrock', 'smallFastRegion', 'us-east-1#'],
  ['vertex', 'projectId', '..'],
  ['vertex', 'projectId', '../x'],
  ['vertex', 'region', 'us-east5.evil.com/x?'],
  ['anthropic-gcp', 'project', 'a/../b'],
  ['anthropic-gcp', 'location', 'evil.com/'],
  ['anthropic-gcp', 'workspaceId', '../admin'],
  ['anthropic-aws', 'workspaceId', 'a?b'],
  ['foundry', 'resource', 'evil.com/'],
  ['anthropic', 'anthropicProfile', '../../etc/passwd'],
  ['vertex', 'models.default', '../../../evil'],
  ['gateway', 'models.opus', 'a#b'],
];

test.each(refused)('%s: %s=%j is refused', (backend, path, value) => {
  const field = fieldOf(backend, path);
  expect(field === undefined ? 'no such field' : fieldProblem(field, value)).toContain('is not');
});

test('every text that is sent has a rule, for every backend', () => {
  for (const { fields } of Object.values(backends))
    for (const field of Object.values<{ kind: string; variable?: string; pattern?: unknown }>(fields))
      if (field.kind === 'text' && field.variable !== undefined) expect(field.pattern).toBeDefined();
});
