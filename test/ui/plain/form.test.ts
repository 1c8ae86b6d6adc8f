import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import { snapshotOf } from '../../support/screens.ts';
import { talk } from './converse.ts';

const adding = (preset: string, name?: string) =>
  ({
    purpose: 'form',
    opening: { opens: 'add', preset, ...(name === undefined ? {} : { name }) },
  }) as const;

const editing = (name: string) => ({ purpose: 'form', opening: { opens: 'edit', name } }) as const;

const litellm: Profile = {
  backend: 'gateway',
  product: 'litellm',
  modelFamily: 'claude',
  baseUrl: 'https://llm.corp:4000',
  token: 'env:LLM_KEY',
};

const newLitellm = ['', 'https://llm.corp:4000', '1', 'LLM_KEY'];

describe('a new profile', () => {
  test('LiteLLM from nothing to the change of the config', () => {
    const { requests, result } = talk([...newLitellm, '', 'yes'], adding('litellm'));
    expect(requests).toEqual([
      {
        request: 'change',
        change: { change: 'add', name: 'litellm', profile: litellm },
        done: 'added litellm',
        choose: 'litellm',
        secrets: [],
      },
    ]);
    expect(result).toEqual({ outcome: 'saved', name: 'litellm', notes: [] });
  });

  test('launch saves and ends with it', () => {
    const { requests, result } = talk([...newLitellm, '', 'launch'], adding('litellm'));
    expect(requests[0]).toMatchObject({ change: { change: 'add', name: 'litellm' }, next: 'launch' });
    expect(result).toEqual({ outcome: 'chosen', name: 'litellm', done: 'added litellm' });
  });

  test('asks only for what the preset leaves open, with help and example', () => {
    const { said, last } = talk(newLitellm, adding('litellm'));
    expect(said).toStartWith('A new profile, made of LiteLLM, unified: LiteLLM’s own /v1/messages: ');
    expect(said).toContain('\nName, empty for litellm: \n');
    expect(said).toContain(
      '\nbaseUrl: base URL; Claude Code appends /v1/messages. Required.\nFor example https://litellm.example.com:4000\n',
    );
    expect(said).toContain('\n1. environment variable: name of a variable that you export\n2. file: ');
    expect(said).toContain('For example LITELLM_API_KEY\nVariable, empty to go back: ');
    expect(last).toBe(
      'token: env:LLM_KEY\nLLM_KEY is not exported here: it has to be where the profile is used.\nAnother field? Its number or name, fields lists them, empty to review: ',
    );
  });

  test('an odd address is warned of when it is given, and before it is saved', () => {
    const { said, requests } = talk(
      ['', 'https://llm.corp:4000/v1', 'no', '1', 'LLM_KEY', '', 'yes'],
      adding('litellm'),
    );
    const warning =
      'baseUrl ends in /v1, to which Claude Code appends /v1/messages: use https://llm.corp:4000.\n';
    expect(said).toContain(`${warning}Take https://llm.corp:4000? yes or no: `);
    expect(said).toContain('\nbaseUrl: https://llm.corp:4000/v1\n');
    const missing =
      'LLM_KEY is not exported here; put it into this shell and your start-up file: export LLM_KEY=…\n';
    expect(said).toContain(`\n${warning}${missing}What will be saved:\n`);
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['a path too much', 'https://llm.corp:4000/v1'],
    ['a missing scheme', 'llm.corp:4000'],
    ['both', 'llm.corp:4000/v1/messages'],
  ])('a base URL is corrected by one yes: %s', (_, typed) => {
    const { last, requests } = talk(['', typed, 'yes', '1', 'LLM_KEY', '', 'yes'], adding('litellm'));
    expect(requests[0]?.change).toMatchObject({ profile: litellm });
    expect(last).not.toContain('rather');
  });

  test('so is a variable that a switch of the shell clears', () => {
    const answers = ['', 'https://llm.corp:4000', '1', 'ANTHROPIC_AUTH_TOKEN', 'yes', '', 'yes'];
    const { said, requests } = talk(answers, adding('litellm'));
    expect(said).toContain(
      'export LITELLM_API_KEY="$ANTHROPIC_AUTH_TOKEN"\nTake env:LITELLM_API_KEY? yes or no: ',
    );
    expect(requests[0]?.change).toMatchObject({ profile: { ...litellm, token: 'env:LITELLM_API_KEY' } });
  });

  test('says when the variable is there', () => {
    const environment = { LLM_KEY: 'sk-planted-value' };
    const { last, said } = talk(newLitellm, { ...adding('litellm'), snapshot: { environment } });
    expect(last).toContain('LLM_KEY is exported here.');
    expect(said).not.toContain('sk-planted');
  });

  test('the review says fields, variables and what is cleared', () => {
    const environment = { ANTHROPIC_API_KEY: 'sk-planted-value' };
    const { last } = talk([...newLitellm, ''], { ...adding('litellm'), snapshot: { environment } });
    expect(last).toContain('What will be saved:\n');
    expect(last).toContain('\n  token: env:LLM_KEY\n');
    expect(last).toContain('\n  ANTHROPIC_AUTH_TOKEN = ‹env:LLM_KEY›\n');
    expect(last).toContain('\nCleared here: ANTHROPIC_API_KEY\n');
    expect(last).toEndWith('\nSave it? yes, launch to save and launch it, or no: ');
  });

  test('wrong answers are told and asked again', () => {
    const { said, requests } = talk(
      [
        'a b',
        'work',
        'mine',
        'not a url',
        'https://me:password@llm.corp',
        'https://llm.corp:4000',
        'nothing',
        '7',
        '2',
        'relative/path',
        '~/.config/litellm/key',
        'maybe',
        '9',
        '',
        '',
        'perhaps',
        'yes',
      ],
      adding('litellm'),
    );
    expect(said).toContain('The name may hold only letters');
    expect(said).toContain('The name is taken: there is a profile of that name already.');
    expect(said).toContain('baseUrl is not a URL such as https://host:4000.');
    expect(said).not.toContain('password');
    expect(said).toContain('That is none of them: type a number from 1 to 4, or a word of the list.');
    expect(said).toContain('The path: absolute path, or from ~/');
    expect(said).toContain('There is no such field. Type fields to list them.');
    expect(said).toContain('Type yes, launch or no.');
    expect(requests[0]?.change).toMatchObject({
      name: 'mine',
      profile: { token: 'file:~/.config/litellm/key' },
    });
  });

  test('what is skipped has to be given before anything is saved', () => {
    const { said, last, requests } = talk(
      ['', '', '', '', 'token', 'cmd:pass show litellm', ''],
      adding('litellm'),
    );
    expect(said).toContain('It cannot be saved yet: 2 things are wrong.\n  baseUrl is required: base URL');
    expect(said).toContain(
      '  token, apiKey are missing, and one of them is required: without one Claude Code sends',
    );
    expect(last).toContain('It cannot be saved yet: 1 thing is wrong.\n  baseUrl is required');
    expect(requests).toEqual([]);
  });

  test('another form of what the preset asks for will do', () => {
    const answers = ['', 'https://llm.corp:4000', '', 'apiKey', 'env:KEY', '', 'yes'];
    expect(talk(answers, adding('litellm')).requests[0]?.change).toMatchObject({
      profile: { apiKey: 'env:KEY' },
    });
  });

  test('rules over several fields are told', () => {
    const { last } = talk([...newLitellm, 'apiKey', 'env:KEY', ''], adding('litellm'));
    expect(last).toContain('  token, apiKey exclude each other: Claude Code would send both');
  });

  describe('with the credential in the keychain', () => {
    const canary = 'sk-planted-canary-0123456789';
    const here = { snapshot: { keychainMissing: null } };
    const start = ['', 'https://llm.corp:4000', 'keychain'];

    test('it is asked for without echo, and stands beside the profile', () => {
      const { said, requests, hidden } = talk([...start, canary, '', 'yes'], {
        ...adding('litellm'),
        ...here,
      });
      expect(requests).toMatchObject([
        {
          change: { profile: { ...litellm, token: 'keychain:litellm/token' } },
          secrets: [{ path: 'token', value: canary }],
        },
      ]);
      expect(hidden).toEqual(['Credential, empty to go back: ']);
      expect(said).toContain('\n1. keychain: the credential is typed here and kept by the operating system');
      expect(said).toContain('token: keychain:litellm/token, where the credential is stored');
      expect(said).not.toContain(canary);
    });

    test('an empty line goes back, several lines are refused', () => {
      const { said } = talk([...start, '', 'keychain', 'a\nb', ''], { ...adding('litellm'), ...here });
      expect(said).toContain('That has more than one line.');
    });

    test('an entry that is there can be named', () => {
      const { requests, hidden } = talk(['', 'https://llm.corp:4000', 'keychain:team/key', '', 'yes'], {
        ...adding('litellm'),
        ...here,
      });
      expect(requests).toMatchObject([{ change: { profile: { token: 'keychain:team/key' } }, secrets: [] }]);
      expect(hidden).toEqual([]);
    });

    test('where there is none, it is said why, and a file that only the user can read takes the credential', () => {
      const answers = [...start.slice(0, 2), 'paste', canary, '', 'yes'];
      const { said, hidden, requests } = talk(answers, adding('litellm'));
      expect(said).toContain(
        '\n4. paste: the credential is typed here, unseen, and kept in a file that only you can read (keychain is unavailable: there is none in tests)\n',
      );
      expect(said).not.toContain(canary);
      expect(hidden).toEqual(['Credential, empty to go back: ']);
      const file = '/home/me/.config/cgw/secrets/litellm.token';
      expect(requests).toMatchObject([
        {
          change: { profile: { ...litellm, token: `file:${file}` } },
          secrets: [{ path: 'token', value: canary }],
        },
      ]);
    });

    test('a key that is typed where the source is asked is told where it belongs', () => {
      const { last } = talk([...start.slice(0, 2), canary], { ...adding('litellm'), ...here });
      expect(last).toContain('Or choose keychain: then it is asked for, and not shown.');
      const asPath = talk([...start.slice(0, 2), 'file', canary], { ...adding('litellm'), ...here });
      expect(asPath.last).toContain('Or choose keychain');
      expect(talk([...start.slice(0, 2), canary], adding('litellm')).last).toContain('Or choose paste');
    });

    test('for a header, with its scheme', () => {
      const answers = [...start, canary, 'headers.x-key', 'keychain', canary, 'Bearer', '', 'yes'];
      const { said, requests } = talk(answers, { ...adding('litellm'), ...here });
      expect(said).toContain('headers.x-key: Bearer keychain:litellm/headers.x-key');
      expect(requests).toMatchObject([
        {
          change: {
            profile: { headers: { 'x-key': { secret: 'keychain:litellm/headers.x-key', scheme: 'Bearer' } } },
          },
          secrets: [
            { path: 'token', value: canary },
            { path: 'headers.x-key', value: canary },
          ],
        },
      ]);
    });

    test('a profile that has an entry keeps it, or gets a new credential into it', () => {
      const profile = { ...litellm, token: 'keychain:team/key' };
      const config = { version: 1, roles: {}, profiles: { work: profile } } as const;
      const opened = { ...editing('work'), snapshot: { keychainMissing: null, config } };
      const kept = talk(['token', '', ''], opened);
      expect(kept).toMatchObject({ requests: [], result: { outcome: 'left' } });
      expect(kept.said).toContain('Now it is keychain:team/key');
      const { said, requests } = talk(['token', 'keychain', canary, '', 'yes'], opened);
      expect(said).toContain('  token: keychain:team/key gets a new credential');
      expect(requests).toMatchObject([{ change: { profile }, secrets: [{ path: 'token', value: canary }] }]);
    });

    test('what fails loses nothing', () => {
      let failed = false;
      const { said, requests } = talk([...start, canary, '', 'yes', '', 'yes'], {
        ...adding('litellm'),
        ...here,
        perform: request => {
          if (failed) return { type: 'loaded', snapshot: snapshotOf(), request, notes: [] };
          failed = true;
          return { type: 'failed', text: 'the keyring is locked; unlock it' };
        },
      });
      expect(said).toContain('the keyring is locked; unlock it.');
      expect(requests.map(({ secrets }) => secrets)).toEqual([
        [{ path: 'token', value: canary }],
        [{ path: 'token', value: canary }],
      ]);
    });
  });

  test('words of a credential field', () => {
    const answers = [...newLitellm, 'apiKey', 'empty', '', 'yes'];
    const { said, requests } = talk(answers, adding('litellm'));
    expect(said).toContain('\n5. empty: sets the variable to nothing\n');
    expect(said).toContain('\n  ANTHROPIC_API_KEY = (set to nothing)\n');
    expect(requests[0]?.change).toMatchObject({ profile: { apiKey: 'empty', token: 'env:LLM_KEY' } });
  });

  test('every kind of field by number, name and beginning', () => {
    const { requests, said } = talk(
      [
        ...newLitellm,
        'models.opus',
        'claude-opus',
        'promptCaching',
        'off',
        'cacheTtl',
        '2',
        'toolSearch',
        'sometimes',
        'on',
        'env.API_TIMEOUT_MS',
        '1',
        '600000',
        'note',
        'the team’s',
        '',
        'yes',
      ],
      adding('litellm'),
    );
    expect(requests[0]?.change).toEqual({
      change: 'add',
      name: 'litellm',
      profile: {
        ...litellm,
        models: { opus: 'claude-opus' },
        promptCaching: false,
        cacheTtl: '1h',
        toolSearch: 'true',
        env: { API_TIMEOUT_MS: '600000' },
        note: 'the team’s',
      },
    });
    expect(said).toContain('promptCaching: prompt caching.\n1. on\n2. off\n');
    expect(said).toContain('toolSearch is not true, false, auto or auto:N.\n');
    expect(said).not.toContain('sometimes');
  });

  test('fields are listed in their groups with what they hold', () => {
    const { last } = talk([...newLitellm, 'fields'], adding('litellm'));
    expect(last).toContain(
      '1. name: litellm; what cgw calls it\n2. baseUrl: https://llm.corp:4000; base URL',
    );
    expect(last).toContain(
      '\nModels: which models the names of Claude Code mean\n8. models.default: not set; ',
    );
    expect(last).toMatch(/\n\d+\. headers\.NAME: a header of every request\n/);
    expect(last).not.toContain('regions.NAME');
    expect(talk(['', 'my-project', 'fields'], adding('vertex')).last).toMatch(
      /\n\d+\. regions\.NAME: region of one model\n/,
    );
  });

  test('a name given on the command line is not asked for again', () => {
    const { said, requests } = talk(
      ['https://llm.corp:4000', 'env:LLM_KEY', '', 'yes'],
      adding('litellm', 'team'),
    );
    expect(said).not.toContain('Name, empty for');
    expect(requests[0]?.change).toMatchObject({ change: 'add', name: 'team' });
    expect(talk(['fields'], adding('bedrock', 'aws')).last).toContain('1. name: aws;');
  });

  test('without a preset that is chosen first', () => {
    const opening = { opens: 'add', name: 'mine' } as const;
    const { said, requests } = talk(['nothing-like-it', 'litellm', ...newLitellm.slice(1), '', 'yes'], {
      purpose: 'form',
      opening,
    });
    expect(said).toStartWith(
      'A new profile starts from a preset:\n1. bedrock: Amazon Bedrock, ready to use\n',
    );
    expect(requests[0]?.change).toMatchObject({ change: 'add', name: 'mine' });
    expect(talk([''], { purpose: 'form', opening }).result).toEqual({ outcome: 'left' });
  });

  test('what fails keeps everything that was typed', () => {
    const { last } = talk([...newLitellm, '', 'yes'], {
      ...adding('litellm'),
      perform: () => ({ type: 'failed', text: 'the disk is full; make room' }),
    });
    expect(last).toStartWith('the disk is full; make room.\nAnother field?');
  });
});

