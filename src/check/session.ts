import type { BaseAnthropic } from '@anthropic-ai/sdk/client';
import type { Limits } from './limits.ts';
import type { JsonObject } from './request.ts';
import type { Scrub } from './scrub.ts';
import type { Wire } from './wire.ts';

/** The client of a backend, and what is particular about it. */
export type Connection = {
  readonly sdk: BaseAnthropic;
  /** What a streamed answer looks like on the wire. */
  readonly streams: 'text/event-stream' | 'application/vnd.amazon.eventstream';
  /** What Claude Code puts into the body of a message there (observed). */
  readonly bodyVersion?: string;
  /** Whether it can list models, and count tokens. */
  readonly lists: boolean;
  readonly counts: boolean;
};

/** Everything that a request to a backend needs. */
export type Session = Connection & {
  readonly model: string;
  /** What the profile adds to every request (`ANTHROPIC_BETAS`, `CLAUDE_CODE_EXTRA_BODY`). */
  readonly betas: readonly string[];
  readonly extraBody: JsonObject;
  readonly wire: Wire;
  readonly limits: Limits;
  readonly scrub: Scrub;
  /** Ends everything. */
  readonly stop: AbortSignal;
  /** Waits, in milliseconds, because of a refusal with that status; ends at once when the check is stopped. */
  readonly wait: (time: number, status: number) => Promise<void>;
};
