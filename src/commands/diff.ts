import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import { type Comparison, compare, type Difference } from '../features/compare.ts';
import type { Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { wrapLine } from '../text.ts';
import { comparable } from './columns-of.ts';
import { jsonFlag } from './flags.ts';
import { marks } from './marks.ts';
import { printJson } from './output.ts';

const spec = {
  summary: 'what a switch from one profile to another gains and loses',
  usage: '<from> <to>',
  positionals: { least: 2, most: 2 },
  flags: { json: jsonFlag },
  examples: ['cgw diff litellm bedrock'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [first = '', second = ''] = invocation.positionals;
  const config = await readConfig(io);
  const from = comparable(first, config, io);
  const to = comparable(second, config, io);
  const comparison = compare(from.profile, to.profile);
  if (invocation.switches.has('json')) printJson(io, { from: from.name, to: to.name, ...json(comparison) });
  else io.out(text(from.name, to.name, comparison));
  return exitCode.done;
}

function json({ gained, lost, uncertain }: Comparison): object {
  const toJson = ({ feature, title, from, to, shows }: Difference) => ({
    feature,
    title,
    from: from.state,
    to: to.state,
    loss: to.loss,
    why: to.why,
    lever: to.lever,
    shows,
  });
  return { gained: gained.map(toJson), lost: lost.map(toJson), uncertain: uncertain.map(toJson) };
}

function text(from: string, to: string, { gained, lost, uncertain }: Comparison): string {
  const sections = [
    section('You gain', gained, gain),
    section('You lose', lost, loss),
    section('Uncertain', uncertain, doubt),
  ];
  return [`Switching ${from} → ${to}`, '', ...sections.flat()].join('\n');
}

function section(
  title: string,
  items: readonly Difference[],
  describe: (item: Difference) => string[],
): string[] {
  if (items.length === 0) return [`${title}: nothing`, ''];
  return [title, ...items.flatMap(describe).flatMap(wrapLine), ''];
}

function head({ feature, from, to }: Difference): string {
  return `  ${marks[to.state].symbol} ${feature}: ${marks[from.state].word} → ${marks[to.state].word}`;
}

function gain(item: Difference): string[] {
  return [head(item), ...(item.from.loss === '' ? [] : [`      no longer: ${item.from.loss}`])];
}

function loss(item: Difference): string[] {
  const shows = item.shows === 'loud' ? 'loud: the server answers 400' : 'silent: nothing tells you';
  return [
    head(item),
    `      ${item.to.loss}`,
    `      why: ${item.to.why} (${shows})`,
    ...(item.to.lever === null ? [] : [`      lever: ${item.to.lever}`]),
  ];
}

function doubt(item: Difference): string[] {
  const side = item.to.state === 'unknown' ? item.to : item.from;
  return [head(item), `      ${side.why}`, ...(side.lever === null ? [] : [`      lever: ${side.lever}`])];
}

export const diff: CommandModule = { spec, run };
