import { expect, test } from 'bun:test';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { shells } from '../../src/env/shells/index.ts';
import { runs, sampleOf } from '../support/tier.ts';
import { type Assignment, assignments, hardAssignments, mark } from './arbitraries.ts';
import { readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  freshFolder,
  type RealShell,
  type RealShellName,
  runScript,
  type Variables,
} from './harness.ts';

/** One way to get code into a shell: what goes before it, and how the file with the code is evaluated. */
type Route = {
  readonly label: string;
  readonly before?: string;
  readonly evaluate: (path: string) => string;
  readonly locale?: string;
};

const unquoted = (path: string) => `eval $(cat ${path})`;

/** `eval $(…)` without quotes, under the options that make a shell touch the words in between. */
function unquotedUnder(...options: readonly string[]): Route[] {
  return options.map(before => ({ label: `unquoted eval, ${before}`, before, evaluate: unquoted }));
}

const extraRoutes: { readonly [Name in RealShellName]: readonly Route[] } = {
  bash: unquotedUnder(
    ':',
    'shopt -s failglob',
    'shopt -s nullglob',
    'shopt -s extglob',
    'shopt -s extglob failglob nocaseglob dotglob globstar',
    'set -f',
    'set -o posix',
    'set -eu',
  ),
  zsh: unquotedUnder(
    ':',
    'setopt GLOB_SUBST',
    'setopt GLOB_SUBST NULL_GLOB',
    'setopt GLOB_SUBST EXTENDED_GLOB KSH_GLOB',
    'setopt SH_WORD_SPLIT',
    'setopt GLOB_SUBST SH_WORD_SPLIT NULL_GLOB BRACE_CCL MAGIC_EQUAL_SUBST GLOB_ASSIGN',
    'setopt ERR_EXIT NO_UNSET RC_QUOTES KSH_ARRAYS',
    'emulate ksh',
  ),
  dash: [],
  fish: [{ label: 'eval (…)', evaluate: path => `eval (cat ${path})` }],
  nu: [],
  elvish: [],
};

/** A folder with files that every pattern and some whole words of the code would match. */
function temptingFolder(names: readonly string[]): string {
  const folder = freshFolder();
  const files = ['a', 'b', 'x', '1m', 'm', '0', '*', '?', '[1m]', '-n', '~', 'export', '=ls', 'cat'];
  for (const name of [...files, ...names.flatMap(each => [`${each}=x;`, `${each}='x';`, `${each}=$'x';`])])
    writeFileSync(join(folder, name), '');
  return folder;
}

/** What is expected of a way through a shell. */
type Result = {
  readonly got: Variables;
  /** What is still there after all of it was cleared. */
  readonly left: Variables;
  readonly stderr: string;
  readonly exit: number;
  readonly marked: boolean;
};

/** Renders, evaluates, and returns what a child of the shell finds; then the same for clearing it. */
async function through(shell: RealShell, route: Route, values: readonly Assignment[]): Promise<Result> {
  const home = freshFolder();
  const cwd = temptingFolder(values.slice(0, 3).map(([name]) => name));
  const file = (name: string) => join(home, name);
  const { render } = shells[shell.dialect];
  writeFileSync(
    file('set'),
    render(values.map(([name, value]) => ({ name, value, action: 'set', secret: false }))),
  );
  writeFileSync(file('unset'), render(values.map(([name]) => ({ name, action: 'unset' }))));
  const script = [
    route.before ?? '',
    route.evaluate(file('set')),
    shell.dump(file('got')),
    route.evaluate(file('unset')),
    shell.dump(file('left')),
    '',
  ].join('\n');
  const environment = cleanEnvironment(home, { LC_ALL: route.locale ?? 'C.UTF-8' });
  const { stderr, exit } = await runScript(shell, script, { environment, cwd });
  const names = values.map(([name]) => name);
  return {
    got: thoseOf(file('got'), names),
    left: thoseOf(file('left'), names),
    stderr,
    exit,
    marked: existsSync(join(cwd, mark)),
  };
}

/** The variables of these names in a dump; none when the shell did not get that far. */
function thoseOf(dump: string, names: readonly string[]): Variables {
  if (!existsSync(dump)) return {};
  const found = readDump(dump);
  return Object.fromEntries([...found].filter(([name]) => names.includes(name)));
}

async function expectBack(shell: RealShell, route: Route, values: readonly Assignment[]): Promise<void> {
  expect(await through(shell, route, values)).toEqual({
    got: Object.fromEntries(values),
    left: {},
    stderr: '',
    exit: 0,
    marked: false,
  });
}

const perProcess = 300;
const processes = 10;

eachShell(shell => {
  const routes: Route[] = [
    { label: 'UTF-8', evaluate: shell.source },
    { label: 'C locale', evaluate: shell.source, locale: 'C' },
    ...extraRoutes[shell.name],
  ];
  for (const route of sampleOf(routes, 2))
    test(`${shell.name}: ${perProcess * processes} random values come back byte for byte and none runs (${route.label})`, async () => {
      await expectBack(shell, route, hardAssignments);
      await fc.assert(
        fc.asyncProperty(assignments(perProcess), values => expectBack(shell, route, values)),
        { numRuns: runs(processes, 1) },
      );
    }, 600_000);
});