describe('headers, variables and regions', () => {
  const vertex = ['', 'my-project'];
  test.each([
    ['a plain header', ['headers.NAME', 'x-team', '1', 'platform'], { headers: { 'x-team': 'platform' } }],
    ['its key with it', ['headers.x-team', 'plain', 'platform'], { headers: { 'x-team': 'platform' } }],
    ['set to nothing', ['env.DEBUG', '1', ''], { env: { DEBUG: '' } }],
    [
      'a header with a scheme',
      ['headers.x-auth', '2', 'TOKEN', 'Bearer'],
      { headers: { 'x-auth': { secret: 'env:TOKEN', scheme: 'Bearer' } } },
    ],
    [
      'a header without one',
      ['headers.x-auth', 'cmd:pass show x', ''],
      { headers: { 'x-auth': { secret: 'cmd:pass show x' } } },
    ],
    [
      'a scheme that is none',
      ['headers.x-auth', 'file', '/run/key', 'two words', 'none'],
      { headers: { 'x-auth': { secret: 'file:/run/key' } } },
    ],
    [
      'a variable from elsewhere',
      ['env.MY_TOKEN', '2', 'TOKEN'],
      { env: { MY_TOKEN: { secret: 'env:TOKEN' } } },
    ],
    [
      'a region',
      ['regions.NAME', 'claude-opus-5-5', 'nowhere!', 'europe-west1'],
      { regions: { 'claude-opus-5-5': 'europe-west1' } },
    ],
    ['none after all', ['regions.claude-opus-5-5', ''], {}],
    ['no key after all', ['headers.NAME', ''], {}],
    ['no kind after all', ['headers.x-team', ''], {}],
  ] as const)('%s', (_, answers, more) => {
    const { requests } = talk([...vertex, ...answers, '', 'yes'], adding('vertex'));
    const profile: Profile = { backend: 'vertex', projectId: 'my-project', ...more };
    expect(requests[0]?.change).toEqual({ change: 'add', name: 'vertex', profile });
  });

  test.each([
    [['headers.NAME', 'not a header'], 'That is not a header name.'],
    [['headers.not:one'], 'That is not a header name.'],
    [['env.ANTHROPIC_BASE_URL'], 'That routes requests'],
    [['env.ANTHROPIC_VERTEX_PROJECT_ID'], 'That is what the field projectId sets; use that.'],
    [['regions.gpt'], 'That is not a model that Claude Code has a region for'],
    [['headers.x-team', '1', 'ä€'], 'That holds a character that no header may carry.'],
    [['regions.claude-opus-5-5', 'nowhere!'], 'That is not a Vertex region'],
    [['headers.x', '9'], 'That is none of them: type a number from 1 to 4'],
  ])('%j is refused', (answers, said) => {
    expect(talk([...vertex, ...answers], adding('vertex')).last).toStartWith(said);
  });

  test('a backend without regions takes none', () => {
    expect(talk(['', 'regions.claude-opus-5-5'], adding('bedrock')).last).toStartWith(
      'There is no such field.',
    );
  });

  test('what is there already is changed', () => {
    const answers = ['headers.x', '1', 'first', 'headers.x', '1', 'second', '', 'yes'];
    const { said, requests } = talk(['', ...answers], adding('bedrock'));
    expect(said).toContain('Now it is first');
    expect(requests[0]?.change).toMatchObject({ profile: { headers: { x: 'second' } } });
  });

  test('the preset’s own header is asked for, its scheme suggested', () => {
    const answers = [
      '',
      'https://gateway.ai.cloudflare.com/v1/A/G/anthropic',
      'env:MY_KEY',
      'env:CF_TOKEN',
      '',
    ];
    const { said, requests } = talk([...answers, '', 'yes'], adding('cloudflare'));
    expect(said).toContain('headers.cf-aig-authorization: a header of every request. Required.');
    expect(said).toContain('Scheme, empty for Bearer, none for none: ');
    expect(requests[0]?.change).toMatchObject({
      profile: { headers: { 'cf-aig-authorization': { secret: 'env:CF_TOKEN', scheme: 'Bearer' } } },
    });
  });
});

