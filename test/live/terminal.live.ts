import { afterAll, expect } from 'bun:test';
import { endTerminals } from '../pty/support/terminal.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { leave, onboard, onTerminal, say, sessionOn } from './session.ts';
import { live } from './world.ts';

afterAll(endTerminals);

const [litellm] = routes;

live(
  'the picker hands the terminal to claude: typing reaches it, and its request the profile',
  async world => {
    const recorder = world.recorder(litellm.format);
    await addRoute(world, litellm, recorder.url);
    onboard(world);
    await using terminal = onTerminal(world, [], shell);
    await terminal.waitFor('❯ litellm', { timeout: 30_000 });
    await terminal.press('enter');
    await sessionOn(terminal);
    await say(terminal, 'typed into the real thing');
    await terminal.waitFor(
      () => recorder.requests.some(({ body }) => JSON.stringify(body).includes('typed into')),
      { timeout: 60_000 },
    );
    const asked = recorder.requests.find(({ body }) => JSON.stringify(body).includes('typed into'));
    expect(JSON.stringify(asked?.headers)).toContain(token);
    await leave(terminal);
    expect(terminal.modes().termios).toEqual(terminal.before.termios);
  },
);
