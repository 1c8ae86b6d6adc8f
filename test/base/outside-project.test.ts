import { expect, test } from 'bun:test';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outsideProject, programOutsideProject } from '../../src/base/outside-project.ts';
import { fromCommand } from '../../src/secrets/from-command.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** A repository below the home folder, with programs of its own, and where somebody stands in it. */
function world() {
  const home = new Home();
  for (const folder of ['project/.git', 'project/bin', 'project/node_modules/.bin', 'project/deep', 'bin'])
    home.makeFolder(folder);
  const marker = join(home.path, 'ran');
  for (const each of [
    'project/bin/tool',
    'project/deep/tool',
    'project/node_modules/.bin/tool',
    'project/deep/claude',
  ])
    home.write(each, `#!/bin/sh\ntouch ${marker}\necho hostile\n`, 0o755);
  home.write('bin/mine', '#!/bin/sh\npwd\n', 0o755);
  symlinkSync(join(home.path, 'project/bin'), join(home.path, 'link'));
  return { home, cwd: join(home.path, 'project/deep'), marker };
}

test.each([
  '.',
  '',
  'bin',
  '../bin',
  '$H/project/bin',
  '$H/project/node_modules/.bin',
  '$H/project/deep',
  '$H/link',
  '$H/project/deep/../bin',
])('a program in the project is not found by PATH entry %j', entry => {
  const { home, cwd } = world();
  const PATH = `${entry.replace('$H', home.path)}:${home.path}/bin`;
  const place = { environment: { HOME: home.path, PATH }, cwd };
  expect(programOutsideProject('tool', place)).toBeUndefined();
  expect(programOutsideProject('mine', place)).toBe(join(home.path, 'bin/mine'));
});

test('in the home folder, and in one that holds it, programs are the user’s own', () => {
  const { home } = world();
  const PATH = `${home.path}/bin`;
  mkdirSync(join(home.path, '.git'));
  for (const cwd of [home.path, '/'])
    expect(programOutsideProject('mine', { environment: { HOME: home.path, PATH }, cwd })).toBeDefined();
});

test('lists of an interpreter lose what is relative or of the project; without a home folder it starts in /', () => {
  const { home, cwd } = world();
  const lists = {
    PYTHONPATH: `.:lib:${home.path}/lib`,
    NODE_PATH: `${cwd}/node_modules`,
    RUBYLIB: '',
    PATH: '/usr/bin:/bin',
  };
  const apart = outsideProject({ environment: { HOME: home.path, ...lists }, cwd });
  expect(apart).toMatchObject({
    cwd: home.path,
    environment: { PYTHONPATH: `${home.path}/lib`, PATH: '/usr/bin:/bin', PWD: home.path },
  });
  expect(apart.environment.NODE_PATH).toBeUndefined();
  expect(outsideProject({ environment: { HOME: '/proc/none' }, cwd }).cwd).toBe('/');
});

test('a file that a cloud or git reads is that of the folder where the user is', () => {
  const { home, cwd } = world();
  const relative = { AWS_CONFIG_FILE: '.aws/config', GIT_SSL_CAINFO: 'ca.pem' };
  const files = { ...relative, NODE_EXTRA_CA_CERTS: '/ca.pem', CLOUDSDK_CONFIG: '~/x' };
  const { environment } = outsideProject({ environment: { HOME: home.path, ...files }, cwd });
  expect(environment).toMatchObject({
    ...files,
    AWS_CONFIG_FILE: join(cwd, '.aws/config'),
    GIT_SSL_CAINFO: join(cwd, 'ca.pem'),
  });
});

test('a .gitignore that is a pipe is not waited for', async () => {
  const { home, cwd } = world();
  Bun.spawnSync(['git', 'init', '-q', join(home.path, 'project')]);
  Bun.spawnSync(['mkfifo', join(cwd, '.gitignore')]);
  home.writeConfig({
    version: 1,
    profiles: { x: { backend: 'gateway', baseUrl: 'http://h', token: 'env:TOKEN' } },
  });
  const wrote = await cgw(['write', 'x', '--to', 'dotenv', '--plaintext'], {
    home,
    cwd,
    env: { TOKEN: 'secret' },
  });
  expect(wrote.stderr).toContain('do not commit it');
}, 60_000);

test('cmd: starts its program in the home folder', async () => {
  const { home, cwd } = world();
  const context = {
    environment: { HOME: home.path, PATH: `${home.path}/bin:/usr/bin:/bin` },
    cwd,
    platform: process.platform,
    err: () => {},
    isTerminal: () => false,
  };
  expect(await fromCommand(['mine'], context)).toBe(home.path);
});

test.each(['cmd:./tool', 'cmd:bin/tool', 'cmd:["../tool","x"]', 'cmd:~/bin/tool'])(
  '%s is refused where it is given and where it stands',
  async reference => {
    const { home, cwd, marker } = world();
    const given = await cgw(
      ['add', 'x', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret', `token=${reference}`],
      { home, cwd },
    );
    expect(given).toMatchObject({ exit: 3 });
    expect(given.stderr).toContain('absolute path');
    home.writeConfig({
      version: 1,
      profiles: { x: { backend: 'gateway', baseUrl: 'http://h', token: reference } },
    });
    expect(await cgw(['env', 'x'], { home, cwd })).toMatchObject({ exit: 3 });
    expect(await Bun.file(marker).exists()).toBe(false);
  },
);

test('a claude that only the project has is not started', async () => {
  const { home, cwd, marker } = world();
  home.writeConfig({
    version: 1,
    profiles: { x: { backend: 'gateway', baseUrl: 'http://h', token: 'placeholder:x' } },
  });
  const result = await cgw(['run', 'x'], { home, cwd, env: { PATH: '.:/usr/bin:/bin' } });
  expect(result).toMatchObject({ exit: 127, stdout: '' });
  expect(result.stderr).toContain('comes with this folder');
  expect(await Bun.file(marker).exists()).toBe(false);
});
