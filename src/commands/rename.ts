import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { changeConfig, repoint, requireFree, requireOwn } from './changes.ts';

const spec = {
  summary: 'rename a profile; default and roles follow',
  usage: '<profile> <new-name>',
  positionals: { least: 2, most: 2 },
  flags: {},
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [from = '', to = ''] = invocation.positionals;
  await changeConfig(io, config => {
    requireOwn(config, from);
    requireFree(config, to);
    const profiles = Object.entries(config.profiles).map(([name, profile]) => [
      name === from ? to : name,
      profile,
    ]);
    return {
      ...repoint(config, name => (name === from ? to : name)),
      profiles: Object.fromEntries(profiles),
    };
  });
  io.err(`renamed ${from} to ${to}\n`);
  return exitCode.done;
}

export const rename: CommandModule = { spec, run };
