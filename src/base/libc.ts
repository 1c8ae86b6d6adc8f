import { dlopen, type FFIFunction } from 'bun:ffi';

const names = ['libc.so.6', `libc.musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`];

/** Functions of the C library of Linux (glibc or musl); undefined elsewhere, and where it has another name. */
export function openLibc<Functions extends Readonly<Record<string, FFIFunction>>>(functions: Functions) {
  if (process.platform !== 'linux') return undefined;
  for (const name of names)
    try {
      return dlopen(name, functions).symbols;
    } catch {
      // The next one.
    }
  return undefined;
}
