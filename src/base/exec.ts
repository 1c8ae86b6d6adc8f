import { dlopen, FFIType, ptr, read } from 'bun:ffi';
import { constants } from 'node:os';
import { maxFileBytes, readBounded } from './bounded-read.ts';
import { exitCode, UserError } from './errors.ts';
import {
  argumentBytes,
  environmentBytes,
  givenDescriptors,
  givenIgnored,
  givenOpenFiles,
  ignoredByRuntime,
} from './given.ts';
import { restoreUmask } from './io.ts';
import { openLibc } from './libc.ts';
import { behindShim } from './npm-shim.ts';
import { onEndingSignal } from './signals.ts';

/** A program that takes the place of cgw. */
export type Launch = {
  /** Its path. */
  readonly program: string;
  /** What it is told that it is called; without it, its path. */
  readonly name?: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/**
 * Becomes another program: same process, same terminal, its own exit code and signals, and what cgw itself was given:
 * descriptors, ignored signals, limits, arguments and variables byte for byte (Linux). Where a process cannot be
 * replaced (Windows) the program runs as a child instead.
 * @returns only from a child: its exit code.
 * @throws UserError (127) when the program cannot be started.
 */
export async function execProgram(launch: Launch): Promise<number> {
  restoreUmask();
  if (process.execve === undefined || process.platform === 'win32')
    return (await runChild(launch)) ?? exitCode.notFound;
  const libc = openLibc(functions);
  if (libc !== undefined) throw become(libc, launch);
  restoreSignals();
  const { program, name = program, args, environment } = launch;
  try {
    process.execve(program, [name, ...args], environment);
  } catch (error) {
    throw notStarted(program, error instanceof Error ? error.message : String(error));
  }
  return exitCode.failed;
}

function notStarted(program: string, reason: string): UserError {
  const interpreter = reason.includes('ENOENT') ? interpreterOf(program) : undefined;
  if (interpreter !== undefined)
    return new UserError(
      exitCode.notFound,
      `${program} cannot be started: its first line asks for ${JSON.stringify(interpreter)}, which is not there`,
      interpreter.endsWith('\r') ? 'save it without CRLF line ends' : 'install that, or the program again',
    );
  return new UserError(
    exitCode.notFound,
    `${program} cannot be started: ${reason}`,
    'check that it is a program',
  );
}

/** What a script’s `#!` line names: the kernel tells of a missing one as if the script were missing. */
function interpreterOf(program: string): string | undefined {
  try {
    const [, words] = /^#!\s*([^\n]+)/.exec(readBounded(program, mostOfScript).toString('utf8')) ?? [];
    const [interpreter] = words?.split(/[ \t]/) ?? [];
    return interpreter;
  } catch {
    return undefined;
  }
}

/** More than any script that only starts another program. */
const mostOfScript = 16 * maxFileBytes;

const functions = {
  execve: { args: [FFIType.ptr, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 },
  __errno_location: { args: [], returns: FFIType.ptr },
  fcntl: { args: [FFIType.i32, FFIType.i32, FFIType.i32], returns: FFIType.i32 },
  setrlimit: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.i32 },
  signal: { args: [FFIType.i32, FFIType.u64], returns: FFIType.u64 },
} as const;

type Libc = NonNullable<ReturnType<typeof openLibc<typeof functions>>>;

const setDescriptorFlags = 2;
const openFiles = 7;
const defaultAction = 0n;
const ignore = 1n;

/** @returns only when the program cannot be started: why */
function become(libc: Libc, { program, name = program, args, environment }: Launch): UserError {
  for (const descriptor of givenDescriptors) libc.fcntl(descriptor, setDescriptorFlags, 0);
  for (const signal of ignoredByRuntime) libc.signal(signal, defaultAction);
  for (const signal of givenIgnored) libc.signal(signal, ignore);
  const limits = givenOpenFiles();
  if (limits !== undefined) libc.setrlimit(openFiles, ptr(new BigUint64Array([limits.soft, limits.hard])));
  const words = argumentBytes([name, ...args]);
  const variables = environmentBytes(environment);
  const errors = constants.errno;
  let error = execve(libc, program, words, variables);
  // A script without `#!` is for sh, as for `env` and every shell.
  if (error === errors.ENOEXEC) {
    const script = [Buffer.from('sh'), Buffer.from(program), ...words.slice(1)];
    error = execve(libc, '/bin/sh', script, variables);
  }
  if (error === errors.E2BIG) return tooLong(program, words, variables);
  const [reason] = Object.entries(errors).find(([, number]) => number === error) ?? [`error ${error}`];
  return notStarted(program, reason);
}

/** @returns only when it fails: the number of the error */
function execve(libc: Libc, program: string, words: readonly Buffer[], variables: readonly Buffer[]): number {
  const path = terminated(Buffer.from(program));
  const [argv, envp] = [words, variables].map(list => list.map(terminated));
  const pointers = (list: readonly Buffer[] = []) =>
    new BigUint64Array([...list.map(each => BigInt(ptr(each))), 0n]);
  libc.execve(ptr(path), ptr(pointers(argv)), ptr(pointers(envp)));
  const location = libc.__errno_location();
  // What the pointers lead to has to be there until now.
  return location === null || argv === undefined || envp === undefined ? 0 : read.i32(location);
}

function terminated(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.of(0)]);
}

