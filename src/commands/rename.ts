import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { changeConfig } from './changes.ts';

const spec = {
  summary: 'rename a profile; default and roles follow',
  usage: '<profile> <new-name>',
  positionals: { least: 2, most: 2 },
  kinds: ['own-profile', 'new-name'],
  flags: {},
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [from = '', to = ''] = invocation.positionals;
  await changeConfig(io, { change: 'rename', from, to });
  io.err(`renamed ${from} to ${to}\n`);
  return exitCode.done;
}

export const rename: CommandModule = { spec, run };
