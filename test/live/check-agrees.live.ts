import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { FeatureId } from '../../src/features/features.ts';
import { Lab } from './lab/lab.ts';
import type { Asked } from './lab/message.ts';
import { type LabRoute, labRoutes } from './lab/routes.ts';
import { heeding } from './lab/served.ts';

/*
 * `cgw check` on the real LiteLLM against what the recorders behind it heard of the same requests: what it calls
 * full has arrived, and what has arrived and was not refused it does not call none.
 */

/** What the vendor must have received of the probe of a feature. */
const received: { readonly [Id in FeatureId]?: (request: Asked) => boolean } = {
  'prompt-caching': ({ text }) => text.includes('"cache_control":'),
  'prompt-caching-1h': ({ text }) => text.includes('"ttl":"1h"'),
  'extended-thinking': ({ text }) => /"thinking":\{"type":"(adaptive|enabled)"/.test(text),
  'interleaved-thinking': ({ betas }) => betas.includes('interleaved-thinking-2025-05-14'),
  'tool-search': ({ text }) => text.includes('"defer_loading":true'),
  effort: ({ text }) => text.includes('"effort":"'),
  'context-management': ({ text }) => text.includes('"context_management":'),
  'structured-outputs': ({ text }) => text.includes('"format":{'),
  'token-counting': ({ path }) => /count[-_]tokens/.test(path),
  'fine-grained-tool-streaming': ({ text, betas }) =>
    text.includes('"eager_input_streaming":') || betas.some(beta => beta.startsWith('fine-grained-')),
  'images-pdf': ({ text }) => text.includes('"type":"image"') && text.includes('"type":"document"'),
};

/** Converse and OpenAI are missing: the model of the check’s tests answers Claude bodies only. */
const checkedRoutes = labRoutes.filter(
  ({ id, through }) => through !== null && !/-(converse|other)$/.test(id),
);

const installMs = 600_000;
const routeMs = 180_000;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start(heeding());
}, installMs);
afterAll(() => lab.stop());

/** A profile as a user would make it. */
async function addProfile(route: LabRoute): Promise<void> {
  const fields = [
    ...route.fields,
    `baseUrl=${lab.address(route)}`,
    `models.default=${route.models.adaptive}`,
  ];
  const args = fields.flatMap(field => ['--set', field]);
  const add = ['add', route.id, '--from', route.preset, ...args, '--secret', lab.secret('token')];
  const { exitCode, stderr } = await lab.cgw(add);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
}

type Checked = { checks: { features: { id: FeatureId; state: string; why: string }[] }[] };

for (const route of checkedRoutes)
  test(
    `${route.id}: cgw check says what the vendor heard`,
    async () => {
      await addProfile(route);
      const heard = await lab.listen(route, () => lab.cgw(['check', route.id, '--json']));
      const { checks } = JSON.parse(heard.result.stdout) as Checked;
      const found = checks[0]?.features ?? [];
      const told = found.filter(({ id }) => received[id] !== undefined);
      expect(told.filter(({ state }) => state === 'full').length).toBeGreaterThan(4);
      const wrong = told.filter(({ id, state }) => {
        const arrived = heard.received.some(request => received[id]?.(request));
        const refused = heard.refusals.length > 0;
        return state === 'full' ? !arrived : state === 'none' && arrived && !refused;
      });
      expect(wrong).toEqual([]);
    },
    routeMs,
  );

test('nobody asked for any other host', () => {
  expect(lab.strangers).toEqual([]);
});
