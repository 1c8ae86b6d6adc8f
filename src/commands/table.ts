import type { CommandModule } from '../args/spec.ts';
import * as add from './add.ts';
import * as copy from './copy.ts';
import * as defaultCommand from './default.ts';
import * as edit from './edit.ts';
import * as env from './env.ts';
import * as exec from './exec.ts';
import * as list from './list.ts';
import * as pin from './pin.ts';
import * as presets from './presets.ts';
import * as remove from './remove.ts';
import * as rename from './rename.ts';
import * as role from './role.ts';
import * as run from './run.ts';
import * as show from './show.ts';

/** Every command. Heavy libraries are loaded by what uses them, so that all this is one light chunk. */
export const commands = {
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
  default: defaultCommand,
  role,
  pin,
} as const satisfies { [name: string]: CommandModule };

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands);

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commands, text);
}
