import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { confirm } from '../base/ask.ts';
import { removeScratch } from '../base/atomic-write.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { homeFolder, realPath, tildePath } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { completionRc } from '../completion/rc.ts';
import { isSecretValueOf } from '../env/variables.ts';
import { cacheFile } from '../hook/cache.ts';
import { installation } from '../hook/language.ts';
import { type HookShell, hookLanguages, hookShells } from '../hook/languages.ts';
import { readConfig } from '../profile/file.ts';
import { makeFolder } from '../profile/own-folders.ts';
import { xdgFolder } from '../profile/paths.ts';
import { blockFormat } from '../write/block-format.ts';
import { linesOf, unifiedDiff } from '../write/diff.ts';
import { maskedLines } from '../write/masking.ts';
import { contentAt } from '../write/place.ts';
import { replaceFile } from '../write/replace-file.ts';
import { firstInForm, hasTerminal } from './forms.ts';
import { shellMeant } from './hook.ts';

/**
 * Where the start-up files are that cgw may change. Nushell wants a file made first, and PowerShell says by `$PROFILE`
 * where its own is: there `cgw hook` says what to do.
 */
const startUpFiles: {
  readonly [Shell in HookShell]: ((home: string, environment: Environment) => string) | undefined;
} = {
  bash: home => join(home, '.bashrc'),
  zsh: (home, { ZDOTDIR }) => join(ZDOTDIR || home, '.zshrc'),
  fish: (home, environment) => join(configHome(home, environment), 'fish', 'config.fish'),
  elvish: (home, environment) => join(configHome(home, environment), 'elvish', 'rc.elv'),
  nu: undefined,
  pwsh: undefined,
};

function configHome(home: string, environment: Environment): string {
  return xdgFolder('XDG_CONFIG_HOME', { environment }) ?? join(home, '.config');
}

const owner = 'cgw init';

/** The text of a start-up file with the lines of cgw in a marked block; those that the user has himself stay his. */
function withSetUp(text: string, shell: HookShell, io: Io): string {
  const rest = withoutSetUp(text);
  const lines = [
    ...(rest.includes(`cgw hook ${shell}`) ? [] : [hookLine(shell, io)]),
    ...(rest.includes(`cgw completion ${shell}`) ? [] : [completionLine(shell)]),
  ];
  return lines.length === 0 ? rest : blockFormat(lines, owner).written(text);
}

/** The line for the hook; where the shell can do without a start of cgw, the one that tries that first. */
function hookLine(shell: HookShell, io: Io): string {
  const { line, cachedLine } = hookLanguages[shell].rc;
  if (io.platform === 'win32' || cachedLine === undefined) return line;
  const file = cacheFile(shell, io);
  const short = tildePath(file, io);
  // Between quotes `~` stands for itself.
  return cachedLine(quotedWord(short) === short ? short : quotedWord(file));
}

function completionLine(shell: HookShell): string {
  const rc = completionRc[shell];
  return 'besideCache' in rc ? rc.besideCache : rc.line;
}

/** The same text without that block. */
function withoutSetUp(text: string): string {
  const format = blockFormat([], owner);
  return format.restored(text, '', [...format.valuesOf(text).keys()]);
}

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
  if (undo && !switches.has('dry-run')) removeScratch(cacheFile(shell, io));
  const after = undo ? withoutSetUp(before) : withSetUp(before, shell, io);
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
      `changed ${shown}; ${undo ? 'new shells start without cgw' : 'open a new shell for cgw use and completion; cgw init --undo takes it out'}\n`,
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
