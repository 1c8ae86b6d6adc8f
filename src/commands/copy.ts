import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { changeConfig } from './changes.ts';

const spec = {
  summary: 'copy a profile under another name',
  usage: '<profile> <new-name>',
  positionals: { least: 2, most: 2 },
  kinds: ['profile', 'new-name'],
  flags: {},
  examples: ['cgw copy litellm litellm-eu'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [from = '', to = ''] = invocation.positionals;
  await changeConfig(io, { change: 'copy', from, to });
  io.err(`copied ${from} to ${to}\n`);
  return exitCode.done;
}

export const copy: CommandModule = { spec, run };
