import { expect } from 'bun:test';
import { until } from '../support/until.ts';
import { cgw } from './programs.ts';
import { expectAsked } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * Teammates that the user wants in panes of tmux: another Claude Code with the settings of the launch and without its
 * environment. With a login on the machine that is what would be sent.
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

for (const { name, token, options, sent, panes } of modes)
  live(`a teammate, the credential ${name}: ${panes} panes, and no login is sent`, async world => {
    const recorder = world.recorder('anthropic', {
      answer: ({ body }) =>
        body.includes('typed words') && !body.includes('tool_result') && !body.includes(forTeammate)
          ? { tool: 'Agent', input: { name: 'mate', description: 'look', prompt: forTeammate } }
          : 'pong',
    });
    world.mayAsk = /^CONNECT (downloads\.claude\.ai|github\.com):443/;
    const file = world.write('home/key', `${key}\n`);
    world.write(
      'home/.claude.json',
      JSON.stringify({
        hasCompletedOnboarding: true,
        projects: { [world.project]: { hasTrustDialogAccepted: true } },
        primaryApiKey: 'sk-ant-api03-hostile-stored-key-aaaaaaaaaaaaaaaa',
      }),
    );
    world.write('home/.claude/.credentials.json', JSON.stringify({ claudeAiOauth: login }));
    world.settings('user', { teammateMode: 'tmux', env: { CLAUDE_CODE_EXPERIMENTAL_AGENT_TEAMS: '1' } });
    await world.add(
      ...(['good', '--from', 'litellm', '--set', `baseUrl=${recorder.url}`] as const),
      ...['--secret', token.replace('KEYFILE', file)],
    );
    const tmux = tmuxIn(world);
    try {
      await tmux(
        'new-session',
        '-d',
        '-x',
        '160',
        '-y',
        '60',
        cgw,
        'run',
        ...options,
        'good',
        '--permission-mode',
        'default',
      );
      const screen = async () => (await tmux('capture-pane', '-p', '-t', '0.0')).stdout;
      const shows = (wanted: RegExp) =>
        until(`the screen shows ${wanted}`, async () => wanted.test(await screen()));
      await shows(/Claude Code v?2/);
      await shows(/❯|>/);
      await tmux('send-keys', '-t', '0.0', '-l', 'typed words');
      await shows(/typed words/);
      await tmux('send-keys', '-t', '0.0', 'Enter');
      await until('the teammate asks', () =>
        recorder
          .modelRequests()
          .some(({ body }) => !body.includes('typed words') && body.includes(forTeammate)),
      );
      const { stdout } = await tmux('list-panes', '-s', '-F', '#{pane_id}');
      expect(stdout.trim().split('\n').length).toBe(panes);
      expectAsked(recorder, sent);
    } finally {
      await tmux('kill-server');
    }
  });

const forTeammate = 'words for the teammate';

/** A server of tmux that nobody else has. */
function tmuxIn(world: World): (...args: string[]) => ReturnType<World['run']> {
  const environment = { GOOD_KEY: key, TERM: 'xterm-256color', LANG: 'C.UTF-8' };
  return (...args) =>
    world.run(['tmux', '-S', `${world.temp}/tmux`, '-f', '/dev/null', ...args], { environment });
}
