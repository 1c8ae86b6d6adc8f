import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, type PageSize, type StyleName, styled } from '../base/lines.ts';
import { paragraph } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import type { IssueState, KnownIssue } from '../features/known-issues/issue.ts';
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
  else showPage(issuesPage(found), io);
  return exitCode.done;
}

/** The issues of any route that the profile may take. */
async function issuesOf(name: string, io: Io): Promise<readonly KnownIssue[]> {
  const { routes } = columnNamed(name, await readConfig(io), io);
  return knownIssues.filter(issue => issue.routes.some(route => routes.includes(route)));
}

/** How the states are shown, and in which order: what can still bite comes first. */
const states = {
  open: ['bad', 'open'],
  partly: ['warn', 'partly fixed'],
  unknown: ['dim', 'closed; nobody says whether it is fixed'],
  fixed: ['good', 'fixed'],
} as const satisfies Record<IssueState, readonly [style: StyleName, words: string]>;

function issuesPage(found: readonly KnownIssue[]): Page {
  const order = Object.keys(states);
  const sorted = found.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return size => sorted.flatMap((issue, index) => [...(index === 0 ? [] : [line()]), ...entry(issue, size)]);
}

function entry(
  { id, title, state, since, fixedIn, note, lever, checked, source }: KnownIssue,
  size: PageSize,
): Line[] {
  const versions = [
    ...(since === null ? [] : [`seen in ${since}`]),
    ...(fixedIn === null ? [] : [`fixed in ${fixedIn}`]),
  ];
  const [style, words] = states[state];
  return [
    ...paragraph(line(styled('title', title), ' (', styled(style, words), `, ${id})`), size, 4),
    ...[...versions, note].filter(each => each !== '').flatMap(each => paragraph(`    ${each}`, size)),
    ...(lever === null ? [] : paragraph(`    to avoid it: ${lever}`, size)),
    ...paragraph(line(styled('dim', `    ${source}, checked ${checked}`)), size),
  ];
}

export const issues: CommandModule = { spec, run };
