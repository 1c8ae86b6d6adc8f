/**
 * How a Claude model reaches a 1M window: it has one, it takes the `[1m]` suffix, or it has none. Read from the
 * model table in the Claude Code 2.1.330 program on 2026-11-22 (`native_1m`, `maximum_window`).
 */
const windows: readonly (readonly [RegExp, Window])[] = [
  [/claude-(opus-5|sonnet-5|haiku-5|fable-5)/, 'native'],
  [/claude-opus-4-[78]/, 'native'],
  [/claude-(opus-4-6|sonnet-4)/, 'suffix'],
  [/claude-(opus-4|haiku-4-5|3-)/, 'none'],
];

export type Window = 'native' | 'suffix' | 'none';

/** The window of a model by its name, with or without the prefixes of clouds; undefined for names of others. */
export function windowOf(model: string): Window | undefined {
  return windows.find(([pattern]) => pattern.test(model))?.[1];
}
