/**
 * The Claude Code that was watched in the lab. What cgw says of its behaviour, in texts and in comments, was seen on
 * this version unless the place names another.
 */
export const observedClaude = { version: '2.1.332', date: '2026-11-28' } as const;

/** The same as a source, for people. */
export const observedSource =
  `observed on Claude Code ${observedClaude.version}, ${observedClaude.date}` as const;
