import { afterAll, beforeAll, expect, test } from 'bun:test';
import { newestSnapshot, readData } from './lab/data.ts';
import { Lab } from './lab/lab.ts';
import { labRoutes } from './lab/routes.ts';
import { measureRoute } from './lab/run.ts';

/*
 * A part of the lab, so that every run of the suite shows whether `data/` still says what the real
 * LiteLLM and the real Claude Code do. The whole of it is `npm run measure`.
 */

/** Where LiteLLM rewrites most, where it changes nothing, and where it is not. */
const smoke = ['litellm-unified-bedrock-invoke', 'litellm-pass-vertex', 'bedrock'];

/** The first time LiteLLM is installed: 120 files, 800 MB. */
const installMs = 600_000;
const routeMs = 180_000;

const newest = newestSnapshot(readData());

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
}, installMs);
afterAll(() => lab.stop());

test('the lab’s LiteLLM is the one that was measured', () => {
  expect(lab.litellm.version).toBe(newest.litellm);
});

for (const route of labRoutes.filter(({ id }) => smoke.includes(id)))
  test(
    `${route.id} does what data/ says`,
    async () => {
      const found: unknown = JSON.parse(JSON.stringify(await measureRoute(lab, route)));
      expect(found).toEqual(newest.routes[route.id]);
    },
    routeMs,
  );

test('nobody asked for any other host', () => {
  expect(lab.strangers).toEqual([]);
});
