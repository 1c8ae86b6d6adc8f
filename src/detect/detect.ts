import { awsCandidates, awsRegion, readAwsProfiles } from './aws.ts';
import { claudeCandidates } from './claude-code.ts';
import { loginCandidates, readLogin, readUserSettings } from './claude-files.ts';
import type { Here } from './files.ts';
import { gatewayCandidates } from './gateway-variables.ts';
import { googleCandidates, googleProjects, readGoogle } from './google.ts';
import { type Offer, offersFrom } from './offer.ts';
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
    ...gatewayCandidates(exported),
    ...loginCandidates(readLogin(here)),
    ...awsCandidates(aws, environment),
    ...googleCandidates(google, environment),
  ]);
}
