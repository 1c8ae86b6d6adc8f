import { type Exit, Terminal } from '../pty/support/terminal.ts';
import { Home } from '../support/home.ts';
import { cgw } from './programs.ts';
import type { World } from './world.ts';

/*
 * A session of the real Claude Code on a terminal.
 */

/** What a session asks for of its own accord; the proxy lets none of it out. */
export const askedBySessions = /^CONNECT (downloads\.claude\.ai|github\.com):443/;

/** A user whom Claude Code asks for no theme, and in the trusted project for nothing. @param config what else it keeps */
export function onboard(world: World, config: object = {}, trusted = true): void {
  const projects = trusted ? { [world.project]: { hasTrustDialogAccepted: true } } : {};
  world.write('home/.claude.json', JSON.stringify({ hasCompletedOnboarding: true, projects, ...config }));
}

/** cgw, or another program, on a terminal that is large enough for a session. */
export function onTerminal(
  world: World,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { program = cgw, cwd = world.project }: { readonly program?: string; readonly cwd?: string } = {},
): Terminal {
  world.mayAsk = askedBySessions;
  const env = { ...world.environment, ...environment };
  return new Terminal([program, ...args], { home: new Home(), cwd, env, columns: 100, rows: 40 });
}

/** Done when the session takes what is typed. */
export async function sessionOn(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/Claude Code v?2/, { timeout: 60_000 });
  await terminal.waitFor('❯', { timeout: 30_000 });
  await terminal.settled(1000);
}

/** Says something in a session. */
export async function say(terminal: Terminal, words: string): Promise<void> {
  await terminal.type(words);
  await terminal.waitFor(new RegExp(`❯\\s+${words}`), { timeout: 30_000 });
  await terminal.press('enter');
}

/** Leaves a session. @returns how the program ended */
export async function leave(terminal: Terminal): Promise<Exit> {
  for (const key of ['ctrl+c', 'ctrl+c', 'ctrl+c'] as const) {
    await terminal.press(key);
    await terminal.settled(500);
  }
  return terminal.exit;
}
