import { expect } from 'bun:test';
import { checkJson } from '../check/support/checked.ts';
import { addRoute, routes, shell } from './routes.ts';
import { heardBy } from './wire.ts';
import { live } from './world.ts';

for (const route of routes)
  live(`cgw check ${route.name} --claude: Claude Code asks whom the profile means`, async world => {
    const ours = world.recorder(route.format);
    await addRoute(world, route, ours.url);
    const outcome = await world.cgw(['check', route.name, '--claude', '--json', '--max-cost', '2'], {
      environment: shell,
    });
    const [report] = checkJson.parse(JSON.parse(outcome.stdout)).checks;
    expect(report?.steps.at(-1)).toMatchObject({ step: 'claude', state: 'ok' });
    expect(report?.steps.at(-1)?.what).toContain(report?.model ?? 'no model');
    expect(heardBy(ours).length).toBeGreaterThan(0);
  });

live('a model that settings choose instead is told', async world => {
  const [route] = routes;
  const ours = world.recorder(route.format);
  await addRoute(world, route, ours.url);
  world.settings('user', { model: 'claude-from-settings' });
  const outcome = await world.cgw(['check', route.name, '--claude', '--json', '--max-cost', '2'], {
    environment: shell,
  });
  const [report] = checkJson.parse(JSON.parse(outcome.stdout)).checks;
  expect(report?.steps.at(-1)).toMatchObject({ step: 'claude', state: 'warning' });
  expect(report?.steps.at(-1)?.what).toContain('claude-from-settings');
});
