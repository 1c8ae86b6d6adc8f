import { type JsonObject, mostRows, type Tables } from './format.ts';

/** Statements that fill the tables that are asked for are read so far; a dump may hold any number of others. */
const mostRead = 4 * 1024 * 1024;

/**
 * The rows that the INSERT statements of a dump put into tables. It is read word by word and nothing of it is carried
 * out: whoever made it could have written any statement.
 */
export function dumpTables(dump: string, tables: readonly string[]): Tables {
  const found = new Map<string, JsonObject[]>(tables.map(table => [table, []]));
  let read = 0;
  for (let at = 0; at < dump.length && read < mostRead; ) {
    const end = statementEnd(dump, at);
    insertion.lastIndex = at;
    const rows = found.get(insertion.exec(dump)?.[1] ?? '');
    if (rows !== undefined) {
      for (const row of rowsIn(dump.slice(insertion.lastIndex, Math.min(end, at + mostRead))))
        if (rows.length < mostRows) rows.push(row);
      read += end - at;
    }
    at = end;
  }
  return Object.fromEntries(found);
}

const insertion = /\s*INSERT\s+INTO\s+"?(\w+)"?/iy;

/** Behind the next `;` that stands neither in quotes nor in a comment. A quote that is meant stands twice: two texts. */
function statementEnd(dump: string, start: number): number {
  let at = start;
  const behind = (sign: string) => {
    const next = dump.indexOf(sign, at + 1);
    at = next < 0 ? dump.length : next + sign.length;
  };
  while (at < dump.length) {
    const sign = dump[at];
    if (sign === ';') return at + 1;
    if (sign === "'" || sign === '"') behind(sign);
    else if (sign === '-' && dump[at + 1] === '-') behind('\n');
    else if (sign === '/' && dump[at + 1] === '*') behind('*/');
    else at++;
  }
  return at;
}

/** One word: a text, a name in double quotes, a plain word, number or blob, or the end of a row. */
const word =
  /(?<text>'(?:[^']|'')*(?:'|$))|"(?<name>(?:[^"]|"")*)(?:"|$)|(?<plain>[xX]'[0-9a-fA-F]*'|[\w.+-]+)|(?<end>\))/g;

/** The rows behind the name of the table: the columns, VALUES, and a list of values for each row. */
function rowsIn(statement: string): JsonObject[] {
  const rows: JsonObject[] = [];
  const columns: string[] = [];
  let values: (string | null)[] | undefined;
  for (const { groups = {} } of statement.matchAll(word)) {
    const { text, name, plain, end } = groups;
    if (values === undefined) {
      if (name !== undefined) columns.push(name);
      if (plain?.toUpperCase() === 'VALUES') values = [];
    } else if (end !== undefined) {
      const row = values;
      rows.push(Object.fromEntries(columns.map((column, at) => [column, row[at]])));
      values = [];
      if (rows.length === mostRows) break;
    } else if (text !== undefined) values.push(text.slice(1, -1).replaceAll("''", "'"));
    else if (plain !== undefined) values.push(plain.toUpperCase() === 'NULL' ? null : plain);
  }
  return rows;
}
