import { describe, expect, test } from 'bun:test';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { listFolder } from '../../src/base/paths.ts';
import { cgw, done, program } from '../support/cgw.ts';
import { setUp } from '../support/set-up.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { runProgram } from './harness.ts';
import { habits } from './hook/habits.ts';
import { eachHookShell, type HookShell } from './hook/interactive.ts';
import { environmentIn, HookWorld } from './hook/world.ts';

setUp();

type Name = 'bash' | 'zsh' | 'fish';

/** How a shell of this kind is started as a user does, but for the terminal. */
const starts: {
  readonly [Each in Name]: { readonly file: string; readonly words: (file: string) => string[] };
} = {
  bash: { file: '.bashrc', words: file => ['--noprofile', '--rcfile', file, '-i', '-c'] },
  zsh: { file: '.zshrc', words: () => ['-d', '-i', '-c'] },
  fish: { file: '.config/fish/config.fish', words: () => ['-i', '-c'] },
};

const evalLines = {
  bash: 'eval "$(cgw hook bash)"; eval "$(cgw completion bash)"',
  zsh: 'eval "$(cgw hook zsh)"; () { emulate -L zsh; eval "$(cgw completion zsh)"; }',
  fish: 'cgw hook fish | source; cgw completion fish | source',
} as const;

/** As `cgw init` writes them. */
const cachedLines = {
  bash: '{ test -O ~/.local/state/cgw/hook.bash && . ~/.local/state/cgw/hook.bash; test $? = 3; } || eval "$(cgw hook bash --cache)"',
  zsh: '{ test -O ~/.local/state/cgw/hook.zsh && . ~/.local/state/cgw/hook.zsh; test $? = 3; } || eval "$(cgw hook zsh --cache)"',
  fish: 'status is-interactive; and begin; test -O ~/.local/state/cgw/hook.fish; and source ~/.local/state/cgw/hook.fish; test $status -eq 3; or cgw hook fish --cache | source; end',
} as const;

type Place = {
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  /** What stands in the start-up file before the line. */
  readonly before?: string;
};

/** A world whose shell has its hook by one of the two lines. */
class Shells {
  readonly world = new HookWorld({ default: 'cloud' });
  readonly file: string;
  readonly #shell: HookShell<Name>;

  constructor(shell: HookShell<Name>) {
    this.#shell = shell;
    this.file = join(this.world.home.path, '.local', 'state', 'cgw', `hook.${shell.name}`);
    this.world.folder('.local/share/fish/generated_completions');
  }

