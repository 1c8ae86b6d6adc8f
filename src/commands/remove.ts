import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { changeConfig, repoint, requireOwn } from './changes.ts';

const spec = {
  summary: 'remove a profile, and the default and roles that name it',
  usage: '<profile>',
  positionals: { least: 1, most: 1 },
  flags: {},
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name = ''] = invocation.positionals;
  await changeConfig(io, config => {
    requireOwn(config, name);
    const profiles = Object.entries(config.profiles).filter(([each]) => each !== name);
    return {
      ...repoint(config, each => (each === name ? undefined : each)),
      profiles: Object.fromEntries(profiles),
    };
  });
  io.err(`removed ${name}; config.json.bak beside the config still has it\n`);
  return exitCode.done;
}

export const remove: CommandModule = { spec, run };
