import { awsCandidates, awsRegion, readAwsProfiles } from './aws.ts';
import { claudeCandidates } from './claude-code.ts';
import type { Offer } from './finding.ts';
import { googleCandidates, googleProjects, readGoogle } from './google.ts';
import { loginCandidates, readLogin } from './login.ts';
import type { Here } from './read.ts';
import { offersFrom } from './settle.ts';
import { readUserSettings } from './user-settings.ts';
import { exportedVariables, ownEnvironment, withSettings } from './variables.ts';

/**
 * What this machine has that a profile can be made of, what is in force first. Reads a few small files; starts
 * nothing, asks nobody, writes nothing, never throws, and keeps no credential.
 */
export function detect(io: Here): Offer[] {
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
  return offersFrom([
    ...(settings === undefined
      ? []
      : claudeCandidates(withSettings(exported, settings.env, settings.where), context)),
    ...claudeCandidates(exported, { ...context, helper: undefined }),
    ...loginCandidates(readLogin(here)),
    ...awsCandidates(aws, environment),
    ...googleCandidates(google, environment),
  ]);
}
