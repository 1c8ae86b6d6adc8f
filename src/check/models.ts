import { commonFields } from '../backends/common.ts';
import { aliasOf, type ModelAlias, type ModelTable, modelAliases } from '../backends/default-models.ts';
import { backends } from '../backends/index.ts';
import type { Environment } from '../base/io.ts';
import type { BackendId } from '../env/backend-ids.ts';

/** A model that Claude Code asks for under a profile: what for, and the field that decides. */
export type AskedModel = { readonly what: string; readonly field: string; readonly model: string };

/** What decides which models are asked for: the environment of a launch, and what Claude Code’s version has. */
export type Asking = {
  readonly backend: BackendId;
  readonly environment: Environment;
  readonly awsRegion: string;
  readonly models: ModelTable;
};

/**
 * The model of the main conversation: the pinned one, else Claude Code’s default. Without `[1m]`, which Claude Code
 * strips before it sends.
 */
export function mainModel(asking: Asking): string {
  const { ANTHROPIC_MODEL, ANTHROPIC_DEFAULT_MODEL } = asking.environment;
  const named = bare(ANTHROPIC_MODEL || ANTHROPIC_DEFAULT_MODEL || '');
  const alias = aliasOf(named, backends[asking.backend].provider);
  return alias === undefined ? named : aliasModel(alias, asking);
}

/** Every model that a session under a profile may ask for: main, aliases, background, sub-agents; each once. */
export function askedModels(asking: Asking): AskedModel[] {
  const { environment, backend } = asking;
  const subagent = bare(environment.CLAUDE_CODE_SUBAGENT_MODEL ?? '');
  const all: AskedModel[] = [
    { what: 'main', field: 'models.default', model: mainModel(asking) },
    ...modelAliases.map(alias => ({
      what: alias === 'haiku' ? 'haiku and background' : alias,
      field: `models.${alias}`,
      model: aliasModel(alias, asking),
    })),
    ...(subagent === '' || subagent === 'inherit' || aliasOf(subagent, backends[backend].provider)
      ? []
      : [{ what: 'sub-agents', field: 'models.subagent', model: subagent }]),
  ];
  return all.filter(({ model }, at) => all.findIndex(each => each.model === model) === at);
}

function aliasModel(alias: ModelAlias, { backend, environment, awsRegion, models }: Asking): string {
  const { provider } = backends[backend];
  const pinned = bare(environment[commonFields[`models.${alias}`].variable] ?? '');
  if (pinned !== '') return pinned;
  const name = models.names[provider][alias];
  return provider === 'bedrock' ? `${partOfTheWorld(environment, awsRegion)}.${name}` : name;
}

function bare(model: string): string {
  return model.replace(/\[1m\]$/i, '');
}

/** On Bedrock a model is reached through the inference profile of a part of the world (observed on 2.1.332). */
function partOfTheWorld({ ANTHROPIC_BEDROCK_REGION_PREFIX: wanted }: Environment, awsRegion: string): string {
  if (awsRegion.startsWith('us-gov-')) return 'us-gov';
  return wanted || worlds[awsRegion.split('-')[0] ?? ''] || 'global';
}

const worlds: { readonly [start: string]: string } = { us: 'us', eu: 'eu', ap: 'apac' };
