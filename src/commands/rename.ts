import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { changeWithEntries, keepSecretsFlag } from './changes.ts';

const spec = {
  summary: 'rename a profile; default, roles and keychain entries of its own follow',
  usage: '<profile> <new-name>',
  positionals: { least: 2, most: 2 },
  kinds: ['own-profile', 'new-name'],
  flags: { 'keep-secrets': keepSecretsFlag },
  examples: ['cgw rename litellm work'],
} as const satisfies CommandSpec;

async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const [from = '', to = ''] = positionals;
  const keepSecrets = switches.has('keep-secrets');
  const notes = await changeWithEntries(io, { change: 'rename', from, to }, { keepSecrets });
  io.err(`renamed ${from} to ${to}\n`);
  for (const note of notes) io.err(`${note}\n`);
  return exitCode.done;
}

export const rename: CommandModule = { spec, run };
