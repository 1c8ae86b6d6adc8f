import { expect } from 'bun:test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '../support/required.ts';
import { parseEnvironment } from './hook.ts';
import { bashCall } from './recorder/bash-call.ts';
import type { Recorder } from './recorder/types.ts';
import { live, type World } from './world.ts';

/*
 * `cgw run --no-env-secret`: a project does not decide how the helper runs. Claude Code asks it for the first time
 * before it applies the project’s variables, with them from then on, and it reads settings files again while it runs
 * (observed on 2.1.330): each case is tried with the file as it is at the launch, and with one that changes later.
 */

const token = 'good-token-5b1f7c20';

/** What is there before the launch or comes while Claude Code runs. */
const moments = ['before the launch', 'while it runs'] as const;

/** A profile `x` whose credential a program prints, and is asked for again after every second. */
async function addProfile(world: World, url: string, program: string): Promise<void> {
  const fields = [`baseUrl=${url}`, 'helperTtl=1'].flatMap(each => ['--set', each]);
  await world.add('x', '--from', 'litellm', ...fields, '--secret', `token=cmd:${program}`);
}

/** Has Claude Code work for some seconds, and put the project’s settings there at one moment or the other. */
function working(world: World, moment: (typeof moments)[number], env: object): Recorder {
  if (moment === 'before the launch') world.settings('project', { env });
  const call = bashCall('anthropic', 'sleep 2', 3);
  return world.recorder('anthropic', {
    intercept: async request => {
      const reply = await call(request);
      if (reply !== undefined) world.settings('project', { env });
      return reply;
    },
  });
}

/** What the program wrote down each time it was asked. */
function dumps(world: World): Record<string, string>[] {
  const files = readdirSync(world.root).filter(file => file.startsWith('asked.'));
  return files.map(file => parseEnvironment(readFileSync(join(world.root, file), 'utf8')));
}

/** A program that shows with what environment it was asked. */
function askedProgram(world: World): string {
  const script = `#!/bin/sh\nenv -0 > "${world.root}/asked.$$"\necho ${token}\n`;
  return world.write('ask.sh', script, 0o700);
}

/** What only the process has that reads it, or that its shell keeps. */
const ofProcess = new Set(['_', 'PWD', 'OLDPWD', 'SHLVL']);

const own = {
  PYTHONPATH: '/own/python',
  VAULT_ADDR: 'https://vault.example.com',
  VAULT_TOKEN: 'own-vault',
  OWN_WORD: 'own',
};

