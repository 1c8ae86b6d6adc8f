import { flagValue, type Invocation } from '../args/spec.ts';
import { settingsOf } from '../backends/settings.ts';
import type { Io } from '../base/io.ts';
import { lineIn } from '../base/json-syntax.ts';
import { tildePath } from '../base/paths.ts';
import { readSettingsArgument } from '../claude/arguments.ts';
import type { VariableSource } from '../claude/precedence.ts';
import {
  argumentSettings,
  readSettingsFiles,
  readSettingsText,
  type SettingsFile,
} from '../claude/settings-files.ts';
import { wrongKeys } from '../claude/settings-schema.ts';
import { rememberedNames } from '../env/plan.ts';
import type { Config } from '../profile/config.ts';
import { activeProfile } from '../profile/resolve.ts';

/** The settings files used here, with what a `--settings` argument would add below the managed ones. */
export function filesHere(invocation: Invocation, io: Io): SettingsFile[] {
  const files = readSettingsFiles(io, io.environment);
  const argument = flagValue(invocation, 'settings');
  if (argument === undefined) return files;
  const content = readSettingsArgument(argument, io);
  // With a key of a wrong type it counts for nothing (observed).
  if (wrongKeys(content).length > 0) return files;
  const managed = files.filter(({ scope }) => scope === 'managed');
  return [...managed, argumentSettings(content), ...files.filter(({ scope }) => scope !== 'managed')];
}

/** The flag for it. */
export const settingsFlag = {
  value: 'file-or-json',
  kind: 'file',
  help: 'as if claude were given this --settings',
} as const;

/** The variables that cgw set in this shell. */
export function setByCgw(config: Config, io: Io): ReadonlySet<string> {
  const active = activeProfile(config, io);
  if (active === undefined) return new Set();
  return new Set([...settingsOf(active.profile).map(({ name }) => name), ...rememberedNames(io.environment)]);
}

/** Where a setting stands, for people: `user settings, ~/.claude/settings.json:4`. */
export function placeText(
  name: string,
  { place, path }: VariableSource,
  byCgw: ReadonlySet<string>,
  io: Io,
): string {
  if (path === null) return byCgw.has(name) ? 'exported by cgw' : 'exported';
  const line = lineOf(path, ['env', name]) ?? lineOf(path, [name]);
  return `${placeNames[place]}, ${tildePath(path, io)}${line === null ? '' : `:${line}`}`;
}

const placeNames: { readonly [Place in VariableSource['place']]: string } = {
  managed: 'managed settings',
  argument: 'the argument',
  local: 'local settings',
  project: 'project settings',
  user: 'user settings',
  global: 'global settings',
  environment: 'environment',
};

/** The line of a key in a settings file; null also where that cannot be read any more. */
export function lineOf(path: string, keys: readonly string[]): number | null {
  try {
    return lineIn(readSettingsText(path), keys);
  } catch {
    return null;
  }
}
