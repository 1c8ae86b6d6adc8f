import { statSync } from 'node:fs';
import type { Io } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';
import { readSettingsText } from '../claude/settings-files.ts';

/** What evidence is looked for in. */
export type Here = Pick<Io, 'environment' | 'cwd' | 'platform'>;

/** A text with the place it was read from, as people write it. */
export type FoundText = { readonly text: string; readonly where: string };

/** More than any file of credentials or settings; what is larger is something else. */
const mostBytes = 1024 * 1024;

/** The text of a plain file; undefined for what is missing, unreadable, too large or binary. */
export function readText(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > mostBytes) return undefined;
    const text = readSettingsText(path);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A path that a variable holds: programs take a leading `~/` for the home folder there. */
export function untilde(path: string, here: Pick<Io, 'environment'>): string {
  return path.startsWith('~/') ? `${homeFolder(here)}${path.slice(1)}` : path;
}
