import { exitCode, UserError } from '../base/errors.ts';
import { rememberSecret } from '../base/masking.ts';
import { hasSessionTerminal } from '../base/terminal-modes.ts';
import { isLossy } from '../base/utf8.ts';
import { exportLine } from '../base/variables-here.ts';
import { isOwned } from '../env/variables.ts';
import { fromFile } from './from-file.ts';
import { parseReference, type Reference } from './reference.ts';
import { MissingEntry, type SecretContext, unavailable } from './secret.ts';

/** @throws MissingEntry (4) when there is no such entry, UserError (4) when there is no keychain. */
async function fromKeychain(account: string): Promise<string> {
  const value = await (await import('./keychain.ts')).readEntry(account);
  if (value === undefined) throw new MissingEntry(account);
  return value;
}

/** @throws UserError (4) when the variable is not set or empty. */
function fromEnvironment(name: string, { environment }: SecretContext): string {
  const value = environment[name];
  if (value !== undefined && isLossy(value))
    throw unavailable(`env:${name}`, 'is not UTF-8 text', 'no request can carry it; export it in UTF-8');
  if (value !== undefined && value !== '') return value;
  const remedy = isOwned(name)
    ? `every switch clears ${name}; keep the credential in a variable of another name`
    : `${exportLine(name, '…')} before you call cgw, or point the profile elsewhere with cgw edit`;
  throw unavailable(`env:${name}`, value === undefined ? 'is not set' : 'is empty', remedy);
}

/**
 * Fetches the credentials of a launch, every one once, however it is spelled. What asks nobody comes first, all
 * together, so that nobody is asked in vain. Then the programs: together as well where nobody can be asked, and when
 * one fails, the others are ended. Where there is a terminal they run one after the other: two that ask there would
 * read each other’s answers and echo them, and what the first unlocks (`op`, `gpg-agent`) the next finds open.
 * @throws as `resolveReference`
 */
export async function resolveReferences(
  texts: Iterable<string>,
  context: SecretContext,
): Promise<ReadonlyMap<string, string>> {
  const all = [...texts];
  const distinct = [...new Map(all.map(text => [identity(text), text])).values()];
  const commands = distinct.filter(isCommand);
  const values = new Map<string, string>();
  const fetch = async (text: string): Promise<void> => {
    values.set(identity(text), await resolveReference(text, context));
  };
  await Promise.all(distinct.filter(text => !isCommand(text)).map(fetch));
  if (commands.length > 1 && canAsk(context)) for (const text of commands) await fetch(text);
  else await together(commands.map(fetch));
  return new Map(all.map(text => [text, values.get(identity(text)) ?? '']));
}

async function together(fetched: readonly Promise<void>[]): Promise<void> {
  try {
    await Promise.all(fetched);
  } catch (error) {
    await (await import('../base/child.ts')).endCommands();
    throw error;
  }
}

/**
 * Whether a credential that a helper of Claude Code will ask for is fetched by that alone. A program that can ask
 * nobody is not run twice; where it can, it asks before the launch, because later its question would stand in the
 * screens of Claude Code. Everything else is cheap, and what is unavailable is better said at once.
 * @throws UserError (4) when there is no such program
 */
export async function isLeftToHelper(text: string, context: SecretContext): Promise<boolean> {
  const words = commandOf(text);
  if (words === undefined || canAsk(context)) return false;
  (await import('./from-command.ts')).programOf(words, context);
  return true;
}

/** Whether a program can ask somebody: on a stream of cgw, or on the terminal of the session, where most do. */
function canAsk({ isTerminal }: SecretContext): boolean {
  return isTerminal('in') || isTerminal('err') || hasSessionTerminal();
}

/** The words of a command, if the reference is one. */
function commandOf(text: string): readonly string[] | undefined {
  const reference = parseReference(text);
  return 'kind' in reference && reference.kind === 'cmd' ? reference.argv : undefined;
}

function isCommand(text: string): boolean {
  return commandOf(text) !== undefined;
}

/** The same for two spellings of one command (`cmd:x y`, `cmd:["x","y"]`). */
function identity(text: string): string {
  const words = commandOf(text);
  return words === undefined ? text : `cmd:${JSON.stringify(words)}`;
}

/**
 * Fetches the credential that a reference points at.
 * @throws UserError (4) that names the reference and what to do, never the credential.
 */
export async function resolveReference(text: string, context: SecretContext): Promise<string> {
  const reference = parseReference(text);
  if ('problem' in reference)
    throw new UserError(exitCode.invalid, `a credential ${reference.problem}`, 'fix it with cgw edit');
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
      return (await import('./from-command.ts')).fromCommand(reference.argv, context);
    case 'keychain':
      return fromKeychain(reference.account);
  }
}