describe('a credential that is typed', () => {
  const secrets = [
    'sk-ant-api03-planted-0123456789abcdef',
    'ghp_planted0123456789abcdefghij0123456789',
    'AKIAPLANTED012345678',
    '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c',
    'Bearer planted-0123456789abcdef',
  ];
  const asked = ['', 'https://llm.corp:4000'];
  const places = [
    ['instead of the kind', [], ''],
    ['as the name of the variable', ['1'], ''],
    ['as the path', ['2'], ''],
    ['behind env:', [], 'env:'],
    ['behind file:', [], 'file:'],
  ] as const;
  for (const secret of secrets)
    test.each(places)(`${secret.slice(0, 4)}… %s is refused and never repeated`, (_, before, lead) => {
      const { said, last } = talk([...asked, ...before, `${lead}${secret}`], adding('litellm'));
      expect(said).not.toContain(secret);
      expect(last).toStartWith('That looks like the credential itself. It is not taken');
    });

  const elsewhere: readonly (readonly [string, readonly string[], string, string?])[] = [
    ['as a command', ['', 'https://llm.corp:4000', '3'], 'litellm'],
    ['as the program of printf', ['', 'https://llm.corp:4000', '3'], 'litellm', 'echo '],
    ['as a text', ['', 'note'], 'bedrock'],
    ['as a region', ['', 'region'], 'bedrock'],
    ['as a model', ['', 'models.default'], 'bedrock'],
    ['as the URL', [''], 'litellm'],
    ['as the name', [], 'litellm'],
    ['as a field', [''], 'bedrock'],
    ['as a field to unset', [''], 'bedrock', 'unset '],
    ['as a header', ['', 'headers.x-team', '1'], 'bedrock'],
    ['as a header that is called like one', ['', 'headers.Authorization', '1'], 'bedrock', 'x-'],
    ['as the key of a header', [''], 'bedrock', 'headers.'],
    ['as a variable', ['', 'env.MY_API_KEY', '1'], 'bedrock', 'x-'],
    ['as a region of a model', ['', 'my-project', 'regions.claude-opus-5-5'], 'vertex'],
    ['as a choice', ['', 'serviceTier'], 'bedrock'],
    ['as the answer to whether it is saved', ['', ''], 'bedrock'],
  ];
  test.each(elsewhere.map(([where, before, preset, lead = '']) => [where, before, preset, lead] as const))(
    '%s is refused and never repeated',
    (_, before, preset, lead) => {
      const secret = 'sk-ant-api03-planted-0123456789abcdef';
      const { said, requests } = talk([...before, `${lead}${secret}`], adding(preset));
      expect(said).not.toContain(secret);
      expect(requests).toEqual([]);
    },
  );

  test('a scrambled word is not a name', () => {
    const secret = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
    for (const answers of [[secret], ['', `headers.${secret}`], ['', 'env.NAME', `T_${secret}`]])
      expect(talk(answers, adding('bedrock')).said).not.toContain(secret);
  });

  test('a word that no field expects is not repeated either', () => {
    const secret = 'Qm9vIHBsYW50ZWQgc2VjcmV0';
    for (const before of [['region'], ['smallFastRegion'], ['toolSearch'], ['baseUrl'], ['configDir']])
      expect(talk(['', ...before, secret], adding('bedrock')).said).not.toContain(secret);
  });
});

