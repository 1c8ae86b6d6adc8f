import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** More than any file that is read this way holds. */
export const mostBytes = 1024 * 1024;

/**
 * The bytes of a plain file that may be somebody else’s: a pipe or a device is not waited for, and what is too large is
 * not taken in. @throws the system’s errors, and RangeError for what is no plain file or too large.
 */
export function readBounded(path: string, most = mostBytes): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new RangeError(`${path} is no plain file`);
    // One more than allowed: a file may grow, and those of /proc say that they are empty.
    const bytes = Buffer.alloc(Math.min(Math.max(stat.size, 4096), most) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (length > most || stat.size > most) throw new RangeError(`${path} is larger than ${most} bytes`);
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
