import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { changeConfig } from './changes.ts';

const spec = {
  summary: 'remove a profile, and the default and roles that name it',
  usage: '<profile>',
  positionals: { least: 1, most: 1 },
  kinds: ['own-profile'],
  flags: {},
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name = ''] = invocation.positionals;
  await changeConfig(io, { change: 'remove', name });
  io.err(`removed ${name}; config.json.bak beside the config still has it\n`);
  return exitCode.done;
}

export const remove: CommandModule = { spec, run };
