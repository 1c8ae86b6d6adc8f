import packageFile from '../../package.json' with { type: 'json' };
import { commandHelp, overview } from '../args/help.ts';
import type { CommandModule } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { nearNames } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { type CommandName, commandNames, commands, isCommandName } from './table.ts';

/** @throws UserError (2) with the nearest names. */
export function commandNamed(name: string): CommandModule {
  if (isCommandName(name)) return commands[name];
  const near = nearNames(name, commandNames);
  throw new UserError(
    exitCode.usage,
    `there is no command ${quotedName(name)}`,
    near.length > 0 ? `did you mean cgw ${near.join(' or cgw ')}?` : 'cgw --help lists the commands',
  );
}

/** `cgw --version`. */
export function version(io: Io): number {
  io.out(`cgw ${packageFile.version}\n`);
  return exitCode.done;
}

/** The help of one command, or of all. */
export function help(name: string | undefined, io: Io): number {
  io.out(name === undefined ? overviewText() : commandHelp(name, commandNamed(name).spec));
  return exitCode.done;
}

/** What `cgw` can do. */
export function overviewText(): string {
  const all = Object.entries(commands).map(([name, { spec }]) => [name, spec] as const);
  return overview(
    titles.map(title => ({
      title,
      commands: all.filter(([name]) => isCommandName(name) && sectionOf[name] === title),
    })),
  );
}

/** The sections of the overview, in this order. */
const titles = [
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
  run: 'Use a profile',
  exec: 'Use a profile',
  env: 'Use a profile',
  write: 'Use a profile',
  token: 'Use a profile',
  list: 'Keep profiles',
  show: 'Keep profiles',
  presets: 'Keep profiles',
  add: 'Keep profiles',
  edit: 'Keep profiles',
  copy: 'Keep profiles',
  rename: 'Keep profiles',
  remove: 'Keep profiles',
  secret: 'Keep profiles',
  export: 'Keep profiles',
  import: 'Keep profiles',
  features: 'Compare and measure',
  diff: 'Compare and measure',
  issues: 'Compare and measure',
  advise: 'Compare and measure',
  check: 'Compare and measure',
  status: 'Here and now',
  explain: 'Here and now',
  doctor: 'Here and now',
  default: 'Choose',
  role: 'Choose',
  pin: 'Choose',
  use: 'Shell',
  hook: 'Shell',
  completion: 'Shell',
};
