import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { disagreementsWith, strayLogins } from '../claude/disagreements.ts';
import { forecast } from '../claude/forecast.ts';
import { readLogins } from '../claude/logins.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { readConfig } from '../profile/file.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { activeProfile } from '../profile/resolve.ts';

/** `cgw status --short`, for prompts: it loads as little as `cgw env` does. */
export async function shortStatus(io: Io): Promise<number> {
  const active = activeProfile(await readConfig(io), io);
  if (active === undefined) return exitCode.done;
  const plan = previewPlan(active.name, active.profile, io.environment);
  const files = readSettingsFiles(io, io.environment);
  const overriding =
    disagreementsWith(plan, files, io.environment).length > 0 ||
    strayLogins(plan, forecast(files, io.environment, { logins: readLogins(io, io.environment, files) }))
      .length > 0;
  io.out(`${active.name}${overriding ? ' !' : ''}\n`);
  return exitCode.done;
}