/** The kernel takes a word or a variable of at most 32 pages of memory, and about 2 MiB of all together. */
function tooLong(program: string, words: readonly Buffer[], variables: readonly Buffer[]): UserError {
  const most = 131_072;
  const variable = variables.find(each => each.length >= most);
  if (variable !== undefined)
    return new UserError(
      exitCode.notFound,
      `${variable.subarray(0, variable.indexOf('=')).toString()} is longer than the 128 KiB that the system hands to a program`,
      'put the value into a file, or unset the variable',
    );
  const word = words.findIndex(each => each.length >= most);
  return new UserError(
    exitCode.notFound,
    word < 0
      ? `arguments and variables together are more than the system hands to ${program}`
      : `argument ${word} is longer than the 128 KiB that the system hands to a program`,
    'put it into a file, or hand it over on stdin',
  );
}

/** An ignored SIGPIPE is inherited, and then `yes | head -1` inside the program ends in an error. */
function restoreSignals(): void {
  try {
    const { symbols } = dlopen(process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so', {
      signal: { args: [FFIType.i32, FFIType.u64], returns: FFIType.u64 },
    });
    for (const signal of ignoredByRuntime) symbols.signal(signal, defaultAction);
  } catch {
    // The program starts anyway.
  }
}

/** Runs a program in the same terminal and hands its end on: its exit code, 128 + the signal, or undefined if it did not start. */
async function runChild({ program, args, environment }: Launch): Promise<number | undefined> {
  // Loaded here: it is large, and hardly ever needed.
  const { execa } = await import('execa');
  const file = behindShim(program) ?? program;
  requirePassable(file, args);
  // Ctrl-C goes to every program of the console, and the child says what becomes of it.
  const release = onEndingSignal(() => {}, ['SIGINT']);
  try {
    const result = await execa(file, args, {
      stdio: 'inherit',
      env: environment,
      extendEnv: false,
      reject: false,
      windowsHide: false,
    });
    if (result.signal !== undefined) return 128 + (constants.signals[result.signal] ?? 0);
    return result.exitCode;
  } finally {
    release();
  }
}

/** @throws UserError (127) for what cmd.exe, which runs batch files, would take for the end of the command */
function requirePassable(file: string, args: readonly string[]): void {
  if (!/\.(cmd|bat)$/i.test(file) || !args.some(each => /[\r\n]/.test(each))) return;
  throw new UserError(
    exitCode.notFound,
    `${file} is a batch file, and an argument with a line break cannot be handed to it`,
    'hand the text over on stdin, or start the program that the batch file starts',
  );
}
