import { exitCode, UserError } from '../errors.ts';
import { fromCommand } from './from-command.ts';
import { fromEnvironment } from './from-env.ts';
import { fromFile } from './from-file.ts';
import { parseReference, type Reference } from './reference.ts';
import { type SecretContext, unavailable } from './secret.ts';

/**
 * Fetches the credential that a reference points at.
 * @throws UserError (4) that names the reference and what to do, never the credential.
 */
export async function resolveReference(text: string, context: SecretContext): Promise<string> {
  const reference = parseReference(text);
  if ('problem' in reference)
    throw new UserError(exitCode.invalid, `a credential ${reference.problem}`, 'mend it with cgw edit');
  const value = await fetchSecret(reference, context);
  if (value === '') throw unavailable(text, 'is empty', 'put the credential there');
  if (value.includes('\0')) throw unavailable(text, 'holds a NUL character', 'no environment can carry that');
  return value;
}

async function fetchSecret(reference: Reference, context: SecretContext): Promise<string> {
  switch (reference.kind) {
    case 'placeholder':
      return reference.word;
    case 'env':
      return fromEnvironment(reference.name, context);
    case 'file':
      return fromFile(reference.path, context);
    case 'cmd':
      return fromCommand(reference.argv, context);
  }
}
