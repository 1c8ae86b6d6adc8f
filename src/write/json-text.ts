import { getNodeValue, type Node } from 'jsonc-parser';
import { leftAsItIs } from '../base/errors.ts';
import { jsonTree, plainJson } from '../base/json-syntax.ts';

/** A JSON text in which every value knows its place. Comments and trailing commas are taken too. */
export type JsonText = { readonly text: string; readonly root: Node };

/** One `"name": value` of an object; offsets are those of the text. */
export type Member = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: Node;
  /** Where the comma behind it is; the last member has none as a rule. */
  readonly comma: number | undefined;
};

/** @throws UserError (3) with place and reason for a text that is not JSON, comments and trailing commas apart. */
export function parseJsonText(text: string, path: string): JsonText {
  const { root, problem } = jsonTree(text, { allowTrailingComma: true });
  if (root !== undefined && problem === undefined) return { text, root };
  throw leftAsItIs(path, `it is not JSON${problem === undefined ? '' : `: ${problem}`}`);
}

/**
 * The first comment or trailing comma, which JSON does not have: `line 3, column 7: InvalidCommentToken`.
 * Undefined for plain JSON.
 */
export function jsonExtension(text: string): string | undefined {
  return jsonTree(text, plainJson).problem;
}

/** The members of an object in their order, duplicates included. */
export function membersOf(text: string, object: Node): Member[] {
  return (object.children ?? []).flatMap(property => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    const end = value.offset + value.length;
    const next = afterTrivia(text, end);
    const comma = text[next] === ',' ? next : undefined;
    return [{ name: String(key.value), start: property.offset, end, value, comma }];
  });
}

/** The member that counts: of duplicates the last one, as for `JSON.parse`. */
export function memberNamed(text: string, object: Node, name: string): Member | undefined {
  return membersOf(text, object).findLast(member => member.name === name);
}

/** What a member holds, as `JSON.parse` would say. */
export function contentOf(member: Member): unknown {
  return getNodeValue(member.value);
}

/** The offset of what comes next, over blanks and comments. */
function afterTrivia(text: string, from: number): number {
  const trivia = /(?:[ \t\r\n]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = from;
  return from + (trivia.exec(text)?.[0].length ?? 0);
}

/** The blanks that a text ends with; only what JSON takes for blank. */
export function blanksAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && ' \t\r\n'.includes(text[start - 1] ?? '')) start--;
  return text.slice(start);
}

/** The trivia (blanks, comments) and commas between two places, piece by piece. */
function* piecesBetween(text: string, from: number, to: number): Generator<string> {
  const piece = /[ \t\r\n]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|,/y;
  piece.lastIndex = from;
  while (piece.lastIndex < to) {
    const [found] = piece.exec(text) ?? [];
    if (found === undefined) return;
    yield found;
  }
}

/** Whether what stands between two members ends in a line comment: more on that line would be part of it. */
export function endsInLineComment(text: string, from: number, to: number): boolean {
  const pieces = [...piecesBetween(text, from, to)].filter(piece => !/^[ \t\r\n]/.test(piece));
  return pieces.at(-1)?.startsWith('//') === true;
}

/** How a JSON text is laid out, so that what is added looks like what is there. */
export type TextStyle = {
  /** The line break of the text. */
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Everything stands on one line. */
  readonly inline: boolean;
  /** What stands between a key and its value: `: ` or `:`. */
  readonly colon: string;
};

/** The layout of a text; what it does not show is as Claude Code writes it (two blanks). */
export function styleOf({ text, root }: JsonText): TextStyle {
  const [first] = membersOf(text, root);
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  if (first === undefined) return { eol, unit: '  ', inline: false, colon: ': ' };
  const own = indentAt(text, root.offset);
  const indent = indentAt(text, first.start);
  const inline = !/[\r\n]/.test(text.slice(root.offset, first.start));
  const unit =
    !inline && indent.length > own.length && indent.startsWith(own) ? indent.slice(own.length) : '  ';
  return {
    eol,
    unit,
    inline,
    colon: /^"(?:[^"\\]|\\.)*":(?! )/.test(text.slice(first.start, first.end)) ? ':' : ': ',
  };
}

/** The blanks that the line of this place begins with. */
export function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
