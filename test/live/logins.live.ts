import { afterAll, expect } from 'bun:test';
import { endTerminals, Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';
import { isDeep } from '../support/tier.ts';
import { until } from '../support/until.ts';
import type { RecorderFormat } from './recorder/types.ts';
import { expectAsked } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * Whatever login is stored on this machine, a profile’s server gets the profile’s credential and no other, with `-p` and
 * in a session. What plain Claude Code sends to the same address is in `forecast.live.ts`.
 */

afterAll(endTerminals);

const key = 'good-key-5b1f7c20aaaaaaaaaaaaaaaaaaaaaaaa';
const shell = { GOOD_KEY: key };

const storedKey = { primaryApiKey: 'sk-ant-api03-hostile-stored-key-aaaaaaaaaaaaaaaa' };
const rejectedKey = { customApiKeyResponses: { approved: [], rejected: [key.slice(-20)] } };
const acceptedKey = { customApiKeyResponses: { approved: [key.slice(-20)], rejected: [] } };
const claudeAi = {
  claudeAiOauth: {
    accessToken: 'sk-ant-oat01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
    refreshToken: 'sk-ant-ort01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
    expiresAt: 4102444800000,
    scopes: ['user:inference', 'user:profile'],
    subscriptionType: 'max',
  },
};

type Login = { readonly config: object; readonly claudeAi: boolean };

const logins = {
  'no login': { config: {}, claudeAi: false },
  'a key of /login': { config: storedKey, claudeAi: false },
  'a claude.ai login': { config: acceptedKey, claudeAi: true },
  both: { config: { ...storedKey, ...acceptedKey }, claudeAi: true },
  'both, and the key was rejected': { config: { ...storedKey, ...rejectedKey }, claudeAi: true },
} as const satisfies Record<string, Login>;

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

/** A machine with a login and a profile; in a session Claude Code asks neither for a theme nor for trust. */
async function furnish(world: World, login: Login, subject: Subject): Promise<ReturnType<World['recorder']>> {
  const recorder = world.recorder(subject.format);
  const file = world.write('home/key', `${key}\n`);
  const projects = { [world.project]: { hasTrustDialogAccepted: true } };
  world.write(
    'home/.claude.json',
    JSON.stringify({ hasCompletedOnboarding: true, projects, ...login.config }),
  );
  if (login.claudeAi) world.write('home/.claude/.credentials.json', JSON.stringify(claudeAi));
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
    world.mayAsk = /^CONNECT (downloads\.claude\.ai|github\.com):443/;
    await using terminal = Terminal.cgw(['run', ...(subject.options ?? []), 'good'], {
      home: new Home(),
      cwd: world.project,
      env: { ...world.environment, ...shell },
      columns: 100,
      rows: 40,
    });
    await terminal.waitFor(/Detected a custom API key|Claude Code v?2/, { timeout: 60_000 });
    if (terminal.text().includes('Detected a custom API key')) {
      // No is the default.
      await terminal.press('enter');
      await terminal.waitFor(/Claude Code v?2/, { timeout: 60_000 });
    }
    await terminal.settled(1000);
    await terminal.type('typed words');
    await terminal.press('enter');
    const asked = () => recorder.modelRequests().some(({ body }) => body.includes('typed words'));
    await until(
      'the server is asked, or it is said that nobody is logged in',
      () => asked() || /Not logged in/.test(terminal.text()),
    );
    const refused = subject.asksForKey && !login.includes('claude.ai login') && login !== 'both';
    if (refused) expect(recorder.modelRequests()).toEqual([]);
    else expectAsked(recorder, subject.sent);
  });
}
