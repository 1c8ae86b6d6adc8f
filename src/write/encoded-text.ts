import { cannotChange } from './json-text.ts';

/** The text of a file, and how it was encoded: byte-order mark and UTF-16 are kept. */
export type EncodedText = {
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16le';
  readonly mark: boolean;
};

const byteOrderMark = '\uFEFF';

/**
 * Reads a file as Claude Code does: UTF-8, or UTF-16 as PowerShell writes it, where a byte-order mark says so.
 * @throws UserError (3) for what would not come out as it went in.
 */
export function decoded(content: Uint8Array, path: string): EncodedText {
  const bytes = Buffer.from(content);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  const whole = bytes.toString(encoding);
  const mark = whole.startsWith(byteOrderMark);
  const result = { text: mark ? whole.slice(1) : whole, encoding, mark } as const;
  if (!bytes.equals(encoded(result.text, result)))
    throw cannotChange(path, 'it is neither UTF-8 nor UTF-16 text', 'save it as UTF-8');
  return result;
}

/** A text in the encoding of another; without one in plain UTF-8. */
export function encoded(text: string, like?: Omit<EncodedText, 'text'>): Buffer {
  return Buffer.from((like?.mark ? byteOrderMark : '') + text, like?.encoding ?? 'utf8');
}
