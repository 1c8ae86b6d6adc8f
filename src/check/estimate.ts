import type { FeatureId } from '../features/feature.ts';
import { claudeTokens } from './claude-tokens.ts';
import { costOf, priceOf } from './price.ts';
import { probedFeatures, probeOf } from './probes.ts';
import { plainTokens } from './steps/answered.ts';

/** What a check would ask and cost. Money in US dollars, at list prices, rather too much than too little. */
export type Estimate = {
  readonly total: number;
  /** Whether Claude Code is launched too. */
  readonly asksClaude: boolean;
  readonly probes: readonly FeatureId[];
  /** Left out, and for what reason. */
  readonly skipped: readonly { readonly feature: FeatureId; readonly why: string }[];
  /** Whether the price of the model is known at all. */
  readonly listed: boolean;
};

/** What a check may cost when nothing else is said, in US dollars. */
export const usualMost = 1;

/** The probes that fit into what it may cost, in the order of the feature table. Pure. */
export function estimate(
  model: string,
  { deep, claude, most }: { deep: boolean; claude: boolean; most: number },
): Estimate {
  const price = priceOf(model);
  // Twice: the plain message, and the same with a made-up header.
  let total = 2 * costOf(plainTokens, price);
  const ofClaude = costOf(claudeTokens, price);
  const asksClaude = claude && total + ofClaude <= most;
  if (asksClaude) total += ofClaude;
  const probes: FeatureId[] = [];
  const skipped: { feature: FeatureId; why: string }[] = [];
  for (const feature of probedFeatures) {
    const probe = probeOf(feature);
    if (probe === undefined) continue;
    const cost = costOf(probe.tokens, price);
    if (probe.deep && !deep)
      skipped.push({ feature, why: `costs up to $${cost.toFixed(2)}: only with --deep` });
    else if (total + cost > most)
      skipped.push({ feature, why: `costs up to $${cost.toFixed(2)}: more than --max-cost leaves` });
    else {
      total += cost;
      probes.push(feature);
    }
  }
  return { total, asksClaude, probes, skipped, listed: price.listed };
}