describe('editing', () => {
  test('takes out, changes and adds, and reviews only that', () => {
    const { requests, result, said } = talk(
      ['unset awsProfile', 'region', 'us-east-1', 'note', 'nightly', '', 'yes'],
      editing('cloud'),
    );
    const before: Profile = {
      backend: 'bedrock',
      region: 'eu-west-1',
      awsProfile: 'batch',
      promptCaching: false,
    };
    const profile = {
      backend: 'bedrock',
      region: 'us-east-1',
      promptCaching: false,
      note: 'nightly',
    } as const;
    expect(requests.map(({ change }) => change)).toEqual([
      { change: 'edit', name: 'cloud', profile, before },
    ]);
    expect(requests[0]?.change).not.toHaveProperty('profile.awsProfile');
    expect(result).toEqual({ outcome: 'saved', name: 'cloud', notes: [] });
    expect(said).toContain('\nNow it is eu-west-1\nregion, empty to keep it: ');
    expect(said).toContain(
      'What changes in cloud:\n  region: us-east-1, it was eu-west-1\n  awsProfile: taken out, it was batch\n  note: nightly\n' +
        'The variables that change:\n  AWS_REGION = us-east-1\nNo longer set: AWS_PROFILE\nSave it?',
    );
    expect(said).not.toContain('promptCaching');
  });

  test('what is set can be put back to not set', () => {
    const { said, requests } = talk(['promptCaching', 'not', '', 'yes'], editing('cloud'));
    expect(said).toContain('1. not set\n2. on\n3. off\n');
    expect(requests[0]?.change).not.toHaveProperty('profile.promptCaching');
    const token = talk(['token', '1', 'apiKey', 'env:KEY', '', 'yes'], editing('work'));
    expect(token.requests[0]?.change).toMatchObject({ profile: { apiKey: 'env:KEY' } });
    expect(token.requests[0]?.change).not.toHaveProperty('profile.token');
  });

  test('a note changes no variable', () => {
    expect(talk(['note', 'new', ''], editing('cloud')).last).toContain('The variables stay as they are.');
  });

  test('nothing changed is said, and ends it', () => {
    expect(talk([''], editing('cloud')).result).toEqual({ outcome: 'left' });
    expect(talk(['region', '', ''], editing('cloud')).result).toEqual({ outcome: 'left' });
    expect(talk(['edit 2', '']).last).toStartWith('Nothing has changed, so there is nothing to save.');
  });

  test.each([
    [['unset'], 'That needs a field after it, as in: unset note.'],
    [['unset note'], 'That field is not set.'],
    [['unset nothing-like-it'], 'There is no such field.'],
    [['regionPrefix', 'eu', 'unset region', 'unset region'], 'That field is not set.'],
    [['unset headers.NAME'], 'That field is not set.'],
    [['unset headers.x'], 'That field is not set.'],
    [['unset name'], 'There is no such field.'],
    [['unset 1'], 'region is taken out.'],
    [['unset awsp'], 'awsProfile is taken out.'],
    [['help'], 'Type the number or the name of a field'],
    [['999'], 'The numbers go from 1 to '],
    [
      ['models.'],
      'That could be models.default, models.menuDefault, models.opus, models.sonnet, models.haiku, models.fable, models.custom, models.subagent or 19 others: type more of it.',
    ],
    [['re'], 'That could be review, region or regionPrefix: type more of it.'],
    [['fie'], '1. region: eu-west-1;'],
  ])('%j', (answers, said) => {
    expect(talk(answers, editing('cloud')).last).toStartWith(said);
  });

  test('a preset that works as it is becomes a profile', () => {
    const { requests } = talk(['edit direct', '', '', 'yes']);
    expect(requests[0]?.change).toMatchObject({ change: 'add', name: 'direct' });
  });
});

