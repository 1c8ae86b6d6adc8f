import type { CommandModule } from '../args/spec.ts';
import { add } from './add.ts';
import { advise } from './advise.ts';
import { copy } from './copy.ts';
import { defaultCommand } from './default.ts';
import { diff } from './diff.ts';
import { edit } from './edit.ts';
import { env } from './env.ts';
import { exec } from './exec.ts';
import { features } from './features.ts';
import { issues } from './issues.ts';
import { list } from './list.ts';
import { pick } from './pick.ts';
import { pin } from './pin.ts';
import { presets } from './presets.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { role } from './role.ts';
import { run } from './run.ts';
import { show } from './show.ts';

/** Every command. Heavy libraries are loaded by what uses them, so that all this is one light chunk. */
export const commands = {
  pick,
  run,
  exec,
  env,
  list,
  show,
  presets,
  add,
  edit,
  copy,
  rename,
  remove,
  features,
  diff,
  issues,
  advise,
  default: defaultCommand,
  role,
  pin,
} as const satisfies { [name: string]: CommandModule };

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands);

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commands, text);
}
