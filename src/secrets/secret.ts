import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { describeReference } from './reference.ts';

/** What a reference needs of the world around it. */
export type SecretContext = Pick<Io, 'environment' | 'cwd' | 'platform' | 'err' | 'isTerminal'>;

/** No credential is larger: a file or an output that is was named by mistake. */
export const maxSecretBytes = 1024 * 1024;

/** The error for a secret that is unavailable. */
export function unavailable(reference: string, reason: string, remedy: string): UserError {
  return new UserError(exitCode.secret, `the secret ${describeReference(reference)} ${reason}`, remedy);
}

/** There is no such entry in the keychain. Who knows the field that wants it says how it gets there. */
export class MissingEntry extends UserError {
  constructor(
    readonly account: string,
    remedy = 'cgw secret set puts it there',
  ) {
    super(exitCode.secret, `the secret keychain:${account} is not in the keychain`, remedy);
  }
}

/**
 * What a file or a program holds, as text, without a byte order mark and without its last line break.
 * @throws UserError (4) when it is not UTF-8.
 */
export function decodeSecret(bytes: Uint8Array, reference: string): string {
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw unavailable(reference, 'is not UTF-8 text', 'put the credential there as plain text');
  return text.replace(/\r?\n$/, '');
}
