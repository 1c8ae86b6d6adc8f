import { defaultModels, modelAliases } from '../../backends/default-models.ts';
import { observed } from '../evidence.ts';
import type { ViewLook } from '../finding.ts';

const { model, retires } = defaultModels.foundry;

/** Foundry without a model: Claude Code’s default there is about to go. */
export const foundryModel: ViewLook = (view, situation) => {
  const { effective, forecast, inForce, profile } = view;
  const named =
    effective.ANTHROPIC_MODEL ||
    effective.ANTHROPIC_DEFAULT_MODEL ||
    inForce.some(({ content }) => typeof content.model === 'string' && content.model !== '');
  if (forecast.provider !== 'foundry' || named) return [];
  const gone = situation.now >= Date.parse(retires);
  return [
    {
      id: 'foundry-model',
      severity: gone ? 'error' : 'warning',
      what: `No model is named, and Claude Code’s default on Foundry ${gone ? 'retired' : 'retires'} on ${retires}`,
      evidence: ['ANTHROPIC_MODEL is not set', `${observed}: the default there is ${model}`],
      fix: 'Name a model that the resource has deployed',
      command: profile === null ? null : `cgw edit ${profile.name} --set models.default=${modelAliases.opus}`,
    },
  ];
};
