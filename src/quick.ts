import { parseArguments } from './args/parse.ts';
import { exitCode, UserError } from './base/errors.ts';
import { type Io, processIo } from './base/io.ts';
import { isLossy } from './base/utf8.ts';
import { envCommand } from './commands/env.ts';
import { isQuickCopy, missedInCopy, notInCopy } from './quick-copy.ts';

/** `--hook` is asked for by `cgw hook` alone. */
const env = envCommand(notInCopy);

/**
 * `cgw env` as most shells ask for it: into a pipe, and all is well. The executable loads this in the place of the whole
 * program, in a copy that holds no more than it takes (docs/architecture.md): a fifth to a quarter less time.
 * @returns undefined where anything is out of the ordinary, be it an error or a program to run: nothing has been printed
 *   or run then, and `main` is to answer; a UserError where stdout cannot be written: some of it may be, so that is the end
 */
export async function quickEnv(
  args: readonly string[],
  io: Io = processIo(),
): Promise<number | UserError | undefined> {
  if (!isQuickCopy || io.isTerminal('out') || isLossy(args.join(' '))) return undefined;
  if (args.includes('--help') || args.includes('-h')) return undefined;
  const missedBefore = missedInCopy();
  let printed = '';
  const said: string[] = [];
  const held: Io = {
    ...io,
    data: text => {
      printed += text;
    },
    // Before the output it would have to stay there.
    err: text => void (printed === '' ? notInCopy() : said.push(text)),
  };
  try {
    const exit = await env.run(parseArguments('env', env.spec, args), held);
    if (exit !== exitCode.done || missedInCopy() > missedBefore) return undefined;
  } catch {
    return undefined;
  }
  try {
    io.data(printed);
  } catch (error) {
    // Else nobody reads it any more, and nothing is left to say.
    return error instanceof UserError ? error : exitCode.done;
  }
  for (const text of said) io.err(text);
  return exitCode.done;
}
