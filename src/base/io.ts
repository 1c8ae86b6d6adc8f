import { fstatSync, writeSync } from 'node:fs';
import { ClosedPipe, errorCode, exitCode, UserError } from './errors.ts';
import { withoutKnownSecrets } from './masking.ts';
import { inClauses, safeText } from './terminal-text.ts';
import { ownVariables } from './variables-here.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command may touch of the world around it; tests hand in their own. */
export type Io = {
  readonly environment: Environment;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** What was asked for, for people to read: harmless on a terminal. Throws `ClosedPipe` when nobody reads any more. */
  out(text: string): void;
  /** The same with the codes of the theme in it, and no others: what `showPage` (`pager.ts`) has made. */
  painted(text: string): void;
  /** The same for programs: byte for byte, unless stdout is a terminal. */
  data(text: string): void;
  /**
   * Words for people, harmless on a terminal and without any secret that is known. A stderr that cannot be written is
   * ignored.
   */
  err(text: string): void;
  /** One line on the terminal of stderr that takes the place of the one before; undefined takes it away. */
  progress(line: string | undefined): void;
  isTerminal(stream: 'in' | 'out' | 'err'): boolean;
  /** The descriptor that is read as stdin; 0 unless a test gives one. */
  readonly stdin?: number;
};

/** What decides where files are. */
export type Where = Pick<Io, 'environment' | 'platform'>;

/** The same, and the folder that the user is in. */
export type Here = Where & Pick<Io, 'cwd'>;

/** Of a terminal that does not say. */
const usualColumns = 80;

const descriptors = { in: 0, out: 1, err: 2 } as const;

/** What this process was given: which permissions a new file does not get. */
const givenUmask = process.umask();

/**
 * Lets this process read and enter what it makes: a mask that takes that from the owner (`umask 777`) would leave
 * folders behind that nobody can enter. What it takes from others stays taken.
 */
export function admitOwner(): void {
  if ((givenUmask & 0o700) !== 0) process.umask(givenUmask & 0o077);
}

/** For a program that takes the place of cgw. */
export function restoreUmask(): void {
  process.umask(givenUmask);
}

/**
 * The real process. It writes to the descriptors: touching `process.stdout` would cost
 * more than the whole of `cgw env` (CONTRIBUTING.md, "Bars").
 */
export function processIo(): Io {
  return {
    environment: ownVariables,
    cwd: currentFolder(),
    platform: process.platform,
    out: text => writeOut(safeText(text)),
    painted: writeOut,
    data: text => writeOut(isTerminal(descriptors.out) ? safeText(text) : text),
    err: text => {
      const said = stderrText(text);
      // Its size is asked for only where that matters: that costs more than the whole of `cgw env`.
      const isLong = said.length > usualColumns / 2 && isTerminal(descriptors.err);
      writeErr(isLong ? inClauses(said, process.stderr.columns || usualColumns) : said);
    },
    // A terminal that does not wrap holds in one row what is too long for it.
    progress: line =>
      writeErr(`\r\u001b[K${line === undefined ? '' : `\u001b[?7l${stderrText(line)}\u001b[?7h`}`),
    isTerminal: stream => isTerminal(descriptors[stream]),
  };
}

/** What is said to people: the one way of any text to stderr. */
export function stderrText(text: string): string {
  return safeText(withoutKnownSecrets(text));
}

function writeOut(text: string): void {
  try {
    writeAll(1, text);
  } catch (error) {
    if (error instanceof ClosedPipe) throw error;
    throw new UserError(
      exitCode.failed,
      `stdout cannot be written (${errorCode(error)})`,
      'is the disk full?',
    );
  }
}

function writeErr(text: string): void {
  try {
    writeAll(2, text);
  } catch {
    // Nowhere is left to say so.
  }
}

/** `node:tty` is loaded only for what can be a terminal at all: it would be a third of `cgw env`. */
function isTerminal(descriptor: number): boolean {
  try {
    return (
      fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor)
    );
  } catch {
    return false;
  }
}

/** A shell can stand in a folder that was deleted; `$PWD` is then the best name for it. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env.PWD ?? '/';
  }
}

function writeAll(descriptor: number, text: string): void {
  // In ASCII a character is a byte: no encoder, whose first use takes as long as the write.
  const bytes = /^[\0-\x7f]*$/.test(text) ? text : new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written +=
        typeof bytes === 'string'
          ? writeSync(descriptor, bytes.slice(written))
          : writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EPIPE' || code === 'EBADF') throw new ClosedPipe();
      // A pipe in non-blocking mode whose reader is slow: wait a moment and go on.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
