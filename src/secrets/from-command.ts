import { Interrupted } from '../errors.ts';
import { harmless } from '../text.ts';
import { rememberSecret } from './known.ts';
import { shownWord } from './mask.ts';
import { type CommandLimits, type CommandResult, runCommand } from './run-command.ts';
import { decodeSecret, mostBytes, type SecretContext, unavailable } from './secret.ts';

const standard: CommandLimits = { timeMs: 60_000, bytes: mostBytes };

/** So much of what a program says to people is repeated. */
const mostLines = 20;

/**
 * What a program prints, without its last line break. No shell is involved. stdin is that of cgw, and so is stderr
 * where that is a terminal, so that the program can ask; elsewhere what it says is passed on when it has ended.
 * @throws UserError (4) when it cannot be started, fails, takes too long or prints what is no credential;
 * Interrupted when cgw is.
 */
export async function fromCommand(
  argv: readonly string[],
  context: SecretContext,
  limits = standard,
): Promise<string> {
  const [program = '', ...args] = argv;
  const reference = `cmd:${JSON.stringify(argv)}`;
  const found = Bun.which(program, { PATH: context.environment.PATH ?? '' });
  if (found === null)
    throw unavailable(
      reference,
      'cannot be had: there is no such program',
      `install ${shownWord(program)} or fix PATH`,
    );
  const live = context.isTerminal('err');
  const result = await runCommand([found, ...args], { environment: context.environment, live, limits });
  // What it printed may be the credential, whatever became of the program.
  rememberSecret(Buffer.from(result.stdout).toString());
  passOn(result.stderr, context);
  const reason = failure(result, limits);
  if (reason !== undefined) throw unavailable(reference, reason, 'run it by hand to see why');
  return decodeSecret(result.stdout, reference);
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
  const lines = text.split(/\r?\n/).map(line => harmless(line.replaceAll('\t', ' ')));
  const left = lines.length > mostLines ? ['…'] : [];
  err(`${[...left, ...lines.slice(-mostLines)].join('\n')}\n`);
}
