/** The API dialects a recorder can speak. */
export type RecorderFormat = 'anthropic' | 'bedrock' | 'vertex';

/** One HTTP request as it arrived; `path` keeps its query, header names are lower-case. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one vendor accepts and how it answers. */
export interface Vendor {
  /** Whether this request asks a model for a message. */
  readonly isModelCall: (request: RecordedRequest) => boolean;
  /** The vendor's reply, its refusals included. */
  readonly reply: (request: RecordedRequest, answer: string) => Response;
}

/** A loopback server that plays a vendor and remembers every request. */
export interface Recorder {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The requests that asked a model for a message. */
  modelRequests(): RecordedRequest[];
  /** Closes the listener and every open connection. */
  stop(): Promise<void>;
}

/** How a recorder answers. */
export interface RecorderOptions {
  /** The text of every model answer; `pong` by default. */
  readonly answer?: string;
  /** Called before each request but a start-up probe: it may take its time, and may reply in the vendor’s stead. */
  readonly intercept?: (request: RecordedRequest) => Promise<Response | undefined>;
}
