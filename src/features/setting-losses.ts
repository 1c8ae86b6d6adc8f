import { defaultModel, type ModelTable } from '../backends/default-models.ts';
import { backends } from '../backends/index.ts';
import { lacksAutoMode } from '../backends/models.ts';
import type { Profile } from '../backends/profile.ts';
import { type Cell, type Evidence, none, type Support } from './cell.ts';
import { laterRuns, modelTable, pages, runs } from './evidence.ts';
import type { FeatureId } from './features.ts';
import { levers } from './levers.ts';
import { isGateway } from './operators.ts';
import { mainModelOf, modelOf } from './route-of.ts';
import { earlierThinking, noAdvisor, noFastMode } from './routes/shared/cloud.ts';
import { autoModeBilled } from './routes/shared/gateway.ts';

/** What a setting of a profile takes from a feature; `by` names the setting. */
type SettingLoss = {
  readonly feature: FeatureId;
  readonly by: string;
  readonly cell: Cell;
  /** A product that says itself why it has only a part of it says more. */
  readonly general?: true;
};

type Taken = {
  readonly feature: FeatureId;
  readonly state: Support;
  readonly loss: string;
  readonly why?: string;
  readonly evidence: Evidence;
  /** Only where this holds; elsewhere the route’s cell stands. */
  readonly where?: (profile: Profile) => boolean;
};

type Setting = {
  readonly path: string;
  readonly value: string | boolean;
  readonly takes: readonly Taken[];
};

function gone(feature: FeatureId, loss: string, evidence: Evidence = pages.variables): Taken {
  return { feature, state: 'none', loss, evidence };
}

function unsure(feature: FeatureId, loss: string, why: string, where?: Taken['where']): Taken {
  return {
    feature,
    state: 'unknown',
    loss,
    why,
    evidence: runs.betasOff,
    ...(where === undefined ? {} : { where }),
  };
}

/** Claude Code’s own format: betas travel in a header, so a header that is dropped can be missed. */
function anthropicFormat({ backend }: Profile): boolean {
  return backend === 'anthropic' || backend === 'gateway';
}

/** What each setting takes away, and from which features. */
const settings: readonly Setting[] = [
  {
    path: 'promptCaching',
    value: false,
    takes: [
      gone('prompt-caching', 'Every turn is paid in full'),
      gone('prompt-caching-1h', 'Every turn is paid in full'),
    ],
  },
  { path: 'cacheTtl', value: '5m', takes: [gone('prompt-caching-1h', 'The cache lives five minutes')] },
  {
    path: 'experimentalBetas',
    value: false,
    takes: [
      gone('tool-search', 'All tools travel with every request', runs.betasOff),
      gone('context-management', earlierThinking, runs.betasOff),
      {
        ...gone('fine-grained-tool-streaming', 'Tool input arrives all at once', runs.betasOff),
        where: isGateway,
      },
      unsure(
        'fine-grained-tool-streaming',
        'Tool input may arrive all at once',
        'it goes behind a gateway; directly it was not measured',
        profile => !isGateway(profile),
      ),
      unsure(
        'prompt-caching-1h',
        'The cache may live five minutes',
        'the beta header goes, `ttl` stays in the body',
        anthropicFormat,
      ),
      unsure('structured-outputs', 'Output may not match its schema', 'not measured with betas off'),
      {
        feature: 'auto-mode',
        state: 'partial',
        loss: 'Its check is a billed Sonnet call',
        evidence: laterRuns.betasOff,
        where: isGateway,
      },
      unsure('advisor', 'The advisor may be gone', 'not measured with betas off'),
    ],
  },
  { path: 'context1m', value: false, takes: [gone('context-1m', 'No 1M window')] },
  {
    path: 'interleavedThinking',
    value: false,
    takes: [gone('interleaved-thinking', 'No thinking between tool calls')],
  },
  { path: 'toolSearch', value: 'false', takes: [gone('tool-search', 'All tools travel with every request')] },
];

/** What a profile’s own settings, and the model it pins, take from the column of its route. */
export function settingLosses(profile: Profile, models: ModelTable): SettingLoss[] {
  return [
    ...fieldLosses(profile),
    ...formatLosses(profile),
    ...modelLosses(profile, models),
    ...windowLosses(profile),
  ];
}

/** What Claude Code itself does otherwise in the format of a cloud than in its own, whatever gateway stands there. */
function formatLosses({ backend, product }: Profile): SettingLoss[] {
  if ((backend !== 'gateway-bedrock' && backend !== 'gateway-vertex') || product === 'litellm') return [];
  const cells = { 'fast-mode': noFastMode, advisor: noAdvisor, 'auto-mode': autoModeBilled } as const;
  return (['fast-mode', 'advisor', 'auto-mode'] as const).map(feature => ({
    feature,
    by: `backend=${backend}`,
    cell: cells[feature],
  }));
}

