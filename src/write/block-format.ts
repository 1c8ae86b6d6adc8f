/** What a kind of file looks like to `write` and `undo`: named values among what belongs to others. */
export type FileFormat = {
  /**
   * The values that cgw may change, by name.
   * @throws UserError (3) when the text is none of this kind.
   */
  valuesOf(text: string): ReadonlyMap<string, unknown>;
  /** The text with these values as they were in `original`, or gone where that had none. */
  restored(text: string, original: string, names: readonly string[]): string;
  /** Whether nothing is left in a text. */
  isEmpty(text: string): boolean;
  /** The text with what the profile says put in. */
  written(text: string): string;
  /** A name as people know it. */
  shown(name: string): string;
};

/** The commands that keep a block of lines in files of others. */
type Owner = 'cgw write' | 'cgw init';

/** How the lines begin between which a text belongs to cgw. */
const marks = { begin: '# >>> ', end: '# <<< ' } as const;

/** The one name among the values of such a file. */
const blockName = 'block';

/**
 * A file of lines in which cgw has a marked block: `.envrc`, `.env`.
 * @param lines what the block is to hold.
 * @param owner the command whose block it is
 */
export function blockFormat(lines: readonly string[], owner: Owner = 'cgw write'): FileFormat {
  return {
    valuesOf: text => {
      const block = blockIn(text, owner);
      return new Map(block === undefined ? [] : [[blockName, text.slice(block.start, block.end)]]);
    },
    restored: (text, original, names) => {
      if (names.length === 0) return text;
      const before = blockIn(original, owner);
      return withBlock(text, before === undefined ? '' : original.slice(before.start, before.end), owner);
    },
    isEmpty: text => text.trim() === '',
    written: text => withBlock(text, blockText(lines, owner, /\r\n|\n/.exec(text)?.[0] ?? '\n'), owner),
    shown: () => 'the block between the cgw marks',
  };
}

function blockText(lines: readonly string[], owner: Owner, eol: string): string {
  const begin = `${marks.begin}${owner}: taken out by ${owner} --undo; changes in here are lost`;
  return [begin, ...lines, `${marks.end}${owner}`, ''].join('\n').replaceAll('\n', eol);
}

/** Where the block is, its marks and the line break behind it included; without its end it is none. */
function blockIn(text: string, owner: Owner): { start: number; end: number } | undefined {
  const begin = lineThatBegins(text, `${marks.begin}${owner}`, 0);
  const last = begin === undefined ? undefined : lineThatBegins(text, `${marks.end}${owner}`, begin);
  if (begin === undefined || last === undefined) return undefined;
  const lineBreak = text.indexOf('\n', last);
  return { start: begin, end: lineBreak < 0 ? text.length : lineBreak + 1 };
}

function lineThatBegins(text: string, mark: string, from: number): number | undefined {
  if (text.startsWith(mark, from)) return from;
  const found = text.indexOf(`\n${mark}`, from);
  return found < 0 ? undefined : found + 1;
}

/** The text with another block in the place of the one it has, or at its end. */
function withBlock(text: string, block: string, owner: Owner): string {
  const held = blockIn(text, owner);
  if (held !== undefined) return text.slice(0, held.start) + block + text.slice(held.end);
  if (block === '') return text;
  const eol = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  return text === '' || text.endsWith('\n') ? text + block : text + eol + block;
}

/** What `cgw write --to envrc` writes: direnv runs it in bash, and stops also where cgw cannot even start. */
export function envrcLine(profile: string): string {
  return `eval "$(cgw env ${profile} --shell bash || echo false)"`;
}
