import { parseArgs } from 'node:util';
import { type Case, sampleCases } from './case.ts';
import { judge, kindOf, kindsOf, profileOf, shrunk, type Verdict } from './judge.ts';
import { reasonFor } from './known.ts';
import { Worker } from './machine.ts';
import type { Difference } from './plain.ts';
import { addProfiles } from './profiles.ts';
import { vendorsCertificate } from './wire.ts';

/*
 * npm run forecast -- [--seed N] [--cases N] [--workers N] [--at N|N-N]: prints what differs, each kind once and as small
 * as it gets. `--at` does some of the cases.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    cases: { type: 'string' },
    at: { type: 'string' },
    workers: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(values.cases ?? 1000);

const [first = 0, last = first] = values.at?.split('-').map(Number) ?? [0, count - 1];
const queue = [...sampleCases(seed, count).entries()].slice(first, last + 1);
const total = queue.length;
const began = performance.now();
const seen = new Map<string, number>();
const tally = { right: 0, known: 0, kept: 0, stopped: 0, broken: 0 };

const certificate = vendorsCertificate();
// Claude Code takes a core for most of its start.
await Promise.all(Array.from({ length: Number(values.workers ?? 2) }, atWork));
certificate.remove();

const each = Math.round((performance.now() - began) / total);
console.log(`\nseed ${seed}, ${total} cases, ${each} ms each`);
console.log(`plain claude: ${tally.right} as told in everything (${percent(tally.right)})`);
console.log(`  of the others ${tally.known} are known (known.ts)`);
console.log(`cgw run: ${tally.kept} kept, ${tally.stopped} stopped with a reason, ${tally.broken} broken`);
for (const [kind, times] of [...seen].sort(([, one], [, other]) => other - one))
  console.log(`${String(times).padStart(5)}  ${kind}`);

function percent(part: number): string {
  return `${((100 * part) / total).toFixed(1)} %`;
}

async function atWork(): Promise<void> {
  const worker = new Worker(certificate);
  try {
    await addProfiles(worker);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next, worker);
  } finally {
    worker.stop();
  }
}

async function work([index, each]: readonly [number, Case], worker: Worker): Promise<void> {
  if (index > 0 && index % 100 === 0) console.log(`  ${index} cases`);
  const verdict = await judge(each, worker);
  if (verdict.plain.length === 0) tally.right++;
  else if (verdict.plain.every(difference => reasonFor(difference, each) !== undefined)) tally.known++;
  if (verdict.broken.length > 0) tally.broken++;
  else if (verdict.stopped === undefined) tally.kept++;
  else tally.stopped++;
  const found = [...kindsOf(verdict)];
  const fresh = found.filter(kind => !seen.has(kind));
  for (const kind of found) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  for (const kind of fresh) {
    const question = verdict.plain.some(each => kindOf(each) === kind) ? 'plain' : 'run';
    const showsIt = async (smaller: Case) => kindsOf(await judge(smaller, worker, question)).has(kind);
    const least = await shrunk(each, showsIt);
    console.log(report(index, kind, least, await judge(least, worker, question)));
  }
  if (fresh.length === 0 && found.length > 0) console.log(`#${index}  ${found.join('; ')}`);
}

function report(index: number, kind: string, least: Case, { plain, broken }: Verdict): string {
  const difference = [...plain, ...broken].find(each => kindOf(each) === kind);
  return [
    `#${index}  ${kind}`,
    ...least.ingredients.map(ingredient => `      ${JSON.stringify(ingredient)}`),
    ...(broken.length > 0 ? [`      profile: ${profileOf(least)}`] : []),
    ...(difference === undefined ? ['      it does not always happen'] : [lines(difference)]),
  ].join('\n');
}

function lines({ about, said, happened }: Difference): string {
  return `      ${about}\n      said      ${said}\n      happened  ${happened}`;
}
