import { afterAll, expect, test } from 'bun:test';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { plantedKey, serve } from '../check/support/server.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { isDeep } from '../support/tier.ts';

/*
 * Every program that cgw starts, by the place of `src` that starts it (`test/architecture.test.ts` has the list): no
 * secret is in its arguments, and of the folder where the user stands it gets nothing that it could take code from.
 */

setUpTerminals();
const server = serve(asked => asked);
afterAll(() => server.stop());

/** Programs that are found before those of the user, if the project has a say; and those of the user, which tell how they were started. */
const programs = ['git', 'ps', 'stty', 'mine', 'claude', 'sh', 'env'] as const;

/** Variables that decide where code comes from. */
const paths = [
  ...['PATH', 'PYTHONPATH', 'NODE_PATH', 'PERL5LIB', 'RUBYLIB', 'LD_LIBRARY_PATH', 'GEM_PATH'],
  ...['BASH_ENV', 'GIT_EXEC_PATH', 'PYTHONSTARTUP'],
];

type Started = {
  readonly program: string;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

class World {
  readonly home = new Home();
  readonly project = this.home.makeFolder('work/project');
  readonly #log = join(this.home.path, 'started');
  readonly hostile = join(this.home.path, 'hostile');

  constructor() {
    const { home } = this;
    home.makeFolder('work/project/.git');
    for (const program of programs)
      for (const folder of ['work/project', 'work/project/node_modules/.bin', 'work/project/bin'])
        home.write(`${folder}/${program}`, `#!/bin/sh\n/usr/bin/touch ${this.hostile}\nexit 1\n`, 0o755);
    const tells = `{ printf '%s\\1' "\${0##*/}" "$(pwd -P)" "$@"; printf '\\2'; /usr/bin/env -0; printf '\\3'; } >> ${this.#log}`;
    const answers: { readonly [Program in (typeof programs)[number]]?: string } = {
      git: 'exit 1',
      ps: 'exec /usr/bin/ps "$@"',
      stty: 'exec /usr/bin/stty "$@"',
      mine: `case "$1" in aws) echo '{"Version":1,"AccessKeyId":"AKIAPLANTEDPLANTED12","SecretAccessKey":"${plantedKey}"}';; *) echo ${plantedKey};; esac`,
      claude: `case "$1" in auth) echo '{"apiProvider":"firstParty"}';; *) echo '{"type":"result","result":"pong","modelUsage":{}}';; esac`,
    };
    for (const [program, answer] of Object.entries(answers))
      home.write(`bin/${program}`, `#!/bin/sh\n${tells}\n${answer}\n`, 0o755);
    home.write('.aws/config', `[profile own]\nregion = eu-west-1\ncredential_process = mine aws\n`);
    home.write('key', plantedKey, 0o600);
    const gateway = { backend: 'gateway', baseUrl: server.url };
    home.writeConfig({
      version: 1,
      profiles: {
        command: { ...gateway, token: 'cmd:mine' },
        file: { ...gateway, token: `file:${home.path}/key` },
        aws: { backend: 'bedrock', baseUrl: server.url, awsProfile: 'own', region: 'eu-west-1' },
      },
    });
  }

  get env(): Record<string, string> {
    const own = ['.', '', 'bin', 'node_modules/.bin', `${this.project}/bin`];
    const list = own.join(':');
    return {
      ...Object.fromEntries(paths.map(name => [name, list])),
      PATH: `${list}:${this.home.path}/bin:/usr/bin:/bin`,
      AWS_EC2_METADATA_DISABLED: 'true',
      ANTHROPIC_API_KEY: plantedKey,
    };
  }

  started(): Started[] {
    if (!existsSync(this.#log)) return [];
    return readFileSync(this.#log, 'utf8')
      .split('\u0003')
      .slice(0, -1)
      .map(each => {
        const [words = '', variables = ''] = each.split('\u0002');
        const [program = '', cwd = '', ...args] = words.split('\u0001').slice(0, -1);
        const entries = variables
          .split('\0')
          .slice(0, -1)
          .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
        return { program, cwd, args, environment: Object.fromEntries(entries) };
      });
  }
}

type Case = {
  readonly args: readonly string[];
  /** Null: nothing at all. */
  readonly starts: (typeof programs)[number] | null;
  /** The launch that the user wants here, with the user’s own environment. */
  readonly here?: true;
  readonly terminal?: true;
  /** What takes more than a moment. */
  readonly long?: true;
};

const cases = {
  'base/child.ts, for a credential': { args: ['token', 'command'], starts: 'mine' },
  'base/child.ts, for check --claude': {
    args: ['check', 'file', '--claude', '--max-cost', '1'],
    starts: 'claude',
    long: true,
  },
  'base/outside-project.ts, for git': {
    args: ['write', 'file', '--to', 'dotenv', '--plaintext'],
    starts: 'git',
  },
  'base/outside-project.ts, for a terminal': { args: ['token', 'command'], starts: 'stty', terminal: true },
  'check/session.ts': { args: ['check', 'aws', '--max-cost', '0.01'], starts: 'mine', long: true },
  'check/curl': { args: ['check', 'aws', '--curl'], starts: null, long: true },
  'claude/auth-status.ts': { args: ['status', '--claude'], starts: 'claude' },
  'base/exec.ts, a launch': { args: ['run', 'file'], starts: 'claude', here: true },
  'base/exec.ts, a command': { args: ['exec', 'file', '--', '/bin/true', 'x'], starts: null, here: true },
} as const satisfies Record<string, Case>;

for (const [place, each] of Object.entries<Case>(cases)) {
  if (each.long && !isDeep) continue;
  test(`${place}: cgw ${each.args.join(' ')}`, async () => {
    const world = new World();
    const { home, env, project } = world;
    if (each.terminal) {
      await using terminal = Terminal.cgw(each.args, { home, env, cwd: project });
      await terminal.exit;
    } else await cgw(each.args, { home, env, cwd: project, asProcess: true });
    const all = world.started();
    if (each.starts === null) expect(all).toEqual([]);
    else expect(all.map(({ program }) => program)).toContain(each.starts);
    for (const { args, cwd, environment } of all) {
      expect(args.join(' ')).not.toContain(plantedKey);
      if (each.here) {
        expect(cwd).toBe(realpathSync(project));
        continue;
      }
      expect(`${cwd}/`).not.toStartWith(`${realpathSync(project)}/`);
      for (const name of paths)
        for (const entry of environment[name]?.split(':') ?? [])
          expect([name, entry, isAbsolute(entry) && !entry.startsWith(project)]).toEqual([name, entry, true]);
    }
    expect(existsSync(world.hostile)).toBe(false);
  });
}
