import type { ArgumentKind } from '../args/spec.ts';
import { backends } from '../backends/index.ts';
import type { Environment } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { printable } from '../base/terminal-text.ts';
import { ownedNames, ownedVariable, sharedVariables } from '../env/variables.ts';
import { type Config, catalogOf } from '../profile/config.ts';
import { accountsIn } from '../profile/keychain-entries.ts';
import { allPresets, isReady, type Preset } from '../profile/presets.ts';
import {
  backendOf,
  credentialFields,
  profileMeant,
  secretSuggestions,
  setSuggestions,
  unsetSuggestions,
} from './fields.ts';
import type { PartialInvocation } from './partial.ts';
import { noSuggestions, type Suggestion, type Suggestions, safeSuggestions } from './suggestions.ts';

/** What completion knows of the machine. The config is undefined when it is damaged: then nothing is known of it. */
export type CompletionContext = { readonly config: Config | undefined; readonly environment: Environment };

type NamedKind = Extract<ArgumentKind, string>;

/** What stands for an argument of each kind. */
const named: {
  readonly [Kind in NamedKind]: (
    word: string,
    typed: PartialInvocation,
    context: CompletionContext,
  ) => Suggestions;
} = {
  'own-profile': (_, __, { config }) => safeSuggestions(ownProfiles(config, 'own')),
  profile: (_, __, { config }) => safeSuggestions(profiles(config)),
  'profile-or-role': (_, __, { config }) => safeSuggestions([...profiles(config), ...roles(config, '@')]),
  'profile-role-or-preset': (_, __, { config }) =>
    safeSuggestions([...profiles(config, 'all presets'), ...roles(config, '@')]),
  preset: () => safeSuggestions(presets()),
  role: (word, _, { config }) => safeSuggestions(roles(config, word.startsWith('@') ? '@' : '')),
  variable: () => safeSuggestions(variables()),
  setting: (word, typed, { config }) => safeSuggestions(setSuggestions(word, profileMeant(typed, config))),
  credential: (word, typed, { config, environment }) =>
    secretSuggestions(
      word,
      profileMeant(typed, config),
      environment,
      config === undefined ? [] : accountsIn(config),
    ),
  'credential-field': (word, { values, positionals }, { config }) =>
    safeSuggestions(
      credentialFields(word, profileMeant({ values, positionals: positionals.slice(-1) }, config)),
    ),
  'held-field': (_, typed, { config }) => safeSuggestions(unsetSuggestions(profileMeant(typed, config))),
  catalog: (_, { positionals: [verb] }, { config }) =>
    verb === 'add'
      ? { offer: 'files', before: '' }
      : safeSuggestions(
          Object.entries(config?.catalogs ?? {}).map(([value, { source }]) => ({ value, help: source })),
        ),
  file: () => ({ offer: 'files', before: '' }),
  'new-name': () => noSuggestions,
};

/** @param word what is typed of the argument; the candidates are not sorted out by it */
export function suggestionsFor(
  kind: ArgumentKind,
  word: string,
  typed: PartialInvocation,
  context: CompletionContext,
): Suggestions {
  if (typeof kind === 'string') return named[kind](word, typed, context);
  if ('oneOf' in kind) return safeSuggestions(kind.oneOf.map(value => ({ value })));
  return safeSuggestions(listed(kind.listOf, word));
}

/** The next word of a list with commas; each stands there once. */
function listed(words: readonly string[], word: string): Suggestion[] {
  const before = word.slice(0, word.lastIndexOf(',') + 1);
  const given = before.split(',').map(each => each.trim());
  return words.filter(each => !given.includes(each)).map(each => ({ value: before + each }));
}

function variables(): Suggestion[] {
  const shared = Object.entries(sharedVariables).map(([value, help]) => ({ value, help }));
  return [...ownedNames.map(value => ({ value, help: ownedVariable(value)?.meaning ?? '' })), ...shared];
}

/** The user’s own, in file order, and those of catalogs, which say so. */
function ownProfiles(config: Config | undefined, which: 'own' | 'all'): Suggestion[] {
  if (config === undefined) return [];
  return Object.entries(config.profiles).flatMap(([value, profile]) => {
    const catalog = catalogOf(config, value);
    const help = describe(profile);
    if (catalog === undefined) return [{ value, help }];
    return which === 'own' ? [] : [{ value, help: `${catalog}: ${help}` }];
  });
}

/** The user’s own, then the presets that work as they are, or all of them; none when the config is damaged. */
export function profiles(config: Config | undefined, which: 'ready' | 'all presets' = 'ready'): Suggestion[] {
  if (config === undefined) return [];
  const others = allPresets().filter(
    ([name, preset]) => !Object.hasOwn(config.profiles, name) && (which === 'all presets' || isReady(preset)),
  );
  return [...ownProfiles(config, 'all'), ...others.map(presetCandidate)];
}

function presets(): Suggestion[] {
  return allPresets().map(presetCandidate);
}

export function roles(config: Config | undefined, sign: '@' | ''): Suggestion[] {
  return Object.entries(config?.roles ?? {}).map(([role, name]) => ({
    value: sign + role,
    help: `role: ${name}`,
  }));
}

function presetCandidate([value, { title }]: [string, Preset]): Suggestion {
  return { value, help: `preset: ${title}` };
}

/** What stands in the file is not checked here; whatever it is, a line of it must be harmless. */
function describe(profile: unknown): string {
  if (!isRecord(profile)) return 'invalid';
  const backend = backendOf(profile);
  const title = backend === undefined ? 'unknown backend' : backends[backend].title;
  const place = [profile.note, profile.baseUrl, profile.region].find(each => typeof each === 'string');
  return place === undefined ? title : `${title}, ${printable(place)}`;
}
