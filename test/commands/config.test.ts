import { expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backends, fieldsOf } from '../../src/backends/index.ts';
import { backendIds } from '../../src/env/backend-ids.ts';
import { configSchema } from '../../src/profile/json-schema.ts';
import { cgw, done } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import type { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

function edit(home: Home, EDITOR: string) {
  return cgw(['config', 'edit'], { home, env: { EDITOR }, asProcess: true });
}

const draftOf = (home: Home) => join(home.path, '.config/cgw/config.draft.json');

test('path', async () => {
  const home = configured();
  expect((await done(['config', 'path'], { home })).stdout).toBe(`${home.config}\n`);
});

test('edit: what is valid takes the place of the config, with the schema for editors', async () => {
  const home = configured();
  const result = await edit(home, `sed -i 's/"default": "work"/"default": "cloud"/'`);
  expect(result).toMatchObject({ exit: 0, stderr: 'changed ~/.config/cgw/config.json\n' });
  const changed = JSON.parse(readFileSync(home.config, 'utf8'));
  expect(changed).toMatchObject({ $schema: './config.schema.json', default: 'cloud' });
  expect(existsSync(join(home.path, '.config/cgw/config.schema.json'))).toBe(true);
  expect(existsSync(draftOf(home))).toBe(false);
  // Other commands keep it.
  await done(['default', 'work'], { home });
  expect(JSON.parse(readFileSync(home.config, 'utf8'))).toEqual({ ...changed, default: 'work' });
});

test('edit: what is not valid is kept as a draft, and opened again', async () => {
  const home = configured();
  const before = readFileSync(home.config, 'utf8');
  const wrong = await edit(home, `sed -i 's/"backend": "bedrock"/"backend": "bedrok"/'`);
  expectError(wrong, 3, 'profiles.cloud.backend must be one of', 'cgw config edit opens it again');
  expect(readFileSync(home.config, 'utf8')).toBe(before);
  expect(readFileSync(draftOf(home), 'utf8')).toContain('bedrok');
  const failed = await edit(home, 'false');
  expect(failed).toMatchObject({ exit: 1 });
  expect(failed.stderr).toContain('the editor failed, so nothing was changed\n     the draft is kept');
  const mended = await edit(home, `sed -i 's/bedrok/bedrock/'`);
  expect(mended).toMatchObject({ exit: 0 });
  expect(existsSync(draftOf(home))).toBe(false);
});

test('edit: a draft that was kept never undoes what others changed meanwhile', async () => {
  const home = configured();
  await edit(home, `sed -i 's/"backend": "bedrock"/"backend": "bedrok"/'`);
  await done(['copy', 'work', 'later'], { home });
  const refused = await edit(home, `sed -i 's/bedrok/bedrock/'`);
  const [opens = '', ...error] = refused.stderr.split('\n');
  expect(opens).toContain('opening the draft that was kept');
  const said = { ...refused, stderr: error.join('\n') };
  expectError(said, 1, 'another cgw has changed it since this draft was begun', 'config.draft.json');
  expect(JSON.parse(readFileSync(home.config, 'utf8')).profiles).toHaveProperty('later');
  expect(existsSync(draftOf(home))).toBe(true);
});

test('edit: an editor that fails before anything was written leaves no draft', async () => {
  const home = configured();
  expectError(await edit(home, 'false'), 1, 'the editor failed, so nothing was changed', 'EDITOR=nano');
  expect(existsSync(draftOf(home))).toBe(false);
});

test('edit: a damaged config can be mended; what stays as it was changes nothing', async () => {
  const home = configured();
  expect(await edit(home, 'true')).toMatchObject({ exit: 0, stderr: 'nothing was changed\n' });
  const before = readFileSync(home.config, 'utf8');
  home.writeConfig(before.replace('{', ''));
  expect(await edit(home, `sed -i '1s/^/{/'`)).toMatchObject({ exit: 0 });
  expect(JSON.parse(readFileSync(home.config, 'utf8'))).toEqual(JSON.parse(before));
});

test('edit without an editor says which variable to set', async () => {
  expectError(await cgw(['config', 'edit'], { home: configured() }), 2, 'EDITOR=nano cgw config edit');
});

test('the schema knows every part of the config, and a change keeps each', async () => {
  const home = configured();
  const team = { source: 'https://git.example.com/team.git', commit: 'a'.repeat(40), profiles: {} };
  const own = { $schema: './config.schema.json', quiet: true, mouse: false };
  const whole = { ...config, ...own, catalogs: { team } };
  home.writeConfig(whole);
  await done(['default', 'cloud'], { home });
  expect(home.readConfig()).toEqual({ ...whole, default: 'cloud' });
  expect(Object.keys(configSchema().properties ?? {}).sort()).toEqual(Object.keys(whole).sort());
});

test('the schema knows every field of every backend, and no other', () => {
  const text = JSON.stringify(configSchema());
  for (const id of backendIds) {
    expect(text).toContain(backends[id].title);
    for (const path of Object.keys(fieldsOf(id))) expect(text).toContain(`"${path.split('.').at(-1)}":{`);
  }
});
