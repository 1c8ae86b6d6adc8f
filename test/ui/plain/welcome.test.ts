import { describe, expect, test } from 'bun:test';
import type { Offer } from '../../../src/detect/offer.ts';
import { emptyConfig } from '../../../src/profile/config.ts';
import { talk } from './converse.ts';

const aws: Offer = {
  what: 'AWS profile work-sso, region eu-west-1',
  where: '~/.aws/config',
  preset: 'bedrock',
  name: 'bedrock-work-sso',
  profile: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work-sso' },
  note: null,
};

const gateway: Offer = {
  what: 'LiteLLM at https://llm.corp:4000',
  where: 'exported here',
  preset: 'litellm',
  name: 'litellm',
  profile: {
    backend: 'gateway',
    baseUrl: 'https://llm.corp:4000',
    product: 'litellm',
    modelFamily: 'claude',
  },
  note: 'the key is in ~/.claude/settings.json in plain text',
};

const first = { config: emptyConfig, meant: undefined, offers: [aws, gateway] };

describe('the first run', () => {
  test('says so, and what this machine has to start from', () => {
    const { said } = talk([], { snapshot: first });
    expect(said).toStartWith('Welcome to cgw, with claude 2.1.332. You have no profile yet: ');
    expect(said).toContain(
      '\nThis machine has something to start from:\n' +
        '1. AWS profile work-sso, region eu-west-1: ~/.aws/config, becomes a profile of the preset bedrock\n' +
        '2. LiteLLM at https://llm.corp:4000: exported here, becomes a profile of the preset litellm, the key is in ~/.claude/settings.json in plain text\n' +
        '3. presets: make a profile of one of the presets\n4. look: look around first\n',
    );
  });

  test('without offers there are the presets', () => {
    expect(talk([], { snapshot: { ...first, offers: [] } }).said).toContain('\nTo begin with:\n1. presets: ');
  });

  test('a finding becomes a profile, then comes the list', () => {
    const { last, requests } = talk(['1', '', '', 'yes'], { snapshot: first });
    expect(requests[0]?.change).toEqual({
      change: 'add',
      name: 'bedrock-work-sso',
      profile: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work-sso' },
    });
    expect(last).toStartWith('added bedrock-work-sso.\ncgw: 1 profile, ');
    expect(last).toContain('\n1. bedrock-work-sso: ');
  });

  test('what is known is kept by an empty line, what is not is asked for', () => {
    const { said, requests } = talk(['2', 'team', '', 'env:KEY', '', 'launch'], { snapshot: first });
    expect(said).toContain('\nthe key is in ~/.claude/settings.json in plain text\n');
    expect(said).toContain('\nNow it is https://llm.corp:4000\nbaseUrl, empty to keep it: ');
    expect(requests[0]?.change).toMatchObject({
      name: 'team',
      profile: { baseUrl: 'https://llm.corp:4000', token: 'env:KEY' },
    });
  });

  test.each([
    [['presets', 'litellm'], 'A new profile, made of LiteLLM, unified'],
    [['presets', ''], 'cgw: 0 profiles, '],
    [['look'], 'cgw: 0 profiles, claude 2.1.332, no default.\nReady to use:\n1. bedrock'],
    [[''], 'cgw: 0 profiles, '],
    [['1', '', 'quit'], 'Nothing was changed.\ncgw: 0 profiles, '],
    [['nothing'], 'That is none of them: type a number from 1 to 4'],
  ])('%j', (answers, said) => {
    expect(talk(answers, { snapshot: first }).last).toStartWith(said);
  });

  test('launching a finding ends it', () => {
    expect(talk(['1', '', '', 'launch'], { snapshot: first }).result).toEqual({
      outcome: 'chosen',
      name: 'bedrock-work-sso',
      done: 'added bedrock-work-sso',
    });
  });
});
