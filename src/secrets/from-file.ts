import { closeSync, fstatSync } from 'node:fs';
import { openUnwaited, readOpen } from '../base/bounded-read.ts';
import { errorCode, notDone } from '../base/errors.ts';
import { homeFolder } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { decodeSecret, maxSecretBytes, type SecretContext, unavailable } from './secret.ts';

/**
 * The content of a file without its last line break. Refused when others may read it (POSIX modes).
 * The open descriptor is checked, not the path, so that nothing can be swapped in between.
 * @throws UserError (4)
 */
export function fromFile(path: string, { environment, platform }: SecretContext): string {
  const full = path.startsWith('~/') ? `${homeFolder({ environment })}${path.slice(1)}` : path;
  const reference = `file:${path}`;
  const descriptor = open(full, reference);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile())
      throw unavailable(reference, 'is not a file', 'name a file that holds the credential');
    if (platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw unavailable(reference, 'can be read by others', oursAlone(full));
    return decodeSecret(content(descriptor, reference), reference);
  } finally {
    closeSync(descriptor);
  }
}

/** A file of /proc says that it is empty, and may be endless or answer with an error. */
function content(descriptor: number, reference: string): Buffer {
  try {
    return readOpen(descriptor, maxSecretBytes);
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : notDone('read', error);
    throw unavailable(reference, reason, 'name a file that holds the credential alone');
  }
}

/** A terminal obeys what no command line can be pasted with. */
function oursAlone(path: string): string {
  return /\p{C}/u.test(path) ? 'make it readable by you alone (mode 600)' : `chmod 600 ${quotedWord(path)}`;
}

function open(path: string, reference: string): number {
  try {
    return openUnwaited(path);
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'does not exist' : notDone('read', error);
    throw unavailable(reference, reason, `check the path, or fix the profile with cgw edit`);
  }
}
