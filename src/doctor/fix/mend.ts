import { chmodSync, rmSync } from 'node:fs';
import { errorCode } from '../../base/errors.ts';
import type { Io } from '../../base/io.ts';
import { octal, pathText } from '../evidence.ts';
import type { Finding, Mend } from '../finding.ts';
import { takeOut } from './take-out.ts';

/**
 * Puts right what cgw can put right by itself, and says each thing before it is done.
 * @param yes settings files are changed without asking
 * @returns what was done, for people
 */
export async function mend(findings: readonly Finding[], yes: boolean, io: Io): Promise<string[]> {
  const mends = findings.flatMap(finding => finding.mends ?? []);
  if (mends.length === 0) io.err('cgw: nothing here is for --fix to mend\n');
  const fixed = mends.flatMap(each => (each.mend === 'take-out' ? [] : done(each, io)));
  const entries = mends.filter(each => each.mend === 'take-out');
  for (const [path, those] of Map.groupBy(entries, each => each.path)) {
    // The shell and the profile may both be beaten by the same entry.
    const distinct = new Map(those.map(({ keys }) => [keys.join('.'), keys]));
    fixed.push(...(await takeOut(path, [...distinct.values()], yes, io)));
  }
  return fixed;
}

type OwnMend = Exclude<Mend, { readonly mend: 'take-out' }>;

/** What concerns cgw’s own files alone. */
function done(each: OwnMend, io: Io): string[] {
  const words = wordsOf(each, io);
  io.err(`cgw: ${words}\n`);
  try {
    if (each.mend === 'permissions') chmodSync(each.path, each.mode);
    else rmSync(each.path, { force: true });
    return [words];
  } catch (error) {
    io.err(`cgw: that failed (${errorCode(error) ?? String(error)})\n`);
    return [];
  }
}

function wordsOf(each: OwnMend, io: Io): string {
  const path = pathText(each.path, io);
  return each.mend === 'permissions'
    ? `set the permissions of ${path} to ${octal(each.mode)}`
    : `remove ${path}`;
}
