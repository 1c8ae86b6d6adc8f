import { expect, test } from 'bun:test';
import { modelTableOf } from '../../src/backends/default-models.ts';
import { askedStep, type Known } from '../../src/check/steps/asked.ts';

function known(more: Partial<Known> & { readonly region?: string; readonly awsRegion?: string }): Known {
  const { region, awsRegion = 'eu-west-1', ...rest } = more;
  return {
    profile: { backend: 'bedrock', ...(region === undefined ? {} : { region }) },
    asking: {
      backend: 'bedrock',
      environment: { AWS_REGION: awsRegion },
      awsRegion,
      models: modelTableOf(undefined),
    },
    fileOf: () => undefined,
    shell: {},
    ofAwsProfile: undefined,
    ...rest,
  };
}

test('a region of the settings beside another of the shell is said', () => {
  expect(askedStep(known({ fileOf: () => '/s.json', shell: { AWS_REGION: 'us-east-1' } }))).toEqual({
    step: 'asked',
    state: 'warning',
    what: 'the region is eu-west-1 by AWS_REGION in /s.json, us-east-1 by AWS_REGION of the shell: eu-west-1 is asked',
    remedy: 'cgw edit NAME --set region=eu-west-1',
  });
});

test('one of the AWS profile beside another of the shell is said', () => {
  expect(askedStep(known({ shell: { AWS_REGION: 'eu-west-1' }, ofAwsProfile: 'us-west-2' }))?.what).toContain(
    'us-west-2 by the AWS profile: eu-west-1 is asked',
  );
});

test.each([
  ['the profile names it', { region: 'eu-west-1', shell: { AWS_REGION: 'us-east-1' } }],
  ['all agree', { shell: { AWS_REGION: 'eu-west-1' }, ofAwsProfile: 'eu-west-1' }],
  ['nobody else names one', {}],
])('%s: nothing to say', (_, more) => {
  expect(askedStep(known(more))).toBeUndefined();
});

test('a model of another region is said', () => {
  const profile = { backend: 'bedrock', models: { default: 'us.anthropic.claude-opus-5-5' } } as const;
  expect(askedStep(known({ profile }))).toMatchObject({
    what: 'models.default us.anthropic.claude-opus-5-5 is reached from regions of us, and eu-west-1 is asked',
    remedy: 'cgw edit NAME --set models.default=eu.anthropic.claude-opus-5-5',
  });
});