/** Names that nobody knows or that are none, names that decide how programs start, and names that the user has, too. */
const strange = Object.fromEntries(
  [
    ...['MADE_UP', 'made_up_too', 'CLAUDE_CODE_MADE_UP', 'NODE_OPTIONS', 'BASH_ENV', 'LD_LIBRARY_PATH'],
    ...['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'CGW_CONFIG_DIR', 'CGW_HELPER_ENVIRONMENT', 'PATH'],
    ...['PYTHONPATH', 'VAULT_ADDR', '__proto__', 'constructor', 'a.b', 'BASH_FUNC_env%%', 'a b', ''],
  ].map(name => [name, '/theirs:MADE_UP']),
);

for (const moment of moments)
  live(`the helper sees nothing of the variables of a project, ${moment}`, async world => {
    const ours = working(world, moment, strange);
    await addProfile(world, ours.url, askedProgram(world));
    const run = ['run', '--no-env-secret', '--trust-project', 'x', '--allowedTools', 'Bash', '-p', 'hi'];
    const outcome = await world.cgw(run, { environment: own });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    if (moment === 'before the launch') expect(outcome.stderr).toContain('sets MADE_UP, made_up_too, ');
    const found = dumps(world);
    expect(found.length).toBeGreaterThanOrEqual(3);
    const launched = new Set([...Object.keys({ ...world.environment, ...own }), ...ofProcess]);
    for (const environment of found) {
      expect(JSON.stringify(environment)).not.toContain('theirs');
      expect(environment).toMatchObject(own);
      // Beside the user’s own variables there are only those of the profile.
      const more = Object.keys(environment).filter(name => !launched.has(name));
      expect(more.filter(name => !/^(CGW|ANTHROPIC|CLAUDE_CODE)_/.test(name))).toEqual([]);
    }
  });

live('the helper goes without what may be a secret of the user’s and a project names', async world => {
  const env = { VAULT_TOKEN: 'theirs', OWN_WORD: 'theirs' };
  const ours = working(world, 'before the launch', env);
  await addProfile(world, ours.url, askedProgram(world));
  const args = ['run', '--no-env-secret', 'x', '--allowedTools', 'Bash', '-p', 'hi'];
  const outcome = await world.cgw(args, { environment: own });
  expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
  expect(outcome.stderr).toContain('sets VAULT_TOKEN, OWN_WORD; cgw token');
  const [first, ...later] = dumps(world).filter(environment => environment.VAULT_TOKEN !== own.VAULT_TOKEN);
  for (const environment of [first, ...later]) expect(environment).not.toHaveProperty('OWN_WORD');
  expect(later.length).toBeGreaterThan(0);
  const overlays = readdirSync(join(world.state, 'cgw', 'launch'));
  expect(overlays).toHaveLength(1);
  for (const overlay of overlays)
    expect(readFileSync(join(world.state, 'cgw', 'launch', overlay), 'utf8')).not.toContain('own-vault');
});

/** A way in which a folder could have the helper run its own code, which leaves a file behind. */
type Attack = {
  /** Relative to the project; `MARK` stands for the file that tells. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** The program that prints the credential; a shell’s by default. */
  readonly program?: string;
};

const bash = `#!/bin/bash\ntouch "$0.asked.$$"; echo ${token}\n`;

const attacks: Readonly<Record<string, Attack>> = {
  'BASH_ENV for a program in bash': {
    files: { 'evil.sh': 'touch MARK\n' },
    env: { BASH_ENV: 'PROJECT/evil.sh' },
  },
  'BUN_BE_BUN with a script “token”': {
    files: { 'package.json': '{"scripts":{"token":"touch MARK; echo theirs"}}' },
    env: { BUN_BE_BUN: '1' },
  },
  'BUN_OPTIONS with a preload': {
    files: { 'evil.js': 'require("fs").writeFileSync("MARK", "")\n' },
    env: { BUN_OPTIONS: '--preload=PROJECT/evil.js' },
  },
  'PYTHONPATH for a program in Python': {
    files: { 'evil/textwrap.py': 'open("MARK", "w")\n' },
    env: { PYTHONPATH: 'PROJECT/evil' },
    program: `#!/usr/bin/python3\nimport os, sys, textwrap\nopen(f"{sys.argv[0]}.asked.{os.getpid()}", "w")\nprint("${token}")\n`,
  },
};

const hasPython = required('python3', existsSync('/usr/bin/python3'));

for (const moment of moments)
  for (const [name, { files, env, program = bash }] of Object.entries(attacks).filter(
    ([, each]) => hasPython || each.program === undefined,
  ))
    live(`${name} runs nothing of a project’s, ${moment}`, async world => {
      const mark = join(world.root, 'mark');
      const filled = (text: string) => text.replaceAll('MARK', mark).replaceAll('PROJECT', world.project);
      for (const [file, text] of Object.entries(files)) world.write(`project/${file}`, filled(text));
      const theirs = Object.fromEntries(Object.entries(env).map(([each, value]) => [each, filled(value)]));
      const ours = working(world, moment, theirs);
      await addProfile(world, ours.url, world.write('print', program, 0o700));
      const run = ['run', '--no-env-secret', '--quiet', '--trust-project', 'x'];
      const outcome = await world.cgw([...run, '--allowedTools', 'Bash', '-p', 'hi']);
      expect(readdirSync(world.root)).not.toContain('mark');
      expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n', stderr: '' });
      const asked = readdirSync(world.root).filter(file => file.startsWith('print.asked.'));
      expect(asked.length).toBeGreaterThanOrEqual(3);
      for (const { headers } of ours.modelRequests()) expect(headers.authorization).toBe(`Bearer ${token}`);
    });
