import type { Environment } from '../base/io.ts';
import type { BackendId } from '../env/backend-ids.ts';

/** The words that Claude Code takes for a model, and the variable that says which one is meant. */
const aliases = {
  opus: ['ANTHROPIC_DEFAULT_OPUS_MODEL', 'claude-opus-5-5'],
  sonnet: ['ANTHROPIC_DEFAULT_SONNET_MODEL', 'claude-sonnet-5-5'],
  haiku: ['ANTHROPIC_DEFAULT_HAIKU_MODEL', 'claude-haiku-5-5'],
  fable: ['ANTHROPIC_DEFAULT_FABLE_MODEL', 'claude-fable-5-2'],
} as const;

type Alias = keyof typeof aliases;

/** A model that the profile names, and where. */
export type NamedModel = { readonly field: string; readonly model: string };

/**
 * The model of the main conversation under a profile’s environment: the pinned one, else Claude Code’s default
 * (observed on 2.1.330). Without `[1m]`, which Claude Code strips before it sends.
 */
export function mainModel(backend: BackendId, environment: Environment, awsRegion: string): string {
  const named = environment.ANTHROPIC_MODEL || 'opus';
  if (backend === 'foundry' && !environment.ANTHROPIC_MODEL) return 'claude-sonnet-4-5';
  if (!isAlias(bare(named))) return bare(named);
  const [variable, usual] = aliases[bare(named) as Alias];
  return bare(environment[variable] || asBackendSpells(usual, backend, environment, awsRegion));
}

/** Every model that the profile names itself: main, aliases, sub-agents; each once. */
export function namedModels(environment: Environment): NamedModel[] {
  const fields = [
    ['models.default', 'ANTHROPIC_MODEL'],
    ...Object.entries(aliases).map(([alias, [variable]]) => [`models.${alias}`, variable] as const),
    ['models.subagent', 'CLAUDE_CODE_SUBAGENT_MODEL'],
  ] as const;
  const found: NamedModel[] = [];
  for (const [field, variable] of fields) {
    const model = bare(environment[variable] ?? '');
    if (model !== '' && !isAlias(model) && !found.some(each => each.model === model))
      found.push({ field, model });
  }
  return found;
}

function isAlias(text: string): text is Alias {
  return Object.hasOwn(aliases, text);
}

function bare(model: string): string {
  return model.replace(/\[1m\]$/i, '');
}

/** On Bedrock a model is reached through the inference profile of a part of the world. */
function asBackendSpells(
  model: string,
  backend: BackendId,
  environment: Environment,
  awsRegion: string,
): string {
  if (backend === 'mantle') return `anthropic.${model}`;
  if (backend !== 'bedrock' && backend !== 'gateway-bedrock') return model;
  const prefix = environment.ANTHROPIC_BEDROCK_REGION_PREFIX || partOfTheWorld(awsRegion);
  return `${prefix}.anthropic.${model}`;
}

function partOfTheWorld(awsRegion: string): string {
  const part = awsRegion.slice(0, 2);
  return part === 'eu' ? 'eu' : part === 'ap' ? 'apac' : 'us';
}
