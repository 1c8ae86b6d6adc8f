/*
 * A terminal obeys control characters, and some marks turn the direction of what follows. Texts that cgw did not write
 * itself pass through one of these on their way to a terminal.
 */

/** A value on one line and harmless on a terminal: control characters are written as JSON writes them. */
export function printable(text: string): string {
  // JSON itself leaves DEL and the C1 controls as they are.
  return /\p{Cc}/u.test(text) ? escapedControls(JSON.stringify(text)) : text;
}

/** What a terminal would obey or that changes the writing direction, made visible. */
export function harmless(text: string): string {
  return text.replace(/\p{C}/gu, '\uFFFD');
}

/** What comes from files and variables, harmless on a terminal and not longer than a line. */
export function excerpt(text: string): string {
  const shown = Array.from(harmless(text));
  return shown.length > longestExcerpt ? `${shown.slice(0, longestExcerpt - 1).join('')}…` : shown.join('');
}

const longestExcerpt = 60;

/** A text as it may stand on a line: control characters and marks that turn the direction get a picture each. */
export function visible(text: string): string {
  return text.replaceAll(/\r\n|[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, picture);
}

function picture(control: string): string {
  if (control === '\r\n') return '␤';
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}

/** A text of several lines with its control characters as JSON writes them. */
export function escapedControls(line: string): string {
  return line.replace(
    /(?![\t\r\n])\p{Cc}/gu,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
