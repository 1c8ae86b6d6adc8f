import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads `profiles/*.json`. Runs while the program is built (a Bun macro), so a new file is all it takes. The
 * files go in as text: parsing the one that is asked for is cheaper than building all of them at every start.
 */
export function presetFiles(): { [name: string]: string } {
  const folder = join(import.meta.dir, '..', '..', 'profiles');
  return Object.fromEntries(
    readdirSync(folder)
      .filter(file => file.endsWith('.json'))
      .map(file => file.slice(0, -'.json'.length))
      .sort()
      .map(name => [name, JSON.stringify(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))]),
  );
}
