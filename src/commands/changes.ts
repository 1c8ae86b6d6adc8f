import type { Invocation } from '../args/spec.ts';
import type { Io } from '../io.ts';
import type { Assignments } from '../profile/assignments.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import type { Config } from '../profile/profile.ts';

/** Changes the config (`profile/store.ts`, loaded here because conf and zod are heavy). */
export async function changeConfig(
  io: Io,
  change: ConfigChange | ((config: Config) => Config),
): Promise<void> {
  const { updateConfig } = await import('../profile/store.ts');
  await updateConfig(io, typeof change === 'function' ? change : config => applyChange(config, change));
  if (typeof change !== 'function') await followChange(io, change);
}

/** What was measured of a profile goes where it goes. */
async function followChange(io: Io, change: ConfigChange): Promise<void> {
  if (change.change !== 'rename' && change.change !== 'remove') return;
  const { removeCheck, renameCheck } = await import('../check/check-store.ts');
  if (change.change === 'rename') renameCheck(change.from, change.to, io);
  else removeCheck(change.name, io);
}

/** The field flags of `add` and `edit`. */
export function assignmentsOf(invocation: Invocation): Assignments {
  const of = (flag: string) => invocation.values.get(flag) ?? [];
  return { set: of('set'), secret: of('secret'), unset: of('unset') };
}
