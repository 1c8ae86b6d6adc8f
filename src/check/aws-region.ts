import type { Environment, Io } from '../base/io.ts';
import { type AwsProfile, awsRegion, readAwsProfiles } from '../detect/aws.ts';

/** As Claude Code finds it: `AWS_REGION`, `AWS_DEFAULT_REGION`, the AWS profile’s, us-east-1. */
export function awsRegionOf(environment: Environment, io: Pick<Io, 'platform' | 'cwd'>): string {
  return awsRegionAmong(environment, () => readAwsProfiles({ ...io, environment }));
}

/** The same with the AWS profiles that somebody has read, or reads if it comes to that. */
export function awsRegionAmong(environment: Environment, profiles: () => readonly AwsProfile[]): string {
  const own = () => awsRegion(profiles(), environment.AWS_PROFILE || undefined);
  return environment.AWS_REGION || environment.AWS_DEFAULT_REGION || own() || 'us-east-1';
}
