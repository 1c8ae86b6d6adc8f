import type { Environment } from '../base/io.ts';

/** How long and how much a check waits for, reads and repeats. Times in milliseconds. */
export type Limits = {
  /** To connect, and for each answer to begin or to go on. */
  readonly silence: number;
  /** For everything together. */
  readonly total: number;
  /** Bytes of one answer. */
  readonly bytes: number;
  /** Requests that may be made for one answer, the first included. */
  readonly tries: number;
  /** The longest wait that a `retry-after` is granted. */
  readonly wait: number;
};

const usual: Limits = {
  silence: 60_000,
  total: 600_000,
  bytes: 4_000_000,
  tries: 4,
  wait: 30_000,
};

/** The limits under a profile: where Claude Code is to give up sooner (`API_TIMEOUT_MS`), a check does too. */
export function limitsFor(environment: Environment): Limits {
  const wished = Number(environment.API_TIMEOUT_MS);
  return wished > 0 ? { ...usual, silence: Math.min(usual.silence, wished) } : usual;
}
