import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { assign } from '../profile/assignments.ts';
import { withProfile } from '../profile/changes.ts';
import { requireName } from '../profile/names.ts';
import { profileNamed } from '../profile/resolve.ts';
import { assignmentsOf, changeConfig } from './changes.ts';
import { fieldFlags } from './flags.ts';
import { editInForm, hasTerminal, isBare } from './forms.ts';

const spec = {
  summary: 'change fields of a profile',
  usage: '<profile>',
  positionals: { least: 1, most: 1 },
  kinds: ['profile'],
  flags: {
    ...fieldFlags,
    unset: { value: 'path', kind: 'held-field', many: true, help: 'take a field out' },
  },
  examples: ['cgw edit litellm --set models.opus=claude-opus --unset note'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name = ''] = invocation.positionals;
  requireName('profile', name);
  if (isBare(invocation) && hasTerminal(io)) return editInForm(name, io);
  const assignments = assignmentsOf(invocation);
  if (Object.values(assignments).every(list => list.length === 0))
    throw usage('edit', 'nothing to change: give --set, --secret or --unset');
  await changeConfig(io, config =>
    withProfile(config, name, assign(profileNamed(name, config), assignments)),
  );
  io.err(`changed ${name}\n`);
  return exitCode.done;
}

export const edit: CommandModule = { spec, run };
