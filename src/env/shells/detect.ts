import { readFileSync, readlinkSync } from 'node:fs';
import { exitCode, UserError } from '../../base/errors.ts';
import type { Io, Where } from '../../base/io.ts';
import { askSystem } from '../../base/outside-project.ts';
import { isShellName, type ShellName, shellNames } from './index.ts';

/** A shell for which cgw has no code. */
type UnsupportedShell = 'csh' | 'tcsh' | 'xonsh' | 'ion' | 'murex';

/** The program names under which shells run. */
const programs: { readonly [program: string]: ShellName | UnsupportedShell } = {
  bash: 'bash',
  zsh: 'zsh',
  sh: 'sh',
  dash: 'sh',
  ash: 'sh',
  ksh: 'sh',
  ksh93: 'sh',
  mksh: 'sh',
  yash: 'sh',
  osh: 'sh',
  rbash: 'bash',
  fish: 'fish',
  nu: 'nu',
  pwsh: 'pwsh',
  powershell: 'pwsh',
  cmd: 'cmd',
  elvish: 'elvish',
  csh: 'csh',
  tcsh: 'tcsh',
  xonsh: 'xonsh',
  ion: 'ion',
  murex: 'murex',
};

/** How far up to look: a shell may start cgw through `npx`, `env` or a wrapper. */
const generations = 5;

/**
 * The shell that called cgw: the nearest parent process that is one, else `$SHELL`, else the system’s usual.
 * `$SHELL` alone would be wrong: it is the login shell, not the one that reads the output.
 */
export function detectShell(io: Where): ShellName {
  const shell = callingShell(io);
  return isShellName(shell) ? shell : 'sh';
}

/**
 * The same, for code that this shell is to evaluate.
 * @throws UserError where cgw has no code for it: that of another shell would be misread, and may hold a secret
 */
export function readingShell(io: Where): ShellName {
  const shell = callingShell(io);
  if (isShellName(shell)) return shell;
  throw new UserError(
    exitCode.usage,
    `${shell} is not supported`,
    `cgw run NAME and cgw exec NAME -- PROGRAM work in every shell; there is code for ${shellNames.join(', ')}`,
  );
}

function callingShell(io: Where): ShellName | UnsupportedShell {
  return fromParents(io) ?? shellOf(io.environment.SHELL ?? '') ?? (io.platform === 'win32' ? 'pwsh' : 'sh');
}

function fromParents({ platform }: Pick<Io, 'platform'>): ShellName | UnsupportedShell | undefined {
  if (platform === 'win32') return undefined;
  let pid = process.ppid;
  for (let generation = 0; generation < generations && pid > 1; generation++) {
    const parent = platform === 'linux' ? fromProc(pid) : fromPs(pid);
    if (parent === undefined) return undefined;
    const shell = shellOf(parent.program);
    if (shell !== undefined) return shell;
    pid = parent.ppid;
  }
  return undefined;
}

type Parent = { readonly program: string; readonly ppid: number };

/**
 * `/proc/PID/stat`: `pid (name) state ppid …`; the name may hold blanks and brackets. The name of a running script
 * is the script’s, so the executable counts first: the code must be for the shell that reads it. Where that is
 * one program of many names (busybox), or somebody else’s process, the name is all there is.
 */
function fromProc(pid: number): Parent | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const ppid = Number(stat.slice(end + 2).split(' ')[1]);
    const name = stat.slice(stat.indexOf('(') + 1, end);
    const executable = executableOf(pid);
    return { program: shellOf(executable) === undefined ? name : executable, ppid };
  } catch {
    return undefined;
  }
}

function executableOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

function fromPs(pid: number): Parent | undefined {
  const { stdout = '' } = askSystem('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]) ?? {};
  const [, ppid, program] = /^(\d+)\s+(.*)$/s.exec(stdout.trim()) ?? [];
  return ppid === undefined || program === undefined ? undefined : { program, ppid: Number(ppid) };
}

/** `/usr/bin/zsh`, `-bash` (a login shell) and `pwsh.exe` name shells. */
function shellOf(program: string): ShellName | UnsupportedShell | undefined {
  const name = program
    .replace(/^.*[\\/]/, '')
    .replace(/^-/, '')
    .replace(/\.exe$/i, '');
  return Object.hasOwn(programs, name) ? programs[name] : undefined;
}
