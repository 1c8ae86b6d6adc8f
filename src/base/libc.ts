import { dlopen, type FFIFunction } from 'bun:ffi';

type Functions = Readonly<Record<string, FFIFunction>>;

/** What the C library is called: glibc or musl, and that of macOS. */
const names = {
  linux: ['libc.so.6', `libc.musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`],
  darwin: ['libSystem.B.dylib'],
} as const;

/** Functions of the C library of Linux; undefined elsewhere, and where it has another name. */
export function openLibc<Asked extends Functions>(functions: Asked) {
  return process.platform === 'linux' ? openFirst(names.linux, functions) : undefined;
}

/** The same also of macOS, for what Linux has in the same way. */
export function openUnixLibc<Asked extends Functions>(functions: Asked) {
  return process.platform === 'darwin' ? openFirst(names.darwin, functions) : openLibc(functions);
}

function openFirst<Asked extends Functions>(libraries: readonly string[], functions: Asked) {
  for (const name of libraries)
    try {
      return dlopen(name, functions).symbols;
    } catch {
      // The next one.
    }
  return undefined;
}
