import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import { installedModels } from '../claude/installed-models.ts';
import { launchEnvironment } from '../claude/launch-environment.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { awsRegionOf } from '../detect/aws.ts';
import { applyPlan, type Plan } from '../env/plan.ts';
import type { Asking } from './models.ts';

type Here = Pick<Io, 'environment' | 'cwd' | 'platform'>;

/** What a launch of a profile asks for here, the user’s own settings included. */
export function askingHere(
  profile: Profile,
  plan: Plan,
  here: Here,
  models = installedModels(here),
): Asking & { readonly fileOf: (name: string) => string | undefined } {
  const { backend } = profile;
  const files = readSettingsFiles(here, applyPlan(plan, here.environment));
  const { environment, fileOf } = launchEnvironment(plan, backend, files, here.environment);
  return { backend, environment, fileOf, awsRegion: awsRegionOf(environment, here), models };
}
