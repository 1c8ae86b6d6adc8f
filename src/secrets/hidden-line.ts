/** A line that is being typed where nobody may see it. */
export type HiddenLine = {
  readonly text: string;
  /** Between the marks that a terminal puts around a paste. */
  readonly pasting: boolean;
  /** The beginning of an escape sequence whose end has not come yet. */
  readonly rest: string;
};

export const emptyLine: HiddenLine = { text: '', pasting: false, rest: '' };

/** What the keys came to: more of the line, its end, or the wish to leave. */
export type Typed =
  | { readonly came: 'more'; readonly line: HiddenLine }
  | { readonly came: 'end'; readonly text: string }
  | { readonly came: 'several lines' }
  | { readonly came: 'interrupt' };

const escapeKey = '\u001b';

const begun = new RegExp(`^${escapeKey}(\\[[0-?]*[ -/]*)?$`);

/** A whole escape sequence (CSI, SS3, Alt and a key), the beginning of one, or one character. */
const piece = new RegExp(
  `${escapeKey}\\[[0-?]*[ -/]*[@-~]|${escapeKey}O.|${escapeKey}\\[[0-?]*[ -/]*$|${escapeKey}[^[O${escapeKey}]|[\\s\\S]`,
  'gu',
);

const marks = { begin: `${escapeKey}[200~`, end: `${escapeKey}[201~` } as const;

/**
 * Reads what came from a terminal in raw mode. Blanks around the line are dropped: nobody sees them, and they come
 * with what is copied.
 */
export function feed(line: HiddenLine, input: string): Typed {
  if (input === '') return { came: 'more', line };
  let { text, pasting } = line;
  // Escape alone was a key, unless what comes now makes a sequence of it.
  const all = line.rest === escapeKey && !/^[[O]/.test(input) ? input : line.rest + input;
  for (const match of all.matchAll(piece)) {
    const [part] = match;
    const isLast = match.index + part.length === all.length;
    if (isLast && begun.test(part)) return { came: 'more', line: { text, pasting, rest: part } };
    if (part === marks.begin) pasting = true;
    else if (part === marks.end) pasting = false;
    else if (pasting) text += part === '\r' ? '\n' : part;
    else if (part === '\r' || part === '\n') {
      // Without marks a paste of several lines is known by what comes along behind the first one.
      return isLast ? ended(text) : { came: 'several lines' };
    } else if (part === '\u0003' || part === '\u0004' || part === '\u001c') return { came: 'interrupt' };
    else if (part === '\u007f' || part === '\b') text = [...text].slice(0, -1).join('');
    else if (part === '\u0015' || part === '\u0017') text = '';
    else if (!/\p{Cc}/u.test(part)) text += part;
  }
  return { came: 'more', line: { text, pasting, rest: '' } };
}

function ended(text: string): Typed {
  const line = text.trim();
  return line.includes('\n') ? { came: 'several lines' } : { came: 'end', text: line };
}
