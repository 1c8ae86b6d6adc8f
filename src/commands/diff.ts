import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { heading, paragraph, withMark } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { type Comparison, compare, comparisonLines, type Difference } from '../features/compare.ts';
import { readConfig } from '../profile/file.ts';
import { columnNamed } from './feature-columns.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'what a switch from one profile to another gains and loses',
  usage: '<from> <to>',
  positionals: { least: 2, most: 2 },
  kinds: ['profile-role-or-preset'],
  flags: { json: jsonFlag },
  examples: ['cgw diff litellm bedrock'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [first = '', second = ''] = invocation.positionals;
  const config = await readConfig(io);
  const from = columnNamed(first, config, io);
  const to = columnNamed(second, config, io);
  if (invocation.switches.has('json'))
    printJson(io, { from: from.name, to: to.name, ...json(compare(from.column, to.column)) });
  else {
    const lines = comparisonLines(from, to).map(text => (/^\S/.test(text) ? heading(text) : withMark(text)));
    showPage(size => lines.flatMap(each => paragraph(each, size)), io);
  }
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

export const diff: CommandModule = { spec, run };
