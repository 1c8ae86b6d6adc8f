import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { claude } from '../programs.ts';
import { withCompatibility } from './compatibility.ts';
import { addToData, newestSnapshot, readData } from './data.ts';
import { Lab } from './lab.ts';
import { disagreements, measuredTable } from './report.ts';
import { labRoutes } from './routes.ts';
import { measureRoute } from './run.ts';

/*
 * `npm run measure`: every route, a few minutes. Writes `data/` and
 * docs/compatibility.md, and prints the table and what disagrees with the documentation.
 */

const page = resolve(import.meta.dir, '../../../docs/compatibility.md');

const lab = await Lab.start();
try {
  const measured = new Date().toISOString().slice(0, 10);
  const claudeCode = /^[\d.]+/.exec(Bun.spawnSync([claude, '--version']).stdout.toString())?.[0] ?? '';
  for (const route of labRoutes) {
    const began = performance.now();
    const value = await measureRoute(lab, route);
    const pair = { claudeCode, ...(route.through !== null && { litellm: lab.litellm.version }), measured };
    addToData(route.id, [{ pair, value }]);
    console.error(`${route.id}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  if (lab.strangers.length > 0) throw new Error(`somebody asked for ${lab.strangers.join(', ')}`);
  const data = readData();
  const newest = newestSnapshot(data);
  writeFileSync(page, withCompatibility(readFileSync(page, 'utf8'), newest));
  const differing = disagreements(data);
  console.log(`LiteLLM ${newest.litellm}, Claude Code ${newest.claudeCode}, ${newest.measured}\n`);
  console.log(measuredTable(newest));
  console.log(`\n${differing.length} cells differ from what is documented:`);
  for (const line of differing) console.log(`  ${line}`);
} finally {
  await lab.stop();
}
