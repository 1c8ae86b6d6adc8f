import { fstatSync, writeSync } from 'node:fs';
import { ClosedPipe, errorCode, exitCode, UserError } from './errors.ts';
import { withoutKnown } from './masking.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command may touch of the world around it; tests hand in their own. */
export type Io = {
  readonly environment: Environment;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Data. Throws `ClosedPipe` when nobody reads any more. */
  out(text: string): void;
  /** Words for people, of which every known secret is taken out; a stderr that cannot be written is ignored. */
  err(text: string): void;
  isTerminal(stream: 'in' | 'out' | 'err'): boolean;
};

const descriptors = { in: 0, out: 1, err: 2 } as const;

/**
 * The real process. It writes to the descriptors: touching `process.stdout` would cost
 * more than the whole of `cgw env` (README, "Speed").
 */
export function processIo(): Io {
  return {
    environment: process.env,
    cwd: currentFolder(),
    platform: process.platform,
    out: text => {
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
    },
    err: text => {
      try {
        writeAll(2, withoutKnown(text));
      } catch {
        // Nowhere is left to say so.
      }
    },
    isTerminal: stream => isTerminal(descriptors[stream]),
  };
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
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EPIPE' || code === 'EBADF') throw new ClosedPipe();
      // A pipe in non-blocking mode whose reader is slow: wait a moment and go on.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
