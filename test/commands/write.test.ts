import { describe, expect, test } from 'bun:test';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { mask } from '../../src/base/redaction.ts';
import { cgw, done, json, type Options, program, shell } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { sampleOf } from '../support/tier.ts';
import { asNobody } from '../support/users.ts';
import { corpus, refused } from '../write/corpus.ts';

setUp();

const secret = 'planted-secret-5c1d';

const profiles = {
  g: { backend: 'gateway', baseUrl: 'https://llm.example.com', token: 'env:LLM_KEY' },
  h: {
    backend: 'gateway',
    baseUrl: 'https://llm.example.com',
    token: 'env:LLM_KEY',
    headers: { 'x-k': { secret: 'env:LLM_KEY' } },
  },
  b: { backend: 'bedrock', region: 'eu-west-1' },
  foundry: { backend: 'foundry', resource: 'r', apiKey: 'env:LLM_KEY', models: { default: 'm' } },
};

type Target = 'user' | 'project' | 'local' | 'envrc' | 'dotenv';

/** A home with profiles and a project in it, which is where cgw is called. */
class Scene {
  readonly home = new Home();
  readonly cwd = this.home.makeFolder('project');
  readonly undo = join(this.home.path, '.local/state/cgw/undo');

  /** @param how `asProcess` where the file will name the program itself */
  constructor(private readonly how: Pick<Options, 'asProcess'> = {}) {
    this.home.writeConfig({ version: 1, roles: { batch: 'g' }, profiles });
  }

  file(target: Target): string {
    return {
      user: join(this.home.path, '.claude/settings.json'),
      project: join(this.cwd, '.claude/settings.json'),
      local: join(this.cwd, '.claude/settings.local.json'),
      envrc: join(this.cwd, '.envrc'),
      dotenv: join(this.cwd, '.env'),
    }[target];
  }

  put(target: Target, content: string | Uint8Array, mode = 0o644): string {
    const file = this.file(target);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  }

  text(target: Target): string {
    return readFileSync(this.file(target), 'utf8');
  }

