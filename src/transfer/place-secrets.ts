import { entriesOf, isSecretValue } from '../backends/profile.ts';
import { isOwned } from '../env/variables.ts';
import { accountFor } from '../profile/keychain-entries.ts';
import { withField } from '../profile/with-field.ts';
import type { Incoming } from './incoming.ts';
import type { Arrival } from './join.ts';
import { referenceTo } from './lift.ts';

/** Where plain credentials of a file can go. */
export const secretPlaces = ['keychain', 'env'] as const;
export type SecretPlace = (typeof secretPlaces)[number];

/** A plain credential that has a place of its own. */
export type Placed = {
  readonly profile: string;
  readonly path: string;
  readonly value: string | undefined;
  /** The account of a keychain entry, or the name of a variable. */
  readonly at: string;
};

/** Profiles without any stand-in, and what is to be stored or exported for them. */
export type AllPlaced = {
  readonly incoming: readonly (Incoming & Arrival)[];
  readonly placed: readonly Placed[];
};

/** Gives every plain credential a place, and every profile the references to them. */
export function placeSecrets(incoming: readonly Incoming[], place: SecretPlace): AllPlaced {
  const placed: Placed[] = [];
  const done = incoming.map(each => {
    let { profile } = each;
    for (const { path, value } of each.secrets) {
      const used = placed.map(({ at }) => at);
      const at = place === 'keychain' ? accountFor(each.name, path) : variableFor(each.name, path, used);
      placed.push({ profile: each.name, path, value, at });
      const held = entriesOf(profile).find(entry => entry.path === path)?.value;
      const scheme = isSecretValue(held) ? held.scheme : undefined;
      profile = withField(profile, path, referenceTo(path, `${place}:${at}`, scheme));
    }
    return { ...each, profile, secrets: [], renews: place === 'keychain' && each.secrets.length > 0 };
  });
  return { incoming: done, placed };
}

/** `LITELLM_TOKEN` for `litellm` and `token`: a name that no switch clears, and that nothing else has here. */
function variableFor(name: string, path: string, used: readonly string[]): string {
  const field = path.replace(/^(headers|env)\./, '').replace(/([a-z])([A-Z])/g, '$1_$2');
  const own = shouted(name);
  const plain = `${own}_${shouted(field)}`;
  const variable = /^[A-Z]/.test(own) && !isOwned(plain) ? plain : `MY_${plain.replace(/^_/, '')}`;
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? variable : `${variable}_${count}`;
    if (!used.includes(numbered)) return numbered;
  }
}

function shouted(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
