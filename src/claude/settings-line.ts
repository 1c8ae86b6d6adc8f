import type { Node } from 'jsonc-parser';
import { jsonTree } from '../base/json-syntax.ts';
import { readSettingsText } from './settings-files.ts';

/** The line of a key in a JSON text, from 1; null where it is not. Of duplicates the last, which counts. */
export function lineIn(text: string, keys: readonly string[]): number | null {
  const node = keys.reduce<Node | undefined>(memberOf, jsonTree(text, {}).root);
  return node === undefined ? null : text.slice(0, node.offset).split('\n').length;
}

function memberOf(object: Node | undefined, key: string): Node | undefined {
  if (object?.type !== 'object') return undefined;
  return object.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

/** The same in a settings file; null also where that cannot be read any more. */
export function lineOf(path: string, keys: readonly string[]): number | null {
  try {
    return lineIn(readSettingsText(path), keys);
  } catch {
    return null;
  }
}
