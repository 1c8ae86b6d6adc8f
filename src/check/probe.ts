import type { Exchange } from './exchange.ts';
import type { ProbeRequest, ProbeWorld } from './request.ts';
import type { Verdict } from './verdict.ts';

export type Seen = readonly [Exchange, ...Exchange[]];

/**
 * One feature’s probe, as data. The requests go out one after the other, each only if what was seen so far has not
 * decided. It runs only after the server has answered a plain message.
 */
export type Probe = {
  /** What shows it, and who documents that. */
  readonly source: string;
  /** Tokens of all requests together, at most: for the estimate of what it costs. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** Only when it is asked for: it is dear. */
  readonly deep?: true;
  /** None: Claude Code does not send it in this format, so that nothing of it is measured there. */
  readonly requests: (world: ProbeWorld) => readonly ProbeRequest[];
  /** Pure. Undefined: the next request is needed; after the last one that means unknown. */
  readonly decide: (seen: Seen) => Verdict | undefined;
};
