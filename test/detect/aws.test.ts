import { describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only, profilesOf } from './machine.ts';

setUp();

const config = `
[default]
region = us-east-1
output = json

[profile work-sso]
sso_session = corp
sso_account_id = 123456789012
region = eu-west-1

[sso-session corp]
sso_region = eu-central-1
region = eu-north-1

[services local]
region = us-west-1

[profile "two words"]
region = ap-southeast-2
`;

describe('AWS profiles', () => {
  test('of the config file: the default one first, other sections are none', () => {
    expect(profilesOf(found({ files: { '.aws/config': config } }))).toEqual({
      bedrock: { backend: 'bedrock', awsProfile: 'default', region: 'us-east-1' },
      'bedrock-work-sso': { backend: 'bedrock', awsProfile: 'work-sso', region: 'eu-west-1' },
      'bedrock-two-words': { backend: 'bedrock', awsProfile: 'two words', region: 'ap-southeast-2' },
    });
  });

  test('the one that AWS_PROFILE names comes before it', () => {
    const [first, second] = found({
      exported: { AWS_PROFILE: 'work-sso' },
      files: { '.aws/config': config },
    });
    expect(first).toEqual({
      what: 'AWS profile work-sso, region eu-west-1',
      where: '~/.aws/config',
      preset: 'bedrock',
      name: 'bedrock-work-sso',
      profile: { backend: 'bedrock', awsProfile: 'work-sso', region: 'eu-west-1' },
      note: 'signs in by SSO: aws sso login --profile work-sso',
    });
    expect(second).toMatchObject({ profile: { awsProfile: 'default' }, note: null });
  });

  test('an exported region is that of the active profile only', () => {
    const files = { '.aws/config': config };
    expect(profilesOf(found({ exported: { AWS_REGION: 'sa-east-1' }, files }))).toMatchObject({
      bedrock: { awsProfile: 'default', region: 'sa-east-1' },
      'bedrock-work-sso': { region: 'eu-west-1' },
    });
    const exported = { AWS_PROFILE: 'work-sso', AWS_DEFAULT_REGION: 'sa-east-1' };
    expect(profilesOf(found({ exported, files }))).toMatchObject({
      bedrock: { region: 'us-east-1' },
      'bedrock-work-sso': { region: 'sa-east-1' },
    });
  });

  test('AWS_REGION before AWS_DEFAULT_REGION', () => {
    const exported = { AWS_REGION: 'eu-west-2', AWS_DEFAULT_REGION: 'eu-west-3' };
    expect(only({ exported, files: { '.aws/config': '[default]' } }).profile).toEqual({
      backend: 'bedrock',
      awsProfile: 'default',
      region: 'eu-west-2',
    });
  });

  test('of the credentials file, where every section is one; both files make one profile', () => {
    const files = {
      '.aws/config': '[profile a]\nregion = eu-west-1\n',
      '.aws/credentials': '[a]\naws_secret_access_key = hush\n[profile b]\n[c]\nregion = us-west-2\n',
    };
    const findings = found({ files });
    expect(findings.map(({ profile, where }) => [profile.awsProfile, profile.region, where])).toEqual([
      ['a', 'eu-west-1', '~/.aws/config'],
      ['profile b', undefined, '~/.aws/credentials'],
      ['c', 'us-west-2', '~/.aws/credentials'],
    ]);
  });

  test('a handful; a note says how many more', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'default', 'f'];
    const text = names.map(name => (name === 'default' ? '[default]' : `[profile ${name}]`)).join('\n');
    const findings = found({ exported: { AWS_PROFILE: 'e' }, files: { '.aws/config': text } });
    expect(findings.map(({ profile }) => profile.awsProfile)).toEqual(['e', 'default', 'a', 'b']);
    expect(findings.map(({ note }) => note)).toEqual([null, null, null, 'there are 3 more AWS profiles']);
  });

  test('in files of other places, also below ~', () => {
    const files = { 'elsewhere/c': '[profile a]', 'elsewhere/k': '[b]', '.aws/config': '[profile unused]' };
    const exported = { AWS_CONFIG_FILE: '~/elsewhere/c', AWS_SHARED_CREDENTIALS_FILE: 'HOME/elsewhere/k' };
    expect(found({ exported, files }).map(({ where }) => where)).toEqual(['~/elsewhere/c', '~/elsewhere/k']);
  });

  test('one that AWS_PROFILE names and no file has', () => {
    expect(only({ exported: { AWS_PROFILE: 'ghost' } })).toMatchObject({
      what: 'AWS profile ghost',
      where: 'exported here',
      name: 'bedrock-ghost',
      note: 'no AWS file that cgw can read has it',
    });
  });

  test('a region that is none is left out, and said so', () => {
    expect(only({ files: { '.aws/config': '[default]\nregion = Frankfurt' } })).toMatchObject({
      what: 'AWS profile default',
      profile: { backend: 'bedrock', awsProfile: 'default' },
      note: 'left out, because not valid: region',
    });
  });

  test.each<[string, string | Uint8Array]>([
    ['hidden characters', '[profile a\u202eb]'],
    ['escape codes', '[profile \u001b[31m]'],
    ['bytes that are not UTF-8', Buffer.from('[profile b\xfcro]', 'latin1')],
    ['a name without end', `[profile ${'a'.repeat(200)}]`],
    ['no name', '[profile ]\n[profile]\n[]'],
    ['names in the config file without the word', '[work]'],
    ['binary', '[profile a]\0'],
    ['too much', `[profile a]\n${'#'.repeat(1024 * 1024)}`],
  ])('not with %s', (_, text) => {
    expect(found({ files: { '.aws/config': text } })).toEqual([]);
  });

  test('a name in another script', () => {
    expect(only({ files: { '.aws/config': '[profile büro]' } })).toMatchObject({ name: 'bedrock-büro' });
  });

  test('two names that become one get a number', () => {
    const findings = found({ files: { '.aws/config': '[profile a b]\n[profile a/b]' } });
    expect(findings.map(({ name }) => name)).toEqual(['bedrock-a-b', 'bedrock-a-b-2']);
  });

  test('that cgw itself exported are no news', () => {
    const exported = {
      CGW_PROFILE: 'x',
      CGW_SET: 'AWS_PROFILE,AWS_REGION',
      AWS_PROFILE: 'w',
      AWS_REGION: 'r',
    };
    expect(found({ exported })).toEqual([]);
    expect(found({ exported: { ...exported, CGW_SET: '' } })).toHaveLength(1);
  });
});

