import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { wrap } from '../base/text.ts';
import type { KnownIssue } from '../features/known-issues/issue.ts';
import { knownIssues } from '../features/known-issues.ts';
import { readConfig } from '../profile/file.ts';
import { columnNamed } from './feature-columns.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'known problems of the backends, and what became of them',
  usage: '[profile]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-role-or-preset'],
  flags: { json: jsonFlag },
  examples: ['cgw issues', 'cgw issues litellm'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  const found = name === undefined ? knownIssues : await issuesOf(name, io);
  if (invocation.switches.has('json')) printJson(io, { issues: found });
  else if (found.length === 0) io.err(`no known problem concerns ${name}\n`);
  else io.out(found.map(entry).join('\n'));
  return exitCode.done;
}

/** The issues of any route that the profile may take. */
async function issuesOf(name: string, io: Io): Promise<readonly KnownIssue[]> {
  const { routes } = columnNamed(name, await readConfig(io), io);
  return knownIssues.filter(issue => issue.routes.some(route => routes.includes(route)));
}

function entry({ id, title, state, since, fixedIn, note, lever, checked, source }: KnownIssue): string {
  const versions = [
    ...(since === null ? [] : [`seen in ${since}`]),
    ...(fixedIn === null ? [] : [`fixed in ${fixedIn}`]),
  ];
  const lines = [
    `${id} [${state}] ${title}`,
    ...[...versions, note].filter(each => each !== '').map(each => `    ${each}`),
    ...(lever === null ? [] : [`    lever: ${lever}`]),
    `    ${source}, checked ${checked}`,
  ];
  return `${lines.flatMap((line, index) => wrap(line.trimStart(), index === 0 ? '' : '    ')).join('\n')}\n`;
}

export const issues: CommandModule = { spec, run };
