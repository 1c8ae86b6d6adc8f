import { afterAll, beforeAll, expect, test } from 'bun:test';
import { sampleCases } from './forecast/case.ts';
import { judge } from './forecast/judge.ts';
import { reasonFor } from './forecast/known.ts';
import { Worker } from './forecast/machine.ts';
import { addProfiles } from './forecast/profiles.ts';
import { vendorsCertificate } from './forecast/wire.ts';

/* A sample of the cases that `npm run forecast` makes. */

const seed = 14;
const perWorker = 12;

let certificate: ReturnType<typeof vendorsCertificate>;
beforeAll(() => {
  certificate = vendorsCertificate();
});
afterAll(() => certificate.remove());

/** Two at a time: Claude Code takes a core for most of its start. */
for (const half of [0, 1])
  test.concurrent(`generated cases, half ${half + 1}: as cgw says, and no promise of cgw run is broken`, async () => {
    const worker = new Worker(certificate);
    try {
      await addProfiles(worker);
      const mine = sampleCases(seed, 2 * perWorker).filter((_, index) => index % 2 === half);
      for (const each of mine) {
        const { plain, broken } = await judge(each, worker);
        const unknown = plain.filter(difference => reasonFor(difference, each) === undefined);
        expect({ ...each, unknown, broken }).toEqual({ ...each, unknown: [], broken: [] });
      }
    } finally {
      worker.stop();
    }
  }, 600_000);
