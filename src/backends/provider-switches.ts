import { type ProviderId, providerFacts, providers } from './providers.ts';

/** The switches that choose a provider, the one that wins first. A list that `cgw env` does not need. */
export const providerSwitches = (Object.keys(providers) as readonly ProviderId[]).flatMap(provider => {
  const variable = providerFacts(provider).switch;
  return variable === undefined ? [] : [{ variable, provider }];
});
