import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claude } from '../programs.ts';
import { withCompatibility } from './compatibility.ts';
import { Lab } from './lab.ts';
import { disagreements, measuredSchema, measuredTable, measuredText } from './report.ts';
import { labRoutes } from './routes.ts';
import { measureRoute, type RouteMeasured } from './run.ts';

/*
 * `npm run measure`: every route, a few minutes. Writes `src/features/measured.json` and
 * docs/compatibility.md, and prints the table and what disagrees with the documentation.
 */

const root = resolve(import.meta.dir, '../../..');
const file = join(root, 'src/features/measured.json');
const page = join(root, 'docs/compatibility.md');

const lab = await Lab.start();
try {
  const routes: { [id: string]: RouteMeasured } = {};
  for (const route of labRoutes) {
    const began = performance.now();
    routes[route.id] = await measureRoute(lab, route);
    console.error(`${route.id}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  if (lab.strangers.length > 0) throw new Error(`somebody asked for ${lab.strangers.join(', ')}`);
  const measured = new Date().toISOString().slice(0, 10);
  const claudeCode = /^[\d.]+/.exec(Bun.spawnSync([claude, '--version']).stdout.toString())?.[0] ?? '';
  const text = measuredText({ measured, litellm: lab.litellm.version, claudeCode, routes });
  writeFileSync(file, text);
  const result = measuredSchema.parse(JSON.parse(text));
  writeFileSync(page, withCompatibility(readFileSync(page, 'utf8'), result));
  const differing = disagreements(result);
  console.log(`LiteLLM ${result.litellm}, Claude Code ${result.claudeCode}, ${measured}\n`);
  console.log(measuredTable(result));
  console.log(`\n${differing.length} cells differ from what is documented:`);
  for (const line of differing) console.log(`  ${line}`);
} finally {
  await lab.stop();
}
