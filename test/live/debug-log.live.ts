import { expect } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { live, type World } from './world.ts';

/* What Claude Code shows of credentials to who asks for its log: the facts behind src/claude/debug-log.ts. */

const token = 'planted-token-0123456789abcdef';
const header = 'planted-header-0123456789abcdef';

/** Custom headers, and whether their value stands in the log. */
const headers = {
  'x-litellm-api-key': 'shown',
  'x-goog-api-key': 'shown',
  'x-auth-token': 'shown',
  'proxy-authorization': 'shown',
  'api-key': 'left out',
  'x-api-key': 'left out',
  cookie: 'left out',
} as const;

const custom = Object.keys(headers).map(name => `${name}: ${header}`);

function environment(url: string, more: object = {}): Record<string, string> {
  return {
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_AUTH_TOKEN: token,
    ANTHROPIC_CUSTOM_HEADERS: custom.join('\n'),
    ...more,
  };
}

for (const level of ['debug', ' debug '])
  live(
    `ANTHROPIC_LOG=${JSON.stringify(level)} prints custom headers, but no credential that it knows`,
    async world => {
      const { url } = world.recorder('anthropic');
      const { stdout, stderr, exitCode } = await world.claude(['-p', 'hi'], {
        environment: environment(url, { ANTHROPIC_LOG: level }),
      });
      expect(exitCode).toBe(0);
      for (const [name, state] of Object.entries(headers))
        expect(stdout).toMatch(new RegExp(`\\b${name}"?: "${state === 'shown' ? header : '\\*{3}'}"`));
      expect(stdout + stderr).not.toContain(token);
    },
  );

for (const more of [{}, { ANTHROPIC_LOG: 'info' }, { ANTHROPIC_LOG: 'DEBUG' }])
  live(`${JSON.stringify(more)} with --debug-file shows neither`, async world => {
    const { url } = world.recorder('anthropic');
    const log = join(world.root, 'debug.log');
    const { stdout, stderr, exitCode } = await world.claude(['--debug-file', log, '-p', 'hi'], {
      environment: environment(url, more),
    });
    expect(exitCode).toBe(0);
    expectNone(stdout + stderr + readFileSync(log, 'utf8'), token, header);
  });

live('the key of a helper and the one of Bedrock are left out too', async world => {
  const helped = world.recorder('anthropic');
  const log = join(world.root, 'debug.log');
  const helper = world.write('home/helper', `#!/bin/sh\necho ${token}\n`, 0o700);
  world.settings('user', { apiKeyHelper: helper });
  const direct = await world.claude(['--debug-file', log, '-p', 'hi'], {
    environment: { ANTHROPIC_BASE_URL: helped.url, ANTHROPIC_LOG: 'debug' },
  });
  expect(helped.modelRequests()[0]?.headers).toMatchObject({ 'x-api-key': token });
  expectNone(direct.stdout + direct.stderr + readFileSync(log, 'utf8'), token);

  const bedrock = world.recorder('bedrock');
  const cloud = await world.claude(['-p', 'hi'], {
    environment: {
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_BEDROCK_BASE_URL: bedrock.url,
      AWS_REGION: 'us-east-1',
      AWS_BEARER_TOKEN_BEDROCK: token,
      ANTHROPIC_LOG: 'debug',
    },
  });
  expect(bedrock.modelRequests()[0]?.headers).toMatchObject({ authorization: `Bearer ${token}` });
  expectNone(cloud.stdout + cloud.stderr, token);
});

function expectNone(text: string, ...secrets: readonly string[]): void {
  expect(text.length).toBeGreaterThan(0);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

live('cgw run says so before Claude Code starts', async (world: World) => {
  const { url } = world.recorder('anthropic');
  await world.add('litellm', '--set', `baseUrl=${url}`, '--secret', 'token=env:LITELLM_API_KEY');
  await world.cgw(['edit', 'litellm', '--secret', 'headers.x-auth-token=env:HEADER_SECRET']);
  const { stdout, stderr } = await world.cgw(['run', 'litellm', '-p', 'hi'], {
    environment: { LITELLM_API_KEY: token, HEADER_SECRET: header, ANTHROPIC_LOG: 'debug' },
  });
  expect(stderr).toContain('cgw: ANTHROPIC_LOG=debug makes Claude Code print x-auth-token with the secret');
  expect(stdout).toContain(header);
  expect(stdout + stderr).not.toContain(token);
});
