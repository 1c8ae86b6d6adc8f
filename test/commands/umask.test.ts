import { expect, test } from 'bun:test';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Options, shell } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';
import { isDeep } from '../support/tier.ts';

setUp();

const key = 'sk-0123456789abcdef';

/** Every command that writes a file; `p` is the project that it is called in. */
const script = `
  umask 000
  cgw add litellm --set baseUrl=https://x.example.com --secret token=env:K &&
  cgw edit litellm --set note=hi &&
  cgw copy litellm two &&
  cgw rename two three &&
  cgw default litellm &&
  cgw role batch three &&
  cgw run litellm -p hi &&
  cgw run three -p hi &&
  cgw write litellm --to user &&
  cgw write litellm --to project &&
  cgw write litellm --to local --plaintext &&
  cgw write litellm --to envrc &&
  cgw write litellm --to dotenv --plaintext &&
  cgw write --undo --to project &&
  cgw export litellm | cgw import - --as four --trust &&
  cgw remove three
`;

/** Path → mode of everything in a home, and what has a mode that it should not have. */
function modesIn(home: Home): Map<string, string> {
  const paths = readdirSync(home.path, { recursive: true, encoding: 'utf8' });
  return new Map(paths.map(path => [path, (lstatSync(join(home.path, path)).mode & 0o777).toString(8)]));
}

function wrongIn(home: Home, modes: ReadonlyMap<string, string>): (readonly [string, string])[] {
  return [...modes].filter(
    ([path, mode]) => mode !== (lstatSync(join(home.path, path)).isDirectory() ? '700' : '600'),
  );
}

function options(home: Home): Options {
  return { home, cwd: join(home.path, 'p'), env: { K: key, CGW_CLAUDE: '/bin/true' } };
}

test('under umask 000 all that cgw writes is 0600, in folders 0700', async () => {
  const home = new Home();
  home.makeFolder('p');
  expect(await shell(script, options(home))).toMatchObject({ exit: 0 });
  const modes = modesIn(home);
  modes.delete('p');
  for (const file of [
    '.config/cgw/config.json',
    '.config/cgw/config.json.bak',
    '.config/cgw/config.lock',
    '.local/state/cgw/last-used.json',
    '.local/state/cgw/undo/lock',
    '.claude/settings.json',
    'p/.claude/settings.local.json',
    'p/.envrc',
    'p/.env',
  ])
    expect([file, modes.get(file)]).toEqual([file, '600']);
  expect([...modes.keys()].filter(path => /^\.local\/state\/cgw\/launch\/\d+\.json$/.test(path))).not.toEqual(
    [],
  );
  expect([...modes.keys()].filter(path => /\/undo\/.*\.json$/.test(path))).not.toEqual([]);
  expect(wrongIn(home, modes)).toEqual([]);
});

/** Secrets that go through the keychain, and a launch that asks a helper for them; the rest has gone before. */
const keychainScript = `
  umask 000
  cgw add litellm --set baseUrl=https://x.example.com --secret token=env:K &&
  cgw write litellm --to local --plaintext &&
  printf %s 'entry-one' | cgw add kc --from litellm --set baseUrl=https://x.example.com --secret-stdin token &&
  printf %s 'entry-two' | cgw secret set kc token --stdin &&
  printf %s 'entry-three' | cgw secret set kc headers.x-key --stdin &&
  cgw secret check kc token &&
  cgw secret remove kc headers.x-key &&
  cgw write --undo --to local &&
  cgw run --no-env-secret kc -p hi &&
  cgw edit kc --set secretVia=helper &&
  cgw run kc -p hi &&
  cgw write kc --to user &&
  cgw rename kc kd &&
  cgw copy kd ke &&
  cgw remove kd
`;

test.skipIf(!hasKeyring)('and so it is with the keychain, and with a helper', async () => {
  await using service = await SecretService.start();
  const home = new Home();
  home.makeFolder('p');
  const { env, ...rest } = options(home);
  const outcome = await shell(keychainScript, { ...rest, env: { ...env, ...service.env } });
  expect(outcome).toMatchObject({ exit: 0 });
  const modes = modesIn(home);
  modes.delete('p');
  const overlays = [...modes.keys()].filter(path => /^\.local\/state\/cgw\/launch\/\d+\.json$/.test(path));
  const helped = overlays.filter(path => readFileSync(join(home.path, path), 'utf8').includes(' token kc"'));
  expect(helped).toHaveLength(2);
  expect(wrongIn(home, modes)).toEqual([]);
});

test('cgw closes its own folders where others may enter, and no other', async () => {
  const home = new Home();
  const own = ['.config/cgw', '.local/state/cgw', '.local/state/cgw/launch', '.local/state/cgw/undo'];
  const others = ['.config', '.local', '.local/state', '.claude', 'p', 'p/.claude'];
  for (const folder of [...own, ...others]) chmodSync(home.makeFolder(folder), 0o755);
  // What has made each of these folders in the test above.
  const making =
    'umask 000; cgw add litellm --set baseUrl=https://x.example.com --secret token=env:K && cgw run litellm -p hi && cgw write litellm --to user';
  expect(await shell(isDeep ? script : making, options(home))).toMatchObject({ exit: 0 });
  const modes = modesIn(home);
  expect(own.map(folder => [folder, modes.get(folder)])).toEqual(own.map(folder => [folder, '700']));
  expect(others.map(folder => [folder, modes.get(folder)])).toEqual(others.map(folder => [folder, '755']));
});

test('a folder that the user named for the config stays as the user made it', async () => {
  const home = new Home();
  const folder = home.makeFolder('dotfiles');
  chmodSync(folder, 0o750);
  await done(['add', 'one', '--from', 'bedrock'], { home, env: { CGW_CONFIG_DIR: folder } });
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('750');
  expect((statSync(join(folder, 'config.json')).mode & 0o777).toString(8)).toBe('600');
});
