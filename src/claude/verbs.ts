/**
 * Subcommands of Claude Code before which `--settings` does harm (observed on 2.1.330): the words after it
 * would become a paid prompt. None of them sends a request of its own.
 */
const withoutSettings = new Set(['attach', 'logs', 'stop', 'kill', 'rm', 'respawn', 'daemon']);

/** Subcommands that take `--settings` only behind their name. */
const settingsAfter = new Set(['remote-control', 'rc']);

/** The arguments for Claude Code with the overlay where it is understood. */
export function withOverlay(args: readonly string[], overlay: string): string[] {
  const [verb, ...rest] = args;
  if (verb !== undefined && withoutSettings.has(verb)) return [...args];
  if (verb !== undefined && settingsAfter.has(verb)) return [verb, '--settings', overlay, ...rest];
  return ['--settings', overlay, ...args];
}
