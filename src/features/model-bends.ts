import { defaultModels } from '../backends/default-models.ts';
import type { Profile } from '../backends/profile.ts';
import type { Bend } from './bend.ts';
import type { Evidence } from './cell.ts';
import { windowOf } from './model-windows.ts';
import { modelOf } from './route-of.ts';

const modelTable: Evidence = {
  kind: 'measured',
  source: 'Model table in the program npm @anthropic-ai/claude-code@2.1.330, read 2026-11-22',
  checked: '2026-11-22',
  versions: 'Claude Code 2.1.330',
};

const withoutEffort: Evidence = {
  kind: 'measured',
  source:
    'Requests of npm @anthropic-ai/claude-code@2.1.330 recorded on 127.0.0.1, 2026-11-22: claude-sonnet-4-5 beside claude-opus-4-6 and claude-opus-5-5',
  checked: '2026-11-22',
  versions: 'Claude Code 2.1.330',
};

/** What the pinned model (on Foundry also the standard one) takes from the column of a route. */
export function modelBends(profile: Profile): Bend[] {
  const pinned = modelOf(profile);
  const model = pinned ?? (profile.backend === 'foundry' ? defaultModels.foundry.model : undefined);
  if (model === undefined) return [];
  const by = pinned === undefined ? `${model}, the standard on Foundry` : `models.default=${model}`;
  return [...windowBend(model, by), ...effortBend(model, by)];
}

function windowBend(model: string, by: string): Bend[] {
  const window = model.endsWith('[1m]') ? 'native' : windowOf(model);
  if (window !== 'none' && window !== 'suffix') return [];
  const why = window === 'none' ? `${model} has no 1M window` : `${model} needs the [1m] suffix`;
  const lever = window === 'none' ? 'models.default=…' : `models.default=${model}[1m]`;
  return [
    {
      feature: 'context-1m',
      by,
      cell: { state: 'none', loss: 'The window is 200K', why, lever, evidence: [modelTable] },
    },
  ];
}

/** Only what was measured: other old models may lack it too. */
function effortBend(model: string, by: string): Bend[] {
  if (!/claude-sonnet-4-5/.test(model)) return [];
  const why = 'Claude Code sends no effort to claude-sonnet-4-5';
  const lever = 'models.default=…';
  return [
    {
      feature: 'effort',
      by,
      cell: { state: 'none', loss: 'The effort level does nothing', why, lever, evidence: [withoutEffort] },
    },
  ];
}
