import fc from 'fast-check';
import { profiles } from './profiles.ts';
import { type Kind, type PlayedProvider, providers, rareVariables, variables } from './variables.ts';

/** The files that hold settings; `main`: the local one of the main work tree, seen from a linked one. */
export const fileTypes = ['managed', 'argument', 'main', 'local', 'project', 'user', 'global'] as const;
export type FileType = (typeof fileTypes)[number];
export type Place = FileType | 'shell';

/** One thing that a case has; without it the rest is a case as well. */
export type Ingredient =
  | { readonly at: Place; readonly name: string; readonly value: unknown }
  | { readonly at: FileType; readonly key: string; readonly value: unknown }
  | { readonly at: FileType; readonly shape: Shape }
  | { readonly layout: Layout }
  | { readonly login: Login }
  | { readonly flags: readonly string[] };

/** How a file is written. */
const shapes = ['bom', 'utf16', 'comment', 'broken', 'empty'] as const;
type Shape = (typeof shapes)[number];

/** `legacy`: the global file is `.config.json`. */
const layouts = ['configDir', 'legacy'] as const;
type Layout = (typeof layouts)[number];

const logins = ['primaryApiKey', 'claudeAi', 'claudeAiPro', 'claudeAiFree', 'rejectedKey'] as const;
type Login = (typeof logins)[number];

export type Case = { readonly profile: number; readonly ingredients: readonly Ingredient[] };

/** A word that no request may hold unless somebody decided for it; it names the place. */
export const stray = 'stray';
const strayWord = (at: Place, name: string) => `${stray}-${at}-${name.toLowerCase().replaceAll('_', '-')}`;

type Choice<Value> = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Value> };
const oneOf = (weight: number, ...values: unknown[]): Choice<unknown> => ({
  weight,
  arbitrary: fc.constantFrom(...values),
});

/** What JSON can hold and an environment cannot. */
const noText = [5, 0, 1, true, false, null, ['a', 'b'], [], { a: 1 }];

function valueFor(kind: Kind, at: Place, name: string): fc.Arbitrary<unknown> {
  const word = strayWord(at, name);
  const url = `$WIRE/${at}/${name.toLowerCase()}`;
  const choices: Readonly<Record<Kind, Choice<unknown>[]>> = {
    switch: [
      oneOf(12, '1', '1', 'true', 'yes', 'on', 'TRUE'),
      oneOf(5, '0', 'false', '', 'no', 'off'),
      oneOf(2, ' ', ' 1 ', 'True\n', '2', '-1', 'x', 'yes please'),
    ],
    secret: [oneOf(14, word), oneOf(3, ''), oneOf(2, ' ', ` ${word} `)],
    url: [oneOf(16, url), oneOf(2, ''), oneOf(1, `${url}/`, ' ')],
    name: [oneOf(12, word), oneOf(2, ''), oneOf(1, ' ')],
    region: [oneOf(12, 'us-west-2', 'eu-west-1'), oneOf(2, '', ' ')],
    model: [
      oneOf(10, word),
      oneOf(3, 'opus', 'sonnet', 'haiku'),
      oneOf(1, `${word}[1m]`),
      oneOf(1, `anthropic.claude-${word}`),
      oneOf(2, '', ' '),
    ],
    headers: [
      oneOf(10, `x-${stray}-${at}: ${word}`),
      oneOf(1, '', ' ', `x-${stray}-${at}: a\nx-${stray}-two: b`),
    ],
    // It stands in prompts, where a stray word would be one.
    folder: [oneOf(4, '$ROOT/moved'), oneOf(1, '')],
    body: [oneOf(10, JSON.stringify({ metadata: { user_id: word } })), oneOf(1, '', ' ')],
  };
  const odd = at === 'shell' ? [] : [oneOf(2, ...noText)];
  return fc.oneof(...choices[kind], ...odd);
}

/** Where a variable stands; the shell most often. */
const place: fc.Arbitrary<Place> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('shell' as const) },
  { weight: 5, arbitrary: fc.constantFrom('user' as const, 'project' as const, 'local' as const) },
  { weight: 3, arbitrary: fc.constantFrom('global' as const, 'argument' as const) },
  { weight: 1, arbitrary: fc.constantFrom('main' as const, 'managed' as const) },
);

function variableOf(table: Readonly<Record<string, Kind>>): fc.Arbitrary<Ingredient> {
  return fc
    .tuple(place, fc.constantFrom(...Object.entries(table)))
    .chain(([at, [name, kind]]) => valueFor(kind, at, name).map(value => ({ at, name, value })));
}

const file = fc.constantFrom(...fileTypes.filter(each => each !== 'managed'));

