import { expect } from 'bun:test';
import { after, env, launch, type Situations, within } from './situation.ts';

const list = ['list'];

/** A terminal of its own around the program: what it says comes back with `\r\n`. */
const inTerminal = (before: string) => ({
  under: within(`export C="$*"; script -qec '${before}; $C' /dev/null </dev/null`),
});

/** Where output goes, and who reads it. */
export const streams = {
  'stdin is closed': {
    seen: 'daemons',
    set: () => ({ under: within('exec "$@" <&-') }),
    args: launch,
    exit: 0,
    says: ['claude --settings'],
  },
  'stderr is closed, and there is an error': {
    seen: 'cron jobs with 2>&-',
    set: () => ({ under: within('exec "$@" 2>&-') }),
    args: ['env', 'nope', '--shell', 'sh'],
    exit: 3,
    says: ['false;'],
  },
  'nothing is open, and something is kept': {
    seen: 'daemons',
    set: () => ({ under: within('exec "$@" <&- >&- 2>&-') }),
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: [],
    // The files that are opened then have the numbers of the streams.
    after: home => {
      expect(home.readConfig()).toMatchObject({ profiles: { p: { note: 'new' } } });
      expect(JSON.stringify(home.readConfig())).not.toContain('changed p');
    },
  },
  'nothing is open, and a settings file is written': {
    seen: 'daemons',
    set: () => ({ under: within('exec "$@" <&- >&- 2>&-') }),
    args: ['write', 'p', '--to', 'user'],
    exit: 0,
    says: [],
  },
  'stdout is full': {
    seen: 'https://github.com/direnv/direnv/issues/1248',
    set: () => ({ under: within('exec "$@" >/dev/full') }),
    args: list,
    exit: 1,
    says: ['stdout cannot be written (ENOSPC)'],
  },
  'stdout is full, and a shell asks': {
    seen: 'https://github.com/direnv/direnv/issues/1248',
    set: () => ({ under: within('exec "$@" >/dev/full') }),
    args: env,
    exit: 1,
    says: ['stdout cannot be written (ENOSPC)', 'this shell stays as it is'],
    after: (_, { stderr }) => expect(stderr.match(/cannot be written/g)).toHaveLength(1),
  },
  'stderr is full, and there is an error': {
    seen: 'a log on a full disk',
    set: () => ({ under: within('exec "$@" 2>/dev/full') }),
    args: ['env', 'nope', '--shell', 'sh'],
    exit: 3,
    says: ['false;'],
  },
  'stdout is full, and something is kept': {
    seen: 'a log on a full disk',
    set: () => ({ under: within('exec "$@" >/dev/full') }),
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: ['changed p'],
  },
  'the reader goes away': {
    seen: 'https://github.com/astral-sh/ruff/issues/13483',
    set: () => ({ under: within('set -o pipefail; "$@" | true') }),
    args: ['features'],
    exit: 0,
    says: [],
  },
  'SIGPIPE is ignored, and the reader goes away': {
    seen: 'programs that Python or systemd start',
    set: () => ({ under: within('trap "" PIPE; set -o pipefail; "$@" | true') }),
    args: ['features'],
    exit: 0,
    says: [],
  },
  'nohup: the hang-up stays ignored': {
    seen: 'nohup',
    set: () => ({ under: ['nohup'] }),
    args: ['exec', 'p', '--', 'grep', 'SigIgn', '/proc/self/status'],
    exit: 0,
    says: ['0000000000000001'],
  },
  'a session without a terminal': {
    seen: 'https://github.com/99designs/aws-vault/pull/1184',
    set: () => ({ under: ['setsid', '-w'] }),
    args: launch,
    exit: 0,
    says: ['claude --settings'],
  },
  'a session without a terminal, and something is to be asked': {
    seen: 'https://github.com/99designs/aws-vault/issues/1169',
    set: () => ({ under: ['setsid', '-w'] }),
    args: ['add', 'q', '--from', 'litellm', '--set', 'baseUrl=https://g'],
    exit: 3,
    says: ['still needs token'],
  },
  'a session without a terminal, and the picker': {
    seen: 'ssh -T',
    set: () => ({ under: ['setsid', '-w'] }),
    args: [],
    exit: 2,
    says: ['Usage\n  cgw '],
  },
  script: {
    seen: 'script, asciinema',
    set: () => inTerminal(':'),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'a terminal of no columns': {
    seen: 'https://github.com/microsoft/terminal/issues/14404',
    set: () => inTerminal('stty cols 0 rows 0'),
    args: ['features'],
    exit: 0,
    says: ['full'],
  },
  'a terminal of one column': {
    seen: 'https://github.com/kovidgoyal/kitty/issues/119',
    set: () => inTerminal('stty cols 1 rows 1'),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'a dumb terminal': {
    seen: 'https://github.com/direnv/direnv/issues/1551, https://github.com/starship/starship/issues/1588',
    set: () => inTerminal('export TERM=dumb'),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
    not: ['\u001b'],
  },
  'a terminal without TERM': {
    seen: 'https://github.com/quick-lint/quick-lint-js/pull/914',
    set: () => inTerminal('unset TERM'),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
    not: ['\u001b'],
  },
  'the terminal speaks no UTF-8': {
    seen: 'LC_ALL=C in containers',
    set: () => ({ env: { LC_ALL: 'C', LANG: 'C' } }),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'a locale that is not installed': {
    seen: 'ssh with SendEnv LC_*',
    set: () => ({ env: { LC_ALL: 'xx_YY.KOI8-R' } }),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'the umask takes everything': {
    seen: 'https://github.com/hashicorp/best-practices/pull/223',
    set: () => ({ under: after('umask 777') }),
    args: ['edit', 'p', '--set', 'note=new'],
    exit: 0,
    says: ['changed p'],
    after: home => expect(home.readConfig()).toMatchObject({ profiles: { p: { note: 'new' } } }),
  },
} as const satisfies Situations;
