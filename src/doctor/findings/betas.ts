import type { Profile } from '../../backends/profile.ts';
import { type FeatureId, featureIds, features } from '../../features/features.ts';
import { levers } from '../../features/levers.ts';
import { columnOf, type ProfileCell } from '../../features/profile-column.ts';
import type { Detector } from '../finding.ts';
import { columnSource, meantProfile } from '../views.ts';

/**
 * Features whose loss is loud on the profile’s route: the server may answer a request with a 400. Where nobody knows
 * whether it does, only what the profile itself asked for is worth a word.
 */
export const refusedBetas: Detector = situation => {
  const meant = meantProfile(situation);
  if (meant === null) return [];
  const column = columnOf(columnSource(meant, situation));
  const loud = featureIds.filter(id => isRefused(id, column[id], meant.profile));
  if (loud.length === 0) return [];
  const settings = leversOf(loud.map(id => column[id]));
  return [
    {
      id: 'betas-refused',
      severity: settings.length > 0 ? 'warning' : 'note',
      what: `This route may answer requests with a 400: ${loud.map(id => features[id].title).join(', ')}`,
      evidence: loud.map(id => {
        const { why, evidence } = column[id];
        const [{ kind, source, checked }] = evidence;
        return `${features[id].title}: ${why} (${kind}, ${source}, ${checked})`;
      }),
      fix:
        settings.length > 0
          ? `If it does: ${settings.join(', ')}`
          : 'No setting of a profile changes it; the gateway’s operator can',
      command:
        settings.length > 0
          ? `cgw edit ${meant.name} ${settings.map(each => `--set ${each}`).join(' ')}`
          : `cgw features ${meant.name} --why`,
      profile: meant.name,
    },
  ];
};

function isRefused(id: FeatureId, { shows, state }: ProfileCell, profile: Profile): boolean {
  if (shows !== 'loud' || state === 'full' || inCallsOfTheirOwn.includes(id)) return false;
  if (switchedOff[id]?.(profile)) return false;
  return state !== 'unknown' || (askedFor[id]?.(profile) ?? false);
}

/** A refusal ends the call that asks for these, and not the conversation. */
const inCallsOfTheirOwn: readonly FeatureId[] = ['web-search', 'token-counting', 'advisor'];

/** What a profile’s own settings keep out of the request (observed): nothing is left to refuse. */
const switchedOff: { readonly [Id in FeatureId]?: (profile: Profile) => boolean } = {
  'tool-search': ({ toolSearch, experimentalBetas }) => experimentalBetas === false || toolSearch === 'false',
  'context-management': ({ experimentalBetas }) => experimentalBetas === false,
};

/** The settings of a profile that ask for a feature by name. */
const askedFor: { readonly [Id in FeatureId]?: (profile: Profile) => boolean } = {
  'tool-search': ({ toolSearch, experimentalBetas }) =>
    experimentalBetas === true || (toolSearch !== undefined && toolSearch !== 'false'),
  'context-management': ({ experimentalBetas }) => experimentalBetas === true,
  'structured-outputs': ({ experimentalBetas }) => experimentalBetas === true,
  effort: ({ env }) => typeof env === 'object' && env.CLAUDE_CODE_EFFORT_LEVEL !== undefined,
};

/** Levers that are fields of a profile; without betas there is no tool search either. */
function leversOf(cells: readonly ProfileCell[]): string[] {
  const all = new Set(cells.flatMap(({ lever }) => (lever !== null && isField(lever) ? [lever] : [])));
  if (all.has(levers.betasOff)) all.delete(levers.toolSearchOff);
  return [...all];
}

function isField(lever: string): boolean {
  return /^[a-z]\w*=[\w.-]+$/.test(lever);
}
