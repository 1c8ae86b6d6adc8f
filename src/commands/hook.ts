import { fstatSync } from 'node:fs';
import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import { type Io, stderrText } from '../base/io.ts';
import { mustBeOneOf } from '../base/near-names.ts';
import { programWords } from '../base/own-program.ts';
import type { CompletionShell } from '../completion/suggestions.ts';
import { readingShell } from '../env/shells/detect.ts';
import type { ShellName } from '../env/shells/index.ts';
import { markChosen, type Planned, replyInFolder, replyToNewShell } from '../hook/follow.ts';
import { type HookReply, installation, installationAdvice, updateOf } from '../hook/language.ts';
import { cachingShells, type HookShell, hookLanguages, hookShells, isHookShell } from '../hook/languages.ts';
import { planOf } from './env.ts';

/** Whether what is printed goes into a file: a cache of start-up code, or one that the shell sources. */
export function isKept(): boolean {
  try {
    return fstatSync(1).isFile();
  } catch {
    return false;
  }
}

const spec = {
  summary: 'print the code with which cgw switches this shell, for its start-up file',
  usage: '[shell]',
  positionals: { least: 0, most: 1 },
  kinds: [{ oneOf: hookShells }],
  flags: {
    cache: { help: 'keep it in a file, too, so that new shells start no cgw (bash, zsh, fish)' },
  },
  examples: hookShells.map(shell => installation(hookLanguages[shell].rc).join('\n')),
} as const satisfies CommandSpec;

/**
 * `cgw hook`: functions for the shell, and the profile that it begins with: one start of cgw for both, and none where
 * `--cache` has kept them (`hook/cache.ts`). Code that goes into a file holds no profile and so no secret; on a terminal,
 * where nobody evaluates it, only its use is said.
 */
async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const shell = shellMeant('hook', positionals[0], io);
  const language = hookLanguages[shell];
  const caches = switches.has('cache');
  if (caches && language.cached === undefined)
    throw usage('hook', `--cache is for ${cachingShells.join(', ')} alone`);
  if (io.isTerminal('out')) {
    const advice = installationAdvice(language.rc).join('\n     ');
    io.err(`cgw: this code is for the shell; ${advice}\n     cgw hook ${shell} | cat shows it\n`);
    return exitCode.done;
  }
  const begin = isKept() || shell === 'nu' ? undefined : await replyToNewShell(planOf, io);
  // The shell prints them, and what it prints reaches the terminal as it is.
  const said = begin && { ...begin, messages: begin.messages.map(stderrText) };
  io.data(language.hook(programWords(io.environment), said));
  if (caches) {
    const [{ refreshCache }, { completionShells }] = await Promise.all([
      import('../hook/cache.ts'),
      import('../completion/shells.ts'),
    ]);
    const completion: CompletionShell = completionShells[shell];
    await refreshCache(shell, completion.lateScript ?? completion.script, io);
  }
  return exitCode.done;
}

/**
 * The shell that a command sets up: the one that is named, else the one that calls.
 * @throws UserError (2) where there is no hook for it
 */
export function shellMeant(command: string, wanted: string | undefined, io: Io): HookShell {
  const name = wanted ?? readingShell(io);
  if (isHookShell(name)) return name;
  throw usage(
    command,
    wanted === undefined
      ? `there is no hook for ${name}, the shell that calls; there is one for ${hookShells.join(', ')}`
      : `the shell ${mustBeOneOf(wanted, hookShells)}`,
  );
}

/** Who asks, in `cgw env --hook`: the user, a new shell, a shell in another folder, and one that is switched off. */
type Caller = 'use' | 'start' | 'here' | 'pin';

/** Answers the code that `cgw hook` has printed. This is between the two: it may change with every version. */
export async function answerHook(
  caller: string,
  shell: ShellName,
  planMeant: () => Promise<Planned>,
  io: Io,
): Promise<number> {
  if (!isHookShell(shell) || !isCaller(caller) || io.isTerminal('out'))
    throw usage('env', '--hook is for the code of cgw hook alone');
  const { update, messages } = await answers[caller](planMeant, io);
  io.data(hookLanguages[shell].update(update));
  for (const message of messages) io.err(`cgw: ${message}\n`);
  return exitCode.done;
}

const answers: {
  readonly [Each in Caller]: (planMeant: () => Promise<Planned>, io: Io) => Promise<HookReply>;
} = {
  use: async (planMeant, io) => {
    const { plan, warnings } = await planMeant();
    return {
      update: updateOf([...plan.changes, ...markChosen(io.environment)], io.environment),
      messages: warnings,
    };
  },
  start: (_, io) => replyToNewShell(planOf, io),
  here: (_, io) => replyInFolder(planOf, { pinsOnly: false }, io),
  pin: (_, io) => replyInFolder(planOf, { pinsOnly: true }, io),
};

function isCaller(text: string): text is Caller {
  return Object.hasOwn(answers, text);
}

export const hook: CommandModule = { spec, run };
