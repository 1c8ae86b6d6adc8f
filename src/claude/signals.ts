import { dlopen, FFIType } from 'bun:ffi';

/** SIGPIPE and SIGXFSZ (the numbers of Linux and macOS): the Bun runtime ignores them. */
const ignored = [13, 25] as const;

/**
 * Gives ignored signals back their default action before this process becomes another program: an ignored
 * SIGPIPE is inherited, and then `yes | head -1` inside that program ends in an error.
 */
export function restoreSignals(): void {
  const library = process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6';
  try {
    const libc = dlopen(library, { signal: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.ptr } });
    for (const signal of ignored) libc.symbols.signal(signal, null);
  } catch {
    // A system whose C library has another name (musl): the program starts all the same.
  }
}
