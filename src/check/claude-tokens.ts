/** Tokens of one short run of Claude Code, which sends its instructions and tools along. */
export const claudeTokens = { input: 40_000, output: 300 } as const;