  /** All that a new shell has of cgw, what it has after `cgw use --off`, and what was said. */
  async started(line: string, { env = {}, cwd, before = '' }: Place = {}, more = 'true') {
    const { home } = this.world;
    const [first, after] = [this.world.dumpFile(), this.world.dumpFile()];
    const { file, words } = starts[this.#shell.name];
    const rc = home.write(file, `${before}\n${line}\n`);
    const script = `echo "$__cgw_mode/$__cgw_restore/$__cgw_pin/$__cgw_profile"; ${more}; env -0 > ${first}; cgw use --off; env -0 > ${after}`;
    this.world.starts();
    const said = await runProgram([this.#shell.program, ...words(rc), script], {
      environment: {
        PATH: [dirname(this.world.cgw), process.env.PATH ?? ''].join(delimiter),
        HOME: home.path,
        LC_ALL: 'C.UTF-8',
        TERM: 'dumb',
        ...env,
      },
      cwd: cwd ?? home.path,
    });
    const environment = (dump: string) => {
      // Of exported functions (`set -a`) those of the completion are read at the first Tab.
      const all = Object.entries(environmentIn(dump)).filter(([name]) => !name.startsWith('BASH_FUNC__cgw'));
      return all.map(each => this.world.counted(each.join('=')));
    };
    return {
      ...said,
      stderr: said.stderr.replace(/^bash: .*\n/gm, ''),
      first: environment(first),
      after: environment(after),
    };
  }

  evaluated(place?: Place) {
    return this.started(evalLines[this.#shell.name], place);
  }

  cached(place?: Place) {
    return this.started(cachedLines[this.#shell.name], place);
  }
}

/** Another config of the same size. */
function edit(world: HookWorld): void {
  writeFileSync(world.home.config, readFileSync(world.home.config, 'utf8').replace('eu-west-1', 'eu-west-2'));
}

/** What changes after the file was made. */
const changes: { readonly [what: string]: (world: HookWorld, shells: Shells) => void } = {
  'the config is edited': edit,
  'the config is edited, as large and as old as before': world => {
    const { atime, mtime } = statSync(world.home.config);
    edit(world);
    utimesSync(world.home.config, atime, mtime);
  },
  'an older config is restored': world => {
    world.configure({ default: 'vert' });
    utimesSync(world.home.config, 1, 1);
  },
  'cgw changes the default': world => spawn([program, 'default', 'vert'], world),
  'cgw changes the profile': world => spawn([program, 'edit', 'cloud', '--set', 'region=us-east-1'], world),
  'there is no default any more': world => world.configure({}),
  'the default is gone': world => world.configure({ default: 'nobody' }),
  'the default needs a secret': world => world.configure({ default: 'gate' }),
  'the secret is not there': world => world.configure({ default: 'locked' }),
  'the default could take what the shell does not export': world => world.configure({ default: 'direct' }),
  'the default is invalid': world =>
    world.configure({ default: 'odd', profiles: { odd: { backend: 'bedrock', region: 7 } } }),
  'another profile is invalid': world =>
    world.configure({
      default: 'fine',
      profiles: {
        fine: { backend: 'bedrock', region: 'eu-west-1' },
        odd: { backend: 'gateway', token: 'sk-ant-in-plain-text' },
      },
    }),
  'a catalog moves on': world =>
    world.configure({
      default: 'team.cloud',
      catalogs: {
        team: {
          source: 'https://git.example.com/team.git',
          commit: '0123456789012345678901234567890123456789',
          profiles: { cloud: { backend: 'bedrock', region: 'us-east-1' } },
        },
      },
    }),
  'the config is damaged': world => world.home.writeConfig('{"version": 1,'),
  'the config is gone': world => rmSync(world.home.config),
  'the config is empty': world => world.home.writeConfig(''),
  'the config is a folder': world => {
    rmSync(world.home.config);
    mkdirSync(world.home.config);
  },
  'the file is empty': (_, { file }) => truncateSync(file),
  'the file is cut off': (_, { file }) => truncateSync(file, 5000),
  'the file is cut off at the end of the check': (_, { file }) =>
    truncateSync(file, readFileSync(file, 'utf8').search(/^(then|end 2> \/dev\/null)$/m)),
  'the last byte of the file is missing': (_, { file }) => truncateSync(file, statSync(file).size - 4),
  'the file is something else': (_, { file }) => writeFileSync(file, '\0\x01 $(touch x) ` ( {'),
  'the file is full of NUL': (_, { file }) => writeFileSync(file, Buffer.alloc(5000)),
  'the file is a folder': (_, { file }) => {
    rmSync(file);
    mkdirSync(join(file, 'x'), { recursive: true });
  },
  'the file is newer': (_, { file }) => utimesSync(file, new Date(), new Date()),
  'the file is older': (_, { file }) => utimesSync(file, 1, 1),
  'what starts cgw does so in another way': world => {
    world.home.write('other/config.json', config('vert'));
    const script = readFileSync(world.cgw, 'utf8');
    world.home.write(
      'counted/cgw',
      script.replace('\n', `\nexport CGW_CONFIG_DIR='${world.home.path}/other'\n`),
      0o755,
    );
  },
  'there is no cgw any more': world => rmSync(world.cgw),
  ...(process.getuid?.() === 0
    ? {
        'the file is another user’s': (_, { file }) => chownSync(file, 12345, 12345),
        'the config is another user’s': world => chownSync(world.home.config, 12345, 12345),
      }
    : {}),
};

/** Where and with what a shell is started after the file was made. */
const places: { readonly [what: string]: (world: HookWorld) => Place } = {
  'the default needs a secret that is there': world => {
    world.configure({ default: 'gate' });
    return { env: { GATEWAY_KEY: 'gateway-secret' } };
  },
  'the default takes what the shell exports': world => {
    world.configure({ default: 'direct' });
    return { env: { ANTHROPIC_API_KEY: 'sk-ant-mine' } };
  },
  'CGW_CONFIG_DIR names another config': world => {
    world.home.write('other/config.json', config('vert'));
    return { env: { CGW_CONFIG_DIR: join(world.home.path, 'other') } };
  },
  'XDG_CONFIG_HOME names another config': world => {
    world.home.write('xdg/cgw/config.json', config('vert'));
    // fish looks there for its own, too.
    world.home.write('xdg/fish/config.fish', evalLines.fish);
    return { env: { XDG_CONFIG_HOME: join(world.home.path, 'xdg') } };
  },
  'CGW_CONFIG_DIR is relative': () => ({ env: { CGW_CONFIG_DIR: 'other' } }),
  'a pin is here': world => ({ cwd: world.folder('project', 'vert') }),
  'a pin is above': world => {
    world.folder('project', 'vert');
    return { cwd: world.folder('project/a/b') };
  },
  'a pin needs a secret': world => ({
    cwd: world.folder('project', 'gate'),
    env: { GATEWAY_KEY: 'its-secret' },
  }),
  'a pin holds no name': world => ({ cwd: world.folder('project', 'two words') }),
  'a shell above has chosen': () => ({ env: { CGW_PROFILE: 'vert', ANTHROPIC_MODEL: 'mine' } }),
  'a shell above has chosen, and is in a project': world => ({
    env: { CGW_PROFILE: 'vert' },
    cwd: world.folder('project', 'cloud'),
  }),
  'a shell above follows the default': () => ({
    env: { CGW_PROFILE: 'cloud', CGW_FOLLOWS: 'cloud', AWS_REGION: 'eu-west-1', CGW_SET: 'AWS_REGION' },
  }),
  'a shell above follows the default, and here is a pin': world => ({
    env: { CGW_PROFILE: 'cloud', CGW_FOLLOWS: 'cloud', AWS_REGION: 'eu-west-1', CGW_SET: 'AWS_REGION' },
    cwd: world.folder('project', 'vert'),
  }),
  'a shell above follows a pin': world => ({
    env: { CGW_PROFILE: 'vert', CGW_FOLLOWS: `vert ${world.home.path}/project/.cgw` },
  }),
  'what a shell above follows is not what it has': () => ({
    env: { CGW_PROFILE: 'vert', CGW_FOLLOWS: 'ver' },
  }),
  'CGW_PROFILE is empty': () => ({ env: { CGW_PROFILE: '' } }),
  'CGW_FOLLOWS is a leftover': () => ({ env: { CGW_FOLLOWS: 'cloud' } }),
  'CGW_SET is a leftover': () => ({ env: { CGW_SET: 'MY_OTHER', MY_OTHER: 'x' } }),
  'a variable of another profile is exported': () => ({ env: { ANTHROPIC_BASE_URL: "it's *" } }),
  'a variable is exported that the profile sets': () => ({ env: { AWS_REGION: 'ap-south-1', MY_TOOL: '' } }),
  'the region of a model is exported': () => ({ env: { VERTEX_REGION_CLAUDE_9_OPUS: 'asia-east1' } }),
  'a variable is set, and not exported': () => ({ before: 'ANTHROPIC_MODEL=mine; true' }),
  'another cgw is first on PATH': world => {
    world.home.write(
      'first/cgw',
      `#!/bin/sh\nCGW_CONFIG_DIR='${world.home.path}/other' exec '${program}' "$@"\n`,
      0o755,
    );
    world.home.write('other/config.json', config('vert'));
    return { env: { PATH: [join(world.home.path, 'first'), process.env.PATH].join(delimiter) } };
  },
};

/** Where no cgw is needed. */
const quick: { readonly [what: string]: (world: HookWorld) => Place } = {
  'nothing has changed': () => ({}),
  'a folder below': world => ({ cwd: world.folder('a/b c') }),
  'a shell above follows the default': () => ({
    env: { CGW_PROFILE: 'cloud', CGW_FOLLOWS: 'cloud', AWS_REGION: 'eu-west-1', CGW_SET: 'AWS_REGION' },
  }),
  'a shell above has chosen': () => ({ env: { CGW_PROFILE: 'vert', CLOUD_ML_REGION: 'x' } }),
  'a variable of Claude Code that is not cgw’s is exported': () => ({
    env: { CLAUDE_CODE_ENABLE_TELEMETRY: '1', DISABLE_TELEMETRY: '1' },
  }),
};

function config(standard: string): string {
  const profiles = { vert: { backend: 'vertex', projectId: 'another-project', region: 'us-east5' } };
  return JSON.stringify({ version: 1, default: standard, profiles });
}

function spawn(command: string[], world: HookWorld): void {
  const { exitCode } = Bun.spawnSync(command, {
    env: { HOME: world.home.path, PATH: process.env.PATH ?? '' },
  });
  if (exitCode !== 0) throw new Error(`${command.join(' ')} → ${exitCode}`);
}

eachHookShell<Name>(
  shell => {
    if (!isDeep && shell.name !== 'bash') return;
    describe(`a new ${shell.name} with the cached hook`, () => {
      test('has its completion by it, too, with the lines of cgw init', async () => {
        const shells = new Shells(shell);
        const { world } = shells;
        await done(['init', shell.name, '--yes'], { home: world.home });
        const lines = readFileSync(join(world.home.path, starts[shell.name].file), 'utf8');
        const before = shell.name === 'zsh' ? 'autoload -Uz compinit; compinit -u -D' : '';
        const registered = {
          bash: `complete -p cgw; COMP_LINE='cgw hoo' COMP_POINT=7; _cgw cgw hoo cgw; _cgw cgw hoo cgw; echo "$COMPREPLY"`,
          zsh: 'echo $_comps[cgw]; whence -w _cgw',
          fish: 'complete -c cgw; complete -C "cgw hoo"; complete -C "cgw hoo"',
        };
        const first = await shells.started(lines, { before }, registered[shell.name]);
        const ownStarts = () => world.starts().filter(each => !each.includes(' complete -- '));
        expect(ownStarts()).toEqual([`hook ${shell.name} --cache`, `completion ${shell.name}`]);
        expect(first.stdout).toMatch(shell.name === 'zsh' ? '_cgw: function' : /^hook\b/m);
        expect(await shells.started(lines, { before }, registered[shell.name])).toEqual(first);
        expect(ownStarts()).toEqual([]);
      });

      const bent = Object.fromEntries(
        habits[shell.name].map(habit => [habit, () => ({ before: habit })] as const),
      );
      for (const [what, at] of [...sampleOf(Object.entries(quick), 1), ...sampleOf(Object.entries(bent), 1)])
        test(`starts no cgw: ${what}`, async () => {
          const shells = new Shells(shell);
          await shells.cached();
          expect(shells.world.starts()).toEqual([`hook ${shell.name} --cache`]);
          const place = at(shells.world);
          const cached = await shells.cached(place);
          // That of `cgw use --off` for a profile that came with the environment.
          expect(shells.world.starts().filter(each => !each.startsWith('env --off'))).toEqual([]);
          expect(cached).toEqual(await shells.evaluated(place));
        });

      for (const [what, change] of sampleOf([...Object.entries(changes), ...Object.entries(places)], 2))
        test(`has what cgw says: ${what}`, async () => {
          const shells = new Shells(shell);
          await shells.cached();
          const place = change(shells.world, shells) ?? {};
          const expected = await shells.evaluated(place);
          // A shell says where a file is damaged, and quotes the line where a program is missing.
          const saysMore = /^the (file is|last byte)|^there is no cgw/.test(what);
          for (const _ of ['at once', 'when it was made anew']) {
            const found = await shells.cached(place);
            expect(saysMore ? { ...found, stderr: expected.stderr } : found).toEqual(expected);
          }
        });
    });
  },
  ['bash', 'zsh', 'fish'],
);

/** `cgw hook SHELL --cache` as a shell starts it. */
function hook(world: HookWorld, shell: string, env: Record<string, string> = {}) {
  const PATH = [dirname(world.cgw), process.env.PATH ?? ''].join(delimiter);
  const { stdout, stderr, exitCode } = Bun.spawnSync([world.cgw, 'hook', shell, '--cache'], {
    env: { PATH, HOME: world.home.path, ...env },
    cwd: world.home.path,
  });
  const file = join(world.home.path, '.local', 'state', 'cgw', `hook.${shell}`);
  return { stdout: `${stdout}`, stderr: `${stderr}`, exitCode, file, kept: existsSync(file) };
}

describe('cgw hook --cache', () => {
  test('keeps what only the user may read, and prints what it prints without', () => {
    const world = new HookWorld({ default: 'cloud' });
    const { stdout, file } = hook(world, 'bash');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    const { stdout: plain } = Bun.spawnSync([world.cgw, 'hook', 'bash'], {
      env: { PATH: process.env.PATH ?? '', HOME: world.home.path },
      cwd: world.home.path,
    });
    expect(stdout).toBe(`${plain}`);
    expect(listFolder(dirname(file))).toEqual(['hook.bash']);
  });

  test.each(sampleOf(['bash', 'zsh', 'fish'], 2))(
    '%s: keeps no secret, whatever the shell and the config hold',
    shell => {
      const world = new HookWorld({ default: 'gate' });
      const first = hook(world, shell, {
        GATEWAY_KEY: 'gateway-secret',
        ANTHROPIC_API_KEY: 'sk-ant-planted',
      });
      expect(first.stdout).toContain('gateway-secret');
      const kept = readFileSync(first.file, 'utf8');
      expect(kept).not.toMatch(/gateway-secret|sk-ant-planted/);
      world.configure({ default: 'direct' });
      hook(world, shell, { ANTHROPIC_API_KEY: 'sk-ant-planted' });
      expect(readFileSync(first.file, 'utf8')).not.toContain('sk-ant-planted');
      // In plain text, where no rule lets it be.
      world.configure({
        profiles: { odd: { backend: 'gateway', token: 'hunter2', env: { MY_TOKEN: 'hunter2' } } },
      });
      expect(hook(world, shell)).toMatchObject({ kept: false, exitCode: 0 });
      world.configure({ $schema: 'https://user:hunter2@example.com/schema.json' });
      expect(hook(world, shell)).toMatchObject({ kept: false, exitCode: 0 });
    },
  );

  test('is written anew only where it would be another', () => {
    const world = new HookWorld({ default: 'cloud' });
    const { ino } = statSync(hook(world, 'zsh').file);
    expect(statSync(hook(world, 'zsh', { AWS_REGION: 'other' }).file).ino).toBe(ino);
    edit(world);
    expect(statSync(hook(world, 'zsh').file).ino).not.toBe(ino);
  });

  test('is not kept for a config that takes long to compare', () => {
    const world = new HookWorld({ default: 'cloud' });
    expect(hook(world, 'bash').kept).toBe(true);
    const cloud = { backend: 'bedrock', region: 'eu-west-1', note: 'x'.repeat(20_000) };
    world.configure({ profiles: { cloud } });
    expect(hook(world, 'bash')).toMatchObject({ kept: false, exitCode: 0, stderr: '' });
  });

  test('stays away where it cannot be written, and says nothing', () => {
    const world = new HookWorld({ default: 'cloud' });
    world.home.write('.local/state', 'a file');
    expect(hook(world, 'bash')).toMatchObject({ kept: false, exitCode: 0, stderr: '' });
  });

  test.each(['nu', 'elvish', 'pwsh'])('%s has none: exit 2', async shell => {
    const { exit, stderr } = await cgw(['hook', shell, '--cache'], { home: new HookWorld().home });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining('--cache is for bash, zsh, fish'),
    });
  });

  test.if(isDeep)('sees that another version has taken the place of the executable, of the same name', () => {
    const world = new HookWorld({ default: 'cloud' });
    const copy = world.home.write('bin/cgw', '', 0o755);
    copyFileSync(program, copy);
    const env = { PATH: [dirname(copy), '/usr/bin:/bin'].join(delimiter), HOME: world.home.path };
    const run = (command: string) => `${Bun.spawnSync(['bash', '-c', command], { env }).stdout}`;
    const file = '~/.local/state/cgw/hook.bash';
    run(`touch -d '1985-10-26 08:15:00' ~/bin/cgw; cgw hook bash --cache > /dev/null | cat`);
    expect(run(`. ${file}; echo $?`)).toBe('3\n');
    for (const time of ['1985-10-26 08:15:01', '1985-10-26 08:14:59', 'now']) {
      run(`touch -d '${time}' ~/bin/cgw`);
      expect(run(`. ${file}; echo $?`)).toBe('0\n');
      run('cgw hook bash --cache > /dev/null | cat');
      expect(run(`. ${file}; echo $?`)).toBe('3\n');
    }
  });
});
