import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { readConfig } from '../profile/file.ts';
import { changeConfig } from './changes.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'show or set the profile that is meant when none is named',
  usage: '[profile]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile'],
  flags: { unset: { help: 'have none' }, json: jsonFlag },
  examples: ['cgw default litellm', 'cgw default'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  if (name !== undefined && invocation.switches.has('unset'))
    throw usage('default', '--unset takes no profile');
  if (name !== undefined) {
    await changeConfig(io, { change: 'default', name });
    io.err(`the default is now ${name}\n`);
  } else if (invocation.switches.has('unset')) {
    await changeConfig(io, { change: 'default' });
    io.err('there is no default now\n');
  } else {
    const config = await readConfig(io);
    if (invocation.switches.has('json')) printJson(io, { default: config.default ?? null });
    else if (config.default !== undefined) io.out(`${config.default}\n`);
    else io.err('no default is set; cgw default NAME sets one\n');
  }
  return exitCode.done;
}

export const defaultCommand: CommandModule = { spec, run };
