import { awsEvidence, awsRegion, readAwsProfiles } from './aws.ts';
import { claudeEvidence } from './claude-code.ts';
import type { Finding } from './finding.ts';
import { googleEvidence, googleProjects, readGoogle } from './google.ts';
import { loginEvidence, readLogin } from './login.ts';
import type { Here } from './read.ts';
import { settled } from './settle.ts';
import { readUserSettings } from './user-settings.ts';
import { exportedVariables, ownEnvironment, withSettings } from './variables.ts';

/**
 * What this machine has that a profile can be made of, what is in force first. Reads a few small files; starts
 * nothing, asks nobody, writes nothing, never throws, and keeps no credential.
 */
export function detect(io: Here): Finding[] {
  const environment = ownEnvironment(io.environment);
  const here = { ...io, environment };
  const aws = readAwsProfiles(here);
  const google = readGoogle(here);
  const exported = exportedVariables(environment);
  const settings = readUserSettings(here);
  const context = {
    environment,
    awsRegion: (name: string | undefined) => awsRegion(aws, name),
    googleProject: googleProjects(google, environment)[0]?.id,
    helper: settings?.helper,
  };
  return settled([
    ...(settings === undefined
      ? []
      : claudeEvidence(withSettings(exported, settings.env, settings.where), context)),
    ...claudeEvidence(exported, { ...context, helper: undefined }),
    ...loginEvidence(readLogin(here)),
    ...awsEvidence(aws, environment),
    ...googleEvidence(google, environment),
  ]);
}
