import { type Node, type ParseError, type ParseOptions, parseTree, printParseErrorCode } from 'jsonc-parser';

/** JSON whose values know their places, or where and why it is none, e.g. `line 3, column 7: CommaExpected`. */
export function jsonTree(
  text: string,
  options: ParseOptions,
): { readonly root?: Node | undefined; readonly problem?: string } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, options);
    const [first] = errors;
    return { root, ...(first === undefined ? {} : { problem: whereAndWhy(text, first) }) };
  } catch (error) {
    // The parser calls itself for every level.
    if (error instanceof RangeError) return { problem: 'it is nested too deeply' };
    throw error;
  }
}

function whereAndWhy(text: string, { offset, error }: ParseError): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${printParseErrorCode(error)}`;
}

/** What plain JSON has: neither comments nor trailing commas. */
export const plainJson = { disallowComments: true, allowTrailingComma: false } as const;

/** Why a text is not JSON. */
export function syntaxProblem(text: string): string {
  const { problem } = jsonTree(text, plainJson);
  return problem === undefined ? 'it is not JSON' : `it is not JSON: ${problem}`;
}

/** The line of a key in a JSON text, from 1; null where it is not. Of duplicates the last, which counts. */
export function lineIn(text: string, keys: readonly string[]): number | null {
  const node = keys.reduce<Node | undefined>(memberOf, jsonTree(text, {}).root);
  return node === undefined ? null : text.slice(0, node.offset).split('\n').length;
}

function memberOf(object: Node | undefined, key: string): Node | undefined {
  if (object?.type !== 'object') return undefined;
  return object.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
}
