import { afterAll, expect } from 'bun:test';
import { endTerminals, Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { live } from './world.ts';

afterAll(endTerminals);

const [litellm] = routes;

live(
  'the picker hands the terminal to claude: typing reaches it, and its request the profile',
  async world => {
    // What an interactive session asks for of its own accord; the proxy lets none of it out.
    world.mayAsk = /^CONNECT (downloads\.claude\.ai|github\.com):443/;
    const recorder = world.recorder(litellm.format);
    await addRoute(world, litellm, recorder.url);
    // Without these two Claude Code asks for a theme and for trust first.
    const projects = { [world.project]: { hasTrustDialogAccepted: true } };
    world.write('home/.claude.json', JSON.stringify({ hasCompletedOnboarding: true, projects }));
    await using terminal = Terminal.cgw([], {
      home: new Home(),
      cwd: world.project,
      env: { ...world.environment, ...shell },
      columns: 100,
      rows: 40,
    });
    await terminal.waitFor('❯ litellm', { timeout: 30_000 });
    await terminal.press('enter');
    await terminal.waitFor(/Claude Code v?2/, { timeout: 60_000 });
    await terminal.settled(1000);
    await terminal.type('typed into the real thing');
    await terminal.waitFor('typed into the real thing', { timeout: 30_000 });
    await terminal.press('enter');
    await terminal.waitFor(
      () => recorder.requests.some(({ body }) => JSON.stringify(body).includes('typed into')),
      {
        timeout: 60_000,
      },
    );
    const asked = recorder.requests.find(({ body }) => JSON.stringify(body).includes('typed into'));
    expect(JSON.stringify(asked?.headers)).toContain(token);
    await terminal.press('ctrl+c');
    await terminal.settled(500);
    await terminal.press('ctrl+c');
    await terminal.settled(500);
    await terminal.press('ctrl+c');
    await terminal.exit;
    expect(terminal.modes().termios).toEqual(terminal.before.termios);
  },
);
