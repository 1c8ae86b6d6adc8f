import { afterAll, expect } from 'bun:test';
import { endTerminals } from '../pty/support/terminal.ts';
import { isDeep } from '../support/tier.ts';
import { cgw } from './programs.ts';
import type { RecorderFormat } from './recorder/types.ts';
import { key, type Login, logins, storeLogin, talk } from './stored-logins.ts';
import { expectAsked } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * Whatever login is stored on this machine, a profile’s server gets the profile’s credential and no other, with `-p` and
 * in a session. What plain Claude Code sends to the same address is in `forecast.live.ts`.
 */

afterAll(endTerminals);

const shell = { GOOD_KEY: key };

type Subject = {
  readonly preset: string;
  readonly format: RecorderFormat;
  readonly fields: readonly string[];
  readonly secrets: readonly string[];
  readonly options?: readonly string[];
  readonly sent: Readonly<Record<string, string>>;
  /** Claude Code uses no key that was rejected, but nothing else either. */
  readonly asksForKey?: true;
};

const bearer = { authorization: `Bearer ${key}` };

const subjects = {
  token: {
    preset: 'litellm',
    format: 'anthropic',
    fields: [],
    secrets: ['token=env:GOOD_KEY'],
    sent: bearer,
  },
  'token with apiKey=empty': {
    preset: 'litellm',
    format: 'anthropic',
    fields: ['apiKey=empty'],
    secrets: ['token=env:GOOD_KEY'],
    sent: bearer,
  },
  apiKey: {
    preset: 'gateway',
    format: 'anthropic',
    fields: [],
    secrets: ['apiKey=env:GOOD_KEY'],
    sent: { 'x-api-key': key },
    asksForKey: true,
  },
  'a header alone': {
    preset: 'gateway',
    format: 'anthropic',
    fields: [],
    secrets: ['headers.x-portkey-api-key=env:GOOD_KEY'],
    sent: { authorization: 'Bearer none', 'x-portkey-api-key': key },
  },
  'a placeholder': {
    preset: 'gateway',
    format: 'anthropic',
    fields: [],
    secrets: ['token=placeholder:ollama'],
    sent: { authorization: 'Bearer ollama' },
  },
  helper: {
    preset: 'litellm',
    format: 'anthropic',
    fields: [],
    secrets: ['token=file:KEYFILE'],
    options: ['--no-env-secret'],
    sent: { ...bearer, 'x-api-key': key },
  },
  'the Bedrock format': {
    preset: 'litellm-bedrock',
    format: 'bedrock',
    fields: ['region=us-east-1'],
    secrets: ['token=env:GOOD_KEY'],
    sent: bearer,
  },
} as const satisfies Record<string, Subject>;

/** A machine with a login and a profile; and a server for it. */
async function furnish(world: World, login: Login, subject: Subject): Promise<ReturnType<World['recorder']>> {
  const recorder = world.recorder(subject.format);
  const file = world.write('home/key', `${key}\n`);
  storeLogin(world, login);
  const flags = [
    ...[`baseUrl=${recorder.url}`, ...subject.fields].flatMap(each => ['--set', each]),
    ...subject.secrets.flatMap(each => ['--secret', each.replace('KEYFILE', file)]),
  ];
  await world.add('good', '--from', subject.preset, ...flags);
  return recorder;
}

const pairs = Object.entries<Login>(logins).flatMap(([login, state]) =>
  Object.entries<Subject>(subjects).map(([name, subject]) => ({ login, state, name, subject })),
);
/** Every login and every kind of profile once; all pairs in the deep tier. */
const few = pairs.filter(
  (_, index) => isDeep || index % (Object.keys(subjects).length + 1) === 0 || index === pairs.length - 5,
);

for (const { login, state, name, subject } of few) {
  live(`-p: ${name} with ${login}`, async world => {
    const recorder = await furnish(world, state, subject);
    const outcome = await world.cgw(['run', ...(subject.options ?? []), 'good', '-p', 'hi'], {
      environment: shell,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    expectAsked(recorder, subject.sent);
  });

  live(`a session: ${name} with ${login}`, async world => {
    const recorder = await furnish(world, state, subject);
    await talk(world, [cgw, 'run', ...(subject.options ?? []), 'good'], shell, recorder);
    const refused = subject.asksForKey && !login.includes('claude.ai login') && login !== 'both';
    if (refused) expect(recorder.modelRequests()).toEqual([]);
    else expectAsked(recorder, subject.sent);
  });
}
