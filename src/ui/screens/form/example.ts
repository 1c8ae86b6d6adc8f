import type { Source } from './sources.ts';
import { splitReference } from './sources.ts';

/** What the example of a preset says: `Bearer env:CF_AIG_TOKEN` is a variable after a scheme. */
export type EntryExample = { readonly source: Source; readonly text: string; readonly scheme?: string };

export function entryExample(example: string): EntryExample {
  const [, scheme, word = ''] = /^(?:(\S+) )?(\S+)$/.exec(example) ?? [];
  const split = splitReference(word);
  if (split === undefined) return { source: 'plain', text: example };
  const { kind: source, rest: text } = split;
  return scheme === undefined ? { source, text } : { source, text, scheme };
}
