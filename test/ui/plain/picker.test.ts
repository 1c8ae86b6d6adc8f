import { describe, expect, test } from 'bun:test';
import { commandNames } from '../../../src/ui/plain/picker.ts';
import { snapshotOf } from '../../support/screens.ts';
import { talk } from './converse.ts';

const broken = { version: 1, roles: {}, profiles: { broken: { backend: 'vertex' } } } as const;

describe('the greeting', () => {
  test('says how many, which Claude Code, which default, and every entry in words', () => {
    const { said } = talk([]);
    expect(said).toStartWith('cgw: 2 profiles, claude 2.1.332, the default is work.\nYours:\n');
    expect(said).toContain(
      '\n1. work: the default; role @interactive; Gateway, Anthropic format; https://litellm',
    );
    expect(said).toContain('\n2. cloud: role @batch; Amazon Bedrock;');
    expect(said).toContain('\nReady to use:\n3. bedrock: Amazon Bedrock; a preset\n');
    expect(said).toMatch(/\nTo set up: \d+ more presets\. Type presets to list them\.\n/);
    expect(said).not.toContain('openrouter');
  });

  test('says what is in force, meant and used last here', () => {
    const environment = { CGW_PROFILE: 'cloud' };
    expect(talk([], { snapshot: { environment, lastUsed: ['cloud'] } }).said).toContain(
      '2. cloud: used here; role @batch; used last in this folder;',
    );
    expect(talk([], { snapshot: { meant: 'cloud' } }).said).toContain('2. cloud: meant in this folder;');
  });

  test('says why something cannot be used', () => {
    expect(talk([], { snapshot: { config: broken } }).said).toMatch(
      /1\. broken: cannot be used: projectId is required[^\n]*/,
    );
    expect(talk([], { snapshot: { config: broken } }).said).toStartWith(
      'cgw: 1 profile, claude 2.1.332, no default.',
    );
  });
});

describe('choosing', () => {
  test.each([
    ['1', 'work'],
    ['2.', 'cloud'],
    [' cloud ', 'cloud'],
    ['CLOUD', 'cloud'],
    ['wo', 'work'],
    ['@batch', 'cloud'],
    ['direct', 'direct'],
    ['subs', 'subscription'],
  ])('%j ends with %s', (answer, name) => {
    for (const purpose of ['launch', 'choose'] as const)
      expect(talk([answer], { purpose }).result).toEqual({ outcome: 'chosen', name });
  });

  test('a preset that needs something is set up first', () => {
    const { last, result } = talk(['openrouter']);
    expect(result).toBeUndefined();
    expect(last).toContain('A new profile, made of OpenRouter');
  });

  test('what is no valid profile is not chosen', () => {
    const { last, result } = talk(['broken'], { snapshot: { config: broken } });
    expect(result).toBeUndefined();
    expect(last).toContain('broken cannot be used: projectId is required');
  });

  test('a profile that is called like a command has its number', () => {
    const { work } = snapshotOf().config.profiles;
    const config = { version: 1, roles: {}, profiles: { quit: work ?? { backend: 'gateway' } } } as const;
    expect(talk(['quit'], { snapshot: { config } }).result).toEqual({ outcome: 'left' });
    expect(talk(['1'], { snapshot: { config } }).result).toEqual({ outcome: 'chosen', name: 'quit' });
  });
});

