import { expect, test } from 'bun:test';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shells } from '../../src/env/shells/index.ts';
import { variableNameProblem } from '../../src/env/variable-names.ts';
import { sampleOf } from '../support/tier.ts';
import { readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  foundShells,
  freshFolder,
  type RealShell,
  type RealShellName,
  runScript,
} from './harness.ts';

/** How each shell lists the variables it knows, one a line, before anyone has set any. */
const lists: { readonly [Name in RealShellName]: string } = {
  bash: "compgen -v; compgen -A variable; declare -p | sed -nE 's/^declare -[^ ]+ ([A-Za-z_0-9]+).*/\\1/p'",
  zsh: `zmodload -a zsh/parameter parameters 2>/dev/null; zmodload zsh/zle zsh/sched zsh/datetime zsh/mapfile zsh/complist; print -l \${(k)parameters}; typeset + | sed 's/.* //'`,
  dash: "set | sed -nE 's/^([A-Za-z_0-9]+)=.*/\\1/p'",
  fish: 'set --names; set --names -g; set --names -U',
  nu: '$env | columns | append (scope variables | get name) | each {|name| print ($name | str replace "$" "") } | ignore',
  elvish: "e:env | e:sed -nE 's/^([A-Za-z_0-9]+)=.*/\\1/p'",
};

/**
 * Names that shells give a meaning only once they are set, so that no listing shows them: from the manuals of
 * bash 5.3, zsh 5.9, dash 0.5.12, fish 4, Nushell 0.115 and elvish 0.21.
 */
const documented = [
  ...[
    'AUTO_RESUME',
    'CHILD_MAX',
    'COMPREPLY',
    'COPROC',
    'EDITOR',
    'EMACS',
    'EXECIGNORE',
    'FCEDIT',
    'GLOBIGNORE',
  ],
  ...['GLOBSORT', 'HISTCONTROL', 'HISTFILESIZE', 'HISTIGNORE', 'HISTTIMEFORMAT', 'IGNOREEOF', 'INPUTRC'],
  ...['INSIDE_EMACS', 'MAIL', 'MAPFILE', 'READLINE_LINE', 'READLINE_POINT', 'REPLY', 'TIMEFORMAT', 'TMPDIR'],
  ...[
    'VISUAL',
    'CORRECT_IGNORE',
    'CORRECT_IGNORE_FILE',
    'DIRSTACKSIZE',
    'LINENO',
    'PROMPT2',
    'PROMPT3',
    'PROMPT4',
  ],
  ...['RPS1', 'RPS2', 'RPROMPT2', 'REPORTTIME', 'REPORTMEMORY', 'STTY', 'SUFFIX', 'TERMINFO', 'TMPPREFIX'],
  ...[
    'TMPSUFFIX',
    'ZBEEP',
    'ZLE_LINE_ABORTED',
    'MATCH',
    'MBEGIN',
    'MEND',
    'SIGNALS',
    'LC_ALL',
    'LANGUAGE',
    'TZ',
  ],
  ...['CONFIG', 'NU', 'IN', 'NOTHING', 'PROCESS_PATH', 'ERROR', 'E', 'ARGS', 'PATHS', 'VALUE_OUT_INDICATOR'],
  ...['STATUS', 'PIPESTATUS', 'HISTORY', 'ARGV', 'FISH', 'VERSION', 'PSVERSIONTABLE', 'HISTFILE', 'PATHEXT'],
  ...['_1', '_A', '__', 'A', 'I', 'N', 'X', 'NAN', 'INF', 'TRUE', 'FALSE', 'NULL', 'IF', 'DO', 'SET', 'END'],
];

async function listed(shell: RealShell): Promise<string[]> {
  const home = freshFolder();
  const environment = { PATH: process.env.PATH ?? '', HOME: home };
  const { stdout } = await runScript(shell, `${lists[shell.name]}\n`, { environment, cwd: home });
  const names = stdout.split('\n').filter(name => /^[A-Za-z_]\w*$/.test(name));
  expect({ shell: shell.name, knowsPath: names.includes('PATH') }).toEqual({
    shell: shell.name,
    knowsPath: true,
  });
  return names;
}

/** Of all names that mean something to any shell, those that a profile may set. */
async function acceptedNames(): Promise<string[]> {
  const special = await Promise.all(foundShells.map(listed));
  const names = new Set([...special.flat(), ...documented]);
  return [...names].filter(name => variableNameProblem(name) === undefined).sort();
}

const accepted = acceptedNames();

/** Values of the kinds a shell could trip over in a variable that it reads as a number, list or pattern. */
const values = ['', '*', 'plain text'];

/**
 * Sets the variable to each value, looks whether a child sees it and the shell still works, clears it and
 * looks again.
 * @returns what went wrong; empty when nothing did.
 */
async function problemsOf(shell: RealShell, name: string): Promise<string[]> {
  const home = freshFolder();
  const file = (of: string) => join(home, of);
  const { render } = shells[shell.dialect];
  writeFileSync(file('unset'), render([{ name, action: 'unset' }]));
  for (const [step, value] of values.entries())
    writeFileSync(file(`set-${step}`), render([{ name, value, action: 'set', secret: false }]));
  const script = values.flatMap((_, step) => [
    shell.source(file(`set-${step}`)),
    shell.dump(file(`after-set-${step}`)),
    shell.source(file('unset')),
    shell.dump(file(`after-unset-${step}`)),
  ]);
  const { stdout, stderr, exit } = await runScript(shell, `${script.join('\n')}\n`, {
    environment: cleanEnvironment(home),
    cwd: home,
  });
  const seen = (dump: string) => (existsSync(file(dump)) ? readDump(file(dump)).get(name) : 'no dump');
  return [
    exit === 0 ? '' : `exit ${exit}`,
    stderr.trim(),
    stdout === '' ? '' : `says ${JSON.stringify(stdout)}`,
    ...values.flatMap((value, step) => [
      seen(`after-set-${step}`) === value
        ? ''
        : `${JSON.stringify(value)} arrives as ${seen(`after-set-${step}`)}`,
      seen(`after-unset-${step}`) === undefined ? '' : `${seen(`after-unset-${step}`)} is left`,
    ]),
  ].filter(text => text !== '');
}

eachShell(shell => {
  test.concurrent(`${shell.name}: every special name that a profile may set can be set and cleared`, async () => {
    const names = await accepted;
    expect(names.length).toBeGreaterThan(40);
    const broken: Record<string, string[]> = {};
    for (const name of sampleOf(names, 4)) {
      const problems = await problemsOf(shell, name);
      if (problems.length > 0) broken[name] = problems;
    }
    expect(broken).toEqual({});
  }, 600_000);
});
