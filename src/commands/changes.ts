import type { Invocation } from '../args/spec.ts';
import type { Io } from '../base/io.ts';
import type { Assignments } from '../profile/assignments.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import type { Config } from '../profile/config.ts';

/** Changes the config (`profile/store.ts`, loaded here because conf and zod are heavy). */
export async function changeConfig(
  io: Io,
  change: ConfigChange | ((config: Config) => Config),
): Promise<void> {
  const { updateConfig } = await import('../profile/store.ts');
  await updateConfig(io, typeof change === 'function' ? change : config => applyChange(config, change));
}

/** The field flags of `add` and `edit`. `--secret-stdin token` alone means `--secret token=keychain` too. */
export function assignmentsOf(invocation: Invocation): Assignments {
  const of = (flag: string) => invocation.values.get(flag) ?? [];
  const fromStdin = of('secret-stdin').filter(
    path => !of('secret').some(text => text.startsWith(`${path}=`)),
  );
  return {
    set: of('set'),
    secret: [...of('secret'), ...fromStdin.map(path => `${path}=keychain`)],
    unset: of('unset'),
  };
}
