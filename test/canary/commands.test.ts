import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import type { CommandName } from '../../src/commands/table.ts';
import { hasKeyring } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';
import { hasStrace } from '../support/strace.ts';
import { sampleOf } from '../support/tier.ts';
import { type CanaryName, canariesIn, canary } from './canaries.ts';
import { CanaryWorld, type Told } from './world.ts';

/*
 * Every command, on a machine that has a secret in every place where one can be: what is on stdout and stderr, in the
 * arguments of any program that starts, and in any file that is written, whether or not it is still there.
 */

setUp();

type Case = {
  readonly args: readonly string[];
  readonly exit?: number;
  readonly stdin?: string;
  readonly env?: { readonly [name: string]: string };
  /** What must be on stdout: there is no other use of the command. */
  readonly tells?: readonly CanaryName[];
  /** What may be in files: the user insisted on it, or put it there. */
  readonly files?: { readonly [path: string]: readonly CanaryName[] };
  /** Before the command. */
  readonly given?: (world: CanaryWorld) => unknown;
};

const every: readonly CanaryName[] = ['keychain', 'env', 'file', 'cmd'];

const undoOfSettings = { '.local/state/cgw/undo/*.json': ['settings'] } as const;

const broken: Case[] = [
  { args: ['run', 'broken'], exit: 4 },
  { args: ['exec', 'broken', '--', 'true'], exit: 4 },
  { args: ['env', 'broken'], exit: 4 },
  { args: ['env', 'gone'], exit: 4 },
];

