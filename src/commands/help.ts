import { commandHelp, overview } from '../args/help.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { noSuchCommand } from './no-such-command.ts';
import { type CommandName, commands, isCommandName } from './table.ts';

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

/** The help of one command, or of all. */
export async function run(name: string | undefined, io: Io): Promise<number> {
  if (name !== undefined && !isCommandName(name)) throw noSuchCommand(name);
  io.out(name !== undefined ? commandHelp(name, commands[name].spec) : overviewText());
  return exitCode.done;
}

export function overviewText(): string {
  const all = Object.entries(commands).map(([name, { spec }]) => [name, spec] as const);
  return overview(
    titles.map(title => ({
      title,
      commands: all.filter(([name]) => isCommandName(name) && sectionOf[name] === title),
    })),
  );
}
