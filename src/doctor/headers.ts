import { isScrambled, looksLikeKey } from '../base/key-looks.ts';

/** A line of `ANTHROPIC_CUSTOM_HEADERS`, as Claude Code reads it (observed on 2.1.330). */
export type HeaderLine = {
  /** From 1. */
  readonly line: number;
  /** Null: there is no colon, and the line is dropped. */
  readonly name: string | null;
  readonly value: string;
};

export function headersIn(text: string): HeaderLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const colon = line.indexOf(':');
    return [
      {
        line: index + 1,
        name: colon < 0 ? null : line.slice(0, colon).trim(),
        value: line.slice(colon + 1).trim(),
      },
    ];
  });
}

/** Whether a header carries a credential, by its name or by its looks. */
export function isCredentialHeader({ name, value }: HeaderLine): boolean {
  if (name === null || value === '') return false;
  return (
    /(^|-)(authorization|auth|key|token|secret|cookie|credentials?)$/i.test(name) ||
    looksLikeKey(value) ||
    isScrambled(value)
  );
}

/** Why every request fails on a header: Claude Code refuses it, or the server does. */
export function headerProblem({ name, value }: HeaderLine): string | undefined {
  if (name === null) return undefined;
  if (name === '') return 'has no name before its colon';
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'has a name that no header may have';
  if (/[‘’“”]/.test(value)) return 'holds a typographic quote';
  // C0 without the tab; a DEL was seen to pass.
  if (/[^\P{Cc}\t\x7f-\x9f]/u.test(value)) return 'holds a control character';
  return [...value].some(char => char > '\u00ff') ? 'holds a character beyond Latin-1' : undefined;
}

/** The name of a header, where that can be shown: what somebody pasted there may be the key itself. */
export function headerLabel({ line, name }: HeaderLine): string {
  const plain =
    name !== null && /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && !looksLikeKey(name) && !isScrambled(name);
  return plain ? `header ${name}` : `line ${line}`;
}
