import { parseReference } from '../secrets/reference.ts';
import type { Part, Setting } from './settings.ts';

/** The value of a setting that anybody may read; undefined when there is a secret in it, or what a shell exports. */
export function plainText({ parts }: Setting): string | undefined {
  let text = '';
  for (const part of parts) {
    const piece = 'text' in part ? part.text : placeholderWord(part);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

function placeholderWord(part: Part): string | undefined {
  if (!('reference' in part)) return undefined;
  const reference = parseReference(part.reference);
  return 'kind' in reference && reference.kind === 'placeholder' ? reference.word : undefined;
}

/** Whether a setting takes what the shell exports. */
export function isInherited({ parts }: Setting): boolean {
  return parts.some(part => 'inherit' in part);
}
