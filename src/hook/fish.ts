import type { Change } from '../env/plan.ts';
import { quote } from '../env/shells/fish.ts';
import { shells } from '../env/shells/index.ts';
import { ownedFamily } from '../env/variables.ts';
import own from './fish.fish' with { type: 'text' };
import { freshStatus, type HookCache, type HookLanguage, type HookUpdate, inGroups } from './language.ts';

const asks = '$__cgw_program env --shell fish --hook start | source\n';

export const fish: HookLanguage = {
  update,
  hook: (program, start) =>
    code(program, start === undefined ? asks : update(start.update) + start.messages.map(say).join('')),
  cached,
  rc: {
    file: '~/.config/fish/config.fish',
    line: 'status is-interactive; and cgw hook fish | source',
    cachedLine: file =>
      `status is-interactive; and begin; test -O ${file}; and source ${file}; test $status -eq ${freshStatus}; or cgw hook fish --cache | source; end`,
  },
};

function code(program: readonly string[], begin: string): string {
  return [
    `set -g __cgw_program ${program.map(quote).join(' ')}\n`,
    `function __cgw_start\n${begin}end\n`,
    own,
  ].join('');
}

/** One command, so that of a part of the file nothing is carried out. */
function cached({
  file,
  program,
  executable,
  onPath,
  config,
  texts,
  places,
  start,
  completion,
}: HookCache): string {
  const [own, same, found, userConfig] = [file, executable, onPath, config].map(quote);
  const fresh = [
    ...Object.entries(places).map(([each, value]) => `test "$${each}" = ${quote(value)}`),
    `set -l found (command -s cgw)`,
    `test "$found" -ef ${found}`,
    `test -O ${own}`,
    `test -x ${same}`,
    `not test ${same} -nt ${own}`,
    `not test ${same} -ot ${own}`,
    `test -O ${userConfig}`,
    ...texts.map(each => `read -lz text < ${quote(each.file)}; and test "$text" = ${quote(each.text)}`),
  ];
  return `if begin
${fresh.join('\nand ')}
end 2> /dev/null
${code(program, start === undefined ? asks : begin(start))}${completion}return ${freshStatus}
end
`;
}

/** As `replyToNewShell`, as far as that can be said without cgw. */
function begin({ update: first, unset }: NonNullable<HookCache['start']>): string {
  const { prefixes, others } = inGroups(unset);
  const noneOf = (names: readonly string[]) => `set -q ${names.join(' ')}; test $status -eq ${names.length}`;
  return `if test -n "$CGW_PROFILE"; and test (string split ' ' -- "$CGW_FOLLOWS ")[1] != "$CGW_PROFILE"
else if test -n "$__cgw_pin"
${asks}else if test -n "$CGW_PROFILE"; and test "$CGW_FOLLOWS" = "$CGW_PROFILE"
${update({ changes: [], restore: [], follow: true })}else if begin
not string match -qr '^(${[...prefixes, ownedFamily].join('|')})' (set -n)
and begin; ${noneOf(others)}; end
or begin; not string match -q '${ownedFamily}*' (set -n); and eval '${noneOf(unset)}'; end
end
${update(first)}else
${asks}end
`;
}

function update({ changes, restore, follow }: HookUpdate): string {
  const mode = follow ? 'set -g __cgw_mode follow;\n' : '';
  if (changes.length === 0) return mode;
  const code = restore.map(undoing).join('');
  return `${mode}set -g __cgw_restore ${quote(code)};\n${shells.fish.render(changes)}`;
}

/**
 * Whoever evaluates this says by `$__cgw_put` and `$__cgw_drop` whether it is for the shell or for one command. A
 * universal variable comes back by itself, and only so does it follow its further changes.
 */
function undoing(change: Change): string {
  const { name } = change;
  const drop = `set $__cgw_drop ${name};\n`;
  if (change.action === 'unset') return drop;
  const value = quote(change.value);
  return `${drop}set -qx ${name}; and test "$${name}" = ${value}; or set $__cgw_put ${name} ${value};\n`;
}

function say(message: string): string {
  return `echo ${quote(`cgw: ${message}`)} >&2\n`;
}
