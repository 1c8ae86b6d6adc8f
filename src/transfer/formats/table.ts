import { ccSwitch } from './cc-switch.ts';
import { claudeCodeRouter } from './claude-code-router.ts';
import { claudeCodeSwitch } from './claude-code-switch.ts';
import { claudeSettings } from './claude-settings.ts';
import type { Columns, FoundEntry, Origin, Tables, ToolFormat } from './format.ts';
import { ccx, smallFormats } from './small.ts';

/** The formats in JSON, in the order in which a file is held against them: the next one has fewer marks of its own. */
export const formats: readonly ToolFormat[] = [
  claudeCodeRouter,
  ccSwitch,
  ccx,
  ...smallFormats,
  claudeSettings,
];

/** The programs whose files can be read. */
export const programs: readonly Pick<ToolFormat, 'tool' | 'files' | 'version'>[] = [
  ...formats,
  claudeCodeSwitch,
];

/**
 * What a database brings, by the tables that it has.
 * @param read takes these columns out of it
 * @returns undefined when it has no table that is known
 */
export function databaseEntries(
  read: (columns: Columns) => Tables | undefined,
  origin: Origin,
): readonly FoundEntry[] | undefined {
  const known = formats.flatMap(({ database }) => database ?? []);
  const found = read(Object.fromEntries(known.flatMap(({ tables }) => Object.entries(tables)))) ?? {};
  const own = known.find(({ tables }) => Object.hasOwn(found, Object.keys(tables)[0] ?? ''));
  return own?.read(found, origin);
}
