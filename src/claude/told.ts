import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { recall, remember } from './folder-memory.ts';

/**
 * When a notice is said: `news` and `warning` where the last launch of this profile in this folder did not say the same,
 * `answer`, which needs one, each time. With `quiet` only warnings are.
 */
type Kind = 'news' | 'warning' | 'answer';

/** What a launch says before it begins. */
export type Notices = {
  readonly tell: (kind: Kind, text: string) => void;
  /** What has been told is known from now on. */
  readonly keep: () => void;
};

/** Profiles of a folder of which it is known. */
const mostProfiles = 20;

/** The notices of a launch. Only at a terminal somebody remembers: elsewhere each is said, and none is kept. */
export function noticesOf(profile: string, quiet: boolean, io: Io): Notices {
  const isRead = io.isTerminal('err');
  const here = isRead ? recall('told', io.cwd, io) : undefined;
  const folder = isRecord(here) ? here : {};
  const held = Object.hasOwn(folder, profile) ? folder[profile] : undefined;
  const known: readonly unknown[] = Array.isArray(held) ? held : [];
  const told: string[] = [];
  return {
    tell: (kind, text) => {
      if (quiet && kind !== 'warning') return;
      const mark = Bun.hash(text).toString(36);
      if (kind === 'answer' || !known.includes(mark)) io.err(`cgw: ${text}\n`);
      if (kind !== 'answer') told.push(mark);
    },
    keep: () => {
      if (!isRead || JSON.stringify(told) === JSON.stringify(known)) return;
      const { [profile]: _, ...others } = folder;
      const kept = Object.entries(others).slice(-(mostProfiles - 1));
      remember('told', io.cwd, Object.fromEntries([...kept, [profile, told]]), io);
    },
  };
}
