import type { Profile } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import type { SettingsFile } from '../claude/settings-files.ts';
import type { Target } from './target.ts';
import type { UndoRecord } from './undo-record.ts';

/** What is to be written where, and all that is known about that place. */
export type WriteRequest = {
  readonly name: string;
  readonly profile: Profile;
  readonly target: Target;
  /** The file, for errors. */
  readonly path: string;
  /** What it holds; undefined: there is none. */
  readonly content: Uint8Array | undefined;
  /** What an earlier write has left to undo. */
  readonly record: UndoRecord | undefined;
  /** The secrets by variable, for who insists on having them in the file. */
  readonly secrets: ReadonlyMap<string, string> | undefined;
  /** How a shell starts cgw. */
  readonly program: string;
  readonly environment: Environment;
  /** The settings files of Claude Code that beat this one, and those that it beats. */
  readonly higher: readonly SettingsFile[];
  readonly lower: readonly SettingsFile[];
};
