import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Change } from '../../src/env/plan.ts';
import { shells } from '../../src/env/shells/index.ts';
import { type Assignment, assignments, hardAssignments } from '../shells/arbitraries.ts';
import { done } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/*
 * No PowerShell runs here, so what is printed for it is read by a grammar: it must be statements that put literals into
 * variables, and nothing else, and the literals must be those that were meant.
 */

const modules = join(import.meta.dir, 'node_modules');
const grammar = join(modules, 'tree-sitter-powershell', 'tree-sitter-powershell.wasm');

/** `npm ci --prefix test/windows` installs it. */
const hasGrammar = required('powershell', existsSync(grammar));

type Tree = {
  readonly type: string;
  readonly text: string;
  readonly hasError: boolean;
  readonly namedChildren: readonly (Tree | null)[];
};

/** What is used of `web-tree-sitter`, which is not there for the compiler where nobody has installed it. */
type TreeSitter = {
  readonly Parser: {
    init(): Promise<void>;
    new (): {
      setLanguage(language: object): unknown;
      parse(code: string): { readonly rootNode: Tree } | null;
    };
  };
  readonly Language: { load(path: string): Promise<object> };
};

async function parserOf(): Promise<(code: string) => Tree> {
  const { Parser, Language }: TreeSitter = await import(
    join(modules, 'web-tree-sitter', 'web-tree-sitter.js')
  );
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return code => {
    const tree = parser.parse(code);
    if (tree === null) throw new Error('nothing was parsed');
    return tree.rootNode;
  };
}

/** The outermost nodes of these types. */
function outermost(tree: Tree, ...types: readonly string[]): Tree[] {
  return types.includes(tree.type)
    ? [tree]
    : tree.namedChildren.flatMap(child => (child === null ? [] : outermost(child, ...types)));
}

/** What a literal stands for; a character by its number is one, too. @throws for anything else */
function literal({ type, text }: Tree): string {
  const code = /^\[char\](\d+)$/.exec(text)?.[1];
  if (code !== undefined) return String.fromCharCode(Number(code));
  if (type !== 'string_literal' || !/^'.*'$/s.test(text)) throw new Error(`not a literal: ${text}`);
  const inside = text.slice(1, -1);
  // The grammar knows one kind of quote; PowerShell takes each of these for its end, unless it stands twice.
  const quotes = /['\u2018\u2019\u201a\u201b]/g;
  if (quotes.test(inside.replace(/(['\u2018\u2019\u201a\u201b])\1/g, ''))) throw new Error(`open: ${text}`);
  return inside.replace(/(['\u2018\u2019\u201a\u201b])\1/g, '$1');
}

/** The variables that the code sets. @throws when there is anything else in it */
function meaning(tree: Tree): Assignment[] {
  if (tree.hasError) throw new Error('the code is not PowerShell');
  const statements = outermost(tree, 'pipeline', 'empty_statement', 'flow_control_statement', 'command');
  return statements
    .filter(({ type }) => type !== 'empty_statement')
    .map(statement => {
      const [assignment, ...more] = outermost(statement, 'assignment_expression');
      const name = /^\$env:(\w+) = /.exec(statement.text)?.[1];
      if (assignment === undefined || more.length > 0 || name === undefined)
        throw new Error(`not an assignment: ${statement.text}`);
      const parts = outermost(assignment, 'string_literal', 'expression_with_unary_operator', 'command');
      const joined = parts.map(({ text }) => text).join(' + ');
      // Only literals, joined by +, and nothing between or behind them.
      if (statement.text !== `$env:${name} = ${joined}`)
        throw new Error(`more than literals: ${statement.text}`);
      return [name, parts.map(literal).join('')] as const;
    });
}

const set = ([name, value]: Assignment): Change => ({ name, value, action: 'set', secret: false });

describe.if(hasGrammar)('the code for PowerShell, read by a grammar of it', () => {
  test('sets exactly the values that were meant, hard ones and random ones', async () => {
    const parse = await parserOf();
    const expectBack = (values: readonly Assignment[]) =>
      expect(meaning(parse(shells.pwsh.render(values.map(set))))).toEqual([...values]);
    expectBack(hardAssignments);
    fc.assert(fc.property(assignments(50), expectBack), { numRuns: 40 });
  });

  test('hook and completion are PowerShell to it', async () => {
    const parse = await parserOf();
    const home = new Home();
    for (const command of ['hook', 'completion']) {
      const { stdout } = await done([command, 'pwsh'], { home });
      // This grammar does not know lists as arguments of a command.
      const withoutLists = stdout.replace(/^Remove-.*$/gm, line => line.replaceAll(/, *\S+/g, ''));
      expect(stdout.length).toBeGreaterThan(1000);
      expect(parse(withoutLists).hasError).toBe(false);
    }
  });

  test('the grammar is no sieve: code that runs, interpolates or stays open is none', async () => {
    const parse = await parserOf();
    for (const code of [
      '$env:A = "b$(touch MARK)";\n',
      "$env:A = 'b'; touch MARK;\n",
      "$env:A = 'b' + (touch MARK);\n",
      "$env:A = 'b\u2019; touch MARK; \u2018';\n",
      "$env:A = 'b;\n",
      '$env:A = $HOME;\n',
      'touch MARK;\n',
    ])
      expect(() => meaning(parse(code))).toThrow();
  });
});
