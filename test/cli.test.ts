import { describe, expect, test } from 'bun:test';
import packageFile from '../package.json' with { type: 'json' };
import { commandNames } from '../src/commands/table.ts';
import { cgw, done } from './support/cgw.ts';
import { config, configured } from './support/configured.ts';
import { expectError } from './support/expect-error.ts';
import { Home } from './support/home.ts';
import { setUp } from './support/set-up.ts';
import { snapshot } from './support/snapshot.ts';
import { onTerminal } from './support/terminal.ts';
import { sampleOf } from './support/tier.ts';

setUp();

const verbs = [
  ...['pick', 'run', 'exec', 'env', 'write', 'token'],
  ...[
    'list',
    'show',
    'presets',
    'add',
    'edit',
    'copy',
    'rename',
    'remove',
    'secret',
    'config',
    'export',
    'import',
    'catalog',
  ],
  ...['features', 'diff', 'issues', 'advise', 'check'],
  ...['status', 'statusline', 'explain', 'doctor', 'bug-report', 'default', 'role', 'pin'],
  ...['use', 'init', 'hook', 'completion'],
];

describe('help and version', () => {
  test('this knows every command', () => {
    expect(verbs.toSorted()).toEqual(commandNames.toSorted());
  });

  test.each(['--help', '-h', 'help'])('cgw %s lists every command', async flag => {
    const { stdout, stderr } = await done([flag], { home: new Home() });
    for (const verb of verbs) expect(stdout.match(new RegExp(`^  ${verb}\\b`, 'gm'))).toHaveLength(1);
    expect(stderr).toBe('');
  });

  test.each(verbs)('cgw %s --help: the same as cgw help %s, and as -h', async verb => {
    const home = new Home();
    const { stdout, stderr } = await done([verb, '--help'], { home });
    expect(stdout).toContain(`Usage: cgw ${verb} `);
    expect(stdout).toContain('--help');
    expect(stderr).toBe('');
    expect((await done(['help', verb], { home })).stdout).toBe(stdout);
    expect((await done([verb, '-h'], { home })).stdout).toBe(stdout);
  });

  test.each(['--version', '-V', 'version'])('cgw %s', async flag => {
    expect(await done([flag], { home: new Home() })).toMatchObject({
      stdout: `cgw ${packageFile.version}\n`,
      stderr: '',
    });
  });

  test('--help behind the name of a profile belongs to the program', async () => {
    const result = await done(['exec', 'bedrock', '--', 'echo', '--help', '-h'], { home: new Home() });
    expect(result.stdout).toBe('--help -h\n');
  });
});

describe('bare cgw', () => {
  test('without a terminal: help on stderr, exit 2, nothing on stdout', async () => {
    const result = await cgw([], { home: configured() });
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toBe((await done(['--help'], { home: new Home() })).stdout);
  });

  test('-- and arguments for claude is no other thing', async () => {
    const result = await cgw(['--', '-p', 'hi'], { home: configured() });
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain('cgw NAME');
  });

  test('on a terminal with a damaged config: the error', async () => {
    const home = new Home();
    home.writeConfig('{');
    const { exit, screen } = await onTerminal([], { home });
    expect(exit).toBe(3);
    expect(screen).toContain(`cgw: ${home.config}: `);
  });
});

