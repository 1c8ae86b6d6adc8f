import { afterAll, describe, expect, test } from 'bun:test';
import { startRecorder } from '../live/recorder/recorder.ts';
import type { Recorder, RecorderFormat } from '../live/recorder/types.ts';
import { expectNoTrace } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { checked } from './support/checked.ts';
import { plantedKey } from './support/server.ts';

setUp();

const recorders: Recorder[] = [];
afterAll(async () => {
  await Promise.all(recorders.map(recorder => recorder.stop()));
});

function started(format: RecorderFormat, intercept?: () => Promise<Response | undefined>): Recorder {
  const recorder = startRecorder(format, intercept === undefined ? {} : { intercept });
  recorders.push(recorder);
  return recorder;
}

/** Everything that another profile may have left in a shell. */
const stray = {
  ANTHROPIC_API_KEY: 'sk-stray-key',
  ANTHROPIC_AUTH_TOKEN: 'sk-stray-token',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
  ANTHROPIC_BEDROCK_BASE_URL: 'http://127.0.0.1:1',
  ANTHROPIC_VERTEX_BASE_URL: 'http://127.0.0.1:1',
  ANTHROPIC_CUSTOM_HEADERS: 'x-stray: yes',
  ANTHROPIC_BETAS: 'stray-2020-01-01',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_MODEL: 'stray-model',
  CLAUDE_CODE_EXTRA_BODY: '{"stray":true}',
  AWS_BEARER_TOKEN_BEDROCK: 'stray-bedrock',
} as const;

function expectNothingStray(recorder: Recorder): void {
  const all = JSON.stringify(recorder.requests);
  expect(recorder.modelRequests().length).toBeGreaterThan(0);
  expect(all).not.toContain('stray');
}

const env = { API_TIMEOUT_MS: '5000' };

