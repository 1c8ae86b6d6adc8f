import type { Io } from '../base/io.ts';
import { realPath } from '../base/paths.ts';
import { readSettingsFiles, type SettingsFile } from '../claude/settings-files.ts';
import type { Place } from './place.ts';
import { isSettings } from './target.ts';

/** The settings files around a target: those that beat it, and those that it beats. */
export type Surroundings = {
  readonly higher: readonly SettingsFile[];
  readonly lower: readonly SettingsFile[];
};

/** The scopes, highest first. */
const order: readonly SettingsFile['scope'][] = ['managed', 'local', 'project', 'user'];

export function surroundingsOf({ target, file }: Place, io: Io): Surroundings {
  if (!isSettings(target)) return { higher: [], lower: [] };
  const files = readSettingsFiles(io, io.environment.CLAUDE_CONFIG_DIR).filter(
    ({ path }) => realPath(path) !== file,
  );
  // Of the same scope there can be the one of the repository’s main work tree, which wins.
  const own = order.indexOf(target);
  return {
    higher: files.filter(({ scope }) => order.indexOf(scope) <= own),
    lower: files.filter(({ scope }) => order.indexOf(scope) > own),
  };
}
