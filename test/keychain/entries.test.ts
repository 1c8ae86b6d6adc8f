import { expect, test } from 'bun:test';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { atEvery, failAt, hasStrace, killAt } from '../support/strace.ts';
import { isDeep } from '../support/tier.ts';
import { gatewayFlags, type KeyringHome, withKeyring } from './world.ts';

const secret = 'sk-planted-7f3a9c-0000';

/** Runs the command that a note has named. */
function deleteByHand(home: KeyringHome, note: string): void {
  const command = /to delete it: (secret-tool .*)\n/.exec(note)?.[1] ?? '';
  Bun.spawnSync(command.split(' '), { env: { ...process.env, ...home.service.env } });
}

withKeyring('an entry of the keychain', start => {
  test('add stores what comes on stdin, and every reader of the profile gets it', async () => {
    const home = start();
    const { service } = home;
    const { stdout, stderr } = await home.done(
      ['add', 'first', ...gatewayFlags, '--secret-stdin', 'token'],
      `${secret}\n`,
    );
    expect(stdout).toBe('');
    expect(stderr).toStartWith('added first\n');
    expect(service.value('first/token')).toBe(secret);
    expect(home.profile('first')).toMatchObject({ token: 'keychain:first/token' });
    expect(readFileSync(home.config, 'utf8')).not.toContain(secret);
    expect(await home.token('first')).toBe(`${secret}\n`);
    expect((await home.done(['env', 'first', '--shell', 'sh'])).stdout).toContain(
      `export ANTHROPIC_AUTH_TOKEN=${secret};`,
    );
    const printed = await home.done(['exec', 'first', '--', 'printenv', 'ANTHROPIC_AUTH_TOKEN']);
    expect(printed.stdout).toBe(`${secret}\n`);
    for (const line of [
      'show first',
      'show first --json',
      'list',
      'env first --json',
      'secret check first token',
    ])
      expect((await home.done(line.split(' '))).stdout).not.toContain(secret);
  });

  test('a header keeps the word before its credential', async () => {
    const home = start();
    const header = 'headers.cf-aig-authorization';
    await home.done(
      ['add', 'head', ...gatewayFlags, '--secret', `${header}=Bearer keychain`, '--secret-stdin', header],
      secret,
    );
    expect(home.service.value(`head/${header}`)).toBe(secret);
    const { stdout } = await home.done(['exec', 'head', '--', 'printenv', 'ANTHROPIC_CUSTOM_HEADERS']);
    expect(stdout).toBe(`cf-aig-authorization: Bearer ${secret}\n`);
    await home.done(['secret', 'set', 'head', header, '--stdin'], 'second');
    expect((await home.done(['exec', 'head', '--', 'printenv', 'ANTHROPIC_CUSTOM_HEADERS'])).stdout).toBe(
      'cf-aig-authorization: Bearer second\n',
    );
  });

  test('edit replaces its own entry', async () => {
    const home = start();
    await home.add('edited', 'old-value');
    await home.done(['edit', 'edited', '--secret-stdin', 'token', '--set', 'note=x'], 'new-value');
    expect(home.service.value('edited/token')).toBe('new-value');
    expect(home.profile('edited')).toMatchObject({ note: 'x' });
  });

  test('an entry of unknown origin is not overwritten; both remedies work', async () => {
    const home = start();
    await home.service.store('taken/token', 'of somebody');
    const args = ['add', 'taken', ...gatewayFlags];
    const refused = await home.run([...args, '--secret-stdin', 'token'], secret);
    expectError(
      refused,
      3,
      'taken/token already',
      '--secret token=keychain:taken/token',
      'secret-tool clear',
    );
    expect(home.service.value('taken/token')).toBe('of somebody');
    await home.done([...args, '--secret', 'token=keychain:taken/token']);
    expect(await home.token('taken')).toBe('of somebody\n');
    const removed = await home.done(['remove', 'taken']);
    expect(removed.stderr).toContain('taken/token is kept, as it was not made for taken in this config');
    expect(home.service.value('taken/token')).toBe('of somebody');
    deleteByHand(home, removed.stderr);
    await home.done([...args, '--secret-stdin', 'token'], secret);
    expect(home.service.value('taken/token')).toBe(secret);
  });

  test('rename takes the entries of its own along, and leaves others', async () => {
    const home = start();
    await home.service.store('team-key', 'of the team');
    await home.add('old', secret);
    await home.done(['edit', 'old', '--secret', 'env.A_TOKEN=keychain:team-key']);
    const { stderr } = await home.done(['rename', 'old', 'new']);
    expect(stderr).toBe('renamed old to new\nthe keychain entry old/token is now new/token\n');
    expect(home.service.value('old/token')).toBeUndefined();
    expect(home.service.value('new/token')).toBe(secret);
    expect(home.profile('new')).toMatchObject({
      token: 'keychain:new/token',
      env: { A_TOKEN: { secret: 'keychain:team-key' } },
    });
    expect(await home.token('new')).toBe(`${secret}\n`);
  });

  test('remove takes the entry along, and says so', async () => {
    const home = start();
    await home.add('gone', secret);
    const { stdout, stderr } = await home.done(['remove', 'gone']);
    expect(stdout).toBe('');
    expect(stderr).toContain('the keychain entry gone/token is deleted\n');
    expect(home.service.value('gone/token')).toBeUndefined();
  });

  test('a note on an entry that stays is said', async () => {
    const home = start();
    await home.add('noted', secret);
    const notes = join(home.path, '.local/state/cgw/keychain');
    const [note = ''] = readdirSync(notes);
    // No file of that name can be removed now.
    renameSync(join(notes, note), join(notes, 'moved.json'));
    mkdirSync(join(notes, note));
    const { stderr } = await home.done(['remove', 'noted']);
    expect(stderr).toContain(`${join(notes, note)} cannot be removed: it is a folder; while it is there`);
    expect(home.service.value('noted/token')).toBeUndefined();
  });

  test('secret remove: entry and reference', async () => {
    const home = start();
    await home.add('two', secret);
    await home.done(['edit', 'two', '--secret-stdin', 'headers.x-key'], 'second');
    const { stderr } = await home.done(['secret', 'remove', 'two', 'headers.x-key']);
    expect(stderr).toBe(
      'two has no headers.x-key any more\nthe keychain entry two/headers.x-key is deleted\n',
    );
    expect(home.service.value('two/headers.x-key')).toBeUndefined();
    expect(home.profile('two')).not.toHaveProperty('headers');
    expectError(await home.run(['secret', 'remove', 'two', 'headers.x-key']), 3, 'two has no headers.x-key');
    expectError(await home.run(['secret', 'remove', 'two', 'token']), 3, 'needs token', 'cgw edit');
    expect(home.service.value('two/token')).toBe(secret);
  });

  if (!isDeep) return;

  test.each([
    ['unicode', 'pä$$wörd “ü” 🗝️ 漢'],
    ['8 KB', 'x'.repeat(8192)],
    ['shell’s special characters', '$(id) `id` \' " \\ * ~ ; &'],
    ['blanks around it', '  two  '],
  ])('a value comes back byte for byte: %s', async (_, value) => {
    const home = start();
    await home.done(['add', 'bytes', '--from', 'bedrock', '--secret-stdin', 'env.X_TOKEN'], `${value}\n`);
    const { stdout } = await home.done(['exec', 'bytes', '--', 'printenv', 'X_TOKEN']);
    expect(stdout).toBe(`${value}\n`);
    await home.done(['remove', 'bytes']);
  });

  test('in env.* it may have several lines; only the last line break is taken off', async () => {
    const home = start();
    await home.done(['add', 'lines', '--from', 'bedrock', '--secret-stdin', 'env.X_KEY'], 'one\ntwo\n\n');
    expect(home.service.value('lines/env.X_KEY')).toBe('one\ntwo\n');
    expect((await home.done(['exec', 'lines', '--', 'printenv', 'X_KEY'])).stdout).toBe('one\ntwo\n\n');
  });

  test.each([
    ['empty', ''],
    ['a line break only', '\n'],
    ['two lines', 'one\ntwo\n'],
    ['a NUL character', 'a\0b'],
    ['too long', 'x'.repeat(65_537)],
  ])('%s is refused, and nothing is stored', async (_, value) => {
    const home = start();
    const args = ['add', 'refused', ...gatewayFlags, '--secret-stdin', 'token'];
    expectError(await home.run(args, value), 3);
    expect(home.service.accounts()).not.toContain('refused/token');
    expect(readdirSync(home.path)).not.toContain('.config');
  });

  test('without a terminal to ask on it says how to hand it in', async () => {
    const home = start();
    const args = ['add', 'unasked', ...gatewayFlags, '--secret', 'token=keychain'];
    const result = await cgw(args, { home, env: home.service.env, under: ['setsid', '--wait'] });
    expectError(result, 2, 'no terminal to ask for token', '--secret-stdin token');
    expect(home.service.accounts()).not.toContain('unasked/token');
  });

  test('--secret-stdin and another --secret for the same field', async () => {
    const home = start();
    const args = ['add', 'both', ...gatewayFlags, '--secret-stdin', 'token', '--secret', 'token=env:MY_KEY'];
    expectError(await home.run(args, secret), 2, '--secret-stdin token');
  });

  test('a keychain in the file without an account says how it is written', async () => {
    const home = start();
    const x = { backend: 'gateway', baseUrl: 'https://llm.example.com', token: 'keychain' };
    home.writeConfig({ version: 1, profiles: { x } });
    expectError(await home.run(['token', 'x']), 3, 'profiles.x.token', 'keychain:litellm/token');
  });

  test('what the profile cannot take is said before the keychain is touched', async () => {
    const home = start();
    await home.add('there', secret);
    for (const args of [
      ['add', 'bad', '--from', 'bedrock', '--secret-stdin', 'token'],
      ['add', 'bad', '--from', 'bedrock', '--secret-stdin', 'region'],
      ['add', 'bad', ...gatewayFlags, '--set', 'baseUrl=nowhere', '--secret-stdin', 'token'],
      ['add', 'there', ...gatewayFlags, '--secret-stdin', 'token'],
      ['edit', 'there', '--secret-stdin', 'apiKey'],
      ['secret', 'set', 'there', 'apiKey', '--stdin'],
      ['secret', 'set', 'there', 'baseUrl', '--stdin'],
    ])
      expectError(await home.run(args, 'other'), 3);
    expect(home.service.accounts().filter(account => /^(bad|there)\//.test(account))).toEqual([
      'there/token',
    ]);
    expect(home.service.value('there/token')).toBe(secret);
  });

  test('secret set: a new value from one moment to the next', async () => {
    const home = start();
    await home.add('rotated', 'old-value');
    const before = home.readConfig();
    const { stderr } = await home.done(['secret', 'set', 'rotated', 'token', '--stdin'], 'new-value\n');
    expect(stderr).toBe('rotated token is keychain:rotated/token with the new value\n');
    expect(await home.token('rotated')).toBe('new-value\n');
    expect(home.readConfig()).toEqual(before);
  });

  test('secret set: a credential from elsewhere becomes an entry', async () => {
    const home = start();
    await home.done(['add', 'moved', ...gatewayFlags, '--secret', 'token=env:MY_KEY']);
    const { stderr } = await home.done(['secret', 'set', 'moved', 'token', '--stdin'], secret);
    expect(stderr).toBe('moved token is keychain:moved/token with the new value, no longer env:MY_KEY\n');
    expect(home.profile('moved')).toMatchObject({ token: 'keychain:moved/token' });
    expect(await home.token('moved')).toBe(`${secret}\n`);
  });

  test('secret set mends a key that stands in the file, without repeating it', async () => {
    const home = start();
    const profile = { backend: 'gateway', baseUrl: 'https://llm.example.com', token: secret };
    home.writeConfig({ version: 1, profiles: { mended: profile } });
    const { stderr } = await home.done(['secret', 'set', 'mended', 'token', '--stdin'], 'new-value');
    expect(stderr).toBe(
      'mended token is keychain:mended/token with the new value, no longer what stood in the file\n' +
        'config.json.bak still holds it until the next change\n',
    );
    expect(await home.token('mended')).toBe('new-value\n');
  });

  test('secret set makes a profile of a preset', async () => {
    const home = start();
    const { stderr } = await home.done(['secret', 'set', 'direct', 'apiKey', '--stdin'], secret);
    expect(stderr).toBe('direct apiKey is keychain:direct/apiKey with the new value, no longer inherit\n');
    expect(home.profile('direct')).toMatchObject({ apiKey: 'keychain:direct/apiKey' });
    expect(await home.token('direct')).toBe(`${secret}\n`);
  });

  test('edit that points elsewhere keeps the entry, and names it', async () => {
    const home = start();
    await home.add('left', secret);
    const { stderr } = await home.done(['edit', 'left', '--secret', 'token=env:MY_KEY']);
    expect(stderr).toContain('the keychain entry left/token is kept');
    expect(home.service.value('left/token')).toBe(secret);
    deleteByHand(home, stderr);
    expect(home.service.value('left/token')).toBeUndefined();
  });

  test('one entry for several profiles', async () => {
    const home = start();
    await home.add('shared', 'old-value');
    await home.done(['add', 'guest', ...gatewayFlags, '--secret', 'token=keychain:shared/token']);
    await home.done(['copy', 'guest', 'guest-2']);
    const set = await home.done(['secret', 'set', 'guest', 'token', '--stdin'], 'new-value');
    expect(set.stderr).toContain('shared, guest-2 use the keychain entry shared/token too');
    for (const name of ['shared', 'guest', 'guest-2']) expect(await home.token(name)).toBe('new-value\n');

    const removed = await home.done(['remove', 'shared']);
    expect(removed.stderr).toContain('the keychain entry shared/token stays: guest, guest-2 use it');
    const refused = await home.run(['add', 'shared', ...gatewayFlags, '--secret-stdin', 'token'], 'mine');
    expectError(refused, 3, 'shared/token is that of guest, guest-2', '--secret token=keychain:shared/token');
    await home.done(['rename', 'guest', 'visitor']);
    expect(home.profile('visitor')).toMatchObject({ token: 'keychain:shared/token' });
    await home.done(['remove', 'visitor']);
    expect(await home.token('guest-2')).toBe('new-value\n');
    const last = await home.done(['remove', 'guest-2']);
    expect(last.stderr).toContain('shared/token is kept, as it was not made for guest-2 in this config');
    expect(home.service.value('shared/token')).toBe('new-value');
  });

  test('rename --keep-secrets leaves them where they are', async () => {
    const home = start();
    await home.add('stays', secret);
    await home.done(['rename', 'stays', 'went', '--keep-secrets']);
    expect(home.profile('went')).toMatchObject({ token: 'keychain:stays/token' });
    expect(await home.token('went')).toBe(`${secret}\n`);
  });

  test('rename onto an account that is taken changes nothing', async () => {
    const home = start();
    await home.add('from', secret);
    await home.service.store('onto/token', 'of somebody');
    const before = home.readConfig();
    expectError(await home.run(['rename', 'from', 'onto']), 3, 'onto/token already', '--keep-secrets');
    expect(home.readConfig()).toEqual(before);
    expect(home.service.value('onto/token')).toBe('of somebody');
    expect(home.service.value('from/token')).toBe(secret);
    await home.done(['rename', 'from', 'onto', '--keep-secrets']);
    expect(await home.token('onto')).toBe(`${secret}\n`);
  });

  test('rename of a profile whose entry is missing', async () => {
    const home = start();
    await home.done(['add', 'hollow', ...gatewayFlags, '--secret', 'token=keychain:hollow/token']);
    await home.done(['rename', 'hollow', 'hollow-2']);
    expect(home.profile('hollow-2')).toMatchObject({ token: 'keychain:hollow/token' });
    const missing = [4, 'keychain:hollow/token', 'cgw secret set hollow-2 token puts it there'] as const;
    for (const args of [
      ['token', 'hollow-2'],
      ['env', 'hollow-2'],
      ['secret', 'check', 'hollow-2', 'token'],
    ])
      expectError(await home.run(args), ...missing);
  });

  test('remove --keep-secrets keeps and names it', async () => {
    const home = start();
    await home.add('kept', secret);
    const { stderr } = await home.done(['remove', 'kept', '--keep-secrets']);
    expect(stderr).toContain('the keychain entry kept/token is kept');
    expect(home.service.value('kept/token')).toBe(secret);
  });

  test('secret remove of what is not an entry: the remedy works', async () => {
    const home = start();
    const path = home.write('key', secret);
    await home.done(['add', 'ff', ...gatewayFlags, '--secret', `token=file:${path}`]);
    const refused = await home.run(['secret', 'remove', 'ff', 'token']);
    expectError(refused, 3, 'not a keychain entry', 'cgw secret set ff token', 'cgw remove ff');
    expect(refused.stderr).not.toContain('--unset');
    await home.done(['edit', 'ff', '--secret', `env.A_KEY=file:${path}`]);
    const spare = await home.run(['secret', 'remove', 'ff', 'env.A_KEY']);
    expectError(spare, 3, 'not a keychain entry', 'cgw edit ff --unset env.A_KEY');
    await home.done(['edit', 'ff', '--unset', 'env.A_KEY']);
  });

  test('secret set onto an entry that is taken: the remedy is a command of its own', async () => {
    const home = start();
    await home.service.store('onset/token', 'of somebody');
    await home.done(['add', 'onset', ...gatewayFlags, '--secret', 'token=env:MY_KEY']);
    const refused = await home.run(['secret', 'set', 'onset', 'token', '--stdin'], secret);
    expectError(refused, 3, 'cgw edit onset --secret token=keychain:onset/token uses it');
    await home.done(['edit', 'onset', '--secret', 'token=keychain:onset/token']);
    expect(await home.token('onset')).toBe('of somebody\n');
  });

  test('blanks around a credential come with copying, and are dropped', async () => {
    const home = start();
    await home.add('blank', ` ${secret}\t\n\n`);
    expect(home.service.value('blank/token')).toBe(secret);
    await home.done(['secret', 'set', 'blank', 'token', '--stdin'], ' lead ');
    expect(home.service.value('blank/token')).toBe('lead');
  });

  test('secret check: what is available and what is not, for every kind', async () => {
    const home = start();
    await home.add('tried', secret);
    const check = async (field: string) => (await home.done(['secret', 'check', 'tried', field])).stdout;
    expect(await check('token')).toBe('tried token: keychain:tried/token is available (22 characters)\n');
    await home.done(['edit', 'tried', '--secret', "env.A_KEY=cmd:printf 'a b'"]);
    expect(await check('env.A_KEY')).toBe('tried env.A_KEY: cmd:printf … is available (3 characters)\n');
    await home.done(['edit', 'tried', '--secret', 'env.B_KEY=env:NOT_THERE']);
    const missing = ['secret', 'check', 'tried', 'env.B_KEY'];
    expectError(await home.run(missing), 4, 'env:NOT_THERE is not set');
    const { exit, stdout } = await home.run([...missing, '--json']);
    expect(exit).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ available: false, reference: 'env:NOT_THERE' });
    expectError(await home.run(['secret', 'check', 'tried', 'note']), 3, 'not a field for a credential');
    expectError(await home.run(['secret', 'check', 'direct', 'apiKey']), 3, 'apiKey is inherit');
  });

  test.skipIf(!hasStrace)('a config that cannot be written takes the new entry back', async () => {
    const home = start();
    await home.add('whole', 'old-value');
    const before = home.readConfig();
    const options = { home, env: home.service.env, under: failAt('rename', 1, 'ENOSPC') };
    const added = await cgw(['add', 'half', ...gatewayFlags, '--secret-stdin', 'token'], {
      ...options,
      stdin: 'x',
    });
    expectError(added, 1);
    expect(home.service.value('half/token')).toBeUndefined();
    const edited = await cgw(['edit', 'whole', '--set', 'note=x', '--secret-stdin', 'token'], {
      ...options,
      stdin: 'new-value',
    });
    expectError(edited, 1);
    expect(home.service.value('whole/token')).toBe('old-value');
    expectError(await cgw(['rename', 'whole', 'part'], options), 1);
    expect(home.service.value('whole/token')).toBe('old-value');
    expect(home.service.value('part/token')).toBeUndefined();
    expectError(await cgw(['remove', 'whole'], options), 1);
    expect(home.service.value('whole/token')).toBe('old-value');
    expect(home.readConfig()).toEqual(before);
  });

  test.skipIf(!hasStrace)('killed anywhere, a rename leaves no reference without its entry', async () => {
    const home = start();
    await home.add('killed-0', secret);
    let name = 'killed-0';
    const hits = await atEvery(['sendmsg', 'rename'], async (call, count) => {
      const next = `killed-${call}-${count}`;
      const { signal } = await cgw(['rename', name, next], {
        home,
        env: home.service.env,
        under: killAt(call, count),
      });
      [name = ''] = Object.keys(Object(home.readConfig()).profiles);
      expect(await home.token(name)).toBe(`${secret}\n`);
      return signal === null ? 'through' : 'hit';
    });
    expect(hits).toBeGreaterThan(10);
  });
});
