import { afterAll, expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { UserError } from '../../src/base/errors.ts';
import { dotenv } from '../../src/env/dotenv.ts';
import { runs } from '../support/tier.ts';
import { type Assignment, assignments, hardAssignments } from './arbitraries.ts';
import { freshFolder, removeFolders, runProgram } from './harness.ts';

afterAll(removeFolders);

/** The lines of one variable, or undefined when the renderer refuses the value. */
function lineOf([name, value]: Assignment): string | undefined {
  try {
    return dotenv([{ name, value, action: 'set', secret: false }]);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** What Node itself reads from a file: with `--env-file` and with `util.parseEnv`. */
async function readByNode(text: string): Promise<{ envFile: unknown; parsed: unknown }> {
  const cwd = freshFolder();
  const file = join(cwd, 'file.env');
  writeFileSync(file, text);
  const program = `
    const { readFileSync } = require('node:fs');
    const parsed = require('node:util').parseEnv(readFileSync(${JSON.stringify(file)}, 'utf8'));
    console.log(JSON.stringify({ parsed, envFile: { ...process.env } }));`;
  const environment = { PATH: process.env.PATH ?? '' };
  const command = ['node', `--env-file=${file}`, '-e', program];
  const { stdout, stderr, exit } = await runProgram(command, { environment, cwd });
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  return JSON.parse(stdout);
}

async function expectBack(values: readonly Assignment[]): Promise<number> {
  const accepted = values.filter(value => lineOf(value) !== undefined);
  const expected = Object.fromEntries(accepted);
  const { envFile, parsed } = await readByNode(accepted.map(lineOf).join(''));
  expect(parsed).toEqual(expected);
  expect(envFile).toEqual({ ...expected, PATH: process.env.PATH });
  return accepted.length;
}

test('what --dotenv accepts, Node reads back as it was', async () => {
  expect(await expectBack(hardAssignments)).toBeGreaterThan(hardAssignments.length / 2);
  const tries = runs(12);
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(assignments(400), async values => {
      accepted += await expectBack(values);
    }),
    { numRuns: tries },
  );
  expect(accepted).toBeGreaterThan(200 * tries);
}, 600_000);

test('a carriage return is refused: Node drops it', () => {
  expect(lineOf(['NAME', 'a\r\nb'])).toBeUndefined();
});

test('text without quotes and control characters is never refused', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter(text => !/['"`\p{Cc}]/u.test(text));
  fc.assert(fc.property(plain, value => lineOf(['NAME', value]) !== undefined));
});

test('a value that holds every kind of quote is refused, not bent', () => {
  expect(lineOf(['NAME', `'"\``])).toBeUndefined();
});
