import { isStale } from '../../check/stored-check.ts';
import type { Detector } from '../finding.ts';
import { meantProfile } from '../views.ts';

/** What the last `cgw check` of the profile that is meant could not do. */
export const failedCheck: Detector = situation => {
  const meant = meantProfile(situation);
  const stored = meant === null ? undefined : situation.checks.get(meant.name);
  if (meant === null || stored === undefined || isStale(stored, meant.profile)) return [];
  const failed = stored.steps.filter(({ state }) => state === 'failed');
  const [first] = failed;
  if (first === undefined) return [];
  return [
    {
      id: 'check-failed',
      severity: 'warning',
      what: `${meant.name} could not be used when it was last checked: ${first.step}`,
      evidence: failed.map(({ step, what }) => `cgw check, ${stored.at}: ${step}: ${what}`),
      fix: first.remedy ?? 'Check it again',
      command: `cgw check ${meant.name}`,
      profile: meant.name,
    },
  ];
};

/** Results of a profile that is no longer the same: they do not count. */
export const staleCheck: Detector = situation => {
  const meant = meantProfile(situation);
  const stored = meant === null ? undefined : situation.checks.get(meant.name);
  if (meant === null || stored === undefined || !isStale(stored, meant.profile)) return [];
  return [
    {
      id: 'check-stale',
      severity: 'note',
      what: `${meant.name} has changed since it was measured, so those results no longer count`,
      evidence: [`cgw check, ${stored.at}: ${stored.features.length} features`],
      fix: 'Check it again',
      command: `cgw check ${meant.name}`,
      profile: meant.name,
    },
  ];
};
