import { type Detector, type Finding, severities, type ViewDetector } from './finding.ts';
import { awsCredentials, awsRegion, awsRegionConflict } from './findings/aws.ts';
import { oddBaseUrl } from './findings/base-url.ts';
import { refusedBetas } from './findings/betas.ts';
import { failedCheck, staleCheck } from './findings/checks.ts';
import {
  damagedConfig,
  goneNames,
  invalidProfiles,
  relativeFolders,
  staleOverlays,
  widePermissions,
} from './findings/config.ts';
import { loginElsewhere, noCredential, twoCredentials } from './findings/credentials.ts';
import { goneHelper, gonePrograms, literalVariables } from './findings/dead-settings.ts';
import { askedInVain, hiddenTools, uncheckedActions } from './findings/features.ts';
import { googleCredentials, googleProject, vertexRegion } from './findings/google.ts';
import { lostHeaders, rejectedHeaders, secretsInLog } from './findings/headers.ts';
import { oddModelName, retiringModels, unlistedModels } from './findings/models.ts';
import {
  maliciousLitellm,
  missingClaude,
  oldClaude,
  severalClaudes,
  unknownNames,
} from './findings/programs.ts';
import { untrustedSettings } from './findings/project-settings.ts';
import { plaintextSecrets, readableCredentials, unavailableSecrets } from './findings/secrets.ts';
import { brokenSettings, overridingSettings } from './findings/settings-files.ts';
import { backgroundAgents, goneProfile, staleShell } from './findings/shell.ts';
import { gatewaySwitch, missingPlaces, severalClouds } from './findings/switched-cloud.ts';
import {
  deprecatedVariables,
  incompleteProxies,
  presenceOnlyVariables,
  unusableCa,
} from './findings/variables.ts';
import { unmeasuredVersions, upgradeChanges } from './findings/versions.ts';
import type { Situation } from './situation.ts';
import { viewsOf } from './views.ts';

/** In the order in which one would look: cgw itself, the program, who decides, as whom, with what, where. */
const looks: readonly Detector[] = [
  damagedConfig,
  invalidProfiles,
  goneNames,
  missingClaude,
  eachView(oldClaude),
  severalClaudes,
  unknownNames,
  goneProfile,
  eachView(staleShell),
  brokenSettings,
  goneHelper,
  gonePrograms,
  literalVariables,
  untrustedSettings,
  eachView(overridingSettings),
  gatewaySwitch,
  eachView(severalClouds),
  eachView(twoCredentials),
  eachView(loginElsewhere),
  eachView(noCredential),
  unavailableSecrets,
  readableCredentials,
  plaintextSecrets,
  eachView(rejectedHeaders),
  eachView(lostHeaders),
  eachView(secretsInLog),
  eachView(missingPlaces),
  eachView(oddBaseUrl),
  eachView(oddModelName),
  unlistedModels,
  eachView(retiringModels),
  eachView(googleProject),
  eachView(googleCredentials),
  eachView(vertexRegion),
  eachView(awsCredentials),
  eachView(awsRegion),
  eachView(awsRegionConflict),
  refusedBetas,
  eachView(uncheckedActions),
  hiddenTools,
  askedInVain,
  unmeasuredVersions,
  upgradeChanges,
  eachView(presenceOnlyVariables),
  eachView(incompleteProxies),
  eachView(unusableCa),
  eachView(deprecatedVariables),
  maliciousLitellm,
  failedCheck,
  staleCheck,
  relativeFolders,
  widePermissions,
  staleOverlays,
  eachView(backgroundAgents),
];

function eachView(look: ViewDetector): Detector {
  return (situation, views) =>
    views.flatMap(view =>
      look(view, situation).map(found => ({ ...found, profile: view.profile?.name ?? null })),
    );
}

/** Everything that is wrong or worth knowing, the worst first, each once. Pure. */
export function diagnose(situation: Situation): Finding[] {
  const views = viewsOf(situation);
  const found = new Map<string, Finding>();
  for (const finding of looks.flatMap(look => look(situation, views))) {
    // What is so in the shell is so for the profile too, and is said once.
    const key = `${finding.id}\n${finding.what}`;
    if (!found.has(key)) found.set(key, finding);
  }
  return severities.flatMap(severity => [...found.values()].filter(each => each.severity === severity));
}
