import { isAnthropic } from '../../backends/base-url.ts';
import { backends } from '../../backends/index.ts';
import type { Profile } from '../../backends/profile.ts';
import { providerFacts } from '../../backends/providers.ts';
import { isOn } from '../../claude/modes.ts';
import { type BackendId, backendIds } from '../../env/backend-ids.ts';
import { baseUrlAdvice } from '../../profile/advice.ts';
import { inForce, observed } from '../evidence.ts';
import type { ViewDetector } from '../finding.ts';
import type { View } from '../views.ts';

/** An address to which Claude Code will append what stands there already, or below which nobody serves its format. */
export const oddBaseUrl: ViewDetector = (view, situation) => {
  const variable = providerFacts(view.forecast.provider).endpoints.find(name => view.effective[name]);
  const url = variable === undefined ? undefined : view.effective[variable];
  if (variable === undefined || url === undefined) return [];
  const { profile } = view;
  const isOwn = profile !== null && profile.profile.baseUrl === url;
  const held: Profile = isOwn ? profile.profile : { backend: backendOf(view), baseUrl: url };
  const advice = baseUrlAdvice(isOwn ? profile.name : '', held);
  // To name Anthropic itself is no mistake, only no profile for a gateway.
  if (advice === undefined || (!isOwn && isAnthropic(url))) return [];
  const { what, corrected, command } = advice;
  return [
    {
      id: 'base-url',
      severity: 'warning',
      what: isOwn ? what : what.replace(/^baseUrl/, variable),
      evidence: [
        inForce(view, variable, situation),
        `${observed}: Claude Code appends its paths to whatever stands there`,
      ],
      fix: `Unless this gateway is an unusual one, ${corrected === null ? 'use another address' : `let it be ${corrected}`}`,
      command: isOwn ? command : null,
    },
  ];
};

/** The backend that a plain Claude Code has here, by the variables that count. */
function backendOf({ forecast: { provider }, effective }: View): BackendId {
  if (provider === 'firstParty' || provider === 'gateway') return 'gateway';
  const { skip } = providerFacts(provider);
  const signs = skip !== undefined && isOn(effective[skip]);
  const fitting = backendIds.filter(id => backends[id].provider === provider);
  return fitting.find(id => (backends[id].gatewaySigns === true) === signs) ?? fitting[0] ?? 'gateway';
}
