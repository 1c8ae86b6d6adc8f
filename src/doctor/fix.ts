import { chmodSync } from 'node:fs';
import { confirm } from '../base/ask.ts';
import { removeFile } from '../base/atomic-write.ts';
import { leftAsItIs, UserError, writeProblem } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord, parseJson } from '../base/json.ts';
import { mayBeKey } from '../base/key-looks.ts';
import { isHiddenValue } from '../env/shown-value.ts';
import { shownDiff } from '../write/diff.ts';
import { decoded, encoded } from '../write/file-change.ts';
import { editObject, spliced } from '../write/json-edit.ts';
import { memberNamed, parseJsonText, styleOf } from '../write/json-text.ts';
import { secretTest } from '../write/masking.ts';
import { contentAt, placeOf } from '../write/place.ts';
import { replaceFile } from '../write/replace-file.ts';
import { octal, pathText } from './evidence.ts';
import type { Finding, Fix } from './finding.ts';

/** Where an entry stands in a settings file: a key of it, or `env` and a variable. */
export type EntryKeys = readonly string[];

/**
 * A settings text without some entries, everything else byte for byte as it was.
 * @throws UserError (3) when that cannot be done safely.
 */
export function withoutEntries(text: string, entries: readonly EntryKeys[], path: string): string {
  const json = parseJsonText(text, path);
  const style = styleOf(json);
  const env = memberNamed(text, json.root, 'env')?.value;
  const names = (inEnv: boolean) =>
    entries
      .filter(keys => keys.length > 1 === inEnv)
      .map(keys => ({ name: keys.at(-1) ?? '', json: undefined }));
  const changed = spliced(text, [
    ...editObject(text, json.root, names(false), style),
    ...(env?.type === 'object' ? editObject(text, env, names(true), style) : []),
  ]);
  // Seen to be right before it is trusted: this is the user’s own file.
  if (!Bun.deepEquals(parseJson(changed), withoutKeys(parseJson(text), entries)))
    throw leftAsItIs(path, 'the lines cannot be taken out safely', 'take them out by hand');
  return changed;
}

function withoutKeys(content: unknown, entries: readonly EntryKeys[]): unknown {
  if (!isRecord(content)) return content;
  const gone = (key: string, inEnv: boolean) =>
    entries.some(keys => keys.length > 1 === inEnv && keys.at(-1) === key);
  const kept = Object.entries(content).filter(([key]) => !gone(key, false));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'env' && isRecord(value)
        ? Object.fromEntries(Object.entries(value).filter(([name]) => !gone(name, true)))
        : value,
    ]),
  );
}

/**
 * Takes entries out of the user’s settings file, after the change was shown and agreed to.
 * @param yes nobody is asked
 * @returns what was done, for people
 */
export async function removeEntries(
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
      io.err(`cgw: ${secrets.join(', ')} may exist nowhere else: keep a copy in a safe place\n`);
    if (!yes && !(await confirm('Take that out?', io))) {
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
  return (text.match(/[\w.-]+/g) ?? []).filter(word => mayBeKey(word));
}

/** Whether what goes is a credential: the file may have the only copy. */
function holdsSecret(text: string, keys: EntryKeys): boolean {
  const content: unknown = JSON.parse(text);
  const held = keys.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), content);
  return typeof held === 'string' && isHiddenValue(lastOf(keys), held);
}

/**
 * Puts right what cgw can put right by itself, and says each thing before it is done.
 * @param yes settings files are changed without asking
 * @returns what was done, for people
 */
export async function applyFixes(findings: readonly Finding[], yes: boolean, io: Io): Promise<string[]> {
  const fixes = findings.flatMap(finding => finding.fixes ?? []);
  if (fixes.length === 0) io.err('cgw: --fix can fix nothing here\n');
  const fixed = fixes.flatMap(each => (each.kind === 'take-out' ? [] : done(each, io)));
  const entries = fixes.filter(each => each.kind === 'take-out');
  for (const [path, those] of Map.groupBy(entries, each => each.path)) {
    // The shell and the profile may both be overridden by the same entry.
    const distinct = new Map(those.map(({ keys }) => [keys.join('.'), keys]));
    fixed.push(...(await removeEntries(path, [...distinct.values()], yes, io)));
  }
  return fixed;
}

type OwnFix = Exclude<Fix, { readonly kind: 'take-out' }>;

/** What concerns cgw’s own files alone. */
function done(each: OwnFix, io: Io): string[] {
  const words = wordsOf(each, io);
  io.err(`cgw: ${words}\n`);
  try {
    if (each.kind === 'permissions') chmodSync(each.path, each.mode);
    else removeFile(each.path);
    return [words];
  } catch (error) {
    io.err(`cgw: that failed: ${writeProblem(error)}\n`);
    return [];
  }
}

function wordsOf(each: OwnFix, io: Io): string {
  const path = pathText(each.path, io);
  return each.kind === 'permissions'
    ? `set the permissions of ${path} to ${octal(each.mode)}`
    : `remove ${path}`;
}
