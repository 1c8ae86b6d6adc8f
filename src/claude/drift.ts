import { type ModelTable, modelTableOf } from '../backends/default-models.ts';
import { modelAliases, type ProviderId } from '../backends/providers.ts';
import { type Retirements, retirements } from '../backends/retirements.ts';
import { observedClaude } from '../env/observed.ts';
import { ownedVariable } from '../env/variables.ts';
import { claudeBetas, isKnownBeta } from './known-betas.ts';
import { knownSettingsKeys } from './known-settings.ts';
import { isKnownVariable, ownVariables } from './known-variables.ts';
import { knownProviders, type ProgramNames } from './program-names.ts';

/** What a name that nobody has judged may do, by its looks. */
const effects = {
  switch: 'may switch the provider',
  credential: 'may carry a credential',
  routing: 'may route requests',
  model: 'may choose a model',
  program: 'may start a program',
  log: 'may send what is written down',
  other: 'limits, screens or tools, by its name',
} as const satisfies { readonly [effect: string]: string };

type Effect = keyof typeof effects;

/** The first that fits counts. */
const looks: readonly (readonly [RegExp, Effect])[] = [
  [/^CLAUDE_CODE_USE_|_SKIP_\w*AUTH$|^CLAUDE_CODE_PROVIDER/, 'switch'],
  [/TOKEN(?!S)|API_?KEY|_KEY$|SECRET|CRED|PASS(WORD|PHRASE)|AUTH|HEADER|LOGIN|Helper$|CERT/, 'credential'],
  [/URL|Url$|ENDPOINT|_HOST$|_IP$|PROXY|SOCK|(^|_)BASE(_|$)|REGION|ORIGIN|DOMAIN|GATEWAY|Mirror/i, 'routing'],
  [/MODEL/i, 'model'],
  [/(SHELL|EXEC|COMMAND|WRAPPER|_BIN|Command|hooks?)$/i, 'program'],
  [/OTEL|TELEMETRY|_LOG(_|$)/, 'log'],
];

/** Names that decide where requests go and as whom: they have to be judged before anybody relies on a launch. */
const grave: readonly Effect[] = ['switch', 'credential', 'routing'];

export type DriftItem = {
  readonly kind: 'variable' | 'settings key' | 'beta' | 'provider' | 'default model' | 'retirement';
  readonly name: string;
  /** What it may do, or what has become of it. */
  readonly what: string;
  readonly grave: boolean;
};

export type Drift = {
  readonly fresh: readonly DriftItem[];
  readonly gone: readonly DriftItem[];
  readonly changed: readonly DriftItem[];
};

/** What a program of Claude Code has that cgw does not know, has no longer, or has otherwise. Pure. */
export function driftOf(program: ProgramNames): Drift {
  const variables = new Set(program.variables);
  const betas = new Set(program.betas);
  const keys = new Set(program.settingsKeys);
  const known = knownSettingsKeys();
  return {
    fresh: [
      ...program.variables.filter(name => !isKnownVariable(name)).map(name => named('variable', name)),
      ...program.settingsKeys.filter(name => !known.has(name)).map(name => named('settings key', name)),
      ...program.providers
        .filter(name => !knownProviders.includes(name))
        .map(name => item('provider', name, effects.switch, true)),
      ...program.betas
        .filter(name => !isKnownBeta(name))
        .map(name => item('beta', name, 'a gateway may drop or refuse it')),
    ],
    gone: [
      ...ownVariables()
        .filter(name => !variables.has(name))
        .map(name => item('variable', name, goneVariable(name))),
      ...[...known]
        .filter(name => !keys.has(name))
        .map(name => item('settings key', name, 'no longer in the schema')),
      ...[...claudeBetas]
        .filter(name => !betas.has(name))
        .map(name => item('beta', name, 'no longer in the program')),
    ],
    changed: [
      ...otherModels(program.models, modelTableOf(observedClaude.version)),
      ...otherDays(program.retirements, retirements),
    ],
  };
}

/** What has to be judged before anybody relies on a launch. */
export function graveNames({ fresh }: Drift): readonly DriftItem[] {
  return fresh.filter(each => each.grave);
}

function goneVariable(name: string): string {
  const meaning = ownedVariable(name)?.meaning;
  return `no longer declared${meaning === undefined ? '' : ` (${meaning})`}`;
}

function named(kind: DriftItem['kind'], name: string): DriftItem {
  const effect = looks.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
  return item(kind, name, effects[effect], grave.includes(effect));
}

function item(kind: DriftItem['kind'], name: string, what: string, isGrave = false): DriftItem {
  return { kind, name, what, grave: isGrave };
}

function otherModels({ names }: ModelTable, known: ModelTable): DriftItem[] {
  return (Object.keys(known.names) as ProviderId[]).flatMap(provider =>
    modelAliases
      .filter(alias => names[provider][alias] !== known.names[provider][alias])
      .map(alias =>
        item(
          'default model',
          `${alias} at ${provider}`,
          `${names[provider][alias]}, not ${known.names[provider][alias]}`,
        ),
      ),
  );
}

function otherDays(found: Retirements, known: Retirements): DriftItem[] {
  return [...new Set([...Object.keys(found), ...Object.keys(known)])].flatMap(model => {
    const [now, before] = [daysOf(found[model]), daysOf(known[model])];
    return now === before ? [] : [item('retirement', model, `${now}; cgw knows ${before}`)];
  });
}

function daysOf(days: Retirements[string] = {}): string {
  const texts = Object.entries(days).map(([provider, day]) => `${provider} ${day}`);
  return texts.length === 0 ? 'no day' : texts.sort().join(', ');
}
