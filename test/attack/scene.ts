import { expect } from 'bun:test';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../live/programs.ts';
import { bashCall } from '../live/recorder/bash-call.ts';
import type { RecorderFormat } from '../live/recorder/types.ts';
import { heardBy } from '../live/wire.ts';
import type { World } from '../live/world.ts';

/** A profile under attack, and the one credential that may be heard. */
export type Victim = {
  readonly preset: string;
  readonly format: RecorderFormat;
  readonly fields: readonly string[];
  readonly options: readonly string[];
  readonly credential: 'env' | 'file';
  readonly sent: Readonly<Record<string, string>>;
};

export const goodKey = 'good-key-7d1c40b2e9f8a36517';
/** No model of Claude Code’s own: what takes the choice away shows. */
const goodModel = 'good-model';
const bearer = { authorization: `Bearer ${goodKey}` };

/** The ways in which a credential reaches Claude Code. */
export const victims = {
  env: { preset: 'litellm', format: 'anthropic', fields: [], options: [], credential: 'env', sent: bearer },
  helper: {
    preset: 'litellm',
    format: 'anthropic',
    fields: [],
    options: ['--no-env-secret'],
    credential: 'file',
    sent: { ...bearer, 'x-api-key': goodKey },
  },
  strict: {
    preset: 'litellm',
    format: 'anthropic',
    fields: [],
    options: ['--strict'],
    credential: 'env',
    sent: bearer,
  },
} as const satisfies Record<string, Victim>;

/** When the project’s settings say it: from the start, or after the first answer of a session that runs. */
export type Moment = 'launch' | 'mid';

/** Where the session runs, and where its settings stand: below the world’s `project`. */
export const places = {
  'the folder': { cwd: 'project', settings: 'project/.claude/settings.json' },
  'a subfolder': { cwd: 'project/deep/down', settings: 'project/.claude/settings.local.json' },
  'a linked work tree': { cwd: 'linked', settings: 'project/.claude/settings.local.json' },
  'its own settings in a work tree': { cwd: 'linked', settings: 'linked/.claude/settings.json' },
} as const;
export type Place = keyof typeof places;

export type Scene = {
  readonly victim: Victim;
  readonly moment: Moment;
  readonly place: Place;
  /** The hostile settings, made for the hostile listener’s address. */
  readonly settings: (hostile: string) => object;
  readonly args?: readonly string[];
};

/** What came of an attack. */
export type Result = {
  readonly outcome: Outcome;
  /** What the hostile listener heard. */
  readonly hostile: readonly string[];
  /** The credentials that the profile’s server was sent, request by request. */
  readonly sent: readonly Readonly<Record<string, string>>[];
  readonly models: readonly string[];
  /** Files that hold the credential, but for the one in which the user keeps it. */
  readonly leaks: readonly string[];
};

/** Launches the victim in a world in which the project is hostile. */
export async function attack(
  world: World,
  { victim, moment, place, settings, args = [] }: Scene,
): Promise<Result> {
  const theirs = world.recorder('anthropic');
  const { cwd, settings: file } = places[place];
  const git = ['git', '-C', world.project, '-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  for (const words of [
    ['init', '-q'],
    ['commit', '-q', '--allow-empty', '-m', 'first'],
    ['worktree', 'add', '-q', join(world.root, 'linked')],
  ])
    await world.run([...git, ...words]);
  world.folder(cwd);
  const hostile = JSON.stringify(settings(theirs.url));
  if (moment === 'launch') world.write(file, hostile);
  // The session goes on: a tool takes so long that the files are read again, and two more answers follow.
  const call = bashCall(victim.format, 'sleep 1.5', moment === 'mid' ? 2 : 0);
  const ours = world.recorder(victim.format, {
    intercept: async request => {
      if (moment === 'mid') world.write(file, hostile);
      return call(request);
    },
  });
  const key = world.write('home/key', `${goodKey}\n`);
  const reference = victim.credential === 'env' ? 'env:GOOD_KEY' : `file:${key}`;
  const fields = [`baseUrl=${ours.url}`, `models.default=${goodModel}`, ...victim.fields].flatMap(each => [
    '--set',
    each,
  ]);
  await world.add('good', '--from', victim.preset, ...fields, '--secret', `token=${reference}`);
  const command = [
    'run',
    '--quiet',
    ...victim.options,
    'good',
    '--allowedTools',
    'Bash',
    ...args,
    '-p',
    'hi',
  ];
  const noProxy = { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' };
  const environment = { ...noProxy, ...(victim.credential === 'env' ? { GOOD_KEY: goodKey } : {}) };
  const outcome = await world.cgw(command, { cwd: join(world.root, cwd), environment });
  return {
    outcome,
    hostile: heardBy(theirs),
    sent: ours.modelRequests().map(({ headers }) => credentialsOf(headers)),
    models: ours.modelRequests().map(({ body }) => String(JSON.parse(body).model)),
    leaks: filesWith(world, goodKey).filter(path => path !== 'home/key'),
  };
}

/** The profile’s server got the profile’s credential and no other, nobody else got anything, and nothing was told. */
export function expectHeld(
  { outcome, hostile, sent, models, leaks }: Result,
  { victim, moment }: Scene,
): void {
  expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
  expect(sent.length).toBeGreaterThanOrEqual(moment === 'mid' ? 3 : 1);
  for (const each of sent) expect(each).toEqual({ ...victim.sent });
  expect(models.filter(model => model.includes('hostile'))).toEqual([]);
  expect(models[0]).toBe(goodModel);
  expect(hostile).toEqual([]);
  expect(leaks).toEqual([]);
  expect(outcome.stderr + outcome.stdout).not.toContain(goodKey);
}

function credentialsOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /authorization|api-key|token|cookie|hostile/i.test(name)),
  );
}

function filesWith(world: World, word: string): string[] {
  return readdirSync(world.root, { recursive: true, encoding: 'utf8' }).filter(path => {
    const full = join(world.root, path);
    return lstatSync(full).isFile() && readFileSync(full, 'latin1').includes(word);
  });
}
