import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './world.ts';

/** A hook for user settings that shows the environment in which Claude Code runs its children. */
export type DumpingHook = {
  readonly hooks: object;
  /** The environment that the hook saw. */
  environment(): Readonly<Record<string, string>>;
};

let count = 0;

export function dumpingHook(world: World): DumpingHook {
  const path = join(world.root, `environment-${++count}`);
  return {
    hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `env -0 > '${path}'` }] }] },
    environment: () => parseEnvironment(readFileSync(path, 'utf8')),
  };
}

/** What `env -0` prints. */
export function parseEnvironment(text: string): Record<string, string> {
  const entries = text.split('\0').filter(entry => entry !== '');
  return Object.fromEntries(
    entries.map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}
