/** What of an `Io` a test leaves alone: nothing is heard, and nobody sits there. */
export const silent = {
  platform: 'linux',
  out: () => {},
  painted: () => {},
  data: () => {},
  progress: () => {},
  err: () => {},
  isTerminal: () => false,
} as const;
