/** A value on one line and harmless on a terminal: control characters are written as JSON writes them. */
export function printable(text: string): string {
  return /\p{Cc}/u.test(text) ? JSON.stringify(text) : text;
}

/** What a terminal would obey or that changes the writing direction, made visible. */
export function harmless(text: string): string {
  return text.replace(/\p{C}/gu, '\uFFFD');
}
