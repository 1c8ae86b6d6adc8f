import type { ArgumentKind } from '../args/spec.ts';
import type { Environment } from '../base/io.ts';
import { sharedVariables } from '../env/shared.ts';
import { ownedNames, ownedVariable } from '../env/variables.ts';
import type { Config } from '../profile/config.ts';
import { accountsIn } from '../profile/keychain-entries.ts';
import { type Answer, type Candidate, nothing, offered } from './answer.ts';
import { baseOf } from './base.ts';
import { credentialFields, credentials, heldFields, settings } from './fields.ts';
import type { Reading } from './place.ts';
import { ownProfiles, presets, profiles, roles } from './profiles.ts';

/** What completion knows of the machine. The config is undefined when it is damaged: then nothing is known of it. */
export type Known = { readonly config: Config | undefined; readonly environment: Environment };

type NamedKind = Extract<ArgumentKind, string>;

/** What stands for an argument of each kind. */
const named: {
  readonly [Kind in NamedKind]: (word: string, reading: Reading, known: Known) => Answer;
} = {
  'own-profile': (_, __, { config }) => offered(ownProfiles(config)),
  profile: (_, __, { config }) => offered(profiles(config)),
  'profile-or-role': (_, __, { config }) => offered([...profiles(config), ...roles(config, '@')]),
  'profile-role-or-preset': (_, __, { config }) =>
    offered([...profiles(config, 'all presets'), ...roles(config, '@')]),
  preset: () => offered(presets()),
  role: (word, _, { config }) => offered(roles(config, word.startsWith('@') ? '@' : '')),
  variable: () => offered(variables()),
  setting: (word, reading, { config }) => offered(settings(word, baseOf(reading, config))),
  credential: (word, reading, { config, environment }) =>
    credentials(word, baseOf(reading, config), environment, config === undefined ? [] : accountsIn(config)),
  'credential-field': (word, { values, positionals }, { config }) =>
    offered(credentialFields(word, baseOf({ values, positionals: positionals.slice(-1) }, config))),
  'held-field': (_, reading, { config }) => offered(heldFields(baseOf(reading, config))),
  file: () => ({ offer: 'files', before: '' }),
  'new-name': () => nothing,
};

/** @param word what is typed of the argument; the candidates are not sorted out by it */
export function candidatesOf(kind: ArgumentKind, word: string, reading: Reading, known: Known): Answer {
  if (typeof kind === 'string') return named[kind](word, reading, known);
  if ('oneOf' in kind) return offered(kind.oneOf.map(value => ({ value })));
  return offered(listed(kind.listOf, word));
}

/** The next word of a list with commas; each stands there once. */
function listed(words: readonly string[], word: string): Candidate[] {
  const before = word.slice(0, word.lastIndexOf(',') + 1);
  const given = before.split(',').map(each => each.trim());
  return words.filter(each => !given.includes(each)).map(each => ({ value: before + each }));
}

function variables(): Candidate[] {
  const shared = Object.entries(sharedVariables).map(([value, help]) => ({ value, help }));
  return [...ownedNames.map(value => ({ value, help: ownedVariable(value)?.meaning ?? '' })), ...shared];
}
