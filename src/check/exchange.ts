import type { Message } from './message.ts';

/** Where a request came to grief before there was an answer that means anything. */
export type Stage =
  /** The credential could not be had (SSO expired, no Google login). */
  | 'credential'
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'proxy'
  | 'http'
  /** Nothing came for too long. */
  | 'timeout'
  /** It pointed elsewhere, and was not followed. */
  | 'redirect'
  /** Not the format that was asked for: a web page, the wrong stream. */
  | 'format'
  /** It began well and broke off. */
  | 'stream'
  | 'too-large'
  /** The user, or the total time, ended it. */
  | 'stopped';

/** What came of one request. Texts are of the server’s own words, cut and without secrets. */
export type Exchange =
  | {
      readonly outcome: 'answered';
      readonly message: Message;
      /** Milliseconds to the first piece of content, and to the end. */
      readonly firstTokenMs: number;
      readonly totalMs: number;
      readonly headers: Headers;
    }
  | { readonly outcome: 'counted'; readonly tokens: number }
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly words: string;
      readonly headers: Headers;
    }
  | { readonly outcome: 'broken'; readonly stage: Stage; readonly what: string };
