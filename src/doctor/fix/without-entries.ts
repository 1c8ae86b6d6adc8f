import { isRecord } from '../../base/json.ts';
import { editObject, spliced } from '../../write/json-edit.ts';
import { leftAlone, memberNamed, parseJsonText } from '../../write/json-text.ts';
import { styleOf } from '../../write/text-style.ts';

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
  if (!Bun.deepEquals(contentOf(changed), withoutKeys(contentOf(text), entries)))
    throw leftAlone(path, 'the lines cannot be taken out safely', 'take them out by hand');
  return changed;
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
