import { expect } from 'bun:test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { done } from './cgw.ts';
import type { Home } from './home.ts';

/** The text of the config, or undefined when there is none. */
export function configText(home: Home): string | undefined {
  return existsSync(home.config) ? readFileSync(home.config, 'utf8') : undefined;
}

/** The note of the profile `x` in a config that must be whole: it has everything else it had. */
export function noteIn(text: string | undefined, everything: object): unknown {
  const { note, ...rest } = JSON.parse(text ?? '').profiles.x;
  expect({ ...JSON.parse(text ?? ''), profiles: { x: rest } }).toEqual(everything);
  return note;
}

/** After any damage to the process, the next write works and leaves nothing of the earlier one behind. */
export async function expectNextWriteWorks(home: Home, note: string): Promise<void> {
  await done(['edit', 'x', '--set', `note=${note}`], { home });
  expect(home.readConfig()).toMatchObject({ profiles: { x: { note } } });
  expect(readdirSync(home.folder).filter(file => file.includes('.tmp-'))).toEqual([]);
}
