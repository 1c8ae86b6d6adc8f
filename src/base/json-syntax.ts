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
