import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { confirm } from '../base/ask.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { homeFolder, realPath, tildePath } from '../base/paths.ts';
import { isSecretValueOf } from '../env/variables.ts';
import { installation } from '../hook/language.ts';
import { hookLanguages, hookShells } from '../hook/languages.ts';
import { readConfig } from '../profile/file.ts';
import { makeFolder } from '../profile/paths.ts';
import { linesOf, unifiedDiff } from '../write/diff.ts';
import { maskedLines } from '../write/masking.ts';
import { contentAt } from '../write/place.ts';
import { replaceFile } from '../write/replace-file.ts';
import { startUpFiles, withoutSetUp, withSetUp } from '../write/shell-set-up.ts';
import { firstInForm, hasTerminal } from './forms.ts';
import { shellMeant } from './hook.ts';

const spec = {
  summary: 'set up this shell: hook and completion in its start-up file, then a first profile',
  usage: '[shell]',
  positionals: { least: 0, most: 1 },
  kinds: [{ oneOf: hookShells }],
  flags: {
    undo: { help: 'take out of the start-up file what init has put there' },
    'dry-run': { help: 'only show what would change' },
    yes: { help: 'do it without asking' },
  },
  examples: ['cgw init', 'cgw init zsh --dry-run', 'cgw init --undo'],
} as const satisfies CommandSpec;

/** The change of the start-up file as a diff, then a question, then the change; and where there is none, a first profile. */
async function run({ positionals: [wanted], switches }: Invocation, io: Io): Promise<number> {
  const shell = shellMeant('init', wanted, io);
  const place = startUpFiles[shell];
  if (place === undefined)
    throw new UserError(
      exitCode.usage,
      `init: cgw does not change the start-up file of ${shell}`,
      installation(hookLanguages[shell].rc).join(' ').replaceAll(/ +/g, ' '),
    );
  const undo = switches.has('undo');
  const file = behindLink(place(homeFolder(io), io.environment), io);
  const shown = tildePath(file, io);
  const { content, mode = 0o644 } = contentAt({ file, shown });
  const before = content?.toString('utf8') ?? '';
  const after = undo ? withoutSetUp(before) : withSetUp(before, shell);
  if (after === before) io.err(undo ? `cgw init has not changed ${shown}\n` : `${shown} is set up already\n`);
  else {
    io.out(diffOf(before, after, shown));
    if (switches.has('dry-run')) return exitCode.done;
    if (!switches.has('yes') && !(await confirm(`Change ${shown}?`, io))) {
      io.err('nothing was changed\n');
      return exitCode.done;
    }
    makeFolder(dirname(file));
    const bytes = undo && after === '' ? undefined : Buffer.from(after);
    replaceFile({ file, shown, expected: content, content: bytes, mode });
    io.err(
      `changed ${shown}; ${undo ? 'new shells start without cgw' : 'new shells start with it; cgw init --undo takes it out'}\n`,
    );
  }
  return undo || switches.has('dry-run') ? exitCode.done : firstProfile(switches.has('yes'), io);
}

/** The file that a link leads to. */
function behindLink(file: string, io: Io): string {
  const real = realPath(file);
  if (real === file && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new UserError(
      exitCode.failed,
      `${tildePath(file, io)} is a link to a file that is not there`,
      'make that file, or remove the link',
    );
  return real;
}

/** What stands around the change may hold a credential. */
function diffOf(before: string, after: string, shown: string): string {
  const masked = (text: string) => linesOf(maskedLines(text, isSecretValueOf));
  return unifiedDiff(
    linesOf(before),
    linesOf(after),
    { before: masked(before), after: masked(after) },
    { before: shown, after: shown },
  );
}

async function firstProfile(quietly: boolean, io: Io): Promise<number> {
  const { profiles } = await readConfig(io);
  if (Object.keys(profiles).length > 0) return exitCode.done;
  if (!quietly && hasTerminal(io)) return firstInForm(io);
  io.err('next: cgw makes your first profile\n');
  return exitCode.done;
}

export const init: CommandModule = { spec, run };
