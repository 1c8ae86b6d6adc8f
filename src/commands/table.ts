import type { CommandModule, CommandTable } from '../args/spec.ts';
import { add } from './add.ts';
import { advise } from './advise.ts';
import { bugReport } from './bug-report.ts';
import { catalog } from './catalog.ts';
import { check } from './check.ts';
import { completionOf } from './completion.ts';
import { config } from './config.ts';
import { copy } from './copy.ts';
import { defaultCommand } from './default.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { edit } from './edit.ts';
import { envCommand } from './env.ts';
import { exec } from './exec.ts';
import { explain } from './explain.ts';
import { exportCommand } from './export.ts';
import { features } from './features.ts';
import { answerHook, hook } from './hook.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { issues } from './issues.ts';
import { list } from './list.ts';
import { pick } from './pick.ts';
import { pin } from './pin.ts';
import { presets } from './presets.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { role } from './role.ts';
import { run } from './run.ts';
import { secret } from './secret.ts';
import { show } from './show.ts';
import { status } from './status.ts';
import { statusline } from './statusline.ts';
import { token } from './token.ts';
import { use } from './use.ts';
import { write } from './write.ts';

const completion: CommandModule = completionOf(() => commands);

/** Every command. Heavy libraries are loaded by what uses them, so that all this is one light chunk. */
export const commands = {
  pick,
  run,
  exec,
  env: envCommand(answerHook),
  write,
  token,
  list,
  show,
  presets,
  add,
  edit,
  copy,
  rename,
  remove,
  secret,
  config,
  export: exportCommand,
  import: importCommand,
  catalog,
  features,
  diff,
  issues,
  advise,
  check,
  status,
  statusline,
  explain,
  doctor,
  'bug-report': bugReport,
  default: defaultCommand,
  role,
  pin,
  use,
  init,
  hook,
  completion,
} as const satisfies CommandTable;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands);

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commands, text);
}