  run(line: string, env?: Options['env']) {
    return cgw(line.split(' '), this.#options(env));
  }

  done(line: string, env?: Options['env']) {
    return done(line.split(' '), this.#options(env));
  }

  json(line: string): Promise<unknown> {
    return json(line.split(' '), this.#options());
  }

  #options(env: Options['env'] = {}): Options {
    return { ...this.how, home: this.home, cwd: this.cwd, env: { LLM_KEY: secret, ...env } };
  }
}

/** What a settings file of the profile `g` must say, whatever else is in it. */
const routing = {
  ANTHROPIC_BASE_URL: 'https://llm.example.com',
  ANTHROPIC_API_KEY: '',
  ANTHROPIC_AUTH_TOKEN: '',
  ANTHROPIC_CUSTOM_HEADERS: '',
  CLAUDE_CODE_USE_BEDROCK: '',
};

describe('write and undo', () => {
  test.concurrent.each(sampleOf(corpus, 12))('%s: byte for byte, with its mode', async (_, original) => {
    const scene = new Scene();
    const file = scene.put('user', original, 0o640);
    await scene.done('write g --to user');
    expect(readFileSync(file).equals(original)).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await scene.done('write b --to user');
    const undone = await scene.done('write --undo --to user');
    expect(undone.stderr).toBe('~/.claude/settings.json is as it was\n');
    expect(readFileSync(file).equals(original)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(scene.undo)).toEqual(['lock']);
    expect(readdirSync(join(file, '..'))).toEqual(['settings.json']);
  });

  test.concurrent.each(sampleOf(refused, 8))(
    '%s is refused, and nothing is touched',
    async (_, content, reason) => {
      const scene = new Scene();
      scene.put('user', content);
      const before = snapshot(scene.home.path);
      expectError(
        await scene.run('write g --to user'),
        3,
        '~/.claude/settings.json: ',
        reason,
        'leaves it as it is',
      );
      expect(snapshot(scene.home.path)).toEqual(before);
    },
  );

  test.each(['user', 'project', 'local', 'envrc', 'dotenv'] as const)(
    '%s: made for the user alone, and gone again with its folder',
    async target => {
      const scene = new Scene();
      const before = snapshot(scene.home.path);
      await scene.done(`write g --to ${target}`);
      const file = scene.file(target);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      if (file.includes('.claude')) expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
      expect((await scene.done(`write --undo --to ${target}`)).stderr).toContain('is gone again');
      rmSync(join(scene.home.path, '.local'), { recursive: true });
      expect(snapshot(scene.home.path)).toEqual(before);
    },
  );

  test.each(['022', '000'])('with umask %s', async umask => {
    const scene = new Scene();
    const script = `umask ${umask}; cgw write g --to user`;
    await shell(script, { home: scene.home, cwd: scene.cwd, env: { LLM_KEY: secret } });
    expect(statSync(scene.file('user')).mode & 0o777).toBe(0o600);
    expect(statSync(scene.undo).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(scene.undo).filter(each => each.endsWith('.json')))
      expect(statSync(join(scene.undo, name)).mode & 0o777).toBe(0o600);
  });

  test('the folder stays when something else is in it', async () => {
    const scene = new Scene();
    await scene.done('write g --to local');
    scene.put('project', '{}');
    await scene.done('write --undo --to local');
    expect(existsSync(scene.file('local'))).toBe(false);
    expect(existsSync(scene.file('project'))).toBe(true);
  });

  test('says what it did, and nothing on stdout', async () => {
    const scene = new Scene();
    const written = await scene.done('write g --to user');
    expect(written.stdout).toBe('');
    expect(written.stderr).toStartWith(
      'wrote g to ~/.claude/settings.json; cgw write --undo --to user takes it back\n',
    );
    expect((await scene.done('write g --to user')).stderr).toStartWith(
      '~/.claude/settings.json says so already\n',
    );
    scene.put('user', scene.text('user').replace('"https://llm.example.com"', '"https://mine"'));
    const undone = await scene.done('write --undo --to user');
    expect(undone.stderr).toContain('what others changed stays\n');
    expect(undone.stderr).toContain('cgw: ANTHROPIC_BASE_URL was changed since cgw wrote it, so it stays\n');
    expect(JSON.parse(scene.text('user'))).toEqual({ env: { ANTHROPIC_BASE_URL: 'https://mine' } });
  });

  test('a role is written as the profile that it means', async () => {
    const scene = new Scene();
    await scene.done('write @batch --to user');
    expect(JSON.parse(scene.text('user')).apiKeyHelper).toEndWith(' token g');
  });

  test('targets do not get into each other’s way', async () => {
    const scene = new Scene();
    for (const target of ['user', 'project', 'local']) await scene.done(`write g --to ${target}`);
    await scene.done('write --undo --to project');
    expect(existsSync(scene.file('project'))).toBe(false);
    expect(existsSync(scene.file('local'))).toBe(true);
    await scene.done('write --undo --to user');
    await scene.done('write --undo --to local');
    expect(existsSync(scene.file('user'))).toBe(false);
  });

  test('undo without a record: exit 3, and no trace', async () => {
    const scene = new Scene();
    scene.put('user', '{}');
    const before = snapshot(scene.home.path);
    expectError(
      await scene.run('write --undo --to user'),
      3,
      'cgw has written nothing to ~/.claude/settings.json',
    );
    expect(snapshot(scene.home.path)).toEqual(before);
  });

  test('a damaged record is never overwritten', async () => {
    const scene = new Scene();
    await scene.done('write g --to user');
    const [record = ''] = readdirSync(scene.undo).filter(name => name.endsWith('.json'));
    writeFileSync(join(scene.undo, record), '{"version": 1}');
    const before = snapshot(scene.home.path);
    for (const line of ['write b --to user', 'write --undo --to user'])
      expectError(await scene.run(line), 3, record, 'is damaged');
    expect(snapshot(scene.home.path)).toEqual(before);
  });
});

describe('where the file is', () => {
  test('user settings follow CLAUDE_CONFIG_DIR', async () => {
    const scene = new Scene();
    const env = { CLAUDE_CONFIG_DIR: join(scene.home.path, 'other') };
    await scene.done('write g --to user', env);
    expect(existsSync(join(scene.home.path, 'other/settings.json'))).toBe(true);
    expect(existsSync(scene.file('user'))).toBe(false);
    await scene.done('write --undo --to user', env);
    expect(existsSync(join(scene.home.path, 'other'))).toBe(false);
  });

  test('a link stays one, and the file behind it is written', async () => {
    const scene = new Scene();
    const real = scene.home.write('dotfiles/claude.json', '{\n  "model": "opus"\n}\n');
    mkdirSync(join(scene.home.path, '.claude'));
    symlinkSync('../dotfiles/claude.json', scene.file('user'));
    expect((await scene.done('write g --to user')).stderr).toContain('(a link to ~/dotfiles/claude.json)');
    expect(lstatSync(scene.file('user')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, 'utf8')).env).toMatchObject(routing);
    await scene.done('write --undo --to user');
    expect(readFileSync(real, 'utf8')).toBe('{\n  "model": "opus"\n}\n');
    expect(lstatSync(scene.file('user')).isSymbolicLink()).toBe(true);
  });

  test('a folder that is a link, too', async () => {
    const scene = new Scene();
    scene.home.makeFolder('dotfiles');
    symlinkSync('dotfiles', join(scene.home.path, '.claude'));
    await scene.done('write g --to user');
    expect(existsSync(join(scene.home.path, 'dotfiles/settings.json'))).toBe(true);
    await scene.done('write --undo --to user');
    expect(readdirSync(join(scene.home.path, 'dotfiles'))).toEqual([]);
  });

  test('two names of one file have one record', async () => {
    const scene = new Scene();
    const file = scene.put('project', '{}');
    symlinkSync(file, scene.file('local'));
    await scene.done('write g --to project');
    await scene.done('write --undo --to local');
    expect(scene.text('project')).toBe('{}');
  });

  test.each([
    ['project', 'the file'],
    ['local', 'the file'],
    ['envrc', 'the file'],
    ['dotenv', 'the file'],
    ['project', 'its folder'],
    ['local', 'its folder'],
  ] as const)(
    '%s: %s is a link out of the project, so nothing is written or taken back',
    async (target, what) => {
      const scene = new Scene();
      const user = scene.put('user', '{"mine":true}');
      if (what === 'its folder') symlinkSync(dirname(user), join(scene.cwd, '.claude'));
      else {
        mkdirSync(join(scene.cwd, '.claude'), { recursive: true });
        symlinkSync(user, scene.file(target));
      }
      const before = snapshot(scene.home.path);
      for (const line of [`write g --to ${target}`, `write --undo --to ${target}`])
        expectError(await scene.run(line), 3, 'outside of this project');
      expect(snapshot(scene.home.path)).toEqual(before);
    },
  );

  test('a link to nothing is refused', async () => {
    const scene = new Scene();
    mkdirSync(join(scene.home.path, '.claude'));
    symlinkSync('nowhere.json', scene.file('user'));
    expectError(await scene.run('write g --to user'), 3, 'a link to what does not exist');
  });

  test('a folder in its place is refused', async () => {
    const scene = new Scene();
    mkdirSync(scene.file('user'), { recursive: true });
    expectError(await scene.run('write g --to user'), 3, 'it is not a file');
  });

  test('another file for envrc and dotenv', async () => {
    const scene = new Scene();
    const written = await scene.done('write g --to envrc --file sub/env.sh');
    expect(written.stderr).toContain('cgw write --undo --to envrc --file sub/env.sh takes it back');
    expect(readFileSync(join(scene.cwd, 'sub/env.sh'), 'utf8')).toContain('cgw env g --shell bash');
    await scene.done('write --undo --to envrc --file sub/env.sh');
    expect(existsSync(join(scene.cwd, 'sub'))).toBe(false);
  });
});

describe('permissions', () => {
  test('a read-only file stays, and that is said', async () => {
    const scene = new Scene();
    scene.put('user', '{}', 0o444);
    const before = readFileSync(scene.file('user'));
    expectError(
      await scene.run('write g --to user'),
      1,
      '~/.claude/settings.json cannot be written (it is read-only)',
    );
    expect(readFileSync(scene.file('user')).equals(before)).toBe(true);
    expect(readdirSync(scene.undo)).toEqual(['lock']);
  });

  test.skipIf(asNobody === undefined)('a folder that may not be written to', async () => {
    const scene = new Scene();
    scene.put('user', '{}');
    asNobody?.own(scene.home.path);
    chmodSync(join(scene.home.path, '.claude'), 0o555);
    const under = asNobody?.under ?? [];
    const options = { home: scene.home, cwd: scene.cwd, env: { LLM_KEY: secret }, under };
    expectError(await cgw(['write', 'g', '--to', 'user'], options), 1, 'cannot be written (EACCES)');
    expect(scene.text('user')).toBe('{}');
    expect(readdirSync(scene.undo)).toEqual(['lock']);
  });

  test.skipIf(process.getuid?.() !== 0 || asNobody === undefined)(
    'the owner of the file stays its owner',
    async () => {
      const scene = new Scene();
      const file = scene.put('user', '{}');
      asNobody?.own(file);
      const { uid, gid } = statSync(file);
      expect(uid).not.toBe(0);
      await scene.done('write g --to user');
      expect(statSync(file)).toMatchObject({ uid, gid });
    },
  );
});

describe('a dry run', () => {
  test.each(['user', 'project', 'local', 'envrc', 'dotenv'])(
    'of %s shows a diff and touches nothing',
    async target => {
      const scene = new Scene();
      scene.put('user', '{"env": {"ANTHROPIC_API_KEY": "sk-ant-old", "EDITOR": "vi"}}');
      const before = snapshot(scene.home.path);
      const { stdout } = await scene.done(`write g --to ${target} --dry-run`);
      expect(stdout).toMatch(/^--- \S+\n\+\+\+ \S+\n@@ -\d+(,\d+)? \+\d+(,\d+)? @@\n/);
      expect(stdout).not.toContain('sk-ant-old');
      expect(stdout).not.toContain(secret);
      expect(snapshot(scene.home.path)).toEqual(before);
    },
  );

  test('of an undo', async () => {
    const scene = new Scene();
    scene.put('user', '{\n  "env": {\n    "ANTHROPIC_API_KEY": "sk-ant-old"\n  }\n}\n');
    await scene.done('write g --to user');
    const before = snapshot(scene.home.path);
    const { stdout } = await scene.done('write --undo --to user --dry-run');
    expect(stdout).toContain(`+    "ANTHROPIC_API_KEY": "${mask}"\n`);
    expect(stdout).toContain('-  "apiKeyHelper"');
    expect(snapshot(scene.home.path)).toEqual(before);
  });

  test('that would change nothing is empty', async () => {
    const scene = new Scene();
    await scene.done('write g --to user');
    expect((await scene.done('write g --to user --dry-run')).stdout).toBe('');
  });
});

describe('--json', () => {
  test('of a write', async () => {
    const scene = new Scene({ asProcess: true });
    scene.put('user', '{"env": {"ANTHROPIC_MODEL": "m", "EDITOR": "vi"}}');
    const helper = `${realpathSync(program)} token g`;
    const shown = await scene.json('write g --to user');
    expect(Object.keys(Object(shown))).toEqual([
      'target',
      'file',
      'profile',
      'changes',
      'helper',
      'warnings',
    ]);
    expect(shown).toMatchObject({
      target: 'user',
      file: realpathSync(scene.file('user')),
      profile: 'g',
      helper,
      warnings: [expect.stringContaining('LLM_KEY')],
      changes: expect.arrayContaining([
        { name: 'ANTHROPIC_BASE_URL', action: 'set', value: 'https://llm.example.com', secret: false },
        { name: 'ANTHROPIC_API_KEY', action: 'set', value: '', secret: false },
        { name: 'apiKeyHelper', action: 'set', value: helper, secret: false },
        { name: 'ANTHROPIC_MODEL', action: 'unset', value: null, secret: false },
      ]),
    });
  });

  test('of a dry run holds the diff; of an undo what stays', async () => {
    const scene = new Scene();
    expect(await scene.json('write g --to user --dry-run')).toMatchObject({
      diff: expect.stringContaining('@@'),
    });
    await scene.done('write g --to user');
    expect(await scene.json('write --undo --to user')).toMatchObject({
      profile: null,
      helper: null,
      kept: [],
    });
  });

  test('with --plaintext hides the secret', async () => {
    const scene = new Scene();
    const shown = await scene.json('write h --to user --plaintext');
    expect(JSON.stringify(shown)).not.toContain(secret);
    expect(shown).toMatchObject({
      helper: null,
      changes: expect.arrayContaining([
        { name: 'ANTHROPIC_AUTH_TOKEN', action: 'set', value: mask, secret: true },
      ]),
    });
  });
});

describe('the helper is called', () => {
  test('by the name on PATH where that is this cgw; as it is, else', async () => {
    const scene = new Scene({ asProcess: true });
    const bin = scene.home.makeFolder("it's a bin");
    symlinkSync(program, join(bin, 'cgw'));
    await scene.done('write g --to user', { PATH: `${bin}:${process.env.PATH}` });
    const { apiKeyHelper } = JSON.parse(scene.text('user'));
    expect(apiKeyHelper).toBe(`'${bin.replace("'", "'\\''")}/cgw' token g`);
    const answer = Bun.spawnSync(['/bin/sh', '-c', apiKeyHelper], {
      env: { HOME: scene.home.path, LLM_KEY: secret },
    });
    expect(answer.stdout.toString()).toBe(`${secret}\n`);
  });

  test('in a file that others share as they call it', async () => {
    const scene = new Scene();
    const { stderr } = await scene.done('write g --to project');
    expect(JSON.parse(scene.text('project')).apiKeyHelper).toBe('cgw token g');
    expect(stderr).toContain('a profile g of their own');
  });
});

describe('what may not stand in a file in plain text', () => {
  test.each(['user', 'project', 'local'])('is refused for %s, and nothing is touched', async target => {
    const scene = new Scene();
    const before = snapshot(scene.home.path);
    expectError(
      await scene.run(`write foundry --to ${target}`),
      3,
      'foundry: apiKey',
      'cgw run foundry',
      '--to envrc',
    );
    expect(snapshot(scene.home.path)).toEqual(before);
  });

  test.each(['user', 'local'])('stands in %s for who insists, readable by the user alone', async target => {
    const scene = new Scene();
    const file = scene.put(target === 'user' ? 'user' : 'local', '{"model": "opus"}', 0o644);
    const { stdout, stderr } = await scene.done(`write foundry --to ${target} --plaintext`);
    expect(stdout + stderr).not.toContain(secret);
    expect(JSON.parse(readFileSync(file, 'utf8')).env.ANTHROPIC_FOUNDRY_API_KEY).toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await scene.done(`write --undo --to ${target}`);
    expect(readFileSync(file, 'utf8')).toBe('{"model": "opus"}');
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test('a file that somebody closed meanwhile is not opened again', async () => {
    const scene = new Scene();
    const file = scene.put('user', '{}', 0o644);
    await scene.done('write g --to user');
    chmodSync(file, 0o600);
    await scene.done('write --undo --to user');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('nor does a later write without the secret open it, but undo does', async () => {
    const scene = new Scene();
    const file = scene.put('user', '{}', 0o644);
    await scene.done('write g --to user');
    await scene.done('write g --to user --plaintext');
    await scene.done('write g --to user');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(scene.text('user')).not.toContain(secret);
    await scene.done('write --undo --to user');
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test('stands in a .env for who insists', async () => {
    const scene = new Scene();
    const file = scene.put('dotenv', 'APP=1\n');
    const { stderr } = await scene.done('write g --to dotenv');
    expect(stderr).toContain('ANTHROPIC_AUTH_TOKEN is left out');
    expect(scene.text('dotenv')).not.toContain('ANTHROPIC_AUTH_TOKEN');
    await scene.done('write g --to dotenv --plaintext');
    expect(scene.text('dotenv')).toContain(`ANTHROPIC_AUTH_TOKEN=${secret}\n`);
    expect(scene.text('dotenv')).not.toContain('CGW_');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await scene.done('write --undo --to dotenv');
    expect(scene.text('dotenv')).toBe('APP=1\n');
  });

  test('a secret that is unavailable: exit 4, and nothing is touched', async () => {
    const scene = new Scene();
    const before = snapshot(scene.home.path);
    expectError(await scene.run('write g --to user --plaintext', { LLM_KEY: '' }), 4, 'env:LLM_KEY is empty');
    expect(snapshot(scene.home.path)).toEqual(before);
  });

  test('a helper needs no secret while it is written', async () => {
    expect((await new Scene().run('write g --to user', { LLM_KEY: '' })).exit).toBe(0);
  });

  test('does not go through a link that came with the project', async () => {
    const scene = new Scene();
    const elsewhere = scene.home.write('elsewhere.env', '');
    symlinkSync(elsewhere, scene.file('dotenv'));
    expectError(await scene.run('write g --to dotenv --plaintext'), 3, elsewhere);
    expect(readFileSync(elsewhere, 'utf8')).toBe('');
  });

  test.skipIf(Bun.which('git') === null)(
    'is not to be committed: said where git does not ignore it',
    async () => {
      const scene = new Scene();
      Bun.spawnSync(['git', 'init', '-q', scene.cwd]);
      expect((await scene.done('write g --to dotenv --plaintext')).stderr).toContain('do not commit it');
      writeFileSync(join(scene.cwd, '.gitignore'), '.env\n');
      expect((await scene.done('write g --to dotenv --plaintext')).stderr).not.toContain('do not commit it');
    },
  );
});

test('no planted secret in any file, on stdout or on stderr', async () => {
  const scene = new Scene();
  const old = 'old-secret-91aa';
  const held = `{\n  "env": {\n    "ANTHROPIC_AUTH_TOKEN": "${old}",\n    "OTHER_TOKEN": "${old}"\n  }\n}\n`;
  let said = '';
  for (const target of ['user', 'project', 'local'] as const) {
    scene.put(target, held, 0o600);
    for (const line of [`write g --to ${target}`, `write g --to ${target} --json`, `write b --to ${target}`])
      for (const more of ['', ' --dry-run']) {
        const { stdout, stderr } = await scene.done(line + more);
        said += stdout + stderr;
      }
    const record = readdirSync(scene.undo).map(name => readFileSync(join(scene.undo, name), 'utf8'));
    expect(record.join('')).not.toContain(secret);
    for (const more of [' --dry-run', ' --json']) {
      const { stdout, stderr } = await scene.done(`write --undo --to ${target}${more}`);
      said += stdout + stderr;
    }
    expect(scene.text(target)).toBe(held);
  }
  expect(said).not.toContain(secret);
  expect(said).not.toContain(old);
  const paths = readdirSync(scene.home.path, { recursive: true, encoding: 'utf8' });
  const files = paths.map(path => join(scene.home.path, path)).filter(path => lstatSync(path).isFile());
  expect(files.filter(path => readFileSync(path, 'latin1').includes(secret))).toEqual([]);
});

describe('what stands against it is said on stderr', () => {
  test('higher and lower files', async () => {
    const scene = new Scene();
    scene.put('user', '{"env": {"ANTHROPIC_MODEL": "m"}}');
    scene.put('local', '{"env": {"ANTHROPIC_BASE_URL": "https://other"}}');
    const { stderr } = await scene.done('write g --to project');
    expect(stderr).toContain(
      `${scene.file('local').replace(scene.home.path, '~')} sets ANTHROPIC_BASE_URL, which beats this file`,
    );
    expect(stderr).toContain('~/.claude/settings.json sets ANTHROPIC_MODEL, which counts here too');
  });

  test('a comment, with which Claude Code reads nothing', async () => {
    const scene = new Scene();
    scene.put('user', '{\n  // mine\n  "model": "opus"\n}\n');
    const { stderr } = await scene.done('write b --to user');
    expect(stderr).toContain(
      '(line 2, column 3: InvalidCommentToken), and Claude Code reads nothing of such a file',
    );
    expect(scene.text('user')).toContain('  // mine\n  "model": "opus"');
  });
});

describe('what cannot be understood: exit 2, and nothing happens', () => {
  test.concurrent.each<[string, string]>([
    ['write', '--to is missing'],
    ['write g', '--to is missing: user, project, local, envrc, dotenv'],
    ['write g --to', '--to needs'],
    ['write g --to nowhere', '--to must be one of'],
    ['write g --to constructor', '--to must be one of'],
    ['write --to user', 'the profile is missing'],
    ['write g b --to user', 'one argument too many'],
    ['write g --undo --to user', '--undo takes no profile'],
    ['write --undo --to user --plaintext', '--undo takes no --plaintext'],
    ['write --undo', '--to is missing'],
    ['write g --to project --plaintext', '--plaintext does not go with project'],
    ['write g --to envrc --plaintext', '--plaintext does not go with envrc'],
    ['write g --to user --file x.json', '--file goes with envrc and dotenv'],
  ])('cgw %s', async (line, reason) => {
    const scene = new Scene();
    const before = snapshot(scene.home.path);
    expectError(await scene.run(line), 2, reason);
    expect(snapshot(scene.home.path)).toEqual(before);
  });

  test.each([
    ['write nobody --to user', '"nobody"'],
    ['write @nobody --to user', 'no role @nobody'],
    ['write litellm --to user', 'litellm is a preset that still needs'],
  ])('cgw %s: 3', async (line, reason) => {
    expectError(await new Scene().run(line), 3, reason);
  });
});

test('a credential of the user that stood there is named, and kept for undo alone', async () => {
  const scene = new Scene();
  scene.put('user', '{"env":{"ANTHROPIC_AUTH_TOKEN":"planted-own-token-1234","PLAIN":"x"}}');
  const first = await scene.done('write g --to user');
  expect(first.stderr).toContain('kept for --undo, for you alone, with your ANTHROPIC_AUTH_TOKEN\n');
  expect(first.stderr).not.toContain('planted');
  expect((await scene.done('write g --to user')).stderr).not.toContain('kept for --undo');
  await scene.done('write --undo --to user');
  expect(scene.text('user')).toContain('planted-own-token-1234');
});