describe('exported AWS credentials', () => {
  test('a Bedrock key, by reference', () => {
    const exported = { AWS_BEARER_TOKEN_BEDROCK: 'ABSK-hush', AWS_REGION: 'us-west-2' };
    expect(only({ exported })).toEqual({
      what: 'Bedrock API key, region us-west-2',
      where: 'exported here',
      preset: 'bedrock',
      name: 'bedrock',
      profile: { backend: 'bedrock', bearerToken: 'env:AWS_BEARER_TOKEN_BEDROCK', region: 'us-west-2' },
      note: 'switching the shell clears AWS_BEARER_TOKEN_BEDROCK: export it under another name',
    });
  });

  test('a Bedrock key that another variable holds too is taken from there', () => {
    const exported = { AWS_BEARER_TOKEN_BEDROCK: 'ABSK-hush', MY_BEDROCK_KEY: 'ABSK-hush' };
    expect(only({ exported })).toMatchObject({ profile: { bearerToken: 'env:MY_BEDROCK_KEY' }, note: null });
  });

  test('access keys: the profile names none of them', () => {
    const exported = {
      AWS_ACCESS_KEY_ID: 'AKIAHUSH',
      AWS_SECRET_ACCESS_KEY: 'hush',
      AWS_REGION: 'us-west-2',
    };
    expect(only({ exported })).toMatchObject({
      what: 'AWS access key, region us-west-2',
      profile: { backend: 'bedrock', region: 'us-west-2' },
    });
  });

  test.each([
    ['a region alone', { AWS_REGION: 'us-east-1' }],
    ['empty variables', { AWS_PROFILE: '', AWS_ACCESS_KEY_ID: '', AWS_BEARER_TOKEN_BEDROCK: '' }],
  ])('not %s', (_, exported) => {
    expect(found({ exported })).toEqual([]);
  });
});
