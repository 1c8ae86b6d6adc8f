import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { table } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { requireName } from '../profile/names.ts';
import { noSuchRole } from '../profile/resolve.ts';
import { changeConfig } from './changes.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'show or set what a role such as @batch means',
  usage: '[role [profile]]',
  positionals: { least: 0, most: 2 },
  kinds: ['role', 'profile'],
  flags: { unset: { help: 'drop the role' }, json: jsonFlag },
  examples: ['cgw role interactive direct', 'cgw role batch bedrock', 'cgw run @batch -p "…"'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [given, name] = invocation.positionals;
  const role = given?.replace(/^@/, '');
  if (role !== undefined) requireName('role', role);
  if (name !== undefined && invocation.switches.has('unset')) throw usage('role', '--unset takes no profile');
  if (role !== undefined && name !== undefined) {
    await changeConfig(io, { change: 'role', role, name });
    io.err(`@${role} is now ${name}\n`);
  } else if (invocation.switches.has('unset')) {
    if (role === undefined) throw usage('role', '--unset needs the name of a role');
    await changeConfig(io, { change: 'role', role });
    io.err(`@${role} is gone\n`);
  } else {
    show(role, await readConfig(io), invocation.switches.has('json'), io);
  }
  return exitCode.done;
}

function show(role: string | undefined, config: Config, json: boolean, io: Io): void {
  const { roles } = config;
  if (role !== undefined && !Object.hasOwn(roles, role)) throw noSuchRole(role, config);
  if (json) printJson(io, role === undefined ? { roles } : { role, profile: roles[role] });
  else if (role !== undefined) io.out(`${roles[role]}\n`);
  else if (Object.keys(roles).length > 0)
    showPage(
      size =>
        table(
          Object.entries(roles).map(([each, name]) => [`@${each}`, name]),
          size,
        ),
      io,
    );
  else io.err('no role is set; for example: cgw role batch bedrock\n');
}

export const role: CommandModule = { spec, run };