describe('leaving', () => {
  test.each([
    ['nothing was typed', ['quit'], editing('cloud'), true],
    ['something was typed', ['note', 'x', 'quit'], editing('cloud'), false],
    ['no to saving', ['note', 'x', '', 'no'], editing('cloud'), false],
    ['a new profile', ['', 'quit'], adding('bedrock'), true],
    ['a new profile under its own name', ['mine', 'quit'], adding('bedrock'), false],
  ] as const)('%s', (_, answers, options, atOnce) => {
    if (atOnce) {
      expect(talk(answers, options).result).toEqual({ outcome: 'left' });
      return;
    }
    expect(talk(answers, options).last).toBe('Discard what was changed? yes or no: ');
    expect(talk([...answers, '', 'maybe', 'yes'], options)).toMatchObject({
      requests: [],
      result: { outcome: 'left' },
    });
    expect(talk([...answers, 'no'], options).last).toStartWith('Back to the fields.\nAnother field?');
  });
});

describe('from the picker', () => {
  test('saved goes back to the list, launch ends', () => {
    expect(talk(['add litellm', ...newLitellm, '', 'yes']).last).toStartWith(
      'added litellm.\nThe numbers have changed',
    );
    expect(talk(['edit 2', 'unset region', '', 'yes']).last).toStartWith('changed cloud.\nNumber,');
    expect(talk(['litellm', ...newLitellm, '', 'launch']).result).toEqual({
      outcome: 'chosen',
      name: 'litellm',
      done: 'added litellm',
    });
    expect(talk(['edit 2', 'unset region', '', 'choose'], { purpose: 'choose' }).result).toEqual({
      outcome: 'chosen',
      name: 'cloud',
      done: 'changed cloud',
    });
  });

  test('left goes back to the list', () => {
    expect(talk(['add', '']).last).toStartWith('Nothing was added.');
    expect(talk(['edit 2', 'quit']).last).toStartWith('Nothing was changed.');
  });

  test('a taken name gets a number', () => {
    const taken = { ...snapshotOf().config, profiles: { direct: { backend: 'anthropic' } } } as const;
    const { last } = talk(['add direct'], { snapshot: { config: taken } });
    expect(last).toContain('Name, empty for direct-2: ');
  });
});
