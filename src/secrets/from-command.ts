import { type CommandLimits, type CommandResult, runCommand } from '../base/child.ts';
import { Interrupted } from '../base/errors.ts';
import { rememberSecret, shownWord } from '../base/masking.ts';
import { outsideProject, programOutsideProject } from '../base/outside-project.ts';
import { safeLine } from '../base/terminal-text.ts';
import { decodeSecret, maxSecretBytes, type SecretContext, unavailable } from './secret.ts';

const standard: CommandLimits = { timeMs: 60_000, bytes: maxSecretBytes };

/** So much of what a program says to people is repeated. */
const mostLines = 20;

/**
 * What a program prints, without its last line break. No shell is involved, and the project here has no part in it. stdin and stderr are those of cgw where
 * they are a terminal, so that the program can ask. Elsewhere stdin is empty, as what comes there is for the program
 * that is launched, and what is said on stderr is passed on at the end.
 * @throws UserError (4) when it cannot be started, fails, takes too long or prints what is no credential;
 * Interrupted when cgw is.
 */
export async function fromCommand(
  argv: readonly string[],
  context: SecretContext,
  limits = standard,
): Promise<string> {
  const reference = referenceTo(argv);
  const shares = { in: context.isTerminal('in'), err: context.isTerminal('err') };
  const words = [programOf(argv, context), ...argv.slice(1)];
  const result = await runCommand(words, { ...outsideProject(context), shares, limits });
  // What it printed may be the credential, whatever became of the program.
  rememberSecret(Buffer.from(result.stdout).toString());
  passOn(result.stderr, context);
  const reason = failure(result, limits);
  if (reason !== undefined) throw unavailable(reference, reason, 'run it by hand to see why');
  return decodeSecret(result.stdout, reference);
}

/**
 * The file that a command starts.
 * @throws UserError (4) when there is none.
 */
export function programOf(argv: readonly string[], context: SecretContext): string {
  const [program = ''] = argv;
  const found = programOutsideProject(program, context);
  if (found !== undefined) return found;
  throw unavailable(
    referenceTo(argv),
    'is unavailable: there is no such program',
    `install ${shownWord(program)} or fix PATH`,
  );
}

function referenceTo(argv: readonly string[]): string {
  return `cmd:${JSON.stringify(argv)}`;
}

function failure(result: CommandResult, { timeMs, bytes }: CommandLimits): string | undefined {
  switch (result.end) {
    case 'exited':
      return result.code === 0 ? undefined : `failed with ${result.code}`;
    case 'killed':
      return `failed with ${result.signal}`;
    case 'not startable':
      return `cannot be started (${result.code})`;
    case 'too long':
      return `took longer than ${timeMs / 1000} s`;
    case 'too much':
      return `printed more than ${bytes} bytes`;
    case 'not needed':
      return 'is not needed any more';
    case 'interrupted':
      throw new Interrupted(result.signal);
  }
}

/** The last lines of what a program wrote to stderr. */
function passOn(stderr: Uint8Array, { err }: SecretContext): void {
  const text = Bun.stripANSI(Buffer.from(stderr).toString()).trimEnd();
  if (text === '') return;
  const lines = text.split(/\r?\n/).map(line => safeLine(line.replaceAll('\t', ' ')));
  const left = lines.length > mostLines ? ['…'] : [];
  err(`${[...left, ...lines.slice(-mostLines)].join('\n')}\n`);
}
