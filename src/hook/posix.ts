import { singleQuoted } from '../base/quoting.ts';
import { shells } from '../env/shells/index.ts';
import { ownedFamily } from '../env/variables.ts';
import bashPart from './bash.sh' with { type: 'text' };
import { freshStatus, type HookCache, type HookLanguage, type HookUpdate, inGroups } from './language.ts';
import core from './posix.sh' with { type: 'text' };
import zshPart from './zsh.sh' with { type: 'text' };

/** What bash and zsh say differently. */
type Dialect = {
  readonly file: string;
  readonly own: string;
  /** In a function: options as the code is written for. */
  readonly options: string;
  /** Sets `found` to the program that `cgw` would start. No builtin but these tells without a subshell. */
  readonly find: string;
  /** Whether a file, whose name is quoted, holds that text; without a subshell, too. */
  readonly holds: (file: string, text: string) => string;
  /** What is more than empty where a variable begins so, and where the one that `$each` names is set. */
  readonly anyOf: (prefixes: readonly string[]) => string;
  readonly isEachSet: string;
};

export const bash = posixHook('bash', {
  file: '~/.bashrc',
  own: bashPart,
  options: '',
  find: `hash cgw && found=\${BASH_CMDS[cgw]-}`,
  holds: (file, text) => `mapfile text < ${file} && [ "\${text[*]-}" = ${singleQuoted(text)} ]`,
  anyOf: prefixes => prefixes.map(prefix => `\${!${prefix}@}`).join(''),
  isEachSet: `\${!each+x}`,
});

export const zsh = posixHook('zsh', {
  file: '~/.zshrc',
  own: zshPart,
  options: 'emulate -L zsh\n',
  find: `for found in "\${path[@]}"; do found=\${found:-.}/cgw; [[ -f $found && -x $found ]] && break; done`,
  // Line breaks at the end do not come along.
  holds: (file, text) => `text=$(< ${file}) && [ "$text" = ${singleQuoted(text.replace(/\n+$/, ''))} ]`,
  anyOf: prefixes => `\${parameters[(i)(${prefixes.join('|')})*]}`,
  isEachSet: `\${(P)each+x}`,
});

const asks = 'eval "$(__cgw_run env --shell "$__cgw_shell" --hook start)"\n';

/** The hook of a shell that speaks as bash does: what is common, then its own part. */
function posixHook(name: 'bash' | 'zsh', dialect: Dialect): HookLanguage {
  const { render } = shells[name];

  function update({ changes, restore, follow }: HookUpdate): string {
    const mode = follow ? '__cgw_mode=follow\n' : '';
    return changes.length === 0
      ? mode
      : `${mode}__cgw_restore=${singleQuoted(render(restore))}\n${render(changes)}`;
  }

  function code(program: readonly string[], begin: string): string {
    return [
      block('__cgw_run', `${program.map(singleQuoted).join(' ')} "$@"\n`),
      block('__cgw_start', begin),
      core,
      dialect.own,
    ].join('');
  }

  /** As `replyToNewShell`, as far as that can be said without cgw. */
  function begin({ update: first, unset }: NonNullable<HookCache['start']>): string {
    const { prefixes, others } = inGroups(unset);
    const few = dialect.anyOf([...prefixes, ownedFamily]) + others.map(each => `\${${each}+x}`).join('');
    return `local profile=\${CGW_PROFILE-} follows=\${CGW_FOLLOWS-}
if [ -n "$profile" ] && [ "\${follows%% *}" != "$profile" ]; then
:
elif [ -n "$__cgw_pin" ]; then
${asks}elif [ -n "$profile" ] && [ "$follows" = "$profile" ]; then
${update({ changes: [], restore: [], follow: true })}elif [ -z "${few}" ] || { [ -z "${dialect.anyOf([ownedFamily])}" ] && ! eval '__cgw_any ${unset.join(' ')}'; }; then
${update(first)}else
${asks}fi
`;
  }

  return {
    update,
    hook: (program, start) =>
      code(program, start === undefined ? asks : update(start.update) + start.messages.map(say).join('')),
    // One command, so that of a part of the file nothing is carried out.
    cached({ file, program, executable, onPath, config, texts, places, start, completion }) {
      const [own, same, found, userConfig] = [file, executable, onPath, config].map(singleQuoted);
      const fresh = [
        ...Object.entries(places).map(([each, value]) => `[ "\${${each}-}" = ${singleQuoted(value)} ]`),
        `{ ${dialect.find}; } && [ "$found" -ef ${found} ]`,
        `[[ -O ${own} && -O ${userConfig} ]]`,
        `[[ -x ${same} && ! ${same} -nt ${own} && ! ${same} -ot ${own} ]]`,
        ...texts.map(each => dialect.holds(singleQuoted(each.file), each.text)),
      ];
      const parts = {
        __cgw_fresh: `${dialect.options}local IFS= text found\n${fresh.join(' &&\n')}\n`,
        __cgw_any: `local each\nfor each; do [ -z "${dialect.isEachSet}" ] || return 0; done\nreturn 1\n`,
        __cgw_complete: dialect.options + completion,
      };
      const done = `unset -f ${Object.keys(parts).join(' ')}\n`;
      return [
        'if ',
        ...Object.entries(parts).map(([part, body]) => block(part, body)),
        '__cgw_fresh 2> /dev/null\nthen\n',
        code(program, start === undefined ? asks : begin(start)),
        `__cgw_complete\n${done}return ${freshStatus}\nelse\n${done}fi\n`,
      ].join('');
    },
    rc: {
      file: dialect.file,
      line: `eval "$(cgw hook ${name})"`,
      cachedLine: file =>
        `{ test -O ${file} && . ${file}; test $? = ${freshStatus}; } || eval "$(cgw hook ${name} --cache)"`,
    },
  };
}

function block(name: string, body: string): string {
  return `function ${name} {\n${body === '' ? ':\n' : body}}\n`;
}

function say(message: string): string {
  return `printf '%s\\n' ${singleQuoted(`cgw: ${message}`)} >&2\n`;
}
