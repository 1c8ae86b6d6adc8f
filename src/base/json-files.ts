import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The JSON files of a folder of this repository, by name. Runs while the program is built (a Bun macro), so a new file
 * is all it takes. They go in as text: to parse the one that is asked for is cheaper than to build all of them at every
 * start.
 */
export function jsonFiles(folder: string): { [name: string]: string } {
  const path = join(import.meta.dir, '..', '..', folder);
  return Object.fromEntries(
    readdirSync(path)
      .filter(file => file.endsWith('.json'))
      .map(file => file.slice(0, -'.json'.length))
      .sort()
      .map(name => [name, JSON.stringify(JSON.parse(readFileSync(join(path, `${name}.json`), 'utf8')))]),
  );
}
