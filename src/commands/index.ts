import packageFile from '../../package.json' with { type: 'json' };
import { commandHelp, overview, type Section } from '../args/help.ts';
import { type About, manual } from '../args/manual.ts';
import type { CommandModule, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { isWhole } from '../base/given.ts';
import type { Io } from '../base/io.ts';
import type { Page } from '../base/lines.ts';
import { didYouMean, nearNames } from '../base/near-names.ts';
import { pageText, pipeSize } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName } from '../base/quoting.ts';
import { readConfig } from '../profile/file.ts';
import { presetNames } from '../profile/presets.ts';
import { type CommandName, commandNames, commands, isCommandName } from './table.ts';

/** What people type out of habit. */
const aliases: { readonly [word: string]: CommandName } = {
  ls: 'list',
  rm: 'remove',
  mv: 'rename',
  cp: 'copy',
  new: 'add',
};

/** A command by its name or another word for it. */
export function findCommand(word: string): { name: CommandName; command: CommandModule } | undefined {
  const name = Object.hasOwn(aliases, word) ? aliases[word] : word;
  return name !== undefined && isCommandName(name) ? { name, command: commands[name] } : undefined;
}

export const runCommand: CommandModule = commands.run;

/**
 * Holds arguments for cgw itself that are not text as they were given: they would be kept and looked up as other words.
 * @throws UserError (2)
 */
export function requireWhole({ positionals, values }: Invocation): void {
  if (isWhole([...positionals, ...[...values.values()].flat()])) return;
  throw new UserError(
    exitCode.usage,
    'an argument is not UTF-8 text',
    'give it in UTF-8 (the locale of the terminal says what it writes)',
  );
}

/**
 * `cgw NAME` starts Claude Code under that profile, where no command has the name.
 * @throws UserError (2) with the nearest names where there is no such profile either
 */
export async function requireProfile(word: string, io: Io): Promise<void> {
  if (word.startsWith('-')) throw unknownWord(word, 'option', []);
  const names = [...Object.keys((await readConfig(io)).profiles), ...presetNames];
  // What a preset lacks and a role that is not there is said by `run`.
  if (word.startsWith('@') || names.includes(word)) return;
  throw unknownWord(word, 'command or profile', [...commandNames, ...names]);
}

function unknownWord(word: string, what: string, candidates: readonly string[]): UserError {
  return new UserError(
    exitCode.usage,
    `there is no ${what} ${quotedName(word)}`,
    didYouMean(word, candidates, 'cgw ') ?? 'cgw --help lists the commands, cgw list the profiles',
  );
}

/** The one of some commands that an unknown word may be meant for. */
export function commandNear(word: string, names: readonly string[]): string | undefined {
  return nearNames(word, names)[0];
}

/** `cgw --version`. */
export function version(io: Io): number {
  io.out(`cgw ${packageFile.version}\n`);
  return exitCode.done;
}

/** The help of one command, or of all. */
export function help(name: string | undefined, io: Io): number {
  if (name === undefined) showPage(overviewPage(), io);
  else {
    const found = findCommand(name);
    if (found === undefined) throw unknownWord(name, 'command', commandNames);
    showPage(commandHelp(found.name, found.command.spec), io);
  }
  return exitCode.done;
}

/** What `cgw` can do, for stderr. */
export function overviewText(): string {
  return pageText(overviewPage(), pipeSize);
}

function overviewPage(): Page {
  return overview(sections());
}

/** `man cgw`; `npm run man` writes it. */
export function manualPage(): string {
  return manual(sections(), { version: packageFile.version, ...about });
}

function sections(): Section[] {
  const all = Object.entries(commands).map(([name, { spec }]) => [name, spec] as const);
  return titles.map(title => ({
    title,
    commands: all.filter(([name]) => isCommandName(name) && sectionOf[name] === title),
  }));
}

/** What each exit code says. */
export const exitMeanings = {
  done: 'it is done',
  failed: 'it failed; a bug says so, and CGW_DEBUG=1 shows where',
  usage: 'the command line is wrong, or a launch would not be safe',
  invalid: 'there is no such profile, or the profile, the config or the folder cannot be used',
  secret: 'a credential is unavailable',
  finding: 'doctor found an error, or check a profile that cannot be used as it is',
  notFound: 'claude, or the command of exec, was not found',
  interrupted: 'it was interrupted',
} as const satisfies Record<keyof typeof exitCode, string>;

/** What holds for all commands. */
const about: Omit<About, 'version'> = {
  exits: Object.entries(exitMeanings).map(([name, meaning]) => [
    String(exitCode[name as keyof typeof exitMeanings]),
    meaning,
  ]),
  variables: [
    ['CGW_PROFILE', 'the profile of this shell; it is meant where no name is given'],
    ['CGW_CONFIG_DIR', 'the folder of config.json'],
    ['CGW_PAGER, PAGER', 'what shows long output; empty or cat: nothing does'],
    ['NO_COLOR, FORCE_COLOR', 'no colours, or colours on a terminal that does not say it has them'],
    ['VISUAL, EDITOR', 'what config edit opens'],
    ['CGW_DEBUG', 'where a bug happened'],
  ],
  files: [
    ['~/.config/cgw/config.json', 'profiles, roles and the default; never a credential'],
    ['~/.local/state/cgw', 'what checks found, undo records, overlays of launches'],
    ['.cgw', 'the name of the profile that a folder asks for'],
  ],
};

/** The sections of the overview, in this order. */
const titles = [
  'Main commands',
  'Use a profile',
  'Keep profiles',
  'Compare and measure',
  'Here and now',
  'Choose',
  'Shell',
] as const;

/** Every command stands in one section. */
const sectionOf: { readonly [Name in CommandName]: (typeof titles)[number] } = {
  pick: 'Use a profile',
  run: 'Main commands',
  exec: 'Use a profile',
  env: 'Main commands',
  write: 'Use a profile',
  token: 'Use a profile',
  list: 'Keep profiles',
  show: 'Keep profiles',
  presets: 'Keep profiles',
  add: 'Main commands',
  edit: 'Keep profiles',
  copy: 'Keep profiles',
  rename: 'Keep profiles',
  remove: 'Keep profiles',
  secret: 'Keep profiles',
  config: 'Keep profiles',
  export: 'Keep profiles',
  import: 'Keep profiles',
  catalog: 'Keep profiles',
  features: 'Main commands',
  diff: 'Compare and measure',
  issues: 'Compare and measure',
  advise: 'Compare and measure',
  check: 'Main commands',
  status: 'Here and now',
  statusline: 'Here and now',
  explain: 'Here and now',
  doctor: 'Main commands',
  'bug-report': 'Here and now',
  default: 'Choose',
  role: 'Choose',
  pin: 'Choose',
  use: 'Shell',
  init: 'Shell',
  hook: 'Shell',
  completion: 'Shell',
};
