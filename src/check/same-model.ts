/** Dates, versions of an offer and words that a vendor adds to the name of a model. */
const additions = /(@|-)(20\d{6}|latest|default)|-v\d+(:\d+)?$|\[1m\]$/g;

/**
 * Whether an answer’s model can be the one that was asked for. Gateways and clouds spell names differently, and a name
 * of the gateway’s own says nothing: only a Claude model by version is compared.
 * @param answered as the answer names it; empty: it does not say.
 */
export function canBeModel(asked: string, answered: string): boolean {
  const wanted = claudeIn(asked);
  if (wanted === undefined || !/\d/.test(wanted) || answered === '') return true;
  return claudeIn(answered) === wanted;
}

/** `claude-FAMILY-VERSION` wherever it stands in a name, or undefined. */
function claudeIn(name: string): string | undefined {
  const found = /claude-(\d|opus|sonnet|haiku|fable|mythos)[a-z0-9.@:[\]-]*/i.exec(name)?.[0].toLowerCase();
  return found?.replaceAll(additions, '').replaceAll('.', '-');
}