function fieldLosses(profile: Profile): SettingLoss[] {
  return settings
    .filter(({ path, value }) => profile[path] === value)
    .flatMap(({ path, value, takes }) => {
      const by = `${path}=${value === false ? 'off' : value}`;
      const why = `this profile has ${by}`;
      return takes
        .filter(({ where }) => where === undefined || where(profile))
        .map(({ feature, where: _, evidence, ...said }) => ({
          feature,
          by,
          cell: { why, ...said, lever: `--unset ${path}`, evidence: [evidence] as const },
        }));
    });
}

/** What the pinned model takes, else the one that this version of Claude Code asks the provider for. */
function modelLosses(profile: Profile, models: ModelTable): SettingLoss[] {
  const pinned = modelOf(profile);
  const { provider } = backends[profile.backend];
  const model = pinned ?? defaultModel(provider, models);
  const by =
    pinned === undefined
      ? `${model}, the default on ${backends[profile.backend].title}`
      : `${mainModelField(profile)}=${model}`;
  const losses: SettingLoss[] = [];
  const window = model.endsWith('[1m]') ? 'native' : windowOf(model);
  if (window === 'none')
    losses.push({
      feature: 'context-1m',
      by,
      cell: none('The window is 200K', `${model} has no 1M window`, levers.model, modelTable),
    });
  if (window === 'suffix')
    losses.push({
      feature: 'context-1m',
      by,
      cell: none(
        'The window is 200K',
        `${model} needs the [1m] suffix`,
        `${mainModelField(profile)}=${model}[1m]`,
        modelTable,
      ),
    });
  // A name that tells nothing of the model.
  if (backends[profile.backend].provider === 'bedrock' && /^arn:/.test(model) && !isDescribed(profile, model))
    losses.push({
      feature: 'effort',
      by,
      cell: none(
        'No effect; a fixed thinking budget',
        'an ARN does not tell Claude Code what the model can do',
        `models.custom=${model}, models.customCapabilities=effort,thinking,adaptive_thinking`,
        runs.capabilities,
      ),
    });
  if (lacksAutoMode(model))
    losses.push({
      feature: 'auto-mode',
      by,
      cell: none(
        'Claude Code asks before each action',
        `Claude Code has none for ${model}`,
        levers.model,
        laterRuns.autoMode,
      ),
    });
  // Only what was measured: other old models may lack it too.
  if (/claude-sonnet-4-5/.test(model))
    losses.push({
      feature: 'effort',
      by,
      cell: none(
        'The effort level does nothing',
        'Claude Code sends no effort to claude-sonnet-4-5',
        levers.model,
        runs.withoutEffort,
      ),
    });
  return losses;
}

/**
 * A window that the profile says of a model that Claude Code does not know. It counts for no other, and a name that ends in
 * [1m] goes before it (read in the program of 2.1.332).
 */
function windowLosses(profile: Profile): SettingLoss[] {
  const window = typeof profile.models === 'object' ? profile.models.contextWindow : undefined;
  const model = mainModelOf(profile);
  if (typeof window !== 'string' || Number(window) >= 1_000_000) return [];
  if (model === undefined || model.endsWith('[1m]') || windowOf(model) !== undefined) return [];
  return [
    {
      feature: 'context-1m',
      general: true,
      by: `models.contextWindow=${window}`,
      cell: none(
        `The window is ${window} tokens`,
        'Claude Code does not know the model, and takes it from the profile',
        levers.contextWindow,
        laterRuns.otherMakers,
      ),
    },
  ];
}

/** The field that names the main model. */
function mainModelField({ models }: Profile): string {
  return typeof models === 'object' && models.default === undefined ? 'models.menuDefault' : 'models.default';
}

/** Whether the profile says what a model can do, under the name of an alias or of its own. */
function isDescribed({ models }: Profile, model: string): boolean {
  if (typeof models !== 'object') return false;
  return Object.entries(models).some(
    ([name, named]) => named === model && models[`${name}Capabilities`] !== undefined,
  );
}

/**
 * How a Claude model reaches a 1M window: it has one, it takes the `[1m]` suffix, or it has none. Read from the
 * model table in the Claude Code program (`observedClaude`) (`native_1m`, `maximum_window`).
 */
const windows: readonly (readonly [RegExp, Window])[] = [
  [/claude-(opus-5|sonnet-5|haiku-5|fable-5)/, 'native'],
  [/claude-opus-4-[78]/, 'native'],
  [/claude-(opus-4-6|sonnet-4)/, 'suffix'],
  [/claude-(opus-4|haiku-4-5|3-)/, 'none'],
];

type Window = 'native' | 'suffix' | 'none';

/** The window of a model by its name, with or without the prefixes of clouds; undefined for names of others. */
function windowOf(model: string): Window | undefined {
  return windows.find(([pattern]) => pattern.test(model))?.[1];
}
