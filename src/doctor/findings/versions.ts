import { versionNote } from '../../features/version-notes.ts';
import { upgradeText } from '../../features/version-texts.ts';
import type { Detector } from '../finding.ts';
import { columnSource, meantProfile } from '../views.ts';

/** Versions in use that are older or newer than what was measured: what cgw says of features may be wrong there. */
export const unmeasuredVersions: Detector = situation => {
  const meant = meantProfile(situation);
  const note = meant && versionNote(columnSource(meant, situation));
  if (meant === null || note === null || note.outside.length === 0) return [];
  return [
    {
      id: 'versions-unmeasured',
      severity: 'note',
      what: `What cgw says of features was not measured with ${meant.name}’s versions`,
      evidence: [...note.outside, `what it shows was measured with ${note.measured}`],
      fix: 'Measure this backend itself',
      command: `cgw check ${meant.name}`,
      profile: meant.name,
    },
  ];
};

/** What newer versions than those in use bring and take. */
export const upgradeChanges: Detector = situation => {
  const meant = meantProfile(situation);
  const upgrades = (meant && versionNote(columnSource(meant, situation))?.upgrades) ?? [];
  if (meant === null || upgrades.length === 0) return [];
  return [
    {
      id: 'upgrade-changes',
      severity: 'note',
      what: `A newer version changes what ${meant.name} has`,
      evidence: upgrades.map(upgradeText),
      fix: 'Update it, or ask whoever runs it',
      command: `cgw features ${meant.name} --why`,
      profile: meant.name,
    },
  ];
};