describe('the requests of each backend', () => {
  test('gateway: the profile’s token and headers, and nothing of the shell', async () => {
    const recorder = started('anthropic');
    const profile = {
      backend: 'gateway',
      baseUrl: recorder.url,
      token: 'env:PLANTED',
      headers: { 'x-tag': 'mine' },
      models: { default: 'claude-a[1m]' },
      env,
    };
    const { step } = await checked(recorder.url, { profile, env: stray });
    expect(step('answered')?.state).toBe('ok');
    expectNothingStray(recorder);
    const [first] = recorder.modelRequests();
    expect(first?.headers).toMatchObject({ authorization: `Bearer ${plantedKey}`, 'x-tag': 'mine' });
    expect(first?.headers).not.toHaveProperty('x-api-key');
    expect(first?.headers).toMatchObject({ 'anthropic-version': '2023-06-01' });
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ model: 'claude-a', stream: true });
    // Who says what it is says so to anybody.
    const open = recorder.requests.filter(({ path }) => /health|public/.test(path));
    expect(open.length).toBeGreaterThan(0);
    for (const { headers } of open) expect(JSON.stringify(headers)).not.toContain(plantedKey);
  });

  test('gateway: a key instead of a token', async () => {
    const recorder = started('anthropic');
    const profile = { backend: 'gateway', baseUrl: recorder.url, apiKey: 'env:PLANTED', env };
    await checked(recorder.url, { profile, env: stray });
    expectNothingStray(recorder);
    expect(recorder.modelRequests()[0]?.headers).toMatchObject({ 'x-api-key': plantedKey });
    expect(recorder.modelRequests()[0]?.headers).not.toHaveProperty('authorization');
  });

  test('gateway: betas and body fields that the profile adds', async () => {
    const recorder = started('anthropic');
    const profile = {
      backend: 'gateway',
      baseUrl: recorder.url,
      token: 'env:PLANTED',
      env: {
        ...env,
        ANTHROPIC_BETAS: 'own-2026-01-01',
        CLAUDE_CODE_EXTRA_BODY: '{"metadata":{"user_id":"u"}}',
      },
    };
    await checked(recorder.url, { profile });
    const [first] = recorder.modelRequests();
    expect(first?.headers).toMatchObject({ 'anthropic-beta': 'own-2026-01-01' });
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ metadata: { user_id: 'u' } });
  });

  test('gateway in Bedrock’s format: token, event stream, default model of the region', async () => {
    const recorder = started('bedrock');
    const profile = {
      backend: 'gateway-bedrock',
      baseUrl: recorder.url,
      token: 'env:PLANTED',
      region: 'eu-west-1',
      env,
    };
    const { step, feature } = await checked(recorder.url, { profile, env: stray });
    expect(step('answered')).toMatchObject({ state: 'ok' });
    expectNothingStray(recorder);
    const [first] = recorder.modelRequests();
    expect(first?.path).toBe('/model/eu.anthropic.claude-opus-5-5/invoke-with-response-stream');
    expect(first?.headers).toMatchObject({ authorization: `Bearer ${plantedKey}` });
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ anthropic_version: 'bedrock-2023-05-31' });
    expect(feature('token-counting')).toBe('unknown');
  });

  test('Bedrock: signed with the credentials of the AWS chain', async () => {
    const recorder = started('bedrock');
    const profile = { backend: 'bedrock', baseUrl: recorder.url, region: 'us-east-1', env };
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAPLANTED', AWS_SECRET_ACCESS_KEY: plantedKey };
    const { step } = await checked(recorder.url, { profile, env: { ...stray, ...keys } });
    expect(step('answered')).toMatchObject({ state: 'ok' });
    expectNothingStray(recorder);
    expect(recorder.modelRequests()[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAPLANTED\/\d{8}\/us-east-1\/bedrock\/aws4_request/,
    );
  });

  test('Bedrock: with its own key', async () => {
    const recorder = started('bedrock');
    const profile = { backend: 'bedrock', baseUrl: recorder.url, bearerToken: 'env:PLANTED', env };
    await checked(recorder.url, { profile, env: stray });
    expectNothingStray(recorder);
    expect(recorder.modelRequests()[0]?.headers.authorization).toBe(`Bearer ${plantedKey}`);
  });

  test('Bedrock without any credential says so, and sends nothing to the model', async () => {
    const recorder = started('bedrock');
    const profile = { backend: 'bedrock', baseUrl: recorder.url, env };
    const { result, step } = await checked(recorder.url, {
      profile,
      env: { AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(result.exit).toBe(5);
    expect(step('authenticated')?.state).toBe('failed');
    expect(step('authenticated')?.what).toMatch(/no credential is available/);
    expect(step('answered')?.state).toBe('skipped');
    expect(recorder.modelRequests()).toEqual([]);
  });

  test.each([
    ['vertex', { projectId: 'p', region: 'us-east5' }],
    ['anthropic-gcp', { project: 'p', workspaceId: 'w' }],
  ])('%s without a Google login says so, in one piece', async (backend, fields) => {
    const recorder = started('vertex');
    const profile = { backend, baseUrl: `${recorder.url}/v1`, ...fields, env };
    const { result, step } = await checked(recorder.url, {
      profile,
      env: { METADATA_SERVER_DETECTION: 'none' },
    });
    expect(result.exit).toBe(5);
    expectNoTrace(result.stderr);
    expect(step('authenticated')?.what).toMatch(/no credential is available: Could not load the default/);
    expect(recorder.modelRequests()).toEqual([]);
  });

  test('a credential program of AWS that hangs is not waited for', async () => {
    const recorder = started('bedrock');
    const home = new Home();
    const config = home.write(
      '.aws/config',
      '[profile slow]\ncredential_process = sleep 20\nregion = eu-west-1\n',
    );
    const profile = { backend: 'bedrock', baseUrl: recorder.url, awsProfile: 'slow', env };
    const { result, step, report } = await checked(recorder.url, {
      profile,
      env: { AWS_CONFIG_FILE: config, AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(result.exit).toBe(5);
    expect(report.model).toStartWith('eu.');
    expect(step('authenticated')?.what).toBe('no credential came within 5 s');
  });

  test('the wrong content type on Bedrock: Claude Code could not read it either', async () => {
    const recorder = started(
      'bedrock',
      async () =>
        new Response('event: ping\ndata: {}\n\n', { headers: { 'content-type': 'text/event-stream' } }),
    );
    const profile = { backend: 'gateway-bedrock', baseUrl: recorder.url, token: 'env:PLANTED', env };
    const { result, step } = await checked(recorder.url, { profile });
    expect(result.exit).toBe(5);
    expect(step('answered')?.what).toBe(
      'format: it answers text/event-stream where application/vnd.amazon.eventstream was asked for',
    );
  });

  test('gateway in Vertex’s format: token, project and region of the model', async () => {
    const recorder = started('vertex');
    const profile = {
      backend: 'gateway-vertex',
      baseUrl: `${recorder.url}/v1`,
      token: 'env:PLANTED',
      projectId: 'my-project',
      region: 'us-east5',
      regions: { 'claude-opus-5-5': 'europe-west4' },
      env,
    };
    const { step } = await checked(recorder.url, { profile, env: stray });
    expect(step('answered')).toMatchObject({ state: 'ok' });
    expectNothingStray(recorder);
    const [first] = recorder.modelRequests();
    expect(first?.path).toBe(
      '/v1/projects/my-project/locations/europe-west4/publishers/anthropic/models/claude-opus-5-5:streamRawPredict',
    );
    expect(first?.headers).toMatchObject({ authorization: `Bearer ${plantedKey}` });
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ anthropic_version: 'vertex-2023-10-16' });
  });

  test('Mantle and Claude Platform on AWS: signed, in Anthropic’s format', async () => {
    const recorder = started('anthropic');
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAPLANTED', AWS_SECRET_ACCESS_KEY: plantedKey };
    const [mantle, aws] = await Promise.all([
      checked(recorder.url, {
        profile: { backend: 'mantle', baseUrl: recorder.url, region: 'us-east-1', env },
        env: { ...stray, ...keys },
      }),
      checked(recorder.url, {
        profile: {
          backend: 'anthropic-aws',
          baseUrl: recorder.url,
          region: 'us-east-1',
          workspaceId: 'w',
          env,
        },
        env: { ...stray, ...keys },
      }),
    ]);
    expect(mantle.report.model).toBe('anthropic.claude-opus-5-5');
    expect(aws.report.model).toBe('claude-opus-5-5');
    for (const { headers } of recorder.requests.filter(({ method }) => method === 'POST'))
      expect(JSON.stringify(headers)).not.toContain('stray');
    for (const { step } of [mantle, aws]) expect(step('authenticated')?.state).not.toBe('unknown');
  });

  test('Foundry: by its key', async () => {
    const recorder = started('anthropic');
    const profile = { backend: 'foundry', baseUrl: recorder.url, apiKey: 'env:PLANTED', env };
    const { step, report } = await checked(recorder.url, { profile, env: stray });
    expect(step('answered')).toMatchObject({ state: 'ok' });
    expect(report.model).toBe('claude-sonnet-5-5');
    expectNothingStray(recorder);
    expect(recorder.modelRequests()[0]?.headers).toMatchObject({ 'x-api-key': plantedKey });
  });

  test('a subscription is not used by cgw', async () => {
    const { result, report } = await checked('', {
      profile: { backend: 'anthropic', oauthToken: 'env:PLANTED' },
    });
    expect(result.exit).toBe(0);
    expect(report.features).toEqual([]);
    expect(report.steps).toMatchObject([{ step: 'reachable', state: 'skipped' }]);
  });
});
