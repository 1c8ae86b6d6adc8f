/** The API dialects a recorder can speak. */
export type RecorderFormat = 'anthropic' | 'bedrock' | 'vertex' | 'openai';

/** One HTTP request as it arrived; `path` keeps its query, header names are lower-case. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call of a tool, as a model asks for it. */
type ToolCall = { readonly tool: string; readonly input: object };

/** What a model says: text, or the call of a tool. */
export type Answer = string | ToolCall;

/** What one vendor accepts and how it answers. */
export interface Vendor {
  /** Whether this request asks a model for a message. */
  readonly isModelCall: (request: RecordedRequest) => boolean;
  /** The vendor's reply, its refusals included. */
  readonly reply: (request: RecordedRequest, answer: Answer) => Response;
  /** A refusal (400) in the vendor's own form. */
  readonly refuse: (message: string) => Response;
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
  /** Every model answer, or the answer to a request; `pong` by default. */
  readonly answer?: Answer | ((request: RecordedRequest) => Answer);
  /** With these it speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Called before each request but a start-up probe: it may take its time, and may reply in the vendor’s stead. */
  readonly intercept?: (request: RecordedRequest) => Promise<Response | undefined>;
}