const cases: { readonly [Name in CommandName]: readonly Case[] } = {
  pick: [{ args: ['pick'], exit: 2 }],
  config: [{ args: ['config', 'path'] }, { args: ['config', 'edit'], exit: 2 }],
  init: [{ args: ['init', 'bash', '--yes'] }],
  statusline: [{ args: ['statusline'], env: { CGW_PROFILE: 'all' } }],
  run: [
    { args: ['run', 'all'] },
    { args: ['run', 'all', '--settings', '{"env":{"MINE":"x"}}', '-p', 'hi'] },
    { args: ['run', '--strict', 'all'] },
    { args: ['run', '--no-env-secret', 'kc'] },
    { args: ['run', '--no-env-secret', 'file'] },
    { args: ['run', '--no-env-secret', 'cmd'] },
    { args: ['run', '--no-env-secret', 'env'], exit: 3 },
    { args: ['run', 'direct'] },
    { args: ['run', 'all'], env: { ANTHROPIC_LOG: 'debug' } },
    { args: ['run', 'all'], env: { CGW_CLAUDE: '/nonexistent' }, exit: 127 },
    { args: ['run', 'all'], env: { CGW_CLAUDE: '/etc/passwd', CGW_DEBUG: '1' }, exit: 127 },
    { args: ['run', 'all'], env: { XDG_STATE_HOME: '/dev/null/no', CGW_DEBUG: '1' } },
  ],
  exec: [
    { args: ['exec', 'all', '--', 'true'] },
    { args: ['exec', 'all', '--', 'env'], tells: every },
    { args: ['exec', 'all', '--', 'no-such-program'], exit: 127 },
    ...broken,
  ],
  env: [
    // A pipe is what eval reads.
    { args: ['env', 'all'], tells: every },
    { args: ['env', 'all', '--shell', 'fish'], tells: every },
    { args: ['env', 'all', '--dotenv'], tells: every },
    { args: ['env', 'all', '--json', '--reveal'], tells: every },
    { args: ['env', 'all', '--json'] },
    { args: ['env', 'direct', '--json'] },
    { args: ['env', '--off'] },
    { args: ['env', 'nobody'], exit: 3 },
  ],
  write: [
    { args: ['write', 'kc', '--to', 'user', '--dry-run'] },
    // What is taken out of a settings file is kept for --undo.
    { args: ['write', 'kc', '--to', 'user', '--json'], files: undoOfSettings },
    { args: ['write', 'cmd', '--to', 'project'], files: undoOfSettings },
    { args: ['write', 'file', '--to', 'local'] },
    { args: ['write', 'all', '--to', 'envrc'] },
    { args: ['write', 'all', '--to', 'dotenv'] },
    { args: ['write', 'env', '--to', 'dotenv', '--plaintext', '--dry-run'] },
    { args: ['write', 'env', '--to', 'dotenv', '--plaintext'], files: { '.env': ['env'] } },
    {
      args: ['write', '--undo', '--to', 'local'],
      given: world => world.run(['write', 'file', '--to', 'local']),
    },
  ],
  token: [
    { args: ['token', 'kc'], tells: ['keychain'] },
    { args: ['token', 'env'], tells: ['env'] },
    { args: ['token', 'file'], tells: ['file'] },
    { args: ['token', 'cmd'], tells: ['cmd'] },
    { args: ['token', 'gone'], exit: 4 },
    { args: ['token', 'direct'], exit: 4 },
  ],
  secret: [
    { args: ['secret', 'check', 'all', 'token'] },
    { args: ['secret', 'check', 'all', 'headers.x-file', '--json'] },
    { args: ['secret', 'check', 'all', 'headers.x-cmd'] },
    { args: ['secret', 'check', 'env', 'token'] },
    { args: ['secret', 'check', 'gone', 'token'], exit: 4 },
    { args: ['secret', 'set', 'kc', 'token', '--stdin'], stdin: `${canary('typed')}\n` },
    {
      args: ['secret', 'set', 'kc', 'token', '--stdin'],
      stdin: `${canary('typed')}\nsecond line\n`,
      exit: 3,
    },
    { args: ['secret', 'remove', 'all', 'env.EXTRA'], exit: 3 },
    { args: ['secret', 'remove', 'gone', 'token'], exit: 3 },
    {
      args: ['secret', 'set', 'kc', 'token', '--stdin'],
      stdin: canary('typed'),
      given: world => world.service.lock(),
      exit: 4,
    },
    {
      args: ['secret', 'set', 'kc', 'token', '--stdin'],
      stdin: canary('typed'),
      given: world => world.service.stop(),
      env: { CGW_DEBUG: '1' },
      exit: 4,
    },
  ],
  catalog: [
    { args: ['catalog', 'list'] },
    { args: ['catalog', 'add', 'http://h/p'], exit: 2 },
    { args: ['catalog', 'remove', 'none'], exit: 3 },
  ],
  'bug-report': [{ args: ['bug-report'] }, { args: ['bug-report'], given: leakyConfig, files: leakyFiles() }],
  export: [
    { args: ['export'] },
    { args: ['export', 'all', 'file'] },
    { args: ['export', 'leaky'], given: leakyConfig, exit: 3, files: leakyFiles() },
  ],
  import: [
    { args: ['import', '-'], stdin: imported(), exit: 3 },
    { args: ['import', '-', '--dry-run'], stdin: imported(), exit: 3 },
    { args: ['import', '-', '--secrets', 'keychain', '--as', 'taken', '--trust'], stdin: imported() },
    { args: ['import', '-', '--secrets', 'env', '--as', 'taken', '--trust'], stdin: imported() },
    { args: ['import', '-', '--secrets', 'keychain', '--dry-run', '--trust'], stdin: imported() },
    { args: ['import', '-'], stdin: `{"env":{"ANTHROPIC_AUTH_TOKEN":"${canary('imported')}"`, exit: 3 },
  ],
  list: [{ args: ['list'] }, { args: ['list', '--json'] }],
  show: [{ args: ['show', 'all'] }, { args: ['show', 'all', '--json'] }, { args: ['show', 'broken'] }],
  presets: [{ args: ['presets'] }, { args: ['presets', 'litellm', '--json'] }],
  add: [
    {
      args: ['add', 'new', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret-stdin', 'token'],
      stdin: `${canary('typed')}\n`,
    },
    {
      args: ['add', 'new', '--from', 'litellm', '--set', 'baseUrl=wrong', '--secret-stdin', 'token'],
      stdin: `${canary('typed')}\n`,
      exit: 3,
    },
    {
      args: ['add', 'all', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret-stdin', 'token'],
      stdin: `${canary('typed')}\n`,
      exit: 3,
    },
    {
      args: ['add', 'new', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret', 'token=keychain'],
      stdin: `${canary('typed')}\n`,
      exit: 2,
    },
  ],
  edit: [
    { args: ['edit', 'file', '--secret-stdin', 'token'], stdin: `${canary('typed')}\n` },
    { args: ['edit', 'all', '--secret-stdin', 'headers.x-new'], stdin: `${canary('typed')}\n` },
    { args: ['edit', 'all', '--set', 'note=hello'] },
    {
      args: ['edit', 'all', '--secret-stdin', 'token', '--unset', 'baseUrl'],
      stdin: canary('typed'),
      exit: 3,
    },
  ],
  copy: [{ args: ['copy', 'all', 'other'] }],
  rename: [{ args: ['rename', 'all', 'other'] }, { args: ['rename', 'all', 'other', '--keep-secrets'] }],
  remove: [{ args: ['remove', 'all'] }, { args: ['remove', 'kc', '--keep-secrets'] }],
  features: [{ args: ['features'] }, { args: ['features', 'all', '--why', '--json'] }],
  diff: [{ args: ['diff', 'all', 'direct'] }],
  issues: [{ args: ['issues', 'all', '--json'] }],
  advise: [{ args: ['advise', '--need', 'cost-tracking', '--json'] }],
  status: [
    { args: ['status'] },
    { args: ['status', '--json'] },
    { args: ['status', '--short'], env: { CGW_PROFILE: 'all' } },
    { args: ['status', '--json'], env: { CGW_PROFILE: 'all', ANTHROPIC_AUTH_TOKEN: canary('shell') } },
  ],
  explain: [
    { args: ['explain'] },
    { args: ['explain', '--json'] },
    { args: ['explain', 'ANTHROPIC_API_KEY'] },
    { args: ['explain', 'ANTHROPIC_AUTH_TOKEN', '--json'], env: { CGW_PROFILE: 'all' } },
  ],
  doctor: [
    { args: ['doctor'], exit: 5 },
    { args: ['doctor', '--json'], exit: 5 },
    { args: ['doctor', 'all', '--fix', '--yes'] },
    { args: ['doctor', '--json'], given: leakyConfig, exit: 5, files: leakyFiles() },
  ],
  check: [
    { args: ['check', 'all'], exit: 5 },
    { args: ['check', 'all', '--json'], exit: 5 },
    { args: ['check', 'all', '--curl'] },
    { args: ['check', 'direct', '--curl'] },
    { args: ['check', 'broken'], exit: 4 },
    { args: ['check', 'echoed'], given: world => world.echo(), exit: 5 },
    { args: ['check', 'echoed', '--json'], given: world => world.echo(), exit: 5, env: { CGW_DEBUG: '1' } },
  ],
  default: [{ args: ['default', 'all'] }, { args: ['default', '--json'] }],
  role: [{ args: ['role', 'batch', 'all', '--json'] }],
  pin: [{ args: ['pin', 'all', '--json'] }],
  use: [{ args: ['use', 'all'], exit: 2 }],
  hook: [{ args: ['hook', 'bash'] }],
  completion: [{ args: ['completion', 'bash'] }],
};

/** A config as somebody could leave it who edits it by hand: the keys themselves stand in it. */
function leakyConfig(world: CanaryWorld): void {
  const config = JSON.parse(readFileSync(world.home.config, 'utf8'));
  const leaky = {
    backend: 'gateway',
    baseUrl: 'http://127.0.0.1:9',
    token: canary('config'),
    headers: { 'x-key': canary('config') },
    env: { OTHER: canary('config') },
  };
  world.home.writeConfig({ ...config, profiles: { ...config.profiles, leaky } });
}

function leakyFiles(): Told['files'] {
  return { '.config/cgw/config.json': ['config'] };
}

/** Settings of Claude Code with a key in plain text: what users of other switchers have. */
function imported(): string {
  const env = { ANTHROPIC_BASE_URL: 'https://llm.example.com', ANTHROPIC_AUTH_TOKEN: canary('imported') };
  return JSON.stringify({ env }, undefined, 2);
}

const all = Object.values(cases).flatMap(list => list.map((each, index) => [each, index + 1] as const));
for (const [each, count] of sampleOf(all, 6))
  test.if(hasKeyring && hasStrace)(`${count} ${each.args.slice(0, 6).join(' ')}`, async () => {
    await using world = await CanaryWorld.start();
    await each.given?.(world);
    const { told, exit, stderr } = await world.run(each.args, {
      env: each.env ?? {},
      ...(each.stdin === undefined ? {} : { stdin: each.stdin }),
    });
    expect({ exit, stderr }).toEqual({ exit: each.exit ?? 0, stderr });
    const expected: Told = { stdout: each.tells ?? [], stderr: [], argv: [], files: each.files ?? {} };
    expect({ ...told, stdout: [...told.stdout].sort() }).toEqual({
      ...expected,
      stdout: [...expected.stdout].sort(),
    });
  });

test.if(hasKeyring && hasStrace)('the child gets them, and there they are found', async () => {
  await using world = await CanaryWorld.start();
  await world.run(['run', 'all']);
  // What stands in a variable of its own, or is read from one, is not for tools.
  expect(canariesIn(world.childEnvironment()).sort()).toEqual(every.filter(name => name !== 'env').sort());
});

test.if(hasKeyring && hasStrace)('a leak is seen wherever it is', async () => {
  await using world = await CanaryWorld.start();
  const script = [
    'echo "$1" > "$HOME/passing"; rm "$HOME/passing"',
    'echo "$1" > "$HOME/staying"',
    'echo "$1" >&2; echo "$1"',
  ].join('\n');
  const { told } = await world.run(['exec', 'direct', '--', 'sh', '-c', script, 'sh', canary('typed')]);
  expect(told).toEqual({
    stdout: ['typed'],
    stderr: ['typed'],
    argv: ['typed'],
    files: { passing: ['typed'], staying: ['typed'] },
  });
});
