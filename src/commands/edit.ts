import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';
import { adviceWhenMade } from '../profile/advice.ts';
import { askedFields, assign } from '../profile/assignments.ts';
import { withProfile } from '../profile/changes.ts';
import { storeAndChange } from '../profile/keychain-changes.ts';
import { requireName } from '../profile/names.ts';
import { profileNamed, repairableProfile } from '../profile/resolve.ts';
import { newSecretsFor, requireAsked } from './ask-secrets.ts';
import { assignmentsOf, exportAdvice, fieldFlags } from './changes.ts';
import { editInForm, hasOnlyNames, hasTerminal } from './forms.ts';

const spec = {
  summary: 'change fields of a profile',
  usage: '<profile>',
  positionals: { least: 1, most: 1 },
  kinds: ['profile'],
  flags: {
    ...fieldFlags,
    unset: { value: 'path', kind: 'held-field', many: true, help: 'take a field out' },
  },
  examples: [
    'cgw edit litellm --set models.opus=claude-opus --unset note',
    'cgw edit litellm --secret token=keychain',
  ],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name = ''] = invocation.positionals;
  requireName('profile', name);
  if (hasOnlyNames(invocation) && hasTerminal(io)) return editInForm(name, io);
  const assignments = assignmentsOf(invocation);
  const typed = { name, home: homeFolder(io) };
  if (Object.values(assignments).every(list => list.length === 0))
    throw usage('edit', 'nothing to change: give --set, --secret or --unset');
  const fromStdin = flagValue(invocation, 'secret-stdin');
  const asked = askedFields(assignments);
  requireAsked('edit', asked, fromStdin);
  const secrets =
    asked.length === 0
      ? []
      : await newSecretsFor(io, name, asked, fromStdin, 'flags', config =>
          assign(repairableProfile(config, name), assignments, typed),
        );
  if (secrets === undefined) {
    io.err('nothing was changed\n');
    return exitCode.interrupted;
  }
  let advice: string[] = [];
  const { notes } = await storeAndChange(io, name, secrets, 'flags', config => {
    const profile = assign(profileNamed(name, config), assignments, typed);
    advice = [...adviceWhenMade(name, profile), ...exportAdvice(profile, io)];
    return withProfile(config, name, profile);
  });
  io.err(`changed ${name}\n`);
  for (const note of [...notes, ...advice]) io.err(`${note}\n`);
  return exitCode.done;
}

export const edit: CommandModule = { spec, run };
