import { afterAll, beforeAll, expect, test } from 'bun:test';
import { sampleCases } from './forecast/case.ts';
import { judge } from './forecast/judge.ts';
import { Worker } from './forecast/machine.ts';
import { addProfiles } from './forecast/profiles.ts';
import { type Certificate, makeCertificate } from './forecast/wire.ts';

/* A sample of the cases that `npm run forecast` makes. */

const seed = 14;
const perWorker = 20;

let certificate: Certificate;
beforeAll(() => {
  certificate = makeCertificate();
});
afterAll(() => certificate.remove());

/** Two at a time: Claude Code takes a core for most of its start. */
for (const half of [0, 1])
  test.concurrent(`generated cases, half ${half + 1}: no promise of cgw run is broken`, async () => {
    const worker = new Worker(certificate);
    try {
      await addProfiles(worker);
      const mine = sampleCases(seed, 2 * perWorker).filter((_, index) => index % 2 === half);
      for (const each of mine) {
        const { broken } = await judge(each, worker, 'run');
        expect({ ...each, broken }).toEqual({ ...each, broken: [] });
      }
    } finally {
      worker.stop();
    }
  }, 600_000);
