import { exitCode, UserError } from '../errors.ts';
import { fromEnvironment } from './from-env.ts';
import { fromFile } from './from-file.ts';
import { rememberSecret } from './known.ts';
import { parseReference, type Reference } from './reference.ts';
import { type SecretContext, unavailable } from './secret.ts';

/**
 * Fetches the credentials of a launch: every reference once, all at the same time. When one cannot be had, the programs
 * that others are waiting for are ended.
 * @throws as `resolveReference`
 */
export async function resolveReferences(
  texts: Iterable<string>,
  context: SecretContext,
): Promise<ReadonlyMap<string, string>> {
  const fetched = [...new Set(texts)].map(
    async text => [text, await resolveReference(text, context)] as const,
  );
  try {
    return new Map(await Promise.all(fetched));
  } catch (error) {
    const { endCommands } = await import('./run-command.ts');
    await endCommands();
    throw error;
  }
}

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
  if (reference.kind !== 'placeholder') rememberSecret(value);
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
      // Loaded here, as the next, so that nothing else pays for it.
      return (await import('./from-command.ts')).fromCommand(reference.argv, context);
    case 'keychain':
      return (await import('./from-keychain.ts')).fromKeychain(reference.account);
  }
}
