import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import { parseJson } from './json.ts';

/** More than any file that is read this way holds. */
export const maxFileBytes = 1024 * 1024;

/** A file that another user has put there, where only the user’s own counts. */
export class NotOwn extends RangeError {}

/** Opens a file without waiting for who would write to a pipe, and without taking a terminal. @throws the system’s errors */
export function openUnwaited(path: string): number {
  return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
}

/**
 * The bytes of a plain file that may be somebody else’s: a pipe or a device is not waited for, and what is too large is
 * not taken in. What is asked of the file is asked of the one that is open: its name may lead elsewhere a moment later.
 * @param whose `own`: only what this user or the administrator has put there
 * @throws the system’s errors, RangeError for what is not a plain file or too large, NotOwn for another user’s.
 */
export function readBounded(path: string, most = maxFileBytes, whose: 'any' | 'own' = 'any'): Buffer {
  return opened(path, whose, descriptor => readOpen(descriptor, most));
}

/** The same as text in UTF-8. A file of this user’s own comes without a `Buffer`, whose first one costs more than the read. */
export function readBoundedText(path: string, most = maxFileBytes, whose: 'any' | 'own' = 'any'): string {
  return opened(path, whose, (descriptor, stat) =>
    stat.isFile() && stat.size > 0 && stat.size <= most && isOwn(stat)
      ? readFileSync(descriptor, 'utf8')
      : readOpen(descriptor, most).toString('utf8'),
  );
}

function opened<Content>(
  path: string,
  whose: 'any' | 'own',
  read: (descriptor: number, stat: Stats) => Content,
): Content {
  const descriptor = openUnwaited(path);
  try {
    const stat = fstatSync(descriptor);
    if (whose === 'own' && !isOwn(stat)) throw new NotOwn('belongs to another user');
    return read(descriptor, stat);
  } catch (error) {
    if (error instanceof NotOwn) throw error;
    throw error instanceof RangeError ? new RangeError(`${path} ${error.message}`) : error;
  } finally {
    closeSync(descriptor);
  }
}

/** What a file holds as JSON; undefined where it cannot be read, or holds none. */
export function readJson(path: string): unknown {
  try {
    return parseJson(readBoundedText(path));
  } catch {
    return undefined;
  }
}

/**
 * The bytes of a file that is open, from its start: `/dev/fd/3` of macOS shares its place with who opened it, and what
 * `quick.ts` has given up the whole program reads again.
 */
export function readOpen(descriptor: number, most = maxFileBytes): Buffer {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) throw new RangeError('is not a plain file');
  const tooLarge = () => new RangeError(`is larger than ${most} bytes`);
  if (stat.size > most) throw tooLarge();
  // A file may grow, and those of /proc say that they are empty.
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(Math.max(stat.size + 1 - length, 4096), most + 1));
    const read = readSync(descriptor, chunk, 0, chunk.length, length);
    if (read === 0) return Buffer.concat(chunks, length);
    length += read;
    if (length > most) throw tooLarge();
    chunks.push(chunk.subarray(0, read));
  }
}

/**
 * Whether a file is one that this user, or the system’s administrator, has put there. Another’s, in a folder that many
 * may write to, is not followed. Through sudo that is the user who called it; root alone (in a container, as a rule)
 * reads for whom it likes; Windows has no such owners.
 */
export function isOwn(
  { uid }: Pick<Stats, 'uid'>,
  own = process.getuid?.(),
  sudo: string | undefined = process.env.SUDO_UID,
): boolean {
  if (own === undefined || uid === own || uid === 0) return true;
  return own === 0 && (sudo === undefined || uid === Number(sudo));
}
