import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { dumpTables } from '../../src/transfer/formats/cc-switch.ts';
import { runs } from '../support/tier.ts';

const literal = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

test('what SQLite makes of a dump, with any texts in it', () => {
  const value = fc.option(fc.string({ unit: fc.constantFrom(...`a'";-/*()\n,XNULL `) }));
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }), rows => {
      const values = rows.map(row => `(${row.map(literal).join(', ')})`).join(',');
      const dump = [
        "-- it's a comment; with a quote\nPRAGMA foreign_keys=OFF;",
        'CREATE TABLE other ("a" TEXT, "b" TEXT /* don\'t ; */);',
        'CREATE TABLE mine (a TEXT, b TEXT);',
        `INSERT INTO "other" ("a", "b") VALUES ${values};`,
        `insert into mine ("a", "b") values ${values};\n`,
      ].join('\n');
      using database = new Database(':memory:');
      database.run(dump);
      expect(dumpTables(dump, ['mine']).mine).toEqual(
        database.query('SELECT a, b FROM mine').all().map(Object),
      );
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  `'`.repeat(1_000_001),
  `/*`.repeat(500_000),
  `--\n`.repeat(500_000),
  `"'`.repeat(500_000),
  `INSERT INTO "mine" ("a") VALUES ${'()'.repeat(500_000)}`,
  `INSERT INTO "mine" ("a") VALUES ${"('a'),".repeat(500_000)}`,
  `INSERT INTO "mine" ${"x'".repeat(500_000)}`,
])('megabytes of %.40s', dump => {
  expect(dumpTables(dump, ['mine']).mine?.length).toBeLessThanOrEqual(1000);
});
