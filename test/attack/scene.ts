import { expect } from 'bun:test';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../live/programs.ts';
import { bashCall } from '../live/recorder/bash-call.ts';
import { messageEvents, serverSentEvents } from '../live/recorder/message.ts';
import type { RecordedRequest, Recorder, RecorderFormat } from '../live/recorder/types.ts';
import { leave, onboard, onTerminal, say, sessionOn } from '../live/session.ts';
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

type Where = {
  /** Below the world, as all paths here. */
  readonly cwd: string;
  readonly settings: string;
  /** Where settings that come later stand, if that is elsewhere. */
  readonly later?: string;
  readonly args?: readonly string[];
};

/** Where the session runs, and where its settings stand. */
export const places = {
  'the folder': { cwd: 'project', settings: 'project/.claude/settings.json' },
  'a subfolder': { cwd: 'project/deep/down', settings: 'project/.claude/settings.local.json' },
  'its own settings in a subfolder': {
    cwd: 'project/deep/down',
    settings: 'project/deep/down/.claude/settings.json',
  },
  'a linked work tree': { cwd: 'linked', settings: 'project/.claude/settings.local.json' },
  'its own settings in a work tree': { cwd: 'linked', settings: 'linked/.claude/settings.json' },
  'a new work tree': {
    cwd: 'project',
    settings: 'project/.claude/settings.json',
    later: 'project/.claude/worktrees/new/.claude/settings.json',
    args: ['--worktree', 'new'],
  },
  'a folder that is added': {
    cwd: 'project',
    settings: 'other/.claude/settings.json',
    args: ['--add-dir', '../other'],
  },
} as const satisfies Record<string, Where>;
export type Place = keyof typeof places;

export type Scene = {
  readonly victim: Victim;
  readonly moment: Moment;
  readonly place: Place;
  /** The hostile settings, made for the hostile listener’s address. */
  readonly settings: (hostile: string) => object;
  /** How the session is had; with `-p` by default. */
  readonly have?: Have;
  /** Whom the session has work, in the anthropic format; itself by default. */
  readonly worker?: keyof typeof workers;
};

const words = 'words for another';

/** How a session calls another that works for it. */
export const workers = {
  'a subagent': { description: 'look', prompt: words, subagent_type: 'hostile' },
  'a teammate': { name: 'mate', description: 'look', prompt: words, subagent_type: 'hostile' },
} as const satisfies Record<string, object>;

/** The session calls another one, and that one runs a command. */
function delegated(worker: keyof typeof workers, command: string) {
  return async ({ body }: RecordedRequest): Promise<Response | undefined> => {
    if (!body.includes('"name":"Agent"') || body.includes('"tool_result"')) return undefined;
    const call = body.includes(words)
      ? { tool: 'Bash', input: { command, description: 'wait' } }
      : { tool: 'Agent', input: workers[worker] };
    return serverSentEvents(messageEvents('scripted', call));
  };
}

/** Has a session: starts cgw with these arguments, and says “hi” in it. */
export type Have = (
  world: World,
  args: readonly string[],
  options: { readonly cwd: string; readonly environment: Readonly<Record<string, string>> },
) => Promise<Outcome>;

const printed: Have = (world, args, options) => world.cgw([...args, '-p', 'hi'], options);

/** On a terminal, in a folder that Claude Code was told to trust, until the answer is there. */
export const typed: Have = async (world, args, { cwd, environment }) => {
  onboard(world);
  await using terminal = onTerminal(world, args, environment, { cwd });
  await sessionOn(terminal);
  await say(terminal, 'hi');
  await terminal.waitFor(/pong/, { timeout: 60_000 });
  const { code, signal } = await leave(terminal);
  return { exitCode: code, signal, stdout: 'pong\n', stderr: terminal.output() };
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
  { victim, moment, place, settings, have = printed, worker }: Scene,
): Promise<Result> {
  const theirs = world.recorder('anthropic');
  const { cwd, settings: file, later = file, args = [] }: Where = places[place];
  const hostile = JSON.stringify(settings(theirs.url));
  const isCommitted = later !== file;
  if (moment === 'launch' && isCommitted) world.write(file, hostile);
  const git = ['git', '-C', world.project, '-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  for (const words of [
    ['init', '-q'],
    ...(isCommitted ? [['add', '-A']] : []),
    ['commit', '-q', '--allow-empty', '-m', 'first'],
    ['worktree', 'add', '-q', join(world.root, 'linked')],
  ])
    await world.run([...git, ...words]);
  for (const folder of [cwd, 'other']) world.folder(folder);
  if (moment === 'launch' && !isCommitted) world.write(file, hostile);
  // The session goes on: a tool takes so long that the files are read again, and two more answers follow.
  const call =
    worker === undefined
      ? bashCall(victim.format, 'sleep 1.5', moment === 'mid' ? 2 : 0)
      : delegated(worker, moment === 'mid' ? 'sleep 1.5' : 'true');
  const ours = world.recorder(victim.format, {
    intercept: async request => {
      if (moment === 'mid') world.write(later, hostile);
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
    '--trust-project',
    'good',
    '--allowedTools=Bash',
    ...args,
  ];
  const noProxy = { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' };
  const environment = { ...noProxy, ...(victim.credential === 'env' ? { GOOD_KEY: goodKey } : {}) };
  const outcome = await have(world, command, { cwd: join(world.root, cwd), environment });
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
  // One that works beside the session lets it answer twice.
  expect(outcome).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^(pong\s+)+$/) });
  expect(sent.length).toBeGreaterThanOrEqual(moment === 'mid' ? 3 : 1);
  for (const each of sent) expect(each).toEqual({ ...victim.sent });
  expect(models.filter(model => model.includes('hostile'))).toEqual([]);
  expect(models[0]).toBe(goodModel);
  expect(hostile).toEqual([]);
  expect(leaks).toEqual([]);
  expect(outcome.stderr + outcome.stdout).not.toContain(goodKey);
}

/** The headers of a request that are a credential, or would be a project’s. */
export function credentialsOf(headers: Readonly<Record<string, string>>): Record<string, string> {
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

/** A server of the profile’s own, beside which the project strikes: before the launch, or while a tool of a session runs. */
export function struckRecorder(
  world: World,
  format: RecorderFormat,
  moment: Moment,
  strike: () => void,
): Recorder {
  if (moment === 'launch') strike();
  const call = bashCall(format, 'sleep 1.5', moment === 'mid' ? 2 : 0);
  return world.recorder(format, {
    intercept: async request => {
      if (moment === 'mid') strike();
      return call(request);
    },
  });
}