/** Keys of settings files that choose a credential or a model, and keys that spoil the file. */
function keyOf(at: FileType): fc.Arbitrary<Ingredient> {
  const pair = (key: string, ...values: unknown[]) => values.map(value => ({ key, value }));
  const helper = `echo ${strayWord(at, 'helper')}`;
  const pairs = [
    ...pair('apiKeyHelper', helper, helper, helper, '', ' ', null, 5),
    ...pair('model', strayWord(at, 'model'), strayWord(at, 'model'), 'opus', 'haiku', '', 5, null),
    ...pair('cleanupPeriodDays', 'x', 30),
    ...pair('permissions', 3, {}),
    ...pair('env', ['a'], 'x', 3, null),
    ...pair('hooks', 'x', {}),
    ...pair('unknownKey', 1),
    ...pair('availableModels', ['haiku'], ['opus', 'sonnet'], [strayWord(at, 'model'), 3], [], 'x'),
    ...pair('enforceAvailableModels', true, true, 'x'),
    ...pair('effortLevel', 'low', 'nonsense'),
    ...pair('forceLoginMethod', 'console', 'x'),
    ...pair('alwaysThinkingEnabled', true, 'x'),
    ...pair(
      'modelOverrides',
      { 'claude-opus-5-5': strayWord(at, 'override') },
      { 'claude-sonnet-5-5': strayWord(at, 'override'), x: 3 },
      'x',
    ),
    ...pair('modelSettings', { 'claude-opus-5-5': { effortLevel: 'low' } }, 3),
    ...pair('maxEffortLevel', 'low', 3),
    ...pair('promptCacheTtl', '1h', 3),
    ...pair('statusLine', { type: 'command', command: 'true' }, 'x'),
    ...pair('enabledPlugins', {}, 3),
    ...pair('outputStyle', 'default', 3),
    ...pair('teammateMode', 'in-process', 'x'),
    ...pair('awsAuthRefresh', 'true', 3),
    ...pair('includeCoAuthoredBy', false, 'x'),
    ...pair('agent', 'general-purpose', 3),
  ];
  return fc.constantFrom(...pairs).map(each => ({ at, ...each }));
}

const key = file.chain(keyOf);
/** A `--settings` that is not an object is refused by cgw itself. */
const shaped = fc.constantFrom(...fileTypes.filter(each => each !== 'managed' && each !== 'argument'));
const shape = fc.tuple(shaped, fc.constantFrom(...shapes)).map(([at, each]) => ({ at, shape: each }));
const layout = fc.constantFrom(...layouts).map(each => ({ layout: each }));
const login = fc.constantFrom(...logins).map(each => ({ login: each }));

/** Two of the same in one place cannot be. */
function slot(ingredient: Ingredient): string {
  if ('name' in ingredient) return `${ingredient.at} ${ingredient.name}`;
  if ('key' in ingredient) return `${ingredient.at} ${ingredient.key}`;
  if ('shape' in ingredient) return `${ingredient.at} shape`;
  return 'flags' in ingredient ? 'flags' : JSON.stringify(ingredient);
}

/** Words for Claude Code itself. */
const flags = fc
  .constantFrom(
    ['--setting-sources', 'user'],
    ['--setting-sources', 'project,local'],
    ['--setting-sources', ''],
    ['--bare'],
    ['--restricted'],
    ['--model', `${stray}-flag-model`],
    ['--model', 'haiku'],
    ['--agent', 'general-purpose'],
  )
  .map(words => ({ flags: words }));

function ingredientsOf(provider: PlayedProvider): fc.Arbitrary<readonly Ingredient[]> {
  const { firstParty } = variables;
  const own: Readonly<Record<string, Kind>> = variables[provider];
  const start = Object.entries(own).filter(([, kind]) => kind === 'switch' || kind === 'url');
  // Without its switch hardly anything of a cloud counts.
  const usual = fc
    .tuple(
      fc.subarray(start.slice(0, provider === 'firstParty' ? 1 : 3), {
        minLength: provider === 'firstParty' ? 0 : 1,
      }),
      place,
    )
    .chain(([some, at]) =>
      fc.tuple(...some.map(([name, kind]) => valueFor(kind, at, name).map(value => ({ at, name, value })))),
    );
  const every: Readonly<Record<string, Kind>> = Object.assign({}, ...Object.values(variables));
  const inPlace = ([name, kind]: readonly [string, Kind], at: Place) =>
    valueFor(kind, at, name).map((value): Ingredient => ({ at, name, value }));
  const isKind = (wanted: Kind) => (entry: readonly [string, Kind]) => entry[1] === wanted;
  // Several providers at once.
  const switches = fc
    .tuple(fc.subarray(Object.entries(every).filter(isKind('switch')), { minLength: 2, maxLength: 5 }), place)
    .chain(([some, at]) => fc.tuple(...some.map(entry => inPlace(entry, at))));
  // Every credential that there is, behind a sign-in that is skipped.
  const secrets = Object.entries({ ...own, ...firstParty }).filter(isKind('secret'));
  const everything = fc
    .tuple(place, place)
    .chain(([one, other]) =>
      fc.tuple(
        ...start.map(entry => inPlace(entry, one)),
        ...secrets.map(entry => inPlace(entry, other)),
        keyOf('user'),
      ),
    );
  const rest = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: variableOf(own) },
      { weight: 6, arbitrary: variableOf(firstParty) },
      { weight: 1, arbitrary: variableOf(every) },
      { weight: 1, arbitrary: variableOf(rareVariables) },
      { weight: 2, arbitrary: key },
      { weight: 1, arbitrary: login },
      { weight: 1, arbitrary: fc.oneof(shape, layout, flags) },
    ),
    { minLength: 1, maxLength: 9 },
  );
  return fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: usual },
        { weight: 1, arbitrary: switches },
        { weight: 1, arbitrary: everything },
      ),
      rest,
    )
    .map(parts => [...new Map(parts.flat().map(each => [slot(each), each])).values()]);
}

/** Cases that a seed makes; the same for the same numbers. */
export function sampleCases(seed: number, count: number): readonly Case[] {
  return fc.sample(cases, { seed, numRuns: count });
}

const cases: fc.Arbitrary<Case> = fc
  .oneof(
    { weight: 6, arbitrary: fc.constant('firstParty' as const) },
    { weight: 9, arbitrary: fc.constantFrom(...providers) },
  )
  .chain(each =>
    fc.record({
      profile: fc.nat({ max: Object.keys(profiles).length - 1 }),
      ingredients: ingredientsOf(each),
    }),
  );
