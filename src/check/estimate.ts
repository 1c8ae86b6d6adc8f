import type { FeatureId } from '../features/features.ts';
import { probedFeatures, probeOf } from './probes/index.ts';
import { plainTokens } from './steps/answered.ts';

/** Tokens of one short run of Claude Code, which sends its instructions and tools along. */
const claudeTokens = { input: 40_000, output: 300 } as const;

/** US dollars for a million tokens. */
type Price = { readonly input: number; readonly output: number };

/**
 * List prices of Anthropic (platform.claude.com, pricing; read 2026-11-22), newest models first. Gateways and clouds
 * may bill otherwise. Haiku 5.5 is priced as for prompts above 100,000 tokens.
 */
const prices: readonly (readonly [RegExp, Price])[] = [
  [/fable|mythos/, { input: 10, output: 50 }],
  [/opus-5-5/, { input: 4, output: 20 }],
  [/opus-(5|4-[5-9])/, { input: 5, output: 25 }],
  [/opus/, { input: 15, output: 75 }],
  [/sonnet-5/, { input: 2, output: 10 }],
  [/sonnet/, { input: 3, output: 15 }],
  [/haiku-5-5/, { input: 0.5, output: 2.5 }],
  [/haiku/, { input: 1, output: 5 }],
];

/** What a model that is not in the list is taken for: the dearest that is still sold. */
const unlisted: Price = { input: 10, output: 50 };

/** The price of a model by its name, and whether the name is in the list at all. */
function priceOf(model: string): Price & { readonly listed: boolean } {
  const found = prices.find(([pattern]) => pattern.test(model));
  return found === undefined ? { ...unlisted, listed: false } : { ...found[1], listed: true };
}

type Tokens = { readonly input: number; readonly output: number };

/** US dollars. */
function costOf({ input, output }: Tokens, price: Price): number {
  return (input * price.input + output * price.output) / 1_000_000;
}

/** Dollars for people: two digits that say something. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return amount < 0.01 ? 'less than $0.01' : `$${amount.toFixed(2)}`;
}

/** What a check would ask and cost. Money in US dollars, at list prices, rather too much than too little. */
export type Estimate = {
  readonly total: number;
  /** Whether a message may be sent at all. */
  readonly asksPlain: boolean;
  /** Whether the same may be sent with a made-up header. */
  readonly asksRelay: boolean;
  /** Whether Claude Code is launched too. */
  readonly asksClaude: boolean;
  readonly probes: readonly FeatureId[];
  /** Left out, and for what reason. */
  readonly skipped: readonly { readonly feature: FeatureId; readonly why: string }[];
  /** What each of it costs at most. */
  readonly costs: Costs;
  /** Whether the price of the model is known at all. */
  readonly listed: boolean;
};

type Costs = {
  /** One plain message. */
  readonly plain: number;
  readonly claude: number;
  probe(feature: FeatureId): number;
};

/** What a check may cost when nothing else is said, in US dollars; `--deep` says that its own price may be added. */
export const defaultMaxCost = 1;

type Wishes = {
  readonly deep: boolean;
  readonly claude: boolean;
  /** Undefined: what is usual. */
  readonly most: number | undefined;
};

/** What of a check fits into what it may cost, in the order of the feature table. Pure. */
export function estimate(model: string, { deep, claude, most }: Wishes): Estimate {
  const price = priceOf(model);
  const costs = costsAt(price);
  const wanted = probedFeatures.filter(feature => deep || !isDeep(feature));
  const whole = 2 * costs.plain + (claude ? costs.claude : 0) + sumOf(wanted, costs);
  const limit = most ?? defaultMaxCost + sumOf(wanted.filter(isDeep), costs);
  let total = 0;
  const fits = (cost: number): boolean => {
    if (total + cost > limit) return false;
    total += cost;
    return true;
  };
  const asksPlain = fits(costs.plain);
  // Without an answer to compare with, nothing else shows anything.
  const asksRelay = asksPlain && fits(costs.plain);
  const asksClaude = asksPlain && claude && fits(costs.claude);
  const probes = wanted.filter(feature => asksPlain && fits(costs.probe(feature)));
  const skipped = probedFeatures
    .filter(feature => !probes.includes(feature))
    .map(feature => ({
      feature,
      why: wanted.includes(feature)
        ? tooDear(costs.probe(feature), whole)
        : `costs up to ${dollars(costs.probe(feature))}: only with --deep`,
    }));
  return { total, asksPlain, asksRelay, asksClaude, probes, skipped, costs, listed: price.listed };
}

/** Why something is left out, and what would be enough. */
function tooDear(cost: number, whole: number): string {
  return `costs up to ${dollars(cost)}: more than --max-cost leaves (all takes up to ${dollars(Math.ceil(whole * 100) / 100)})`;
}

function isDeep(feature: FeatureId): boolean {
  return probeOf(feature)?.deep === true;
}

function sumOf(features: readonly FeatureId[], costs: Costs): number {
  return features.reduce((sum, each) => sum + costs.probe(each), 0);
}

function costsAt(price: Price): Costs {
  return {
    plain: costOf(plainTokens, price),
    claude: costOf(claudeTokens, price),
    probe: feature => costOf(probeOf(feature)?.tokens ?? { input: 0, output: 0 }, price),
  };
}
