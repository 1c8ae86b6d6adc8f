import { describe, expect, test } from 'bun:test';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { detect } from '../../src/detect/detect.ts';
import type { Offer } from '../../src/detect/offer.ts';
import { nameProblem } from '../../src/profile/names.ts';
import { presetOf } from '../../src/profile/presets.ts';
import { problemsOf } from '../../src/profile/rules.ts';
import { parseReference } from '../../src/secrets/reference.ts';
import { anyText } from '../support/any-text.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { runs } from '../support/tier.ts';
import { found } from './machine.ts';

setUp();

/** Every file that is looked at. */
const paths = [
  '.aws/config',
  '.aws/credentials',
  '.claude/settings.json',
  '.claude/.credentials.json',
  '.claude/.config.json',
  '.claude.json',
  '.config/gcloud/active_config',
  '.config/gcloud/configurations/config_default',
  '.config/gcloud/application_default_credentials.json',
] as const;

/** What every finding promises, whatever it was made of. */
function expectSound(findings: readonly Offer[]): void {
  const names = findings.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { what, where, preset, name, profile, note } of findings) {
    expect(nameProblem(name)).toBeUndefined();
    expect(presetOf(preset)).toBeDefined();
    // Nothing wrong with what is there; something may be missing.
    const missing = /^(are missing, and one of them )?is required/;
    expect(problemsOf(profile).filter(({ message }) => !missing.test(message))).toEqual([]);
    for (const text of [what, where, note ?? '']) expect(text).not.toMatch(/\p{C}/u);
    expect(what).not.toBe('');
    expect(where).not.toBe('');
    expect(note).not.toBe('');
  }
  expect(new Set(findings.map(({ profile }) => JSON.stringify(profile))).size).toBe(findings.length);
}

test('a machine with nothing', () => {
  expect(found({})).toEqual([]);
});

test('a machine with everything: what is in force first', () => {
  const findings = found({
    exported: { ANTHROPIC_API_KEY: 'sk-ant-hush' },
    files: {
      '.claude/settings.json': '{"env": {"CLAUDE_CODE_USE_BEDROCK": "1", "AWS_REGION": "us-east-1"}}',
      '.claude/.credentials.json': '{"claudeAiOauth": {"accessToken": "hush"}}',
      '.aws/config': '[profile w]\nregion = eu-west-1',
      '.config/gcloud/configurations/config_default': '[core]\nproject = p',
    },
  });
  expect(findings.map(({ name, where }) => [name, where])).toEqual([
    ['bedrock', '~/.claude/settings.json'],
    ['direct', 'exported here'],
    ['subscription', '~/.claude/.credentials.json'],
    ['bedrock-w', '~/.aws/config'],
    ['vertex', '~/.config/gcloud/configurations/config_default'],
  ]);
  expectSound(findings);
});

describe('what stands where a file belongs', () => {
  const io = (home: Home) => ({
    environment: { HOME: home.path },
    cwd: home.path,
    platform: 'linux' as const,
  });

  test.each<[string, (path: string) => void]>([
    ['a folder', path => mkdirSync(path)],
    ['a link to itself', path => symlinkSync(path, path)],
    ['a link to nowhere', path => symlinkSync('/nonexistent', path)],
    ['a device without end', path => symlinkSync('/dev/zero', path)],
    // Reading it would wait for somebody who writes.
    ['a pipe', path => Bun.spawnSync(['mkfifo', path])],
  ])('%s is no finding, and nobody waits', (_, put) => {
    const home = new Home();
    for (const path of paths) {
      home.makeFolder(join(path, '..'));
      put(join(home.path, path));
    }
    expect(detect(io(home))).toEqual([]);
  });

  test('a home that is a file, or that has no name', () => {
    const home = new Home();
    const file = home.write('file', 'x');
    for (const HOME of [file, '/dev/null', '/nonexistent\0'])
      expect(detect({ environment: { HOME }, cwd: '/nonexistent', platform: 'linux' })).toEqual([]);
  });
});

test('nothing is written, started or waited for', () => {
  const home = new Home();
  for (const path of paths) home.write(path, '{}');
  home.write('.claude/settings.json', '{"apiKeyHelper": "HOME/helper"}'.replace('HOME', home.path));
  home.write('helper', `#!/bin/sh\ntouch ${home.path}/started`, 0o755);
  const before = snapshot(home.path);
  const started = performance.now();
  for (let count = 0; count < 20; count++)
    detect({ environment: { HOME: home.path }, cwd: home.path, platform: 'linux' });
  // Each takes a few milliseconds; a program or a server would take a second.
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(snapshot(home.path)).toEqual(before);
});

/** A text that nothing else in a finding could hold by chance. */
const secret = fc
  .tuple(
    fc.constantFrom('', 'sk-ant-api03-', 'sk-', 'AKIA', '1//', 'ABSK'),
    fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 8, maxLength: 40 }),
  )
  .map(([start, rest]) => `${start}${rest}q9Zx`);

const switches = [
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_VERTEX',
  'CLAUDE_CODE_USE_FOUNDRY',
  'CLAUDE_CODE_USE_MANTLE',
  'CLAUDE_CODE_USE_ANTHROPIC_AWS',
  'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
  'CLAUDE_CODE_USE_GATEWAY',
  'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
  'CLAUDE_CODE_SKIP_VERTEX_AUTH',
  'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
] as const;

