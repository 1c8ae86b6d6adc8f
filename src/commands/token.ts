import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { resolveReference } from '../secrets/resolve.ts';
import { unavailable } from '../secrets/secret.ts';
import { mainCredential } from '../write/main-credential.ts';

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
  const { name, profile } = resolveProfile(positionals[0], await readConfig(io), io);
  const reference = mainCredential(name, profile);
  const value = await resolveReference(reference, io);
  if (/[\r\n]/.test(value))
    throw unavailable(reference, 'has more than one line', 'put the bare credential there, on one line');
  io.out(`${value}\n`);
  return exitCode.done;
}

export const token: CommandModule = { spec, run };
