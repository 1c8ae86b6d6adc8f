import type { Profile } from '../backends/profile.ts';
import { agrees } from '../base/ask.ts';
import type { Io } from '../base/io.ts';
import { dollars, estimate, usualMost } from '../check/estimate.ts';
import { awsRegionOf, mainModel } from '../check/models.ts';
import { applyPlan } from '../env/apply.ts';
import { previewPlan } from '../profile/profile-plan.ts';

/**
 * Asks on a terminal before a check that may cost more than one usually does. Nothing is fetched or sent for it.
 * @returns true also where there is nobody to ask: `--deep` was said, and `--max-cost` is how one limits it.
 */
export async function agreesToPrice(
  name: string,
  profile: Profile,
  wishes: { readonly deep: boolean; readonly claude: boolean },
  io: Io,
): Promise<boolean> {
  const planned = applyPlan(previewPlan(name, profile, io.environment), io.environment);
  const model = mainModel(profile.backend, planned, awsRegionOf(planned, io));
  const { total } = estimate(model, { ...wishes, most: undefined });
  if (total <= usualMost || !io.isTerminal('in') || !io.isTerminal('err')) return true;
  return agrees(`This may cost up to ${dollars(total)} (${model}). Measure?`, io);
}
