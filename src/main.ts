import { parseArguments } from './args/parse.ts';
import type { CommandModule, CommandSpec } from './args/spec.ts';
import { ClosedPipe, exitCode, Interrupted, UserError } from './base/errors.ts';
import type { Environment, Io } from './base/io.ts';
import { looksLikeKey } from './base/key-looks.ts';
import { maskSecret, rememberSecret, shownWord } from './base/masking.ts';
import { signalExits } from './base/signals.ts';
import { isLossy } from './base/utf8.ts';
import { envCommand } from './commands/env.ts';
import { detectShell } from './env/shells/detect.ts';
import { isShellName, type ShellName, shells } from './env/shells/index.ts';
import { isSecretValueOf } from './env/variables.ts';

/** The hot path: `env` runs in every new shell, so it alone is loaded with the program itself. */
const env = envCommand(async (...asked) => (await import('./commands/hook.ts')).answerHook(...asked));

/**
 * Parses the command line, finds the command and carries it out; an error is said.
 * @returns the exit code
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  return ended(dispatch(args, io), args, io);
}

/** The end of a command: its error is said, and the shell that evaluates its output fails, too. */
export async function ended(running: Promise<number>, args: readonly string[], io: Io): Promise<number> {
  const exit = await running.catch(error => report(error, io));
  if (exit !== exitCode.done) failEval(args, io);
  return exit;
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'env') return carryOut(name, env, rest, io);
  // In every new shell, too, and in prompts: each comes with no more than it needs.
  if (name === 'hook') return carryOut(name, (await import('./commands/hook.ts')).hook, rest, io);
  if (name === 'status' && rest.join(' ') === '--short')
    return (await import('./commands/status-short.ts')).shortStatus(io);
  if (name === undefined || name === '--') return home(rest, io);
  const cold = await import('./commands/index.ts');
  if (name === '--version' || name === '-V' || name === 'version') return cold.version(io);
  if (name === '--help' || name === '-h' || name === 'help') return cold.help(rest[0], io);
  const found = cold.findCommand(name);
  if (found !== undefined) return carryOut(found.name, found.command, rest, io);
  try {
    await cold.requireProfile(name, io);
  } catch (error) {
    const exit = report(error, io);
    failEval([cold.commandNear(name, Object.keys(evaluated)) ?? '', ...rest], io);
    return exit;
  }
  return carryOut('run', cold.runCommand, args, io);
}

/**
 * `cgw` alone: the picker, which ends in a launch; without a terminal it is a mistake, so help and exit 2. The table of
 * all commands is not loaded: that would be a fifth of the time to the first frame.
 * @param args what follows `--`, for `claude`.
 */
async function home(args: readonly string[], io: Io): Promise<number> {
  if (!io.isTerminal('out') || !io.isTerminal('in')) {
    io.err((await import('./commands/index.ts')).overviewText());
    return exitCode.usage;
  }
  const { launchFromPicker } = await import('./commands/screens.ts');
  return launchFromPicker(args, io);
}

async function carryOut(
  name: string,
  command: CommandModule,
  args: readonly string[],
  io: Io,
): Promise<number> {
  if (asksForHelp(command.spec, args)) return (await import('./commands/index.ts')).help(name, io);
  const invocation = parseArguments(name, command.spec, args);
  if (isLossy(args.join(' '))) (await import('./commands/index.ts')).requireWhole(invocation);
  return command.run(invocation, io);
}

/** `--help` counts unless it is an argument of the program that is launched. */
function asksForHelp(spec: CommandSpec, args: readonly string[]): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const end = spec.passesOn ? own.findIndex(arg => !arg.startsWith('-')) : -1;
  const mine = end < 0 ? own : own.slice(0, end);
  return mine.includes('--help') || mine.includes('-h');
}

/** What the user reads of an error: what, and what to do. Only a bug shows where it happened. */
export async function report(error: unknown, io: Io): Promise<number> {
  if (error instanceof ClosedPipe) return exitCode.done;
  if (error instanceof Interrupted) return signalExits[error.signal];
  if (error instanceof UserError) {
    io.err(`cgw: ${error.message}\n     ${error.remedy}\n`);
    return error.exit;
  }
  await (await import('./base/child.ts')).endCommands();
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack size')) {
    io.err(
      'cgw: a file is nested too deeply\n     look for brackets without end in the config and in settings files\n',
    );
    return exitCode.invalid;
  }
  io.err(crashReport(error, io.environment));
  return exitCode.failed;
}

/** Below that length it is a word that begins like a key. */
const leastLength = 16;

/**
 * What is told of a bug, and with `CGW_DEBUG` where it happened. Nobody has chosen these words, so whatever looks like
 * a key is taken out of them, and so is every secret that this environment holds.
 */
export function crashReport(error: unknown, environment: Environment): string {
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && isSecretValueOf(name, value)) rememberSecret(value);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = environment.CGW_DEBUG && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  return withoutKeys(
    `cgw: this is a bug: ${what}\n     set CGW_DEBUG=1 for where it happened, and please report it\n${where}`,
  );
}

function withoutKeys(text: string): string {
  return text.replace(/[^\s"'`,;()<>[\]{}=]+/g, word =>
    word.length >= leastLength && looksLikeKey(word) ? maskSecret(word) : word,
  );
}

/** The commands whose output a shell evaluates: where they name the shell, and whether they are asked for code. */
const evaluated: {
  readonly [command: string]: { readonly shell: RegExp; readonly code: (args: readonly string[]) => boolean };
} = {
  env: { shell: / --shell[ =](\S+)/, code: args => !args.includes('--json') && !args.includes('--dotenv') },
  pick: { shell: / --shell[ =](\S+)/, code: args => args.includes('--env') },
  hook: { shell: /^ (\S+)/, code: () => true },
  completion: { shell: /^ (\S+)/, code: () => true },
};

/**
 * Lets the shell that evaluates the output of this command line fail, too: `eval $(cgw env NAME)` of nothing succeeds,
 * and what follows it would run with the profile of before.
 */
function failEval([command = '', ...args]: readonly string[], io: Io): void {
  const asked = Object.hasOwn(evaluated, command) ? evaluated[command] : undefined;
  if (asked === undefined || io.isTerminal('out') || !asked.code(args)) return;
  // The command line itself may be what is wrong, so it is only searched.
  const [, word = ''] = asked.shell.exec(args.map(arg => ` ${arg}`).join('')) ?? [];
  const shell: ShellName = isShellName(word) ? word : detectShell(io);
  // Nushell’s hook gets data, and looks at the exit code.
  if (shell === 'nu' && args.includes('--hook')) return;
  try {
    io.data(shells[shell].failure);
  } catch {
    // A stdout that cannot be written has been said, and the shell gets nothing.
  }
  if (command === 'env' || command === 'pick') io.err(`cgw: ${whatStays(io)}\n`);
}

function whatStays({ environment: { CGW_PROFILE: profile } }: Io): string {
  return profile ? `this shell keeps the profile ${shownWord(profile)}` : 'this shell stays as it is';
}
