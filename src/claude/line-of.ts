import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { readSettingsText } from './settings-files.ts';

/** The line of a key in a settings file, from 1; null where it cannot be found any more. */
export function lineOf(path: string, keys: readonly string[]): number | null {
  try {
    const text = readSettingsText(path);
    const tree = parseTree(text);
    const node = tree === undefined ? undefined : findNodeAtLocation(tree, [...keys]);
    if (node === undefined) return null;
    return text.slice(0, node.offset).split('\n').length;
  } catch {
    return null;
  }
}
