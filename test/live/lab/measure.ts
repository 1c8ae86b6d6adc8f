import { Lab } from './lab.ts';
import { labRoutes } from './routes.ts';
import { measureRoute } from './run.ts';

const lab = await Lab.start();
const only = process.argv.slice(2);
try {
  for (const route of labRoutes) {
    if (only.length > 0 && !only.includes(route.id)) continue;
    const t = Date.now();
    const m = await measureRoute(lab, route);
    console.log(route.id, Date.now() - t, 'ms', JSON.stringify(m.betas), m.relaysUnknownBetas);
    for (const [f, c] of Object.entries(m.features))
      console.log(
        '  ',
        f.padEnd(28),
        c.state.padEnd(8),
        c.shows ?? '',
        c.why.slice(0, 300),
        c.state === 'full' ? '' : JSON.stringify([c.sent, c.received]),
      );
  }
} finally {
  console.log(lab.strangers);
  await lab.stop();
}
