import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** Where and why a text is not JSON, e.g. `line 3, column 7: CommaExpected`. */
export function syntaxProblem(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return 'it is not JSON';
  const before = text.slice(0, first.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `it is not JSON: line ${before.length}, column ${column}: ${printParseErrorCode(first.error)}`;
}
