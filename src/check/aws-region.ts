import { readAwsProfiles } from '../detect/aws.ts';
import type { Environment, Io } from '../io.ts';

/** As Claude Code finds it: `AWS_REGION`, `AWS_DEFAULT_REGION`, the AWS profile’s, us-east-1. */
export function awsRegionOf(environment: Environment, io: Pick<Io, 'platform' | 'cwd'>): string {
  const name = environment.AWS_PROFILE || 'default';
  const own = () => readAwsProfiles({ ...io, environment }).find(each => each.name === name)?.region;
  return environment.AWS_REGION || environment.AWS_DEFAULT_REGION || own() || 'us-east-1';
}
