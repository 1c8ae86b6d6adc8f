import { Database } from 'bun:sqlite';
import { type Columns, mostRows, type Rows, type Tables } from './format.ts';

/**
 * Rows of tables of an SQLite database. The bytes are read in memory: nothing is made beside the file. A column that
 * a table lacks is null, as older versions of a program have fewer.
 * @param columns of which tables, which columns
 * @returns undefined when it is no such database, or reading it would mean to carry something out
 */
export function databaseTables(bytes: Uint8Array, columns: Columns): Tables | undefined {
  const copy = Buffer.from(bytes);
  // Says “write-ahead log”, which a database in memory cannot have; the log itself is the caller’s to ask about.
  copy.fill(1, 18, 20);
  try {
    using database = Database.deserialize(copy, true);
    database.run('PRAGMA trusted_schema = OFF');
    const there = Object.keys(columns).filter(table => isPlainTable(database, table));
    if (there.length === 0 || !isWhole(database)) return undefined;
    return Object.fromEntries(there.map(table => [table, rowsOf(database, table, columns[table] ?? [])]));
  } catch {
    return undefined;
  }
}

/**
 * Whether reading it reads rows and works nothing out: a view, a virtual table or a column that is computed is a
 * program of whoever made the file, which need not end.
 */
function isPlainTable(database: Database, name: string): boolean {
  const table = database
    .query("SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table'")
    .get(name);
  const computed = database.query("SELECT 1 FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 0").get(name);
  return table !== null && computed === null;
}

/** In a damaged file pages can refer to one another in a way that makes the way through them endless. */
function isWhole(database: Database): boolean {
  // Checks are expressions, too.
  database.run('PRAGMA ignore_check_constraints = ON');
  return Object.values(database.query('PRAGMA main.quick_check(1)').get() ?? {})[0] === 'ok';
}

/** Names of tables and columns are words of ours. */
function rowsOf(database: Database, table: string, columns: readonly string[]): Rows {
  const held = database.query(`SELECT name FROM pragma_table_info('${table}', 'main')`).all();
  const names = held.map(row => Object(row).name);
  const selected = columns.map(column => (names.includes(column) ? column : `NULL AS ${column}`));
  return database
    .query(`SELECT ${selected.join(', ')} FROM main.${table} LIMIT ?`)
    .all(mostRows)
    .map(row => Object(row));
}
