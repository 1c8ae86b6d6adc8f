import { expect } from 'bun:test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '../support/required.ts';
import { until } from '../support/until.ts';
import { cgw } from './programs.ts';
import type { Recorder } from './recorder/types.ts';
import { askedBySessions, onboard } from './session.ts';
import { expectAsked } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * What a session starts beside itself, teammates in panes of tmux and background sessions: another Claude Code with the
 * settings of the launch and without its environment. With a login on the machine that is what would be sent.
 */

const key = 'good-key-5b1f7c20';
const bearer = { authorization: `Bearer ${key}` };
const login = {
  accessToken: 'sk-ant-oat01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
  refreshToken: 'sk-ant-ort01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
  expiresAt: 4102444800000,
  scopes: ['user:inference', 'user:profile'],
  subscriptionType: 'max',
};

const modes = [
  { name: 'in the environment', token: 'token=env:GOOD_KEY', options: [], sent: bearer, panes: 1 },
  {
    name: 'by the helper',
    token: 'token=file:KEYFILE',
    options: ['--no-env-secret'],
    sent: { ...bearer, 'x-api-key': key },
    panes: 2,
  },
] as const;

type Mode = (typeof modes)[number];

const inTmux = required('tmux', Bun.which('tmux') !== null) ? modes : [];

for (const mode of inTmux) {
  const { name, sent, panes } = mode;

  live(`a teammate, the credential ${name}: ${panes} panes, and no login is sent`, async world => {
    const recorder = world.recorder('anthropic', {
      answer: ({ body }) =>
        body.includes('typed words') && !body.includes('tool_result') && !body.includes(forTeammate)
          ? { tool: 'Agent', input: { name: 'mate', description: 'look', prompt: forTeammate } }
          : 'pong',
    });
    await session(world, recorder, mode, async tmux => {
      await until('the teammate asks', () =>
        recorder
          .modelRequests()
          .some(({ body }) => !body.includes('typed words') && body.includes(forTeammate)),
      );
      const { stdout } = await tmux('list-panes', '-s', '-F', '#{pane_id}');
      expect(stdout.trim().split('\n').length).toBe(panes);
      expectAsked(recorder, sent);
    });
  });

  live(`/bg in a session, the credential ${name}: no login is sent`, async world => {
    const recorder = world.recorder('anthropic');
    const asked = (words: string) => recorder.modelRequests().some(({ body }) => body.includes(words));
    await session(world, recorder, mode, async (tmux, shows) => {
      await until('the session asks', () => asked('typed words'));
      await shows(/pong/);
      await tmux('send-keys', '-t', '0.0', '-l', '/bg more words');
      await shows(/\/bg more words/);
      await tmux('send-keys', '-t', '0.0', 'Enter');
      // It gets the mode, not the credential: it waits for a login and does not use the one that is there.
      await until('the background session asks, or waits', () => asked('more words') || waits(world));
      expect(asked('more words')).toBe(mode.options.length > 0);
      expectAsked(recorder, sent);
    });
  });
}

live('--bg has the helper by itself', async world => {
  const recorder = world.recorder('anthropic');
  const mode = modes[1];
  await furnish(world, recorder, mode);
  try {
    const { exitCode } = await world.cgw(['run', 'good', '--bg', 'typed words']);
    expect(exitCode).toBe(0);
    await until('the server is asked', () =>
      recorder.modelRequests().some(({ body }) => body.includes('typed words')),
    );
    expectAsked(recorder, mode.sent);
  } finally {
    await stopDaemon(world);
  }
});

async function furnish(world: World, recorder: Recorder, { token }: Mode): Promise<void> {
  world.mayAsk = askedBySessions;
  const file = world.write('home/key', `${key}\n`);
  onboard(world, { primaryApiKey: 'sk-ant-api03-hostile-stored-key-aaaaaaaaaaaaaaaa' });
  world.write('home/.claude/.credentials.json', JSON.stringify({ claudeAiOauth: login }));
  world.settings('user', { teammateMode: 'tmux', env: { CLAUDE_CODE_EXPERIMENTAL_AGENT_TEAMS: '1' } });
  await world.add(
    ...(['good', '--from', 'litellm', '--set', `baseUrl=${recorder.url}`] as const),
    ...['--secret', token.replace('KEYFILE', file)],
  );
}

type Tmux = (...args: string[]) => ReturnType<World['run']>;

/** A session in tmux in which “typed words” was typed. */
async function session(
  world: World,
  recorder: Recorder,
  mode: Mode,
  body: (tmux: Tmux, shows: (wanted: RegExp) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  await furnish(world, recorder, mode);
  const tmux = tmuxIn(world);
  const command = [cgw, 'run', ...mode.options, 'good', '--permission-mode', 'default'];
  const shows = (wanted: RegExp) =>
    until(`the screen shows ${wanted}`, async () =>
      wanted.test((await tmux('capture-pane', '-p', '-t', '0.0')).stdout),
    );
  try {
    await tmux('new-session', '-d', '-x', '160', '-y', '60', ...command);
    await shows(/Claude Code v?2/);
    await shows(/❯/);
    await tmux('send-keys', '-t', '0.0', '-l', 'typed words');
    await shows(/typed words/);
    await tmux('send-keys', '-t', '0.0', 'Enter');
    await body(tmux, shows);
  } finally {
    await stopDaemon(world);
    await tmux('kill-server');
  }
}

/** Whether a background session waits for a login. */
function waits(world: World): boolean {
  const jobs = join(world.home, '.claude/jobs');
  if (!existsSync(jobs)) return false;
  return readdirSync(jobs).some(id => {
    const state = join(jobs, id, 'state.json');
    return existsSync(state) && readFileSync(state, 'utf8').includes('login required');
  });
}

async function stopDaemon(world: World): Promise<void> {
  await world.claude(['daemon', 'stop', '--any']);
}

const forTeammate = 'words for the teammate';

/** A server of tmux that nobody else has. */
function tmuxIn(world: World): Tmux {
  const environment = { GOOD_KEY: key, TERM: 'xterm-256color', LANG: 'C.UTF-8' };
  return (...args) =>
    world.run(['tmux', '-S', `${world.temp}/tmux`, '-f', '/dev/null', ...args], { environment });
}
