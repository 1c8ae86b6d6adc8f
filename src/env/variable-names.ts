/**
 * Variables that `env.*` may not set, because a shell or the system gives them a meaning of its own: setting
 * them would break the shell, and clearing them afterwards would break it again. Read-only and special
 * variables of bash, zsh, fish, nu, elvish and PowerShell (read from the shells themselves, 2026-11-22).
 */
const reserved = new Set([
  ...[
    'PATH',
    'HOME',
    'SHELL',
    'USER',
    'LOGNAME',
    'TERM',
    'PWD',
    'OLDPWD',
    'SHLVL',
    'IFS',
    'PS1',
    'PS2',
    'PS3',
  ],
  ...[
    'PS4',
    'PROMPT',
    'RPROMPT',
    'PROMPT_COMMAND',
    'ENV',
    'BASH_ENV',
    'ZDOTDIR',
    'FPATH',
    'CDPATH',
    'MAILPATH',
  ],
  ...['LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'DYLD_LIBRARY_PATH', '_', 'LANG'],
  ...['UID', 'EUID', 'GID', 'EGID', 'PPID', 'GROUPS', 'RANDOM', 'SRANDOM', 'SECONDS', 'LINENO', 'HISTCMD'],
  ...[
    'EPOCHSECONDS',
    'EPOCHREALTIME',
    'DIRSTACK',
    'FUNCNAME',
    'PIPESTATUS',
    'SHELLOPTS',
    'BASHOPTS',
    'BASHPID',
  ],
  ...['OPTIND', 'OPTARG', 'OPTERR', 'HOSTNAME', 'HOST', 'MACHTYPE', 'HOSTTYPE', 'OSTYPE', 'USERNAME', 'TTY'],
  ...['TTYIDLE', 'COLUMNS', 'LINES', 'KEYTIMEOUT', 'WATCH', 'MODULE_PATH', 'MANPATH', 'FIGNORE', 'PSVAR'],
  ...[
    'TRY_BLOCK_ERROR',
    'TRY_BLOCK_INTERRUPT',
    'VENDOR',
    'CPUTYPE',
    'ERRNO',
    'ARGC',
    'NULLCMD',
    'READNULLCMD',
  ],
  ...['HISTSIZE', 'SAVEHIST', 'HISTFILE', 'HISTCHARS', 'WORDCHARS', 'TIMEFMT', 'SPROMPT', 'BAUD', 'LISTMAX'],
  ...['LOGCHECK', 'MAILCHECK', 'FUNCNEST', 'COMP_WORDBREAKS', 'POSIXLY_CORRECT', 'TMOUT', 'POSTEDIT'],
  ...['CMD_DURATION', 'FISH_VERSION', 'NU_VERSION', 'FILE_PWD', 'CURRENT_FILE', 'LAST_EXIT_CODE'],
  ...['CMD_DURATION_MS', 'NU_LIB_DIRS', 'NU_PLUGIN_DIRS', 'ENV_CONVERSIONS', 'PROMPT_INDICATOR'],
  ...['EXECIGNORE', 'GLOBIGNORE', 'KEYBOARD_HACK', 'REPORTMEMORY', 'REPORTTIME', 'STTY', 'CONFIG'],
  ...['PROMPT2', 'PROMPT3', 'PROMPT4', 'RPROMPT2', 'RPS1', 'RPS2'],
  ...['CGW_PROFILE', 'CGW_SET', 'CGW_FOLLOWS', 'CGW_CONFIG_DIR', 'CGW_CLAUDE', 'CGW_LAUNCHES'],
]);

/** The beginnings of whole families that a shell keeps for itself. */
const reservedPrefixes = ['BASH_', 'ZSH_', 'FISH_', 'LC_', 'PROMPT_', 'TRANSIENT_PROMPT_'] as const;

/**
 * What is wrong with a variable name that a profile wants to set, or undefined. Lower-case names are left
 * to the shells (`path`, `status`, `argv` are special there), but for the proxies, whose custom they are.
 */
export function variableNameProblem(name: string): string | undefined {
  if (/^(https?|all|no)_proxy$/.test(name)) return undefined;
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name))
    return 'is not a variable name that every shell takes (upper-case letters, digits and "_")';
  if (reserved.has(name) || reservedPrefixes.some(prefix => name.startsWith(prefix)))
    return 'belongs to the shell or to cgw itself';
  return undefined;
}
