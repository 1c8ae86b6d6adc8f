import type { Profile } from '../backends/profile.ts';
import type { Environment, Io } from '../base/io.ts';
import type { Plan } from '../env/plan.ts';
import { additionsOf } from './additions.ts';
import { awsRegionOf } from './aws-region.ts';
import { makeClient } from './clients/index.ts';
import type { Limits } from './limits.ts';
import { mainModel } from './models.ts';
import { scrubFor } from './scrub.ts';
import type { Session } from './session.ts';
import { tlsFor } from './tls.ts';
import { createWire } from './wire.ts';

type Opened = {
  readonly profile: Profile;
  readonly plan: Plan;
  readonly environment: Environment;
  readonly limits: Limits;
  /** Told before each wait that a server asks for: milliseconds, and the status of its refusal. */
  readonly waits?: (time: number, status: number) => void;
};

/** A profile’s way to its backend. `process.env` must already be `environment`: SDKs look there. */
export async function openSession(
  { profile, plan, environment, limits, waits }: Opened,
  stop: AbortSignal,
  io: Pick<Io, 'cwd' | 'platform'>,
): Promise<Session | { readonly cannot: string }> {
  const wire = createWire(limits, tlsFor(environment), stop);
  const awsRegion = awsRegionOf(environment, io);
  const model = mainModel(profile.backend, environment, awsRegion);
  const made = await makeClient[profile.backend]({
    environment,
    fetch: wire.fetch,
    model,
    awsRegion,
    dry: false,
  });
  if ('cannot' in made) return made;
  return {
    ...made,
    ...additionsOf(environment),
    model,
    wire,
    limits,
    stop,
    scrub: scrubFor(plan, environment, wire.credentials),
    wait: (time, status) => {
      waits?.(time, status);
      return sleepUnless(stop, time);
    },
  };
}

async function sleepUnless(stop: AbortSignal, time: number): Promise<void> {
  if (stop.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, time);
  stop.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
