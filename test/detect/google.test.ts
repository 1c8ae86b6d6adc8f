import { describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only, profilesOf } from './machine.ts';

setUp();

const userCredentials = JSON.stringify({
  type: 'authorized_user',
  client_id: 'x.apps.googleusercontent.com',
  refresh_token: '1//hush',
  quota_project_id: 'quota-project',
});
const serviceAccount = JSON.stringify({
  type: 'service_account',
  project_id: 'service-project',
  private_key: '-----BEGIN PRIVATE KEY-----hush',
});
const adc = '.config/gcloud/application_default_credentials.json';
const noCredentials = 'no application default credentials were found: gcloud auth application-default login';

describe('Google credentials', () => {
  test('of the user, with the project that pays', () => {
    expect(only({ files: { [adc]: userCredentials } })).toEqual({
      what: 'Google Cloud project quota-project',
      where: `~/${adc}`,
      preset: 'vertex',
      name: 'vertex',
      profile: { backend: 'vertex', projectId: 'quota-project' },
      note: null,
    });
  });

  test('of a service account, where a variable says; the usual file does not count then', () => {
    const files = { 'keys/sa.json': serviceAccount, [adc]: userCredentials };
    expect(only({ exported: { GOOGLE_APPLICATION_CREDENTIALS: 'HOME/keys/sa.json' }, files })).toMatchObject({
      where: '~/keys/sa.json',
      profile: { projectId: 'service-project' },
      note: null,
    });
  });

  test('without a project', () => {
    expect(only({ files: { [adc]: '{"type": "authorized_user"}' } })).toMatchObject({
      what: 'Google Cloud credentials',
      profile: { backend: 'vertex' },
      note: 'they name no project',
    });
  });

  test('the region that Claude Code takes', () => {
    expect(
      only({ exported: { CLOUD_ML_REGION: 'global' }, files: { [adc]: userCredentials } }),
    ).toMatchObject({
      what: 'Google Cloud project quota-project, region global',
      profile: { region: 'global' },
    });
  });

  test.each<[string, string, object]>([
    ['below another folder', 'gc/application_default_credentials.json', { CLOUDSDK_CONFIG: 'HOME/gc' }],
    ['below ~', 'gc/application_default_credentials.json', { CLOUDSDK_CONFIG: '~/gc' }],
  ])('%s', (_, path, exported) => {
    expect(only({ exported: { ...exported }, files: { [path]: userCredentials } }).where).toBe(`~/${path}`);
  });

  test('on Windows', () => {
    const exported = { APPDATA: 'HOME/AppData/Roaming' };
    const files = { 'AppData/Roaming/gcloud/application_default_credentials.json': userCredentials };
    expect(found({ exported, files, platform: 'win32' })).toHaveLength(1);
    expect(found({ exported, files })).toEqual([]);
  });

  test.each<[string, string]>([
    ['text', 'quota_project_id'],
    ['an array', '[]'],
    ['null', 'null'],
    ['without a type', '{"quota_project_id": "p"}'],
    ['a type that is not a text', '{"type": {}, "quota_project_id": "p"}'],
    ['nested without end', '['.repeat(200_000)],
    ['too large', `{"type": "authorized_user", "x": "${'x'.repeat(1024 * 1024)}"}`],
  ])('not %s', (_, text) => {
    expect(found({ files: { [adc]: text } })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a number', 7],
    ['an object', {}],
    ['empty', ''],
  ])('a project that is %s is none', (_, quota_project_id) => {
    const text = JSON.stringify({ type: 'authorized_user', quota_project_id });
    expect(only({ files: { [adc]: text } }).profile).toEqual({ backend: 'vertex' });
  });

  test('a project that cannot be one is left out', () => {
    const text = JSON.stringify({ type: 'authorized_user', quota_project_id: 'My Project\u001b[31m' });
    expect(only({ files: { [adc]: text } })).toMatchObject({
      what: 'Google Vertex AI',
      profile: { backend: 'vertex' },
      note: 'left out, because not valid: projectId',
    });
  });
});

describe('gcloud', () => {
  const gcloud = {
    '.config/gcloud/active_config': 'work\n',
    '.config/gcloud/configurations/config_default': '[core]\nproject = default-project\n',
    '.config/gcloud/configurations/config_work':
      '[compute]\nproject = no\n[core]\naccount = a@example.com\nproject = work-project\n',
  };

  test('the active configuration', () => {
    expect(only({ files: gcloud })).toMatchObject({
      what: 'Google Cloud project work-project',
      where: '~/.config/gcloud/configurations/config_work',
      profile: { backend: 'vertex', projectId: 'work-project' },
      note: noCredentials,
    });
  });

  test('another one that a variable names', () => {
    const exported = { CLOUDSDK_ACTIVE_CONFIG_NAME: 'default' };
    expect(only({ exported, files: gcloud })).toMatchObject({ profile: { projectId: 'default-project' } });
  });

  test('without a choice it is the default one', () => {
    const { '.config/gcloud/active_config': _, ...files } = gcloud;
    expect(only({ files })).toMatchObject({ profile: { projectId: 'default-project' } });
  });

  test('beside credentials of another project both are offered', () => {
    expect(profilesOf(found({ files: { ...gcloud, [adc]: userCredentials } }))).toEqual({
      vertex: { backend: 'vertex', projectId: 'quota-project' },
      'vertex-work-project': { backend: 'vertex', projectId: 'work-project' },
    });
  });

  test('a name that leads elsewhere is not followed', () => {
    const files = { '.config/gcloud/active_config': '../../x', '.config/x': '[core]\nproject = p' };
    expect(found({ files })).toEqual([]);
  });
});

describe('exported projects', () => {
  test('Claude Code’s own first; the one that may beat it is named', () => {
    const exported = { ANTHROPIC_VERTEX_PROJECT_ID: 'mine', GOOGLE_CLOUD_PROJECT: 'shared' };
    expect(found({ exported })).toMatchObject([
      {
        what: 'Google Cloud project mine',
        where: 'exported here',
        profile: { projectId: 'mine' },
        note: `${noCredentials}; GOOGLE_CLOUD_PROJECT is exported, names another project, and may beat this one`,
      },
      { name: 'vertex-shared', profile: { projectId: 'shared' }, note: noCredentials },
    ]);
  });

  test('the same project is offered once', () => {
    const exported = {
      ANTHROPIC_VERTEX_PROJECT_ID: 'p',
      GOOGLE_CLOUD_PROJECT: 'p',
      GCLOUD_PROJECT: 'p',
      CLOUDSDK_CORE_PROJECT: 'p',
    };
    expect(only({ exported })).toMatchObject({ profile: { projectId: 'p' }, note: noCredentials });
  });

  test('a region alone', () => {
    expect(only({ exported: { CLOUD_ML_REGION: 'us-east5' } })).toMatchObject({
      what: 'Google Vertex AI, region us-east5',
      profile: { backend: 'vertex', region: 'us-east5' },
    });
  });

  test('a region that is none', () => {
    const exported = { CLOUD_ML_REGION: 'US East', GOOGLE_CLOUD_PROJECT: 'p' };
    expect(only({ exported })).toMatchObject({
      profile: { backend: 'vertex', projectId: 'p' },
      note: `${noCredentials}; left out, because not valid: region`,
    });
  });
});
