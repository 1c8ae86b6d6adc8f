import { usage } from '../args/parse.ts';
import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownPath } from '../base/masking.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import type { Config } from '../profile/config.ts';
import { invalidProfile, readConfig } from '../profile/file.ts';
import { type AskedBy, requireUsable } from '../profile/keychain-changes.ts';
import { keychainFields, type NewSecret } from '../profile/keychain-entries.ts';
import { credentialValueProblem, problemsOf } from '../profile/rules.ts';
import { askHidden } from '../secrets/hidden-prompt.ts';
import { terminalStreams } from '../ui/terminal.ts';

/**
 * The values of keychain entries for fields of a profile that is to be saved, asked for; whatever stands against saving
 * it is said first. It is looked at again when it is saved: an answer can take its time.
 * @param paths the fields; the profile refers to an entry in each
 * @param fromStdin the field whose credential comes on stdin
 * @returns undefined when the user left a prompt
 * @throws UserError (3) for a profile that breaks a rule or an entry of others, (4) without a keychain
 */
export async function newSecretsFor(
  io: Io,
  name: string,
  paths: readonly string[],
  fromStdin: string | undefined,
  asked: AskedBy,
  make: (config: Config) => Profile,
): Promise<NewSecret[] | undefined> {
  const config = await readConfig(io);
  const profile = make(config);
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  const fields = keychainFields(profile).filter(({ path }) => paths.includes(path));
  for (const field of fields) await requireUsable(config, { name, ...field }, asked);
  return askSecrets(
    io,
    name,
    fields.map(({ path }) => path),
    fromStdin,
  );
}

/** More is no credential. */
const longest = 65_536;

/**
 * The credentials for fields of a profile: one from stdin, the others by hidden prompts.
 * @param fromStdin the field whose credential comes on stdin
 * @returns undefined when the user left a prompt
 * @throws UserError (2) when nobody can be asked, (3) for what is no credential; it is not repeated.
 */
async function askSecrets(
  io: Io,
  name: string,
  paths: readonly string[],
  fromStdin: string | undefined,
): Promise<NewSecret[] | undefined> {
  const secrets: NewSecret[] = [];
  for (const path of paths) {
    const value = path === fromStdin && !io.isTerminal('in') ? await readStdin(path) : await ask(name, path);
    if (value === undefined) return undefined;
    const problem = credentialValueProblem(path, value);
    if (problem !== undefined)
      throw new UserError(exitCode.invalid, `the new ${path} ${problem}`, 'nothing was changed');
    secrets.push({ path, value });
  }
  return secrets;
}

async function ask(name: string, path: string): Promise<string | undefined> {
  const streams = terminalStreams();
  if (streams === undefined)
    throw new UserError(
      exitCode.usage,
      `there is no terminal to ask for ${path} on`,
      `hand it in on stdin: --secret-stdin ${path} (cgw secret set: --stdin)`,
    );
  return askHidden(`${path} of ${name}`, streams);
}

/**
 * All of stdin without its last line break; blanks around a credential are dropped, as at the prompt. What a variable
 * of its own holds (`env.*`) may be anything, and stays as it is.
 */
async function readStdin(path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of Bun.stdin.stream()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longest)
      throw new UserError(
        exitCode.invalid,
        `what comes on stdin is longer than ${longest} bytes`,
        'hand in the bare credential',
      );
  }
  const text = decodeUtf8(Buffer.concat(chunks));
  if (text !== undefined) return path.startsWith('env.') ? text.replace(/\r?\n$/, '') : text.trim();
  throw new UserError(
    exitCode.invalid,
    'what comes on stdin is not UTF-8 text',
    'hand in the bare credential',
  );
}

/** @throws UserError (2) when a field cannot take what comes on stdin. */
export function requireAsked(command: string, asked: readonly string[], fromStdin: string | undefined): void {
  if (fromStdin === undefined || asked.includes(fromStdin)) return;
  throw usage(
    command,
    `--secret-stdin ${shownPath(fromStdin)} makes a keychain entry, so --secret ${shownPath(fromStdin)}=… can only be keychain`,
  );
}
