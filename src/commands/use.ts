import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { printable } from '../base/terminal-text.ts';
import { readingShell } from '../env/shells/detect.ts';
import { shells } from '../env/shells/index.ts';
import { installationAdvice } from '../hook/language.ts';
import { hookLanguages, isHookShell } from '../hook/languages.ts';
import { readConfig } from '../profile/file.ts';
import { resolveProfile } from '../profile/resolve.ts';

const spec = {
  summary: 'switch this shell to a profile, without a name to a picked one (needs cgw hook)',
  usage: '[profile|@role|-]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: { off: { help: 'back to the environment as it was without cgw' } },
  examples: ['cgw use bedrock', 'cgw use -', 'cgw use --off'],
} as const satisfies CommandSpec;

/**
 * No program can change the shell that calls it: `cgw use` is the work of the code that `cgw hook` prints, which
 * calls this for nothing but help and mistakes. So whoever comes here has no hook.
 *
 * What counts in a shell with the hook:
 * - `cgw use NAME`, in this shell and those below it, until `--off`: no pin and no default changes it.
 * - `cgw use --off`: no profile, and the environment as it was without cgw. The default counts again in a new shell,
 *   a pin as soon as another project is entered; leaving that one ends in no profile again.
 * - a profile that the shell was started with, as by `cgw exec`, counts as one that was chosen there.
 * - else the nearest pin, else the default, looked for whenever the folder changes. Where that is unavailable, there
 *   is no profile: neither that of the folder before nor the default stands in for what a project asks for.
 *
 * `cgw use -` goes to what was in force before the last `cgw use`, whichever of these that was.
 */
async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const [name] = positionals;
  if (name !== undefined && switches.has('off')) throw usage('use', '--off takes no profile');
  if (name !== undefined && name !== '-') resolveProfile(name, await readConfig(io), io);
  const shell = readingShell(io);
  const wanted = name === undefined || name === '-' ? 'NAME' : printable(shownWord(name));
  const once = `only this time: ${shells[shell].usage(`cgw env ${switches.has('off') ? '--off' : wanted}`)}`;
  if (!isHookShell(shell)) throw new UserError(exitCode.usage, `use: there is no hook for ${shell}`, once);
  throw new UserError(
    exitCode.usage,
    'use: this shell has no hook, without which no program can switch it',
    [...installationAdvice(hookLanguages[shell].rc), once].join('\n     '),
  );
}

export const use: CommandModule = { spec, run };
