import { didYouMean } from '../../base/near-names.ts';
import { disagreementsWith } from '../../claude/disagreements.ts';
import { isRouting } from '../../claude/overlay.ts';
import { envOf } from '../../claude/settings-files.ts';
import { shells } from '../../env/shells/index.ts';
import { shownValue } from '../../env/shown-value.ts';
import { assignment, documented } from '../evidence.ts';
import type { Detector, ViewDetector } from '../finding.ts';
import { isHelper } from '../overriding-entries.ts';
import { isGone, type Situation } from '../situation.ts';
import { helperRemedy } from '../views.ts';

/** The shell is marked with a profile that is not there any more. */
export const goneProfile: Detector = situation => {
  const name = situation.environment.CGW_PROFILE;
  if (!name || !isGone(name, situation)) return [];
  const meant = didYouMean(name, Object.keys(situation.config.config.profiles));
  return [
    {
      id: 'shell-profile-gone',
      severity: 'error',
      what: `This shell is switched to ${shownValue('CGW_PROFILE', name)}, and there is no such profile`,
      evidence: [`exported: ${assignment('CGW_PROFILE', name)}`],
      fix: ['Switch it off, or to another one', meant ?? []].flat().join('; '),
      command: evaluated('cgw env --off', situation),
      profile: null,
    },
  ];
};

/** The shell does not hold what its profile says: either has changed since. */
export const staleShell: ViewDetector = (view, situation) => {
  const { how, profile, environment } = view;
  if (how !== 'shell' || profile === null) return [];
  const stale = disagreementsWith(profile.plan, [], environment).filter(
    ({ name }) => !name.startsWith('CGW_') && !isHelper(name),
  );
  if (stale.length === 0) return [];
  return [
    {
      id: 'shell-stale',
      severity: stale.some(({ name }) => isRouting(name)) ? 'error' : 'warning',
      what: `This shell does not hold what the profile ${profile.name} says: ${stale.map(({ name }) => name).join(', ')}`,
      evidence: stale.map(({ name, how: differs, winner, wanted }) => {
        const held = winner === undefined ? `${name} is not set` : assignment(name, winner.value);
        if (differs === 'extra') return `exported: ${held}; the profile has none`;
        const says = wanted === null ? 'the profile has one' : `the profile says ${assignment(name, wanted)}`;
        return `${winner === undefined ? '' : 'exported: '}${held}; ${says}`;
      }),
      fix: 'Switch again: the profile or the shell has changed since',
      command: evaluated(`cgw env ${profile.name}`, situation),
      ...helperRemedy(view),
    },
  ];
};

function evaluated(command: string, { shell }: Situation): string {
  return shells[shell].usage(command);
}

/** Agents in the background are started by another process than this shell. */
export const backgroundAgents: ViewDetector = ({ how, profile, files }) => {
  if (how !== 'shell' || profile === null) return [];
  const user = envOf(files.find(({ scope }) => scope === 'user')?.content ?? {});
  const unseen = profile.plan.changes.filter(
    change =>
      change.action === 'set' &&
      !change.secret &&
      !change.name.startsWith('CGW_') &&
      isRouting(change.name) &&
      user[change.name] !== change.value,
  );
  if (unseen.length === 0) return [];
  return [
    {
      id: 'background-agents',
      severity: 'note',
      what: 'Background agents and agent view may not see the switch of this shell',
      evidence: [
        `only exported: ${unseen.map(({ name }) => name).join(', ')}`,
        `${documented}: a supervisor starts them; a settings entry reaches them`,
      ],
      fix: 'If you use them, write the profile to your settings too',
      command: `cgw write ${profile.name} --to user`,
    },
  ];
};
