import { expect } from 'bun:test';
import { hostileWord } from './hostile.ts';
import type { RecordedRequest, Recorder } from './recorder/types.ts';

/** Headers whose name only looks like a credential’s. */
const harmless = ['x-amz-user-agent', 'x-amzn-bedrock-accept'];

/** The headers of a request that can carry a credential, by name or by value. */
function credentialHeaders({ headers }: RecordedRequest): Record<string, string> {
  const suspicious = Object.entries(headers).filter(
    ([name, value]) =>
      /auth|key|token|cookie|secret|credential|x-amz|x-goog/i.test(name) || /^(bearer|basic) /i.test(value),
  );
  return Object.fromEntries(suspicious.filter(([name]) => !harmless.includes(name)));
}

/** The model was asked, as `credentials` and nobody else, and nothing hostile came along. */
export function expectAsked(recorder: Recorder, credentials: Readonly<Record<string, string>>): void {
  expect(recorder.modelRequests().length).toBeGreaterThan(0);
  for (const request of recorder.modelRequests())
    expect(credentialHeaders(request)).toEqual({ ...credentials });
  for (const request of recorder.requests) {
    // A start-up probe may come without a credential, never with another one.
    expect({ ...credentials, ...credentialHeaders(request) }).toEqual({ ...credentials });
    expect(JSON.stringify(request).toLowerCase()).not.toContain(hostileWord);
  }
}

/** What a listener has heard, in short. */
export function heardBy({ requests }: Recorder): string[] {
  return requests.map(({ method, path }) => `${method} ${path}`);
}
