import { existsSync } from 'node:fs';
import type { Here, Io } from '../base/io.ts';
import { homeFolder, tildePath } from '../base/paths.ts';
import { readSettingsText } from '../claude/settings-files.ts';

/** A text with the place it was read from, as people write it. */
export type FoundText = { readonly text: string; readonly where: string };

/** The text of a plain file; undefined for what is missing, unreadable, too large or binary. */
export function readText(path: string): string | undefined {
  try {
    if (!existsSync(path)) return undefined;
    const text = readSettingsText(path);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The same with its place. */
export function readFound(path: string, here: Here): FoundText | undefined {
  const text = readText(path);
  return text === undefined ? undefined : { text, where: tildePath(path, here) };
}

/** A path that a variable holds: programs take a leading `~/` for the home folder there. */
export function untilde(path: string, here: Pick<Io, 'environment'>): string {
  return path.startsWith('~/') ? `${homeFolder(here)}${path.slice(1)}` : path;
}

/** A section of an INI file with those of its keys that were asked for. */
export type IniSection = { readonly name: string; readonly values: ReadonlyMap<string, string> };

/**
 * The sections of an INI file as the AWS and Google tools read them. Only the wanted keys are kept, so that no
 * credential leaves this function. A line that is indented more than the key before it continues that key, also
 * when it looks like another (`s3 =` with keys of its own below).
 */
export function iniSections(text: string, wanted: readonly string[]): IniSection[] {
  const sections: { name: string; values: Map<string, string> }[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const header = /^\[([^\]]*)\]/.exec(line)?.[1];
    if (header !== undefined) {
      sections.push({ name: header.trim(), values: new Map() });
      indent = Number.POSITIVE_INFINITY;
      continue;
    }
    const depth = line.length - line.trimStart().length;
    if (depth > indent || /^\s*($|[#;])/.test(line)) continue;
    indent = depth;
    const equals = line.indexOf('=');
    const key = line.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (wanted.includes(key)) sections.at(-1)?.values.set(key, plainValue(line.slice(equals + 1)));
  }
  return sections;
}

/** Without the comment that may follow a blank. */
function plainValue(text: string): string {
  return text.replace(/\s[#;].*$/, '').trim();
}
