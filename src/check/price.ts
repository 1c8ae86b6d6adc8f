/** US dollars for a million tokens. */
export type Price = { readonly input: number; readonly output: number };

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
export function priceOf(model: string): Price & { readonly listed: boolean } {
  const found = prices.find(([pattern]) => pattern.test(model));
  return found === undefined ? { ...unlisted, listed: false } : { ...found[1], listed: true };
}

type Tokens = { readonly input: number; readonly output: number };

/** US dollars. */
export function costOf({ input, output }: Tokens, price: Price): number {
  return (input * price.input + output * price.output) / 1_000_000;
}

/** Dollars for people: two digits that say something. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return amount < 0.01 ? 'less than $0.01' : `$${amount.toFixed(2)}`;
}
