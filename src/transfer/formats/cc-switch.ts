import { Database } from 'bun:sqlite';
import { isRecord, parseJson } from '../../base/json.ts';

/** A provider of cc-switch: a name, the Claude Code settings that it switches to, and why no profile can be made of it. */
export type CcSwitchProvider = {
  readonly name: string;
  readonly settings: unknown;
  readonly unusable: string | undefined;
};

/**
 * The providers for Claude Code in `~/.cc-switch/config.json`: under `claude` since version 2, at the top before
 * (farion1231/cc-switch, src-tauri/src/app_config.rs and provider.rs, read 2026-11-22).
 * @returns undefined when it is no such file
 */
export function ccSwitchProviders(raw: Readonly<Record<string, unknown>>): CcSwitchProvider[] | undefined {
  const manager = isRecord(raw.claude) ? raw.claude : raw;
  if (!isRecord(manager.providers) || typeof manager.current !== 'string') return undefined;
  return Object.entries(manager.providers).flatMap(([id, provider]) =>
    isRecord(provider)
      ? [
          {
            name: typeof provider.name === 'string' ? provider.name : id,
            settings: provider.settingsConfig,
            unusable: unusable(provider.settingsConfig, provider.meta),
          },
        ]
      : [],
  );
}

/** What stands in the settings in place of a key while cc-switch’s own proxy has taken them over. */
const takenOver = 'PROXY_MANAGED';

/**
 * What only cc-switch’s own proxy can do, which stands between Claude Code and the provider
 * (the fields `apiFormat` and `isFullUrl` of its `meta`).
 */
function unusable(settings: unknown, meta: unknown): string | undefined {
  if (isRecord(settings) && isRecord(settings.env) && Object.values(settings.env).includes(takenOver))
    return 'points to the proxy of cc-switch, which holds its key; stop the proxy there first';
  if (!isRecord(meta)) return undefined;
  const { apiFormat } = meta;
  if (typeof apiFormat === 'string' && /^(openai|gemini)/.test(apiFormat))
    return `speaks the ${apiFormat.startsWith('openai') ? 'OpenAI' : 'Gemini'} format, which the proxy of cc-switch translates; Claude Code cannot use it directly`;
  if (meta.isFullUrl === true)
    return 'has the full URL of its requests, which only the proxy of cc-switch can use; Claude Code adds /v1/messages';
  return undefined;
}

/** More rows than anybody has. */
const most = 1000;

/**
 * The providers for Claude Code in `~/.cc-switch/cc-switch.db` (farion1231/cc-switch,
 * src-tauri/src/database/schema.rs, read 2026-11-22). The bytes are read in memory: nothing is made beside the file.
 * @returns undefined when it is no such database
 */
export function databaseProviders(bytes: Uint8Array): CcSwitchProvider[] | undefined {
  const copy = Buffer.from(bytes);
  // Says “write-ahead log”, which a database in memory cannot have; the log itself is the caller’s to ask about.
  copy.fill(1, 18, 20);
  try {
    using database = Database.deserialize(copy, true);
    database.run('PRAGMA trusted_schema = OFF');
    if (!isPlainTable(database)) return undefined;
    const meta = hasMeta(database) ? 'meta' : 'NULL AS meta';
    const rows = database
      .query(
        `SELECT name, settings_config, meta
         FROM (SELECT name, settings_config, app_type, sort_index, ${meta} FROM main.providers LIMIT ?)
         WHERE app_type = 'claude' ORDER BY sort_index, name`,
      )
      .all(most);
    return rows.map(providerOf);
  } catch {
    return undefined;
  }
}

/**
 * Whether reading it reads rows and works nothing out: a view, a virtual table or a column that is computed is a
 * program of whoever made the file, which need not end.
 */
function isPlainTable(database: Database): boolean {
  const table = database
    .query("SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = 'providers' AND type = 'table'")
    .get();
  const computed = database
    .query("SELECT 1 FROM pragma_table_xinfo('providers', 'main') WHERE hidden <> 0")
    .get();
  return table !== null && computed === null && isWhole(database);
}

/** Older databases have no such column. */
function hasMeta(database: Database): boolean {
  return (
    database.query("SELECT 1 FROM pragma_table_info('providers', 'main') WHERE name = 'meta'").get() !== null
  );
}

/** In a damaged file pages can refer to one another in a way that makes the way through them endless. */
function isWhole(database: Database): boolean {
  // Checks are expressions, too.
  database.run('PRAGMA ignore_check_constraints = ON');
  return Object.values(database.query('PRAGMA main.quick_check(1)').get() ?? {})[0] === 'ok';
}

function providerOf(row: unknown): CcSwitchProvider {
  const { name, settings_config: text, meta } = Object(row);
  const settings = parseJson(String(text));
  return { name: String(name), settings, unusable: unusable(settings, parseJson(String(meta))) };
}
