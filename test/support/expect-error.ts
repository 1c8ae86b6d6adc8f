import { expect } from 'bun:test';
import { shells } from '../../src/env/shells/index.ts';
import type { Result } from './cgw.ts';

/** Nothing, or what lets the shell fail that evaluates it. */
export const codeThatFails = ['', ...Object.values(shells).map(({ failure }) => failure)];

/**
 * An error as DESIGN §3 wants it: one line of what, one of what to do, no data on stdout, no stack trace,
 * the exit code, and everything in `mentions` named.
 */
export function expectError(result: Result, exit: number, ...mentions: readonly (string | RegExp)[]): void {
  expect(result.stderr).toMatch(/^cgw: [^\n]+\n {5}[^\n]+\n(cgw: this shell [^\n]+\n)?$/);
  expect(result.stderr).not.toContain('this is a bug');
  expect(codeThatFails).toContain(result.stdout);
  expect(result).toMatchObject({ exit, signal: null });
  for (const mention of mentions)
    if (typeof mention === 'string') expect(result.stderr).toContain(mention);
    else expect(result.stderr).toMatch(mention);
}

/** Not a trace of an internal error, whatever else happened. */
export function expectNoTrace(text: string): void {
  expect(text).not.toContain('this is a bug');
  expect(text).not.toMatch(/^\s+at .*[(:]\d+/m);
  expect(text).not.toMatch(/\b(Type|Syntax|Reference|Range|SQLite)Error\b/);
}
