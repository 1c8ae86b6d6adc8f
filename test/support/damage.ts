import { cgw } from './cgw.ts';
import { expectError } from './expect-error.ts';
import type { Home } from './home.ts';

/** Commands that only read the config, and those that would change it; both expect a profile `x`. */
export const reading = [['list'], ['show', 'x'], ['env', 'x']] as const;
export const writing = [
  ['add', 'y', '--from', 'bedrock'],
  ['edit', 'x', '--set', 'note=changed'],
  ['remove', 'x'],
  ['default', 'x'],
  ['role', 'batch', 'x'],
] as const;

/** The other commands that read or change it: tried with one damage of each kind. */
export const others = [
  ['default'],
  ['role'],
  ['pin', 'x'],
  ['exec', 'x', '--', 'true'],
  ['copy', 'x', 'y'],
  ['rename', 'x', 'y'],
  ['default', '--unset'],
  ['role', 'batch', '--unset'],
] as const;

/** One of each way to get at the config: list, hot read, write. */
export const few = [reading[0], reading[2], writing[0]] as const;

/** Every one of the commands refuses with exit 3, naming the file and `place`. */
export async function expectRefused(
  home: Home,
  commands: readonly (readonly string[])[],
  ...place: (string | RegExp)[]
): Promise<void> {
  for (const args of commands) expectError(await cgw(args, { home }), 3, `${home.config}: `, ...place);
}