describe('cgw NAME', () => {
  const env = { CGW_CLAUDE: '/bin/echo', LITELLM_KEY: 'k' };
  const asProcess = true;

  test.each(sampleOf(['work -p hi', '@batch -p hi', 'work -- --continue', 'bedrock --model list'], 2))(
    '%s starts claude under the profile',
    async line => {
      const args = line.split(' ');
      const home = configured();
      const named = await cgw(args, { home, env, asProcess });
      const run = await cgw(['run', ...args], { home, env });
      const [, behind] = /^--settings \S+ (-.*)/s.exec(named.stdout) ?? [];
      expect(behind).toBeDefined();
      expect(run.stdout).toEndWith(` ${behind}`);
      expect([named.exit, run.exit]).toEqual([0, 0]);
    },
  );

  test('a command of that name goes before it', async () => {
    const home = new Home();
    home.writeConfig({ ...config, profiles: { list: config.profiles.work } });
    expect((await cgw(['list'], { home, env, asProcess })).stdout).toStartWith('Profiles\n');
  });

  test('a launch that fails prints no code for a shell, however near the name is to a command', async () => {
    const home = new Home();
    home.writeConfig({ ...config, profiles: { env2: { ...config.profiles.work, token: 'env:NO_SUCH' } } });
    const { exit, stdout } = await cgw(['env2', '-p', 'hi'], { home, env, asProcess });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
  });

  test.each([
    ['litellm', 'cgw add litellm'],
    ['@nobody', 'there is no role @nobody'],
  ])('%s: what run says', async (name, said) => {
    const named = await cgw([name], { home: configured(), env, asProcess });
    expect(named).toMatchObject({ exit: 3, stderr: expect.stringContaining(said) });
    expect(named).toEqual(await cgw(['run', name], { home: configured(), env }));
  });
});

describe('another word for a command', () => {
  test.each([
    ['ls', 'list'],
    ['rm', 'remove'],
    ['mv', 'rename'],
    ['cp', 'copy'],
    ['new', 'add'],
  ])('%s is %s', async (word, name) => {
    const home = configured();
    expect(await cgw([word, '--help'], { home })).toEqual(await cgw([name, '--help'], { home }));
    expect(await cgw(['help', word], { home })).toEqual(await cgw(['help', name], { home }));
    expect(await cgw([word, '--none'], { home })).toEqual(await cgw([name, '--none'], { home }));
  });
});

describe('what cannot be understood: exit 2, and nothing happens', () => {
  test.concurrent.each<[string, string[]]>([
    ['nonsense', ['there is no command or profile "nonsense"', 'cgw --help', 'cgw list']],
    ['lst', ['there is no command or profile "lst"', 'did you mean cgw list?']],
    ['wrk -p hi', ['there is no command or profile "wrk"', 'did you mean cgw work?']],
    ['bedrok', ['did you mean cgw bedrock?']],
    ['help work', ['there is no command "work"']],
    ['evn bedrock', ['did you mean', 'cgw env']],
    ['remov work', ['did you mean cgw remove?']],
    ['constructor', ['there is no command or profile "constructor"']],
    ['__proto__', ['there is no command or profile "__proto__"']],
    ['--jsn', ['"--jsn"']],
    ['list --jsn', ['list: there is no option --jsn; did you mean --json?', 'cgw list --help']],
    ['copy work', ['copy: <new-name> is missing']],
    ['secret set work', ['secret: <field> is missing']],
    ['env cloud --shell bsh', ['--shell must be one of', 'did you mean bash']],
    ['completion zhs', ['did you mean zsh?']],
    ['list -j', ['list: there is no option -j']],
    ['list -json', ['list: there is no option -json']],
    ['list --constructor', ['list: there is no option --constructor']],
    ['list --json=yes', ['list: --json takes no value']],
    ['list work', ['list: "work" is one argument too many']],
    ['show work cloud', ['show: "cloud" is one argument too many']],
    ['env work cloud', ['env: "cloud" is one argument too many']],
    ['env --off work', ['env: --off takes no profile']],
    ['env work --shell', ['env: --shell needs']],
    ['env cloud --shell tcsh', ['--shell must be one of bash, zsh, sh, fish, nu, pwsh, cmd, elvish']],
    ['env cloud --shell constructor', ['--shell must be one of']],
    ['env cloud --shell sh --shell fish', ['--shell is given twice']],
    ['add', ['add: the name of the profile is missing']],
    ['add a region=eu-west-1 --from bedrock', ['add: region=… needs a flag before it: --set region=…']],
    ['edit work baseUrl=https://x', ['edit: baseUrl=… needs a flag before it: --set baseUrl=…']],
    ['list a=b', ['list: "a=b" is one argument too many']],
    ['add bedrock work', ['add: "work" is one argument too many', 'cgw add NAME --from PRESET']],
    ['add a b --from bedrock', ['add: "b" is one argument too many']],
    ['add new', ['--from PRESET', 'cgw presets']],
    ['add new --from', ['add: --from needs']],
    ['add new --from bedrock --set', ['add: --set needs']],
    ['add new --from bedrock --set =a', ['--set takes path=value']],
    ['edit', ['edit: <profile> is missing']],
    ['edit work', ['nothing to change']],
    ['copy work', ['copy:', 'missing']],
    ['rename work', ['rename:', 'missing']],
    ['remove', ['remove: <profile> is missing']],
    ['remove work cloud', ['remove: "cloud" is one argument too many']],
    ['default work cloud', ['default: "cloud" is one argument too many']],
    ['role a b c', ['role: "c" is one argument too many']],
    ['role --unset', ['role: --unset needs']],
    ['pin work cloud', ['pin: "cloud" is one argument too many']],
    ['exec', ['exec:', 'missing']],
    ['exec work', ['exec: the command is missing']],
    ['pick --env --shell nonsense', ['pick: --shell must be one of']],
    ['pick --shell bash', ['pick: --shell goes with --env']],
    ['exec work --', ['exec: the command is missing']],
    ['exec --nonsense work', ['exec:', '--nonsense']],
    ['run --nonsense work', ['run:', '--nonsense']],
  ])('cgw %s', async (line, mentions) => {
    const home = configured();
    const before = snapshot(home.path);
    expectError(await cgw(line.split(' '), { home }), 2, ...mentions);
    expect(snapshot(home.path)).toEqual(before);
  });

  test('nothing names a profile', async () => {
    for (const verb of ['show', 'env', 'run'])
      expectError(await cgw([verb], { home: new Home() }), 2, 'no profile is named', 'cgw makes one');
    const home = configured();
    await done(['default', '--unset'], { home });
    expectError(await cgw(['run'], { home }), 2, 'no profile is named', 'cgw default NAME');
  });

  test('an empty word is a name too, and no command', async () => {
    expectError(await cgw([''], { home: new Home() }), 2, '""');
    expectError(await cgw(['show', ''], { home: configured() }), 3, '""');
  });
});

