/** How wide a page is: the narrowest terminal that everything has to fit. */
export const pageWidth = 80;

/** Breaks a text at blanks so that no line, with its indentation, is wider than the page. */
function wrap(text: string, indent: string, width = pageWidth): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const longer = line === indent ? line + word : `${line} ${word}`;
    if (line !== indent && Bun.stringWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}

/** The same for a line that brings its indentation along. */
export function wrapLine(line: string): string[] {
  const text = line.trimStart();
  return wrap(text, ' '.repeat(line.length - text.length));
}

/** A text filled with blanks to a width; wide characters take two cells. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - Bun.stringWidth(text)));
}
