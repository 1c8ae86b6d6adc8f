import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything under a folder: path → kind, mode and content. Two snapshots are equal when nothing changed. */
export function snapshot(folder: string): Record<string, string> {
  const entries: Record<string, string> = { '.': describe(folder) };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    entries[name] = describe(join(folder, name));
  return entries;
}

function describe(path: string): string {
  const stat = lstatSync(path);
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (stat.isDirectory()) return `folder ${mode}`;
  if (!stat.isFile()) return `other ${mode}`;
  return `file ${mode} ${new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')}`;
}
