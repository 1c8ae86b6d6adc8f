import { asksGatewayForCheck, startsChecked, unchecked } from '../../claude/auto-mode.ts';
import { levers } from '../../features/levers.ts';
import { inForce, observed } from '../evidence.ts';
import type { ViewDetector } from '../finding.ts';

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
      fix: `Ask who runs it; or let the check be a call of Sonnet, which is billed${profile === null ? ` (${levers.localAutoMode} in a profile)` : ''}; or use another permission mode`,
      command: profile === null ? null : `cgw edit ${profile.name} --set ${levers.localAutoMode}`,
    },
  ];
};
