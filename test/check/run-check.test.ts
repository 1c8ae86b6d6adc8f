import { afterAll, expect, test } from 'bun:test';
import { modelTableOf } from '../../src/backends/default-models.ts';
import { ask } from '../../src/check/ask.ts';
import { timedOutReport } from '../../src/check/check-profile.ts';
import { estimate } from '../../src/check/estimate.ts';
import { limitsFor } from '../../src/check/limits.ts';
import { runCheck } from '../../src/check/run-check.ts';
import { openSession } from '../../src/check/session.ts';
import { plainRequest } from '../../src/check/steps/answered.ts';
import { applyPlan, planFor } from '../../src/env/plan.ts';
import { plantedKey, serve } from './support/server.ts';

const nobody = { backend: 'gateway', awsRegion: '', models: modelTableOf(undefined) } as const;

/** A stream that is never silent for long, and never ends. */
function dripping(onDrops: () => void): Response {
  let timer: ReturnType<typeof setInterval>;
  let drops = 0;
  const body = new ReadableStream({
    start: controller => {
      timer = setInterval(() => {
        controller.enqueue('event: ping\ndata: {"type":"ping"}\n\n');
        if (++drops === 5) onDrops();
      }, 20);
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

const dripped = Promise.withResolvers<void>();
const server = serve(asked => {
  if (asked.body.context_management === undefined) return asked;
  return dripping(dripped.resolve);
});
afterAll(() => server.stop());

test('the total time ends even an answer that keeps coming', async () => {
  const profile = { backend: 'gateway', baseUrl: server.url, token: 'env:X' } as const;
  const setting = (name: string, value: string) => ({
    setting: { name, path: name, parts: [{ text: value }] },
    value,
  });
  const plan = planFor(
    'g',
    [setting('ANTHROPIC_BASE_URL', server.url), setting('ANTHROPIC_AUTH_TOKEN', plantedKey)],
    {},
  );
  const environment = applyPlan(plan, {});
  // The end of the total time; only the moment is chosen here.
  const ends = new AbortController();
  void dripped.promise.then(() => ends.abort());
  const asking = { ...nobody, environment };
  const session = await openSession({ plan, asking, limits: limitsFor({}) }, ends.signal);
  if ('cannot' in session) throw new Error(session.cannot);
  const report = await runCheck(
    {
      name: 'g',
      profile,
      session,
      models: [],
      estimate: estimate(session.model, { deep: false, claude: false, most: 1 }),
      context: { nonce: 'n', format: 'anthropic', toolSearchBeta: 'advanced-tool-use-2025-11-20' },
      at: new Date(),
    },
    ends.signal,
    () => {},
  );
  expect(report.stopped).toBe(true);
  expect(report.features.map(({ feature }) => feature)).toContain('effort');
  expect(report.features.map(({ feature }) => feature)).not.toContain('context-management');

  // What is said of it: who was answered can use the profile.
  const told = (steps: typeof report.steps) =>
    timedOutReport({ ...report, steps }, limitsFor({}), { progress: () => {} }).steps.at(-1);
  expect(told(report.steps)).toMatchObject({
    step: 'time',
    state: 'warning',
    what: expect.stringContaining('longer than 10 minutes'),
  });
  expect(told([])).toMatchObject({ step: 'time', state: 'failed' });
});

test('a wait that a server asks for is told before it', async () => {
  let refusals = 0;
  const busy = serve(asked => {
    if (asked.method !== 'POST' || refusals > 0) return asked;
    refusals += 1;
    return new Response('{}', { status: 429, headers: { 'retry-after-ms': '5' } });
  });
  const environment = { ANTHROPIC_BASE_URL: busy.url, ANTHROPIC_AUTH_TOKEN: plantedKey };
  const told: unknown[] = [];
  const session = await openSession(
    {
      plan: planFor('g', [], {}),
      asking: { ...nobody, environment },
      limits: limitsFor({}),
      waits: (time, status) => told.push([time, status]),
    },
    new AbortController().signal,
  );
  if ('cannot' in session) throw new Error(session.cannot);
  expect((await ask(session, plainRequest)).outcome).toBe('answered');
  expect(told).toEqual([[5, 429]]);
  await busy.stop();
});
