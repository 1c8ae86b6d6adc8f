import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { mainCredential } from '../backends/main-credential.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { helperEnvironment } from '../claude/helper-command.ts';
import { readConfig } from '../profile/file.ts';
import { namingField } from '../profile/keychain-entries.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { credentialValueProblem } from '../profile/rules.ts';
import { resolveReference } from '../secrets/resolve.ts';
import { unavailable } from '../secrets/secret.ts';
import { startAgain } from './start-again.ts';

const spec = {
  summary: 'print the credential of a profile, for Claude Code’s apiKeyHelper',
  usage: '<profile|@role>',
  positionals: { least: 1, most: 1 },
  kinds: ['profile-or-role'],
  flags: {},
  examples: ['cgw token litellm', 'cgw write litellm --to user   sets it up'],
} as const satisfies CommandSpec;

/** One line on stdout, on a terminal too: who asks for the token by name wants to see it. */
async function run({ positionals }: Invocation, io: Io): Promise<number> {
  // As Claude Code’s helper: without what a project’s settings have added, for the keychain and for programs, too.
  const left = helperEnvironment(io.environment);
  if (left !== undefined) return startAgain(process.argv.slice(2), left);
  const { name, profile } = resolveProfile(positionals[0], await readConfig(io), io);
  const reference = mainCredential(name, profile);
  const value = await resolveReference(reference, io).catch(error => {
    throw namingField(error, name, profile);
  });
  const problem = credentialValueProblem('token', value);
  if (problem !== undefined)
    throw unavailable(reference, problem, 'put the bare credential there, on one line');
  io.data(`${value}\n`);
  return exitCode.done;
}

export const token: CommandModule = { spec, run };
