import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import { applyPlan } from '../env/plan.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { awsRegionOf } from './aws-region.ts';
import { mainModel } from './models.ts';
import { vertexRegionOf } from './vertex-region.ts';

/** What the shell adds to a profile. */
export type Surroundings = Pick<Io, 'environment' | 'platform' | 'cwd'>;

/**
 * Whom a profile asks here, as far as it leaves that to the shell and the files of the clouds: model, region, account.
 * No secret is fetched, and none is in it.
 */
export function askedHere(
  name: string,
  profile: Profile,
  io: Surroundings,
): Readonly<Record<string, string>> {
  const environment = applyPlan(previewPlan(name, profile, io.environment), io.environment);
  const { backend } = profile;
  const aws = /bedrock|mantle|aws/.test(backend);
  const google = /vertex|gcp/.test(backend);
  const awsRegion = aws ? awsRegionOf(environment, io) : '';
  const model = mainModel(backend, environment, awsRegion);
  return {
    model,
    region: google ? vertexRegionOf(model, environment) : awsRegion,
    account: aws
      ? (environment.AWS_PROFILE ?? '')
      : google
        ? environment.ANTHROPIC_VERTEX_PROJECT_ID || environment.GOOGLE_CLOUD_PROJECT || ''
        : '',
  };
}