/** Everything that a credential can be in, and addresses that carry one. */
const credentials = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_AWS_API_KEY',
  'ANTHROPIC_FOUNDRY_API_KEY',
  'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
  'ANTHROPIC_CUSTOM_HEADERS',
  'ANTHROPIC_IDENTITY_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CODE_EXTRA_BODY',
  'LITELLM_API_KEY',
] as const;

const addresses = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_BEDROCK_BASE_URL',
  'ANTHROPIC_VERTEX_BASE_URL',
  'ANTHROPIC_FOUNDRY_BASE_URL',
] as const;

function variables(planted: string) {
  const some = <Name extends string>(names: readonly Name[], values: fc.Arbitrary<string>) =>
    fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 6 });
  return fc
    .tuple(
      some(switches, fc.constantFrom('1', 'true', '0')),
      some(
        credentials,
        fc.constantFrom(planted, `Bearer ${planted}`, `x-key: ${planted}`, `{"k":"${planted}"}`),
      ),
      some(
        addresses,
        fc.constantFrom(
          'https://litellm.corp.example:4000',
          'http://localhost:11434',
          'https://openrouter.ai/api',
          `https://me:${planted}@llm.corp.example`,
          `https://${planted}@llm.corp.example/bedrock`,
          `https://llm.corp.example/?key=${planted}`,
          `https://llm.corp.example/#${planted}`,
        ),
      ),
    )
    .map(parts => Object.assign({}, ...parts) as Record<string, string>);
}

const machine = secret.chain(planted =>
  fc.record({
    planted: fc.constant(planted),
    exported: variables(planted),
    env: variables(planted),
    helper: fc.constantFrom(
      '/opt/get-key',
      `echo ${planted}`,
      `get-key --token ${planted}`,
      `curl -H 'x-api-key: ${planted}' https://keys.example.org`,
      `KEY=${planted} get-key`,
    ),
  }),
);

test('no credential is in any finding, wherever it stands', () => {
  const home = new Home();
  fc.assert(
    fc.property(machine, ({ planted, exported, env, helper }) => {
      home.write('.claude/settings.json', JSON.stringify({ env, apiKeyHelper: helper }));
      home.write(
        '.claude/.credentials.json',
        JSON.stringify({ claudeAiOauth: { accessToken: planted, refreshToken: planted } }),
      );
      home.write(
        '.claude.json',
        JSON.stringify({ primaryApiKey: planted, oauthAccount: { accountUuid: 'a' } }),
      );
      home.write(
        '.aws/credentials',
        `[default]\naws_access_key_id = ${planted}\naws_secret_access_key = ${planted}\n[w]\naws_session_token=${planted}`,
      );
      home.write('.aws/config', `[profile w]\nregion = us-east-1\ncredential_process = get ${planted}`);
      home.write(
        '.config/gcloud/application_default_credentials.json',
        JSON.stringify({ type: 'authorized_user', refresh_token: planted, client_secret: planted }),
      );
      const findings = detect({
        environment: { HOME: home.path, ...exported },
        cwd: home.path,
        platform: 'linux',
      });
      expect(findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(findings)).not.toContain(planted);
      expectSound(findings);
    }),
    { numRuns: runs(300) },
  );
});

test('whatever the files and variables hold, findings are sound', () => {
  const home = new Home();
  const text = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.json(),
    fc.constantFrom(
      '[default]\nregion=',
      '[profile \u202e]\nregion = x',
      '[core]\nproject = …',
      '{"type": "x", "quota_project_id": "\\u0000"}',
      '{"env": {"CLAUDE_CODE_USE_FOUNDRY": "1", "ANTHROPIC_FOUNDRY_RESOURCE": "a b", "ANTHROPIC_MODEL": "\\u001b[1m"}}',
      '{"env": {"ANTHROPIC_BASE_URL": "http://h", "ANTHROPIC_BETAS": {"a": [1]}}, "apiKeyHelper": "x"}',
    ),
  );
  const content = fc.oneof(text, fc.uint8Array({ maxLength: 60 }));
  const exported = fc.dictionary(
    fc.constantFrom(
      ...switches,
      ...credentials,
      ...addresses,
      'AWS_PROFILE',
      'AWS_REGION',
      'CLOUD_ML_REGION',
      'CLAUDE_CONFIG_DIR',
      'GOOGLE_CLOUD_PROJECT',
      'ANTHROPIC_MODEL',
      'ENABLE_TOOL_SEARCH',
      'VERTEX_REGION_CLAUDE_X',
      'CGW_SET',
      'AWS_CONFIG_FILE',
      'GOOGLE_APPLICATION_CREDENTIALS',
      'CLOUDSDK_CONFIG',
      'CLOUDSDK_ACTIVE_CONFIG_NAME',
    ),
    fc.oneof(fc.constant('1'), anyText({ maxLength: 20 }), fc.webUrl()),
    { maxKeys: 12 },
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...paths), content), exported, (files, more) => {
      for (const path of paths) home.write(path, files[path] ?? '');
      expectSound(detect({ environment: { HOME: home.path, ...more }, cwd: home.path, platform: 'linux' }));
    }),
    { numRuns: runs(500) },
  );
});

test('every reference is one', () => {
  const exported = Object.fromEntries([...switches, ...credentials].map(name => [name, '1']));
  const credentialFields = ['token', 'apiKey', 'authToken', 'oauthToken', 'bearerToken'] as const;
  const references = found({ exported }).flatMap(({ profile }) =>
    credentialFields.flatMap(field => (profile[field] === undefined ? [] : [String(profile[field])])),
  );
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) expect(parseReference(reference)).toHaveProperty('kind');
});
