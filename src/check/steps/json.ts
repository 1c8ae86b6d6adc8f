import { APIError } from '@anthropic-ai/sdk/core/error';
import { inTime } from '../patience.ts';
import type { Session } from '../session.ts';
import { wordsOf } from '../words.ts';

/** What a small question to a server came to. */
export type Got =
  | { readonly status: number; readonly body: unknown; readonly words: string }
  | { readonly failed: string };

/** Asks with the credential of the profile. The path may be a whole address. */
export async function getWithCredential(session: Session, path: string): Promise<Got> {
  const { sdk, wire, scrub } = session;
  try {
    const body = await inTime(session, () => sdk.get<unknown>(path));
    return { status: wire.head()?.status ?? 200, body, words: '' };
  } catch (error) {
    const failure = wire.failure();
    const status = wire.head()?.status;
    if (failure !== undefined || status === undefined || !(error instanceof APIError))
      return { failed: failure?.what ?? 'the credential could not be had' };
    return { status, body: error.error, words: scrub(wordsOf(error.error) || 'nothing was said') };
  }
}

/** Asks without any credential; undefined where there is no answer that means something. */
export async function getOpenly({ wire }: Session, address: string): Promise<string | undefined> {
  try {
    const answer = await wire.fetch(address, { method: 'GET' });
    const text = await answer.text();
    return answer.ok ? text : undefined;
  } catch {
    return undefined;
  }
}
