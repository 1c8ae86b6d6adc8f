import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { askYesNo, canAsk } from '../base/ask.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { madeEntries, ownAccounts } from '../profile/keychain-entries.ts';
import { changeWithEntries, keepSecretsFlag } from './changes.ts';

const spec = {
  summary: 'remove a profile, the default and roles that name it, and keychain entries of its own',
  usage: '<profile>',
  positionals: { least: 1, most: 1 },
  kinds: ['own-profile'],
  flags: { 'keep-secrets': keepSecretsFlag },
  examples: ['cgw remove litellm', 'cgw remove litellm --keep-secrets'],
} as const satisfies CommandSpec;

/** What takes a credential away is asked for, where somebody can answer. */
async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const [name = ''] = positionals;
  const config = await readConfig(io);
  const own = ownAccounts(config, name, madeEntries(io));
  const asks = own.length > 0 && !switches.has('keep-secrets') && canAsk(io);
  const answer = asks ? await askYesNo(`Delete ${entriesText(own)} as well?`, io) : true;
  if (answer === undefined) {
    io.err('nothing was changed\n');
    return exitCode.interrupted;
  }
  const keepSecrets = switches.has('keep-secrets') || !answer;
  const notes = await changeWithEntries(io, { change: 'remove', name }, { keepSecrets });
  io.err(`removed ${name}; config.json.bak beside the config still has it\n`);
  for (const note of [...namesGone(config, name), ...notes]) io.err(`${note}\n`);
  return exitCode.done;
}

/** A line of the default and the roles that named it. */
function namesGone(config: Config, name: string): string[] {
  const roles = Object.keys(config.roles).filter(role => config.roles[role] === name);
  const gone = [...(config.default === name ? ['the default'] : []), ...roles.map(role => `@${role}`)];
  return gone.length === 0 ? [] : [`it was ${gone.join(', ')}: that names nothing now`];
}

function entriesText(accounts: readonly string[]): string {
  return `the keychain ${accounts.length > 1 ? 'entries' : 'entry'} ${accounts.join(', ')}`;
}

export const remove: CommandModule = { spec, run };
