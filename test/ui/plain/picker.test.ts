import { describe, expect, test } from 'bun:test';
import { commandNames } from '../../../src/ui/plain/picker/commands.ts';
import { catalogOf } from '../../support/catalog.ts';
import { talk } from './converse.ts';

const broken = { version: 1, roles: {}, profiles: { broken: { backend: 'vertex' } } } as const;

describe('the greeting', () => {
  test('says how many, which Claude Code, which default, and every entry in words', () => {
    const { said } = talk([]);
    expect(said).toStartWith('cgw: 2 profiles, claude 2.1.330, the default is work.\nYours:\n');
    expect(said).toContain(
      '\n1. work: the default; role @interactive; Gateway, Anthropic format; https://litellm',
    );
    expect(said).toContain('\n2. cloud: role @batch; Amazon Bedrock;');
    expect(said).toContain('\nReady as they are:\n3. bedrock: Amazon Bedrock; a preset\n');
    expect(said).toMatch(/\nTo set up: \d+ more presets\. Type presets to hear them\.\n/);
    expect(said).not.toContain('openrouter');
  });

  test('says what is in force, meant and used last here', () => {
    const environment = { CGW_PROFILE: 'cloud' };
    expect(talk([], { catalog: { environment, lastUsed: ['cloud'] } }).said).toContain(
      '2. cloud: in force here; role @batch; used last in this folder;',
    );
    expect(talk([], { catalog: { meant: 'cloud' } }).said).toContain('2. cloud: meant in this folder;');
  });

  test('says why something cannot be used', () => {
    expect(talk([], { catalog: { config: broken } }).said).toMatch(
      /1\. broken: cannot be used: projectId is required[^\n]*/,
    );
    expect(talk([], { catalog: { config: broken } }).said).toStartWith(
      'cgw: 1 profile, claude 2.1.330, no default.',
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
    const { last, result } = talk(['broken'], { catalog: { config: broken } });
    expect(result).toBeUndefined();
    expect(last).toContain('broken cannot be used: projectId is required');
  });

  test('a profile that is called like a command has its number', () => {
    const { work } = catalogOf().config.profiles;
    const config = { version: 1, roles: {}, profiles: { quit: work ?? { backend: 'gateway' } } } as const;
    expect(talk(['quit'], { catalog: { config } }).result).toEqual({ outcome: 'left' });
    expect(talk(['1'], { catalog: { config } }).result).toEqual({ outcome: 'chosen', name: 'quit' });
  });
});

describe('what cannot be meant', () => {
  test.each([
    ['', 'Type the number or the name of a profile, or help.'],
    ['0', 'That is no command and no name of a profile. Type help or list.'],
    ['nothing-like-it', 'That is no command and no name of a profile. Type help or list.'],
    ['@nobody', 'There is no profile and no preset of that name. Type list to hear them.'],
    ['work cloud', 'That is no command and no name of a profile. Type help or list.'],
    ['delete', 'That needs the number or the name of a profile after it.'],
    [
      'features lite',
      'That could be litellm, litellm-anthropic, litellm-bedrock or litellm-vertex: type more of it.',
    ],
    ['compare', 'That needs two profiles or more, as in: compare 1 2.'],
    ['compare 1', 'That needs two profiles or more, as in: compare 1 2.'],
    ['compare 1 nobody', 'There is no profile and no preset of that name. Type list to hear them.'],
    ['find', 'That needs words after it, as in: find bedrock.'],
    ['find nothing-like-it', 'Nothing matches.'],
    ['add nothing-like-it', 'There is no such preset. Type add alone to hear them.'],
    ['add 1', 'work is a profile of yours: type copy work to have it under another name.'],
  ])('%j is answered and asked again', (answer, said) => {
    const { last, result } = talk([answer]);
    expect(last).toBe(`${said}\nNumber, name or command; help says which: `);
    expect(result).toBeUndefined();
  });

  test('a role that points at nothing means nothing, not what begins like it', () => {
    const config = { ...catalogOf().config, roles: { night: 'wor' } };
    expect(talk(['@night'], { catalog: { config } }).last).toStartWith('There is no profile and no preset');
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

  test('show has the fields, without the arguments of a command', () => {
    const token = 'cmd:pass show planted-argument';
    const profile = { backend: 'gateway', baseUrl: 'https://x.example.com', token } as const;
    const config = { version: 1, roles: {}, profiles: { x: profile } } as const;
    const { said } = talk(['show 1'], { catalog: { config } });
    expect(said).toContain('  token: cmd:pass …\n');
    expect(said).not.toContain('planted-argument');
    expect(talk(['show direct']).last).toContain('  apiKey: inherit\n');
    expect(talk(['show bedrock']).last).toContain('No field of it is set.');
  });

  test('features says every state as a word', () => {
    const { last } = talk(['features cloud']);
    expect(last).toStartWith('What cloud has of the features of Claude Code, what is lost first:\n');
    expect(last).toMatch(/^none: Web search, documented$/m);
    expect(last).toMatch(/^full: Extended thinking, documented$/m);
    expect(last).toMatch(/^part: /m);
    expect(last).toMatch(/^full: in the program itself: Skills, /m);
    expect(last).not.toMatch(/ {3,}\S/);
  });

  test('env says what is set, what is taken away, and what disagrees', () => {
    const settings = {
      scope: 'user',
      path: '/home/me/.claude/settings.json',
      content: { env: { ANTHROPIC_BASE_URL: 'https://other' } },
    } as const;
    const environment = { HOME: '/home/me', ANTHROPIC_API_KEY: 'sk-planted' };
    const { last } = talk(['env work'], { catalog: { environment, settingsFiles: [settings] } });
    expect(last).toContain(
      '\nSets\n  ANTHROPIC_BASE_URL=https://litellm.example.com:4000\n  ANTHROPIC_AUTH_TOKEN=‹env:',
    );
    expect(last).toContain('\nTakes away what is exported here\n  ANTHROPIC_API_KEY\n');
    expect(last).toContain(
      '\nSettings files disagree\n  ANTHROPIC_BASE_URL in ~/.claude/settings.json (user)\n',
    );
    expect(last).not.toContain('sk-planted');
  });

  test('a warning is called one', () => {
    expect(talk(['env direct']).last).toMatch(/^Warning: direct: ANTHROPIC_API_KEY is not exported here/m);
  });

  test('check and notes say what the screens say', () => {
    expect(talk(['check cloud']).last).toMatch(/^\d+ documented: the vendor says so$/m);
    const notes = talk(['notes work']).last;
    expect(notes).toContain('About work:\nthe team’s gateway\nRoute\n  LiteLLM, unified to Anthropic\n');
    expect(notes).toContain('\nKnown problems\n');
  });

  test('a preset that needs something has them too, and says so', () => {
    expect(talk(['features litellm-bedrock']).last).toContain('\nIt still needs baseUrl and token.\n');
  });

  test('compare says what differs, what is the same, and what a switch means', () => {
    const { last } = talk(['compare subscription cloud']);
    expect(last).toStartWith('subscription and cloud differ in these features:\n');
    expect(last).toContain('\n  Web search: subscription full, cloud none\n');
    expect(last).toContain('\nThey have the same of these:\n  full: Skills; ');
    expect(last).toContain('\nSwitching subscription to cloud\n');
    expect(last).toContain('\n  web-search: full to none\n');
  });

  test('compare takes one for what is meant here, and more than two', () => {
    expect(talk(['compare cloud']).last).toStartWith('work and cloud differ in');
    const three = talk(['compare 1 2 direct']).last;
    expect(three).toContain('Switching work to cloud');
    expect(three).toContain('Switching work to direct');
    expect(talk(['compare bedrock bedrock']).last).toStartWith('That needs two profiles');
  });

  test('line says the line of the shell', () => {
    expect(talk(['line cloud']).last).toContain('\neval $(cgw env cloud)\n');
    expect(talk(['line cloud'], { catalog: { shell: 'fish' } }).last).toContain('cgw env cloud | source');
    expect(talk(['line openrouter']).last).toContain('openrouter is a preset that still has to be set up');
  });

  test('previous says which one was used before', () => {
    expect(talk(['previous']).last).toContain('No other profile was used in this folder yet.');
    expect(talk(['previous'], { catalog: { lastUsed: ['work', 'gone', 'cloud'] } }).last).toStartWith(
      '2. cloud:',
    );
  });
});

describe('changes', () => {
  test.each([
    [['default 2'], { change: 'default', name: 'cloud' }, 'cloud is the default now.'],
    [['default work'], { change: 'default' }, 'there is no default now.'],
    [['copy work', ''], { change: 'copy', from: 'work', to: 'work-2' }, 'copied work to work-2.'],
    [['copy work', 'new'], { change: 'copy', from: 'work', to: 'new' }, 'copied work to new.'],
    [['copy work new'], { change: 'copy', from: 'work', to: 'new' }, 'copied work to new.'],
    [['copy direct mine'], { change: 'copy', from: 'direct', to: 'mine' }, 'copied direct to mine.'],
    [['rename 2 aws'], { change: 'rename', from: 'cloud', to: 'aws' }, 'renamed cloud to aws.'],
    [['role 1', 'night'], { change: 'role', role: 'night', name: 'work' }, '@night is now work.'],
    [['role 1 @night'], { change: 'role', role: 'night', name: 'work' }, '@night is now work.'],
    [['role cloud batch'], { change: 'role', role: 'batch' }, '@batch is gone.'],
    [['delete 2', 'yes'], { change: 'remove', name: 'cloud' }, 'deleted cloud;'],
  ] as const)('%j asks for %j', (answers, change, done) => {
    const { requests, last } = talk(answers);
    expect(requests.map(request => request.change)).toEqual([change]);
    expect(last).toStartWith(done);
  });

  test.each([
    [['delete 2', 'y'], 'cloud is kept.'],
    [['delete 2', ''], 'cloud is kept.'],
    [['delete 2', 'delete'], 'cloud is kept.'],
    [['delete direct'], 'direct is a preset: it stays.'],
    [['rename direct'], 'direct is a preset: type copy direct'],
    [['rename work', ''], 'Nothing was changed.'],
    [['rename work', 'work'], 'That will not do: that is its name already.'],
    [['rename work cloud'], 'That will not do: there is a profile cloud already.'],
    [['copy work', 'a/b'], 'That will not do: may hold only letters'],
    [['role work', ''], 'Nothing was changed.'],
    [['default openrouter'], 'openrouter is a preset that still has to be set up'],
  ])('%j changes nothing', (answers, said) => {
    const { requests, last } = talk(answers);
    expect(requests).toEqual([]);
    expect(last).toStartWith(said);
  });

  const withEntry = {
    config: {
      version: 1,
      roles: {},
      profiles: { work: { backend: 'gateway', baseUrl: 'https://x', token: 'keychain:work/token' } },
    },
  } as const;

  test.each<[string, boolean | undefined, number]>([
    ['yes', undefined, 1],
    ['profile', true, 1],
    ['keep', undefined, 0],
  ])('delete names keychain entries, and can keep them: %s', (answer, keepSecrets, count) => {
    const { said, requests } = talk(['delete work', answer], { catalog: withEntry });
    expect(said).toContain(
      'The keychain entry work/token would go along.\nDelete work? Only yes deletes it; profile deletes it too, but nothing in the keychain: ',
    );
    expect(requests).toHaveLength(count);
    if (count > 0) expect(requests[0]?.keepSecrets).toBe(keepSecrets);
  });

  test('delete says what would name nothing any more', () => {
    expect(talk(['delete work']).last).toBe(
      'Without work, the default and @interactive would name nothing any more.\nDelete work? Only yes deletes it: ',
    );
  });

  test('after a change the list is the new one, and it is said that the numbers have changed', () => {
    const { last } = talk(['delete 1', 'yes']);
    expect(last).toContain('The numbers have changed: type list to hear them.');
    expect(talk(['delete 1', 'yes', '1']).result).toEqual({ outcome: 'chosen', name: 'cloud' });
    expect(talk(['default 2']).last).not.toContain('The numbers have changed');
    expect(talk(['default 2', 'list']).last).toContain('2. cloud: the default;');
  });

  test('role says which roles there are', () => {
    expect(talk(['role work']).last).toStartWith(
      'There are the roles: @batch is cloud, @interactive is work.',
    );
  });

  test('what fails is said, and nothing else happens', () => {
    const perform = () => ({ type: 'failed', text: 'the disk is full; make room' }) as const;
    expect(talk(['default 2'], { perform }).last).toStartWith('the disk is full; make room.\n');
    expect(talk(['default 2', 'list'], { perform }).last).toContain('1. work: the default;');
  });
});

test('nothing said obeys what a note or a value holds', () => {
  const env = { X: '\u001b[31mred\u0007\r\nsecond' };
  const profile = { backend: 'bedrock', note: '\u202eevil', region: 'eu-west-1', env } as const;
  const config = { version: 1, roles: {}, profiles: { x: profile } } as const;
  const form = ['edit 1', 'fields', 'note', '', 'unset env.X', '', 'no', 'no', 'quit', 'yes'];
  // `talk` itself holds everything said against the rules.
  const { said } = talk(['show 1', 'notes 1', 'env 1', ...form], { catalog: { config } });
  expect(said).toContain('evil');
  expect(said).toContain('red');
  expect(said).not.toContain('\u202e');
});
