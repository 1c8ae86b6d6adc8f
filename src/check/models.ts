import { defaultModels, type ModelAlias, modelAliases } from '../backends/default-models.ts';
import { regionModels, regionVariable } from '../backends/google.ts';
import type { Environment, Io } from '../base/io.ts';
import { type AwsProfile, awsRegion, readAwsProfiles } from '../detect/aws.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { OwnedName } from '../env/variables.ts';

/** The variable that says which model a word of Claude Code means. */
const aliasVariables = {
  opus: 'ANTHROPIC_DEFAULT_OPUS_MODEL',
  sonnet: 'ANTHROPIC_DEFAULT_SONNET_MODEL',
  haiku: 'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  fable: 'ANTHROPIC_DEFAULT_FABLE_MODEL',
} as const satisfies Record<ModelAlias, OwnedName>;

/** A model that the profile names, and where. */
export type NamedModel = { readonly field: string; readonly model: string };

/**
 * The model of the main conversation under a profile’s environment: the pinned one, else Claude Code’s default
 * (observed). Without `[1m]`, which Claude Code strips before it sends.
 */
export function mainModel(backend: BackendId, environment: Environment, awsRegion: string): string {
  const named = bare(environment.ANTHROPIC_MODEL || defaultModels[backend].model);
  if (!isAlias(named)) return named;
  const usual = asBackendSpells(modelAliases[named], backend, environment, awsRegion);
  return bare(environment[aliasVariables[named]] || usual);
}

/** Every model that the profile names itself: main, aliases, sub-agents; each once. */
export function namedModels(environment: Environment): NamedModel[] {
  const fields = [
    ['models.default', 'ANTHROPIC_MODEL'],
    ...Object.entries(aliasVariables).map(([alias, variable]) => [`models.${alias}`, variable] as const),
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
  if (backend === 'mantle') return `anthropic.${model}`;
  if (backend !== 'bedrock' && backend !== 'gateway-bedrock') return model;
  const prefix = environment.ANTHROPIC_BEDROCK_REGION_PREFIX || partOfTheWorld(awsRegion);
  return `${prefix}.anthropic.${model}`;
}

function partOfTheWorld(awsRegion: string): string {
  const part = awsRegion.slice(0, 2);
  return part === 'eu' ? 'eu' : part === 'ap' ? 'apac' : 'us';
}

/** As Claude Code finds it: `AWS_REGION`, `AWS_DEFAULT_REGION`, the AWS profile’s, us-east-1. */
export function awsRegionOf(environment: Environment, io: Pick<Io, 'platform' | 'cwd'>): string {
  return awsRegionAmong(environment, () => readAwsProfiles({ ...io, environment }));
}

/** The same with the AWS profiles that somebody has read, or reads if it comes to that. */
export function awsRegionAmong(environment: Environment, profiles: () => readonly AwsProfile[]): string {
  const own = () => awsRegion(profiles(), environment.AWS_PROFILE || undefined);
  return environment.AWS_REGION || environment.AWS_DEFAULT_REGION || own() || 'us-east-1';
}

/** The region of a model on Vertex: its own (`VERTEX_REGION_…`), else `CLOUD_ML_REGION`, else us-east5. */
export function vertexRegionOf(model: string, environment: Environment): string {
  // `claude-opus-4-5` is also the beginning of nothing else’s name, but `claude-opus-4` of many: the longest counts.
  const known = regionModels
    .filter(each => model.startsWith(each))
    .sort((one, other) => other.length - one.length)[0];
  const variable = known === undefined ? undefined : regionVariable(known);
  const own = variable === undefined ? undefined : environment[variable];
  return own || environment.CLOUD_ML_REGION || 'us-east5';
}