describe('what cannot be meant', () => {
  test.each([
    ['', 'Type the number or the name of a profile, or help.'],
    ['0', 'That is neither a command nor the name of a profile. Type help or list.'],
    ['nothing-like-it', 'That is neither a command nor the name of a profile. Type help or list.'],
    ['@nobody', 'There is no profile and no preset of that name. Type list to see them.'],
    ['work cloud', 'That is neither a command nor the name of a profile. Type help or list.'],
    ['delete', 'That needs the number or the name of a profile after it.'],
    [
      'features lite',
      'That could be litellm, litellm-anthropic, litellm-bedrock or litellm-vertex: type more of it.',
    ],
    ['compare', 'That needs two profiles or more, as in: compare 1 2.'],
    ['compare 1', 'That needs two profiles or more, as in: compare 1 2.'],
    ['compare 1 nobody', 'There is no profile and no preset of that name. Type list to see them.'],
    ['find', 'That needs words after it, as in: find bedrock.'],
    ['find nothing-like-it', 'Nothing matches.'],
    ['add nothing-like-it', 'There is no such preset. Type add alone to list them.'],
    ['add 1', 'work is a profile of yours: type copy work to have it under another name.'],
  ])('%j is answered and asked again', (answer, said) => {
    const { last, result } = talk([answer]);
    expect(last).toBe(`${said}\nNumber, name or command; help says which: `);
    expect(result).toBeUndefined();
  });

  test('a role that points at nothing means nothing, not what begins like it', () => {
    const config = { ...snapshotOf().config, roles: { night: 'wor' } };
    expect(talk(['@night'], { snapshot: { config } }).last).toStartWith('There is no profile and no preset');
  });

  test('a number beyond the list', () => {
    for (const answer of ['999', 'delete 999', 'compare 1 999', 'add 999'])
      expect(talk([answer]).last).toMatch(/^The numbers go from 1 to \d+\.\n/);
  });

  test('what may be a credential is never repeated', () => {
    for (const secret of [
      'sk-ant-api03-planted-0123456789',
      'ghp_planted0123456789abcdef',
      '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    ])
      for (const command of [
        '',
        'delete ',
        'features ',
        'compare 1 ',
        'find ',
        'add ',
        'copy 1 ',
        'role 1 ',
        'rename 1 ',
      ])
        expect(talk([`${command}${secret}`]).said).not.toContain(secret);
  });
});

describe('commands', () => {
  test('help says all of them, and what a number does', () => {
    const { last } = talk(['help']);
    for (const name of commandNames) expect(last).toMatch(new RegExp(`^${name}\\b[^\\n]*: [^\\n]+\\.$`, 'm'));
    expect(last).toContain('N: start Claude Code under it; set up a preset.');
    expect(talk(['help'], { purpose: 'choose' }).last).toContain('N: choose it; set up a preset.');
  });

  test('their unambiguous beginnings work', () => {
    expect(talk(['he']).last).toContain('quit: leave.');
    expect(talk(['q']).result).toEqual({ outcome: 'left' });
    expect(talk(['li']).last).toMatch(/^That could be list, line, .* or .*: type more of it\.$/m);
    expect(talk(['lis']).last).toStartWith('cgw: 2 profiles');
  });

  test('presets and find list entries with the numbers that they have', () => {
    const presets = talk(['presets']).last;
    expect(presets).toContain('\n8. bifrost: Bifrost; needs token\n');
    expect(presets).toContain('needs baseUrl, apiKey and headers.cf-aig-authorization');
    expect(talk(['find EU amazon']).last).toStartWith('2. cloud:');
    expect(talk(['find litellm vertex']).last).toMatch(/^\d+\. litellm-vertex: LiteLLM to Vertex; needs/m);
    expect(talk(['find team’s']).last).toStartWith('1. work:');
  });

  test.each<[string, ...(readonly string[])[]]>([
    ['show 1', ['show', 'work']],
    ['show @batch', ['show', 'cloud']],
    ['SHOW CLOUD', ['show', 'cloud']],
    ['features cloud', ['features', 'cloud']],
    ['features 1 2 --why', ['features', 'work', 'cloud', '--why']],
    ['features litellm-bedrock', ['features', 'litellm-bedrock']],
    ['issues 1', ['issues', 'work']],
    ['default 2', ['default', 'cloud']],
    ['default --unset', ['default', '--unset']],
    ['copy work 2', ['copy', 'work', '2']],
    ['copy direct mine', ['copy', 'direct', 'mine']],
    ['rename 2 aws', ['rename', 'cloud', 'aws']],
    ['rename 2', ['rename', 'cloud']],
    ['role night 1', ['role', 'night', 'work']],
    ['role @night 1', ['role', '@night', 'work']],
    ['role batch --unset', ['role', 'batch', '--unset']],
    ['write 2 --to user --dry-run', ['write', 'cloud', '--to', 'user', '--dry-run']],
    [
      'write 1 --to dotenv --file /tmp/0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      ['write', 'work', '--to', 'dotenv', '--file', '/tmp/0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
    ],
    ['compare subscription 2', ['diff', 'subscription', 'cloud']],
    ['compare cloud', ['diff', 'work', 'cloud']],
    ['compare 1 2 direct', ['diff', 'work', 'cloud'], ['diff', 'work', 'direct']],
  ])('%j is handed on, with whole names', (answer, ...lines) => {
    const { commands, requests, result } = talk([answer]);
    expect(commands).toEqual(lines);
    expect(requests).toEqual([]);
    expect(result).toBeUndefined();
  });

  test('what may be a credential becomes no argument', () => {
    const key = 'sk-ant-api03-planted-0123456789';
    for (const line of [
      `copy 1 ${key}`,
      `rename 1 ${key}`,
      `role ${key} 1`,
      `show 1 ${key}`,
      `show ${key}`,
    ]) {
      const { commands, said } = talk([line]);
      expect(commands).toEqual([]);
      expect(said).not.toContain(key);
    }
    expect(talk([`rename 1 ${key}`]).last).toStartWith('That looks like a credential. It is not taken');
  });

  test('check asks first, because it costs', () => {
    const { said, commands } = talk(['check 1', 'yes']);
    expect(said).toMatch(/\n?work: .*\nRequests go to the backend of this profile, .* billed there\./);
    expect(said).toContain('Check it? yes or no: ');
    expect(commands).toEqual([['check', 'work']]);
    const kept = talk(['check 1', 'no']);
    expect(kept.commands).toEqual([]);
    expect(kept.last).toStartWith('Nothing was checked.');
    expect(talk(['check openrouter']).last).toContain('still has to be set up');
  });

  test('env says what is set, what is taken away, and what disagrees', () => {
    const settings = {
      scope: 'user',
      path: '/home/me/.claude/settings.json',
      content: { env: { ANTHROPIC_BASE_URL: 'https://other' } },
    } as const;
    const environment = { HOME: '/home/me', ANTHROPIC_API_KEY: 'sk-planted' };
    const { last } = talk(['env work'], { snapshot: { environment, settingsFiles: [settings] } });
    expect(last).toContain(
      '\nSets\n  ANTHROPIC_BASE_URL=https://litellm.example.com:4000\n  ANTHROPIC_AUTH_TOKEN=‹env:',
    );
    expect(last).toContain('\nClears what is exported here\n  ANTHROPIC_API_KEY\n');
    expect(last).toContain(
      '\nSettings files disagree\n  ANTHROPIC_BASE_URL in ~/.claude/settings.json (user)\n',
    );
    expect(last).not.toContain('sk-planted');
  });

  test('a warning is called one', () => {
    expect(talk(['env direct']).last).toMatch(/^Warning: direct: ANTHROPIC_API_KEY is not exported here/m);
  });

  test('a preset that needs something has variables too, and says so', () => {
    expect(talk(['env litellm-bedrock']).last).toContain('\nIt still needs baseUrl and token.\n');
  });

  test('one alone is compared with what is meant here', () => {
    expect(talk(['compare cloud'], { snapshot: { meant: undefined } }).last).toStartWith('That needs two');
    expect(talk(['compare bedrock bedrock']).last).toStartWith('That needs two profiles');
  });

  test('line says the line of the shell', () => {
    expect(talk(['line cloud']).last).toContain('\neval $(cgw env cloud)\n');
    expect(talk(['line cloud'], { snapshot: { shell: 'fish' } }).last).toContain('cgw env cloud | source');
    expect(talk(['line openrouter']).last).toContain('openrouter is a preset that still has to be set up');
  });

  test('previous says which one was used before', () => {
    expect(talk(['previous']).last).toContain('No other profile was used in this folder yet.');
    expect(talk(['previous'], { snapshot: { lastUsed: ['work', 'gone', 'cloud'] } }).last).toStartWith(
      '2. cloud:',
    );
  });
});

describe('deleting', () => {
  test('only yes does it', () => {
    expect(talk(['delete 2', 'yes']).commands).toEqual([['remove', 'cloud']]);
    for (const answer of ['y', '', 'delete', 'profile']) {
      const { commands, last } = talk(['delete 2', answer]);
      expect(commands).toEqual([]);
      expect(last).toStartWith('cloud is kept.');
    }
  });

  test('a preset stays', () => {
    const { commands, last } = talk(['delete direct']);
    expect(commands).toEqual([]);
    expect(last).toStartWith('direct is a preset: it stays.');
  });

  const withEntry = {
    config: {
      version: 1,
      roles: {},
      profiles: { work: { backend: 'gateway', baseUrl: 'https://x', token: 'keychain:work/token' } },
    },
  } as const;

  test.each<[string, ...(readonly string[])[]]>([
    ['yes', ['remove', 'work']],
    ['profile', ['remove', 'work', '--keep-secrets']],
    ['keep'],
  ])('names keychain entries, and can keep them: %s', (answer, ...lines) => {
    const { said, commands } = talk(['delete work', answer], { snapshot: withEntry });
    expect(said).toContain(
      'The keychain entry work/token would go along.\nDelete work? Only yes deletes it; profile deletes it too, but not its credential: ',
    );
    expect(commands).toEqual(lines);
  });

  test('says what would name nothing any more', () => {
    expect(talk(['delete work']).last).toBe(
      'Without work, the default and @interactive would name nothing any more.\nDelete work? Only yes deletes it: ',
    );
  });

  test('after a command the list is the new one, and it is said that the numbers have changed', () => {
    const { config } = snapshotOf();
    const { work: _, ...profiles } = config.profiles;
    const removes = { program: () => ({ config: { ...config, default: 'cloud', profiles } }) };
    expect(talk(['delete 1', 'yes'], removes).last).toContain(
      'The numbers have changed: type list to see them.',
    );
    expect(talk(['delete 1', 'yes', '1'], removes).result).toEqual({ outcome: 'chosen', name: 'cloud' });
    const program = () => ({ config: { ...config, default: 'cloud' } });
    expect(talk(['default 2'], { program }).last).not.toContain('The numbers have changed');
    expect(talk(['default 2', 'list'], { program }).last).toContain('2. cloud: the default;');
  });
});

test('nothing said obeys what a note or a value holds', () => {
  const env = { X: '\u001b[31mred\u0007\r\nsecond' };
  const profile = { backend: 'bedrock', note: '\u202eevil', region: 'eu-west-1', env } as const;
  const config = { version: 1, roles: {}, profiles: { x: profile } } as const;
  const form = ['edit 1', 'fields', 'note', '', 'unset env.X', '', 'no', 'no', 'quit', 'yes'];
  // `talk` itself holds everything said against the rules.
  const { said } = talk(['list', 'env 1', ...form], { snapshot: { config } });
  expect(said).toContain('evil');
  expect(said).toContain('red');
  expect(said).not.toContain('\u202e');
});
