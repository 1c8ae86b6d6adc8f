import { Broken } from './failure.ts';
import type { Session } from './session.ts';

/**
 * Waits for an SDK, but not longer than the user wants, and not longer than an answer may take for the credential that
 * it fetches before it asks: the credential chains of the clouds cannot be stopped from outside.
 * @throws Broken when it has taken too long or was stopped.
 */
export async function inTime<Result>(
  { wire, limits, stop }: Pick<Session, 'wire' | 'limits' | 'stop'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stopped = () => reject(new Broken({ stage: 'stopped', what: 'stopped' }));
  if (stop.aborted) stopped();
  stop.addEventListener('abort', stopped);
  const timer = setTimeout(() => {
    if (!wire.begun())
      reject(
        new Broken({
          stage: 'credential',
          what: `no credential could be had within ${limits.silence / 1000} s`,
        }),
      );
  }, limits.silence);
  wire.forget();
  try {
    return await Promise.race([work(), promise]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', stopped);
  }
}
