import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { startRecorder } from '../live/recorder/recorder.ts';
import type { Recorder } from '../live/recorder/types.ts';
import { childrenOf } from '../pty/support/processes.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { setUp } from '../support/set-up.ts';
import { until } from '../support/until.ts';
import { filesUnder } from './support/files.ts';
import { Machine, nodes } from './support/machine.ts';
import { Registry } from './support/registry.ts';
import { Checkout, release, thisTarget } from './support/releases.ts';

/*
 * cgw as users get it: the packed packages, from a registry that has nothing else, with and without npm's scripts.
 */
setUp();
setUpTerminals();

const key = 'sk-planted-canary';
const ours: Recorder = startRecorder('anthropic');
let registry: Registry;

beforeAll(() => {
  registry = new Registry();
  registry.publish(release);
});
afterAll(() => {
  registry[Symbol.dispose]();
  ours.stop();
});

const ways = [
  { title: 'with scripts', options: '', isLinked: true },
  { title: 'without scripts', options: '--ignore-scripts', isLinked: false },
] as const;

const add = `cgw add work --from litellm --set baseUrl=${ours.url} --secret token=env:WORK_KEY`;

describe.each(nodes)('$title', ({ node }) => {
  describe.each(ways)('npm install -g cgw, $title', ({ options, isLinked }) => {
    let machine: Machine;

    beforeAll(async () => {
      machine = new Machine(node, registry.url);
      await machine.done(`npm install -g cgw ${options}`);
      await machine.done(add);
    });
    afterAll(() => {
      expect(machine.proxy.requests).toEqual([]);
      machine.proxy.stop();
    });

    test(isLinked ? 'cgw is the executable itself' : 'cgw is the launcher', async () => {
      const start = readFileSync(machine.cgw).subarray(0, 4).toString('latin1');
      expect(start).toBe(isLinked ? '\x7fELF' : '#!/u');
      expect(await machine.done('cgw --version')).toBe(`cgw ${packageFile.version}`);
    });

    test('env', async () => {
      const environment = { WORK_KEY: key };
      const printed = 'eval $(cgw env work --shell sh); echo "$ANTHROPIC_BASE_URL $ANTHROPIC_AUTH_TOKEN"';
      expect(await machine.done(printed, environment)).toBe(`${ours.url} ${key}`);
    });

    test('run reaches the gateway with the profile’s credential', async () => {
      const before = ours.modelRequests().length;
      expect(await machine.done('cgw work -p hi', { WORK_KEY: key })).toBe('pong');
      const asked = ours.modelRequests().slice(before);
      expect(asked.map(({ headers }) => headers.authorization)).toContain(`Bearer ${key}`);
    });

    test('write, and its undo', async () => {
      await machine.done('cgw write work --to user');
      const settings = join(machine.home.path, '.claude/settings.json');
      expect(readFileSync(settings, 'utf8')).toContain(ours.url);
      await machine.done('cgw write --undo --to user');
      expect(existsSync(settings) && readFileSync(settings, 'utf8').includes(ours.url)).toBe(false);
    });

    test('the hook of bash switches and switches back', async () => {
      const line =
        'eval "$(cgw hook bash)"; cgw use work; echo "$ANTHROPIC_BASE_URL"; cgw use -; echo "[$ANTHROPIC_BASE_URL]"';
      expect(await machine.done(line, { WORK_KEY: key })).toBe(`${ours.url}\n[]`);
    });

    test('the picker draws its first frame', async () => {
      const { home, environment } = machine;
      await using terminal = new Terminal([machine.cgw], { home, env: { ...environment, WORK_KEY: key } });
      await terminal.waitFor('❯ work');
      await terminal.press('q');
      expect(await terminal.exit).toEqual({ code: 0, signal: null });
    });

    test('exit codes, signals and the words of the command line arrive', async () => {
      const environment = { WORK_KEY: key };
      const line = `cgw exec work -- sh -c 'printf "%s|" "$@"; exit 7' sh 'a  b' '*' ''; echo $?`;
      expect(await machine.done(line, environment)).toBe('a  b|*||7');

      const running = machine.start([machine.cgw, 'exec', 'work', '--', 'sleep', '600'], environment);
      const nameOf = (pid: number) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      const family = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(family)];
      const sleeper = await until('the command', () =>
        family(running.pid).find(pid => nameOf(pid) === 'sleep'),
      );
      running.signal('SIGTERM');
      expect((await running.ended).signal).toBe('SIGTERM');
      await until('the end of the command', () => !existsSync(`/proc/${sleeper}`));
    });

    test('uninstalling leaves what is the user’s, and nothing else', async () => {
      await machine.done('npm uninstall -g cgw');
      expect(filesUnder(machine.prefix)).toEqual([]);
      const others = /^(programs|tmp|\.npm|\.npm-global|\.claude)\//;
      const kept = filesUnder(machine.home.path).filter(
        file => !others.test(file) && file !== '.claude.json',
      );
      expect(kept).toContain('.config/cgw/config.json');
      expect(kept.filter(file => !/^\.(config|local\/state)\/cgw\//.test(file))).toEqual([]);
    });
  });
});

const [{ node }] = nodes as [(typeof nodes)[number]];

test('npm fetches the program for this machine, and no other', async () => {
  const mine = new Machine(node, registry.url);
  registry.fetched.length = 0;
  await mine.done('npm install -g cgw');
  const { version } = packageFile;
  expect(registry.fetched.sort()).toEqual([`cgw-${version}.tgz`, `cgw-${thisTarget}-${version}.tgz`].sort());
});

test('the tarballs of a release install without any registry', async () => {
  const machine = new Machine(node, 'http://127.0.0.1:1/');
  const tarballs = ['cgw', `cgw-${thisTarget}`].map(name =>
    join(release, 'npm', `${name}-${packageFile.version}.tgz`),
  );
  await machine.done(`npm install -g --offline --omit=optional ${tarballs.join(' ')}`);
  expect(await machine.done('cgw --version')).toBe(`cgw ${packageFile.version}`);
});

test('npx cgw', async () => {
  const machine = new Machine(node, registry.url);
  expect(await machine.done('npx --yes cgw --version')).toBe(`cgw ${packageFile.version}`);
});

test('without optional dependencies it says what is missing, and its remedy installs it', async () => {
  const machine = new Machine(node, registry.url);
  await machine.done('echo "{}" > package.json; npm install cgw --omit=optional');
  const command = 'npx --no -- cgw --version';
  const { exitCode, stdout, stderr } = await machine.sh(command);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toStartWith(
    `The package cgw-${thisTarget}@${packageFile.version}, which holds the program,`,
  );
  const remedies = [...stderr.matchAll(/: (npm install .*)/g)].map(([, remedy = '']) => remedy);
  expect(remedies.length).toBe(2);
  await machine.done(`rm -r node_modules package-lock.json; ${remedies[0]}`);
  expect(await machine.done(command)).toBe(`cgw ${packageFile.version}`);
  await machine.done(`${remedies[1]}`);
  expect(await machine.done('cgw --version')).toBe(`cgw ${packageFile.version}`);
});

test('an upgrade keeps the user’s profiles, and the version before goes', async () => {
  using both = new Registry();
  const before = both.publish(release);
  const machine = new Machine(node, both.url);
  await machine.done('npm install -g cgw');
  await machine.done(add);
  const config = readFileSync(machine.home.config, 'utf8');
  const next = new Checkout();
  expect(next.run('release', ['minor'])).toContain('nothing is published');
  next.run('pack:all', [thisTarget]);
  const after = both.publish(join(next.path, 'release'));
  expect(after).not.toBe(before);
  await machine.done('npm install -g cgw@latest');
  expect(await machine.done('cgw --version')).toBe(`cgw ${after}`);
  expect(await machine.done('cgw list')).toContain('work');
  expect(readFileSync(machine.home.config, 'utf8')).toBe(config);
  const packages = filesUnder(machine.prefix).filter(file => file.endsWith('package.json'));
  const versions = packages.map(file => JSON.parse(readFileSync(join(machine.prefix, file), 'utf8')).version);
  expect(new Set(versions)).toEqual(new Set([after]));
  // One file under two names: the executable takes its room once.
  expect(lstatSync(join(machine.prefix, 'lib/node_modules/cgw/bin/cgw')).nlink).toBe(2);
});

test('from an empty home to the first answer takes less than a minute of typing', async () => {
  const machine = new Machine(node, registry.url);
  const lines = ['npm install -g cgw', add, 'cgw work -p hi'];
  const start = performance.now();
  let last = '';
  for (const line of lines) last = await machine.done(line, { WORK_KEY: key });
  const waited = (performance.now() - start) / 1000;
  expect(last).toBe('pong');
  // Five keys a second, which is an average typist.
  const typed = lines.join('\n').length / 5;
  console.log(`first answer: ${typed.toFixed(0)} s of typing and ${waited.toFixed(0)} s of waiting`);
  expect(typed + waited).toBeLessThan(60);
});
