import { agrees } from '../../base/ask.ts';
import { UserError } from '../../base/errors.ts';
import type { Io } from '../../base/io.ts';
import { isRecord } from '../../base/json.ts';
import { isScrambled, looksLikeKey } from '../../base/key-looks.ts';
import { isHiddenValue } from '../../claude/shown-value.ts';
import { decoded, encoded } from '../../write/encoded-text.ts';
import { secretTest } from '../../write/masking.ts';
import { contentAt, placeOf } from '../../write/place.ts';
import { replaceFile } from '../../write/replace-file.ts';
import { shownDiff } from '../../write/shown-diff.ts';
import { type EntryKeys, withoutEntries } from './without-entries.ts';

/**
 * Takes entries out of the user’s settings file, after the change was shown and agreed to.
 * @param yes nobody is asked
 * @returns what was done, for people
 */
export async function takeOut(
  path: string,
  entries: readonly EntryKeys[],
  yes: boolean,
  io: Io,
): Promise<string[]> {
  try {
    const place = placeOf('user', path, io);
    const { content, mode } = contentAt(place);
    if (content === undefined || mode === undefined) return [];
    const { text, ...encoding } = decoded(content, place.shown);
    const after = withoutEntries(text, entries, place.shown);
    if (after === text) return [];
    const words = `take ${entries.map(lastOf).join(', ')} out of ${place.shown}`;
    io.err(`cgw: ${words}:\n${diffOf(text, after, place.shown)}`);
    const secrets = entries.filter(keys => holdsSecret(text, keys)).map(lastOf);
    if (secrets.length > 0)
      io.err(`cgw: ${secrets.join(', ')} may stand nowhere else: keep a copy where it is safe\n`);
    if (!yes && !(await agrees('Take that out?', io))) {
      io.err('cgw: left as it is\n');
      return [];
    }
    replaceFile({ ...place, expected: content, content: encoded(after, encoding), mode });
    return [words];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.err(`cgw: ${error.message}\n     ${error.remedy}\n`);
    return [];
  }
}

function lastOf(keys: EntryKeys): string {
  return keys.at(-1) ?? '';
}

function diffOf(before: string, after: string, path: string): string {
  const change = {
    target: 'user',
    path,
    before,
    after,
    content: undefined,
    changes: [],
    warnings: [],
  } as const;
  return shownDiff({ ...change, isSecret: secretTest(new Set(), new Set()) }, secretWords(before));
}

/** Also a key in the path of an address is hidden. */
function secretWords(text: string): string[] {
  return (text.match(/[\w.-]+/g) ?? []).filter(word => looksLikeKey(word) || isScrambled(word));
}

/** Whether what goes is a credential: the file may have the only copy. */
function holdsSecret(text: string, keys: EntryKeys): boolean {
  const content: unknown = JSON.parse(text);
  const held = keys.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), content);
  return typeof held === 'string' && isHiddenValue(lastOf(keys), held);
}