describe('exit codes', () => {
  test('exec gives the code of the child; what is not there is 127', async () => {
    const home = new Home();
    expect((await cgw(['exec', 'bedrock', '--', 'sh', '-c', 'exit 42'], { home })).exit).toBe(42);
    expectError(
      await cgw(['exec', 'bedrock', '--', 'no-such-program-at-all'], { home }),
      127,
      'no-such-program-at-all',
    );
  });

  test('run without claude is 127, with what to do', async () => {
    const home = new Home();
    expectError(await cgw(['run', 'bedrock'], { home, env: { PATH: '/nonexistent' } }), 127, 'claude');
  });
});

test('no help is wider than 80 columns', async () => {
  const home = new Home();
  const pages = [['--help'], ...commandNames.map(name => [name, '--help'])];
  for (const page of pages) {
    const { stdout } = await cgw(page, { home });
    expect(stdout.split('\n').filter(line => Bun.stringWidth(line) > 80)).toEqual([]);
  }
});

describe.skipIf(process.platform === 'darwin')('variables of the runtime', () => {
  type Runtime = [string, (home: Home) => string];
  const runtime: readonly Runtime[] = [
    ['BUN_BE_BUN', () => '1'],
    ['BUN_OPTIONS', () => '--version'],
    ['BUN_OPTIONS', () => '--config=/nowhere.toml'],
    ['BUN_OPTIONS', (home: Home) => `--preload ${home.write('preload.js', 'console.log("loaded")')}`],
    ['BUN_INSPECT_PRELOAD', (home: Home) => home.write('preload.js', 'console.log("loaded")')],
    ['NODE_OPTIONS', (home: Home) => `--require ${home.write('preload.js', 'console.log("loaded")')}`],
  ];
  test.each(sampleOf(runtime, 3))('%s has no effect', async (name, value) => {
    const home = new Home();
    const plain = await cgw(['--version'], { home, asProcess: true });
    const exported = await cgw(['--version'], { home, asProcess: true, env: { [name]: value(home) } });
    expect(exported).toEqual(plain);
  });
});
