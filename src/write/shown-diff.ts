import { maskSecret } from '../base/masking.ts';
import type { FileChange } from './file-change.ts';
import { maskedJson, maskedLines } from './masking.ts';
import { isSettings } from './target.ts';
import { linesOf, unifiedDiff } from './unified-diff.ts';

/**
 * What a change does to a file, as a unified diff in which everything is hidden that could be a secret.
 * @param secrets texts to hide wherever they stand, line by line.
 */
export function shownDiff(change: FileChange, secrets: readonly string[] = []): string {
  const { target, path, before, after, isSecret } = change;
  const hidden = secrets.flatMap(secret => secret.split('\n')).filter(line => line.trim() !== '');
  const shown = (text: string): string[] => {
    const masked = isSettings(target) ? maskedJson(text, isSecret) : maskedLines(text, isSecret);
    return linesOf(hidden.reduce((rest, secret) => rest.replaceAll(secret, maskSecret(secret)), masked));
  };
  return unifiedDiff(
    linesOf(before ?? ''),
    linesOf(after ?? ''),
    { before: shown(before ?? ''), after: shown(after ?? '') },
    { before: before === undefined ? '/dev/null' : path, after: after === undefined ? '/dev/null' : path },
  );
}
