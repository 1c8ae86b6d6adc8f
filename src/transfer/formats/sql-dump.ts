import type { JsonObject, Tables } from './format.ts';

/** One word of SQL: a comment, a text, a name in double quotes, a plain word, number or blob, or a sign. What is never closed ends with the file. */
const word =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>'(?:[^']|'')*(?:'|$))|(?<name>"(?:[^"]|"")*(?:"|$))|(?<plain>[xX]'[0-9a-fA-F]*'|[\w.+-]+)|(?<sign>[();])/g;

/** What an INSERT fills in: the columns it names, and the row that is being read. */
type Filling = { readonly table: string; readonly columns: string[]; values: (string | null)[] | undefined };

/**
 * The rows that the INSERT statements of a dump put into tables. It is read word by word and nothing of it is carried
 * out: whoever made it could have written any statement.
 */
export function dumpTables(dump: string, tables: readonly string[]): Tables {
  const found = new Map<string, JsonObject[]>(tables.map(table => [table, []]));
  let before: string[] = [];
  let filling: Filling | undefined;
  for (const { groups = {} } of dump.matchAll(word)) {
    const { text, name, comment, plain, sign } = groups;
    if (comment !== undefined) continue;
    if (sign === ';') {
      filling = undefined;
      before = [];
      continue;
    }
    if (filling === undefined) {
      const bare = name === undefined ? (plain ?? '') : unquoted(name);
      const [insert, into] = before.map(each => each.toUpperCase());
      if (before.length === 2 && insert === 'INSERT' && into === 'INTO')
        filling = { table: bare, columns: [], values: undefined };
      before = [...before.slice(0, 2), bare];
      continue;
    }
    if (filling.values === undefined) {
      if (name !== undefined) filling.columns.push(unquoted(name));
      if (plain?.toUpperCase() === 'VALUES') filling.values = [];
      continue;
    }
    if (text !== undefined) filling.values.push(unquoted(text));
    if (plain !== undefined) filling.values.push(plain.toUpperCase() === 'NULL' ? null : plain);
    if (sign !== ')') continue;
    const { values, columns } = filling;
    found.get(filling.table)?.push(Object.fromEntries(columns.map((column, at) => [column, values[at]])));
    filling.values = [];
  }
  return Object.fromEntries(found);
}

/** Without its quotes, of which one that is meant stands twice. */
function unquoted(written: string): string {
  const quote = written.slice(0, 1);
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}
