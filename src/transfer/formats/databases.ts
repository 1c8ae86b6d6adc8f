import { ccSwitchEntries, ccSwitchTables } from './cc-switch.ts';
import { routerEntries, routerTables } from './claude-code-router.ts';
import { databaseTables } from './database.ts';
import type { Entry, Origin } from './format.ts';

/** What a database brings, by the tables that it has. @returns undefined when it has none that is known */
export function databaseEntries(bytes: Uint8Array, origin: Origin): readonly Entry[] | undefined {
  const tables = databaseTables(bytes, { ...ccSwitchTables, ...routerTables });
  if (tables?.providers !== undefined) return ccSwitchEntries(tables, origin);
  return tables?.app_config === undefined ? undefined : routerEntries(tables, origin);
}
