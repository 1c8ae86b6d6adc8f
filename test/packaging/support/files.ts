import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files and links below a folder, by their paths from there. */
export function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => !entry.isDirectory());
  return files.map(entry => relative(folder, join(entry.parentPath, entry.name))).sort();
}
