import { expect } from 'bun:test';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../support/home.ts';
import { after, edit, env, launch, type Situations, within } from './situation.ts';

const list = ['list'];

const limited = (limits: string) => () => ({ under: after(`ulimit ${limits}`) });

/** Another `claude`. */
const claude =
  (content: string | Uint8Array, mode = 0o755) =>
  (home: Home) => {
    chmodSync(home.write('bin/claude', content), mode);
    return { env: { PATH: `${home.path}/bin:/usr/bin:/bin` } };
  };

/** With no PATH but what is given. */
const path = (PATH: string) => () => ({ env: { PATH } });

/** How cgw was started: limits, variables, PATH, and what stands on it. */
export const processes = {
  'few open files': {
    seen: 'https://github.com/direnv/direnv/issues/1248',
    set: limited('-n 16'),
    args: edit,
    exit: 0,
    says: ['changed p'],
  },
  'hardly any open files': {
    seen: 'a shell that leaks descriptors',
    set: () => ({
      under: after('for at in 3 4 5 6 7 8 9; do eval "exec $at</dev/null"; done; ulimit -n 12'),
    }),
    args: launch,
    exit: 3,
    says: ['this process may open no more files (ulimit -n)', 'raise that limit'],
    not: ['permissions'],
  },
  'little memory': {
    seen: 'shared hosting, ulimit -v',
    set: limited('-v 1000000'),
    args: env,
    exit: 0,
    says: ['CGW_PROFILE=p'],
  },
  'a small stack': {
    seen: 'threads of musl',
    set: limited('-s 256'),
    args: env,
    exit: 0,
    says: ['CGW_PROFILE=p'],
  },
  'a stack without a limit': {
    seen: 'clusters',
    set: limited('-s unlimited'),
    args: env,
    exit: 0,
    says: ['CGW_PROFILE=p'],
  },
  'files may not be written: a launch': {
    seen: 'ulimit -f in batch jobs',
    set: limited('-f 0'),
    args: launch,
    exit: 1,
    says: ['larger than this process may write (ulimit -f)', 'raise that limit'],
    not: ['permissions'],
  },
  'files may not be written: a settings file': {
    seen: 'ulimit -f in batch jobs',
    set: limited('-f 1'),
    args: ['write', 'p', '--to', 'user'],
    exit: 1,
    says: ['larger than this process may write (ulimit -f)'],
    not: ['permissions'],
  },
  'it takes the place of its process': {
    seen: 'https://github.com/99designs/aws-vault/issues/44',
    set: () => ({ under: ['bash', '-c', 'echo "pid $$"; exec "$@"', 'bash'] }),
    args: ['exec', 'p', '--', 'sh', '-c', 'echo "pid $$"'],
    exit: 0,
    says: ['pid '],
    after: (_, { stdout }) => expect(new Set(stdout.trim().split('\n')).size).toBe(1),
  },
  'a signal ends the program itself': {
    seen: 'https://github.com/99designs/aws-vault/pull/454',
    set: () => ({ under: within('"$@"; echo "exit $?"') }),
    args: ['exec', 'p', '--', 'sh', '-c', 'kill -TERM $$'],
    exit: 0,
    says: ['exit 143'],
  },
  'exec without a program': {
    seen: 'https://github.com/99designs/aws-vault/issues/1007',
    set: () => ({ under: ['env'] }),
    args: ['exec', 'p'],
    exit: 2,
    says: ['cgw exec --help'],
  },
  'exec of an alias': {
    seen: 'https://github.com/99designs/aws-vault/pull/704',
    set: () => ({ under: after('alias odd=true') }),
    args: ['exec', 'p', '--', 'odd'],
    exit: 127,
    says: ['odd is not a program that can be started'],
  },
  'PATH stays as it is': {
    seen: 'https://github.com/jdx/mise/issues/2785',
    set: path('/none::relative:/usr/bin:/bin'),
    args: ['exec', 'p', '--', 'sh', '-c', 'echo "$PATH"'],
    exit: 0,
    says: ['/none::relative:/usr/bin:/bin\n'],
  },
  'functions of bash stay': {
    seen: 'https://github.com/direnv/direnv/pull/157',
    set: () => ({ under: after("odd() { echo $'odd\\nlines'; }; export -f odd") }),
    args: ['exec', 'p', '--', 'bash', '-c', 'odd'],
    exit: 0,
    says: ['odd\nlines'],
  },
  'a large environment': {
    seen: 'https://github.com/doomemacs/core/issues/2335',
    set: () => ({ under: after('for at in {1..5000}; do export "V$at=$at"; done') }),
    args: ['exec', 'p', '--', 'sh', '-c', 'echo "$V1 $V5000"'],
    exit: 0,
    says: ['1 5000'],
  },
  'too large an argument': {
    seen: 'https://github.com/openai/codex-plugin-cc/issues/528',
    set: () => ({
      under: ['sh', '-c', 'd=$(head -c 70000 /dev/zero | tr "\\0" a); exec "$@" "$d" "$d"', 'sh'],
    }),
    args: ['exec', 'p', '--', 'echo'],
    exit: 0,
    says: ['aaaa'],
  },
  'the debugger of an editor is exported': {
    seen: 'https://github.com/oven-sh/bun/pull/27662',
    set: () => ({ env: { BUN_INSPECT: 'ws://127.0.0.1:0/x?break=1', BUN_INSPECT_PRELOAD: '/none.js' } }),
    args: launch,
    exit: 0,
    says: ['claude --settings'],
  },
  'options of the runtime are exported': {
    seen: 'https://github.com/oven-sh/bun/issues/21496',
    set: () => ({ env: { BUN_OPTIONS: '--preload=/none.js', BUN_BE_BUN: '1', NODE_OPTIONS: '-r /none' } }),
    args: ['exec', 'p', '--', 'sh', '-c', 'echo "$BUN_OPTIONS $BUN_BE_BUN $NODE_OPTIONS"'],
    exit: 0,
    says: ['--preload=/none.js 1 -r /none'],
  },
  'a cache of the runtime is exported': {
    seen: 'https://github.com/oven-sh/bun/pull/40563',
    set: home => ({
      env: { NODE_COMPILE_CACHE: join(home.path, 'cache'), BUN_CONFIG_VERBOSE_FETCH: 'curl' },
    }),
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'files of the runtime are in the folder': {
    seen: 'https://github.com/oven-sh/bun/pull/24790',
    set: home => {
      home.write('.env', 'CGW_CONFIG_DIR=/none\n');
      home.write('bunfig.toml', 'preload = ["/none.js"]\n');
      return { under: ['env'] };
    },
    args: list,
    exit: 0,
    says: ['https://llm.example'],
  },
  'a script for every shell is exported': {
    seen: 'https://github.com/direnv/direnv/issues/626',
    set: home => {
      const file = home.write('every', 'echo from-every-shell\n');
      return { env: { BASH_ENV: file, ENV: file } };
    },
    args: env,
    exit: 0,
    says: ['CGW_PROFILE=p'],
    not: ['from-every-shell'],
  },
  'SHELL names a program that is gone': {
    seen: 'https://github.com/microsoft/vscode/issues/244694',
    set: () => ({ env: { SHELL: '/opt/homebrew/Cellar/bash/5.2.15/bin/bash' } }),
    args: ['env', 'p'],
    exit: 0,
    says: ['CGW_PROFILE=p'],
  },
  'no PATH: a profile': {
    seen: 'env -i',
    set: () => ({ under: after('unset PATH') }),
    args: env,
    exit: 0,
    says: ['CGW_PROFILE=p'],
  },
  'no PATH: a launch': {
    seen: 'env -i',
    set: () => ({ under: after('unset PATH') }),
    args: launch,
    exit: 127,
    says: ['claude is not on PATH', 'CGW_CLAUDE'],
  },
  'the PATH of cron': {
    seen: 'cron',
    set: path('/usr/bin:/bin'),
    args: launch,
    exit: 127,
    says: ['claude is not on PATH'],
  },
  'PATH with entries that are relative or empty: claude of the folder': {
    seen: 'https://github.com/jdx/mise/issues/1807',
    set: path(':bin:.:/usr/bin:/bin'),
    args: launch,
    exit: 127,
    says: ['comes with this folder or is named by a relative path'],
  },
  'PATH with entries that are relative or empty: exec does as env': {
    seen: 'https://github.com/jdx/mise/issues/1807',
    set: path(':bin:/usr/bin:/bin'),
    args: ['exec', 'p', '--', 'claude', 'x'],
    exit: 0,
    says: ['claude x'],
  },
  'the variables of a systemd unit': {
    seen: 'systemd-run',
    set: () => ({ env: { INVOCATION_ID: 'x', JOURNAL_STREAM: '8:1', STATE_DIRECTORY: '/none' } }),
    args: launch,
    exit: 0,
    says: ['claude --settings', '/.local/state/cgw/launch/'],
  },
  'claude is a script whose program is gone': {
    seen: 'https://github.com/jdx/mise/issues/2327',
    set: claude('#!/none/installs/node/20.1.0/bin/node\n'),
    args: launch,
    exit: 127,
    says: [
      'its first line asks for "/none/installs/node/20.1.0/bin/node", which is not there',
      'install that',
    ],
  },
  'claude is a script with CRLF': {
    seen: 'a checkout with core.autocrlf',
    set: claude('#!/bin/sh\r\necho hi\r\n'),
    args: launch,
    exit: 127,
    says: ['its first line asks for "/bin/sh\\r"', 'CRLF'],
  },
  'claude is a script without a first line': {
    seen: 'https://github.com/twpayne/chezmoi/issues/2123',
    set: claude('echo "claude $*"\n'),
    args: launch,
    exit: 0,
    says: ['claude --settings'],
  },
  'claude may not be run': {
    seen: 'https://github.com/twpayne/chezmoi/issues/4322',
    set: claude('#!/bin/sh\necho hi\n', 0o644),
    args: launch,
    exit: 127,
    says: ['claude is not on PATH'],
  },
  'claude is a link to nowhere': {
    seen: 'https://github.com/jdx/mise/issues/1526',
    set: home => {
      rmSync(join(home.path, 'bin/claude'));
      symlinkSync('/none/claude', join(home.path, 'bin/claude'));
      return { env: { PATH: `${home.path}/bin:/usr/bin:/bin` } };
    },
    args: launch,
    exit: 127,
    says: ['claude is not on PATH'],
  },
  'claude is cgw run again': {
    seen: 'https://github.com/jdx/mise/pull/2736',
    set: home => ({
      ...claude('#!/bin/sh\nexec "$ODD_CGW" run p -- "$@"\n')(home),
      under: after('export ODD_CGW=$1'),
    }),
    args: launch,
    exit: 127,
    says: ['starts cgw again', 'CGW_CLAUDE'],
  },
  'a folder on the way cannot be entered: a launch': {
    seen: 'https://github.com/hashicorp/best-practices/pull/223',
    set: home => {
      const cwd = home.makeFolder('closed/inside');
      return {
        under: within(
          `chmod 000 closed; cd closed/inside 2>/dev/null; "$@"; e=$?; chmod 755 ${cwd}/..; exit $e`,
        ),
      };
    },
    args: launch,
    exit: 0,
    says: ['claude --settings'],
  },
} as const satisfies Situations;
