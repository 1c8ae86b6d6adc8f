import { Database } from 'bun:sqlite';
import type { Provider } from './cc-switch.ts';

/** More than anybody has; a query must end. */
const most = 1000;

/**
 * The providers for Claude Code in `~/.cc-switch/cc-switch.db` (farion1231/cc-switch,
 * src-tauri/src/database/schema.rs, read 2026-11-22). The bytes are read in memory: nothing is made beside the file.
 * @returns undefined when it is no such database
 */
export function databaseProviders(bytes: Uint8Array): Provider[] | undefined {
  const copy = Buffer.from(bytes);
  // Says “write-ahead log”, which a database in memory cannot have; the log itself is the caller’s to ask about.
  copy.fill(1, 18, 20);
  try {
    using database = Database.deserialize(copy, true);
    database.run('PRAGMA trusted_schema = OFF');
    const rows = database
      .query(
        "SELECT name, settings_config FROM providers WHERE app_type = 'claude' ORDER BY sort_index, name LIMIT ?",
      )
      .all(most);
    return rows.map(providerOf);
  } catch {
    return undefined;
  }
}

function providerOf(row: unknown): Provider {
  const { name, settings_config: text } = Object(row);
  return { name: String(name), settings: parsed(String(text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
