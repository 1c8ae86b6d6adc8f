import { commonFields } from '../backends/common.ts';
import { defaultModels, type ModelAlias, modelAliases } from '../backends/default-models.ts';
import { backends } from '../backends/index.ts';
import type { Environment } from '../base/io.ts';
import type { BackendId } from '../env/backend-ids.ts';

/** The fields that name a model, in the order in which they are told. */
const modelFields = [
  'models.default',
  'models.menuDefault',
  'models.opus',
  'models.sonnet',
  'models.haiku',
  'models.fable',
  'models.custom',
  'models.subagent',
  'models.workflow',
  'models.autoMode',
] as const satisfies readonly (keyof typeof commonFields)[];

/** A model that the profile names, and where. */
export type NamedModel = { readonly field: string; readonly model: string };

/**
 * The model of the main conversation under a profile’s environment: the pinned one, else Claude Code’s default
 * (observed). Without `[1m]`, which Claude Code strips before it sends.
 */
export function mainModel(backend: BackendId, environment: Environment, awsRegion: string): string {
  const named = bare(
    environment.ANTHROPIC_MODEL || environment.ANTHROPIC_DEFAULT_MODEL || defaultModels[backend].model,
  );
  if (!isAlias(named)) return named;
  const usual = asBackendSpells(modelAliases[named], backend, environment, awsRegion);
  return bare(environment[commonFields[`models.${named}`].variable] || usual);
}

/** Every model that the profile names itself: main, aliases, sub-agents; each once. */
export function namedModels(environment: Environment): NamedModel[] {
  const found: NamedModel[] = [];
  for (const field of modelFields) {
    const model = bare(environment[commonFields[field].variable] ?? '');
    if (model !== '' && !isAlias(model) && !found.some(each => each.model === model))
      found.push({ field, model });
  }
  return found;
}

function isAlias(text: string): text is ModelAlias {
  return Object.hasOwn(modelAliases, text);
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
  const { provider } = backends[backend];
  if (provider === 'mantle') return `anthropic.${model}`;
  if (provider !== 'bedrock') return model;
  const prefix = environment.ANTHROPIC_BEDROCK_REGION_PREFIX || partOfTheWorld(awsRegion);
  return `${prefix}.anthropic.${model}`;
}

function partOfTheWorld(awsRegion: string): string {
  const part = awsRegion.slice(0, 2);
  return part === 'eu' ? 'eu' : part === 'ap' ? 'apac' : 'us';
}
