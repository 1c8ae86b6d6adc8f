import { asksGatewayForCheck, startsChecked, unchecked } from '../../claude/auto-mode.ts';
import { type FeatureId, features } from '../../features/features.ts';
import { levers } from '../../features/levers.ts';
import { columnOf, type ProfileCell } from '../../features/profile-column.ts';
import { inForce, observed, placeIn } from '../evidence.ts';
import type { Detector, ViewDetector } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { columnSource, meantProfile } from '../views.ts';

/** Tools are kept back until the model searches for them, which a model that is not Claude does not do. */
export const hiddenTools: Detector = situation => {
  const meant = meantProfile(situation);
  if (meant === null) return [];
  const cell = cellOf(situation, 'tool-search');
  if (cell === null || cell.state !== 'none' || cell.lever !== levers.toolSearchOff) return [];
  return [
    {
      id: 'tools-hidden',
      severity: 'warning',
      what: 'Tools stay hidden from a model that is not Claude',
      evidence: [saidOf('tool-search', cell)],
      fix: 'Send all tools with every request',
      command: `cgw edit ${meant.name} --set ${levers.toolSearchOff}`,
      profile: meant.name,
    },
  ];
};

/** Keys of Claude Code’s settings that ask for a feature. */
const wishes = [
  { key: 'fastMode', feature: 'fast-mode', isAsked: (value: unknown) => value === true },
  {
    key: 'advisorModel',
    feature: 'advisor',
    isAsked: (value: unknown) => typeof value === 'string' && value !== '',
  },
] as const;

/** Settings of the user’s own that ask for what the profile’s route does not have, or has only where more is said. */
export const askedInVain: Detector = situation => {
  const meant = meantProfile(situation);
  if (meant === null) return [];
  return wishes.flatMap(({ key, feature, isAsked }) => {
    const file = situation.settingsMeant.files.find(({ content }) => content[key] !== undefined);
    const cell = cellOf(situation, feature);
    if (file === undefined || !isAsked(file.content[key]) || cell === null || !isLost(cell)) return [];
    const { lever } = cell;
    return [
      {
        id: 'asked-in-vain' as const,
        severity: 'note' as const,
        what: `${key} asks for what ${meant.name} does not ${lever === null ? 'have' : 'have by itself'}`,
        evidence: [placeIn(file, [key], situation), saidOf(feature, cell)],
        fix: lever === null ? 'Another backend may have it: cgw features' : `Ask for it: ${lever}`,
        command:
          lever === null ? `cgw features ${meant.name} --why` : `cgw edit ${meant.name} --set ${lever}`,
        profile: meant.name,
      },
    ];
  });
};

/** What somebody else decides is no matter for a note; what a setting brings is. */
function isLost({ state, lever }: ProfileCell): boolean {
  return state === 'none' || (state !== 'full' && lever !== null);
}

function cellOf(situation: Situation, feature: FeatureId): ProfileCell | null {
  const meant = meantProfile(situation);
  if (meant === null) return null;
  return columnOf(columnSource(meant, situation))[feature];
}

function saidOf(
  feature: FeatureId,
  { loss, why, evidence: [{ kind, source, checked }] }: ProfileCell,
): string {
  return `${features[feature].title}: ${loss}; ${why} (${kind}, ${source}, ${checked})`;
}

/** Auto mode, in which a session starts, asks a gateway for a check that it may not know. */
export const uncheckedActions: ViewDetector = (view, situation) => {
  const { forecast, profile, environment, effective } = view;
  const { endpoint, endpointFrom, model } = forecast;
  if (forecast.provider !== 'firstParty' || endpointFrom === null) return [];
  if (!asksGatewayForCheck({ environment, effective, endpoint, model })) return [];
  if (!startsChecked({ settings: view.inForce, prints: false })) return [];
  return [
    {
      id: 'auto-mode',
      severity: 'warning',
      what: `${unchecked[0]?.toUpperCase()}${unchecked.slice(1)}`,
      evidence: [
        inForce(view, endpointFrom, situation),
        `${observed}: else a session shows a dialog in place of the check, and -p in auto mode refuses the action and ends with 1`,
      ],
      fix: `Ask whoever runs it; or let the check be a call of Sonnet, which is billed${profile === null ? ` (${levers.localAutoMode} in a profile)` : ''}; or use another permission mode`,
      command: profile === null ? null : `cgw edit ${profile.name} --set ${levers.localAutoMode}`,
    },
  ];
};
