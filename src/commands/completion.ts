import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, CommandTable, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { didYouMean } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import type { CompletionContext } from '../completion/candidates.ts';
import { completionRc } from '../completion/rc.ts';
import { completionShellNames, completionShells, isCompletionShell } from '../completion/shells.ts';
import { installation } from '../hook/language.ts';
import { readConfig } from '../profile/file.ts';

const spec = {
  summary: 'print what makes a shell complete commands, profiles and fields at Tab',
  usage: '<shell>',
  positionals: { least: 1, most: Number.POSITIVE_INFINITY },
  // What may follow is for the script alone.
  kinds: [{ oneOf: completionShellNames }, { oneOf: [] }],
  flags: {},
  examples: completionShellNames.map(shell => installation(completionRc[shell]).join('\n')),
} as const satisfies CommandSpec;

/** `cgw completion SHELL`; what its script calls at every Tab is `cgw completion SHELL complete -- …`. */
async function run({ positionals }: Invocation, io: Io, commands: () => CommandTable): Promise<number> {
  const [name = '', asked, ...handed] = positionals;
  if (!isCompletionShell(name)) throw noSuchShell(name);
  const shell = completionShells[name];
  if (asked === undefined && io.isTerminal('out')) {
    const advice = installation(completionRc[name]).join('\n     ');
    io.err(`cgw: this code is for the shell; ${advice}\n     cgw completion ${name} | cat shows it\n`);
  } else if (asked === undefined) io.data(shell.script);
  else if (asked !== 'complete') throw usage('completion', `${quotedName(asked)} is one argument too many`);
  else {
    // Loaded here: a shell’s start asks for the script only.
    const { complete } = await import('../completion/complete.ts');
    const known = await knownHere(io);
    io.data(shell.reply(handed, words => complete(words, commands(), known)));
  }
  return exitCode.done;
}

/** A config that is damaged is told of by the commands, not at a Tab. */
async function knownHere(io: Io): Promise<CompletionContext> {
  const { environment } = io;
  try {
    return { config: await readConfig(io), environment };
  } catch (error) {
    if (error instanceof UserError) return { config: undefined, environment };
    throw error;
  }
}

function noSuchShell(name: string): UserError {
  return new UserError(
    exitCode.usage,
    `completion: cgw does not complete in ${quotedName(name)}`,
    [didYouMean(name, completionShellNames) ?? [], `it does in ${completionShellNames.join(', ')}`]
      .flat()
      .join(' '),
  );
}

/** @param commands the table that this command itself stands in */
export function completionOf(commands: () => CommandTable): CommandModule {
  return { spec, run: (invocation, io) => run(invocation, io, commands) };
}
