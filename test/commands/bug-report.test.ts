import { expect, test } from 'bun:test';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** What is the user’s own: none of it may be in a report. */
const own = {
  name: 'acme-production',
  host: 'llm.acme.example',
  tenant: 'tenant-4711',
  note: 'for Berta',
  variable: 'ACME_TOKEN',
  header: 'x-acme-id',
  account: 'acme/token',
  model: 'arn:aws:bedrock:eu-central-1:123456789012:model/x',
  secret: 'sk-ant-api03-abcdefghijklmnopqrstuvwxyz',
};

const profiles = {
  [own.name]: {
    backend: 'gateway',
    baseUrl: `https://${own.host}:4000/${own.tenant}/v1`,
    token: `env:${own.variable}`,
    note: own.note,
    models: { sonnet: own.model, opus: 'claude-opus-4-6' },
    headers: { [own.header]: own.tenant, 'x-key': { secret: `keychain:${own.account}` } },
    env: { API_TIMEOUT_MS: '1000', [`${own.variable}_TWO`]: own.note },
    [own.secret]: own.secret,
  },
  bedrock: { backend: 'bedrock', region: 'eu-central-1' },
  [own.secret]: { backend: own.secret, token: own.secret },
};

test('the report holds the outline of the config, and nothing of the user’s own', async () => {
  const home = new Home();
  home.writeConfig({
    version: 1,
    default: own.name,
    roles: { batch: 'bedrock', [own.note.replace(' ', '-')]: own.name },
    profiles,
    catalogs: {
      acme: {
        source: `https://${own.host}/x`,
        commit: 'abc',
        profiles: { p: { backend: 'bedrock', note: own.note } },
      },
    },
  });
  const { exit, stdout } = await cgw(['bug-report'], {
    home,
    env: {
      ANTHROPIC_BASE_URL: `https://${own.host}`,
      ANTHROPIC_API_KEY: own.secret,
      TERM: own.secret,
      TERM_PROGRAM: 'vscode',
    },
  });
  expect(exit).toBe(0);
  for (const line of [
    'terminal: vscode, no input',
    '  ANTHROPIC_BASE_URL',
    '  default: profile-2',
    '    baseUrl: https://‹host›:4000/…/v1',
    '    token: env:…',
    '    models.opus: claude-opus-4-6',
    '    models.sonnet: ‹text›',
    '    headers.‹name›: keychain:…',
    '    env.API_TIMEOUT_MS: ‹text›',
    '    ‹unknown field›: ‹text›',
    '  bedrock:',
    '    note: ‹text›',
  ])
    expect(stdout.split('\n')).toContain(line);
  for (const each of [...Object.values(own), home.path, 'acme', 'Berta']) expect(stdout).not.toContain(each);
});

test('a config that is damaged is no obstacle', async () => {
  const home = new Home();
  home.writeConfig(`{"${own.secret}`);
  const { exit, stdout } = await cgw(['bug-report'], { home });
  expect(exit).toBe(0);
  expect(stdout).toContain('error config-damaged');
  expect(stdout).toContain('  cannot be read');
  expect(stdout).not.toContain(own.secret);
});
