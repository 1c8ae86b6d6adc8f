import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Pair } from '../../../src/features/measured.ts';
import { claude } from '../programs.ts';
import { withCompatibility, withOverview } from './compatibility.ts';
import { addToData, type Measurement, newestSnapshot, readData } from './data.ts';
import { cacheFolder, installClaudeCode, removeLiteLLM, versionOf } from './install.ts';
import { Lab } from './lab.ts';
import { pinnedLiteLLM } from './locks.ts';
import { disagreements, measuredTable } from './report.ts';
import { type LabRoute, labRoutes } from './routes.ts';
import { measureRoute } from './run.ts';

/*
 * `npm run measure -- --litellm A,B,… --claude X,Y,… [--routes R,…] [--jobs 2] [--again]`: every route with every pair
 * of versions; without versions the pinned ones. What was measured is kept in the cache, so that a run that was stopped
 * goes on where it was. Writes `data/` and docs/compatibility.md, and prints the table and what disagrees with the
 * documentation.
 */

/** Raise it when the lab measures something else than before: earlier results are measured again. */
const edition = 3;

const { values } = parseArgs({
  options: {
    litellm: { type: 'string', default: pinnedLiteLLM },
    claude: { type: 'string', default: versionOf(claude) },
    routes: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
  },
});
const list = (text: string) => text.split(',').filter(each => each !== '');
const [litellms, programs] = [list(values.litellm), list(values.claude)];
const routes = labRoutes.filter(({ id }) => values.routes === undefined || list(values.routes).includes(id));
const page = resolve(import.meta.dir, '../../../docs/compatibility.md');
const readme = resolve(import.meta.dir, '../../../data/README.md');

type Task = { readonly route: LabRoute; readonly claudeCode: string };
type Kept = { readonly edition: number } & Measurement;

const problems = new Set<string>();
const waiting = litellms.map((litellm, index) => ({ litellm, native: index === 0 }));
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
publish();

async function worker(): Promise<void> {
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    const { litellm, native } = job;
    try {
      await measureAll(litellm, tasksOf(litellm, native));
    } catch (error) {
      problems.add(`LiteLLM ${litellm}: ${String(error)}`);
    } finally {
      removeLiteLLM(litellm);
    }
  }
}

/** What is to be measured with a LiteLLM; routes without one once, with the first. */
function tasksOf(litellm: string, native: boolean): Task[] {
  return programs
    .flatMap(claudeCode => routes.map(route => ({ route, claudeCode })))
    .filter(({ route }) => native || route.through !== null)
    .filter(task => values.again || kept(task, litellm) === undefined);
}

async function measureAll(litellm: string, tasks: readonly Task[]): Promise<void> {
  if (tasks.length === 0) return;
  const lab = await Lab.start(undefined, litellm);
  try {
    for (const { route, claudeCode } of tasks) {
      const began = performance.now();
      try {
        lab.use(await installClaudeCode(claudeCode));
        const measured = new Date().toISOString().slice(0, 10);
        const pair: Pair = {
          claudeCode,
          ...(route.through !== null && { litellm: lab.litellm.version }),
          measured,
        };
        keep({ route, claudeCode }, litellm, { edition, pair, value: await measureRoute(lab, route) });
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        console.error(`LiteLLM ${litellm}, Claude Code ${claudeCode}, ${route.id}: ${seconds} s`);
      } catch (error) {
        problems.add(`${route.id} with LiteLLM ${litellm} and Claude Code ${claudeCode}: ${String(error)}`);
      }
    }
    for (const stranger of new Set(lab.strangers))
      problems.add(`LiteLLM ${litellm}: somebody asked for ${stranger}`);
  } finally {
    await lab.stop();
  }
}

function fileOf({ route, claudeCode }: Task, litellm: string): string {
  const behind = route.through === null ? 'native' : `litellm-${litellm}`;
  return join(cacheFolder, 'results', `claude-${claudeCode}`, behind, `${route.id}.json`);
}

function keep(task: Task, litellm: string, result: Kept): void {
  const path = fileOf(task, litellm);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(result));
}

function kept(task: Task, litellm: string): Kept | undefined {
  try {
    const result = JSON.parse(readFileSync(fileOf(task, litellm), 'utf8')) as Kept;
    return result.edition === edition ? result : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the results into `data/`, and says what they are. */
function publish(): void {
  for (const route of routes) {
    const behind = route.through === null ? litellms.slice(0, 1) : litellms;
    const results = programs.flatMap(claudeCode =>
      behind.map(litellm => kept({ route, claudeCode }, litellm)),
    );
    const found = results.flatMap(result =>
      result === undefined ? [] : [{ pair: result.pair, value: result.value }],
    );
    if (found.length > 0) addToData(route.id, found);
  }
  const data = readData();
  const newest = newestSnapshot(data);
  writeFileSync(page, withCompatibility(readFileSync(page, 'utf8'), newest));
  writeFileSync(readme, withOverview(readFileSync(readme, 'utf8'), data));
  const differing = disagreements(data);
  console.log(`LiteLLM ${newest.litellm}, Claude Code ${newest.claudeCode}, ${newest.measured}\n`);
  console.log(measuredTable(newest));
  console.log(`\n${differing.length} cells differ from what is documented:`);
  for (const { route, feature, documented, measured } of differing)
    console.log(
      `  ${route} ${feature}: ${documented.state} (${documented.why}) → ${measured.state} (${measured.why})`,
    );
  for (const problem of problems) console.error(`not as it should be: ${problem}`);
}
