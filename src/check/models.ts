import { partOfTheWorld } from '../backends/aws.ts';
import { aliasOf, type ModelTable, translatedName } from '../backends/default-models.ts';
import { backends } from '../backends/index.ts';
import { chosenModels, mainModelVariables } from '../backends/models.ts';
import type { Profile } from '../backends/profile.ts';
import { type ModelAlias, modelAliases, providerFacts } from '../backends/providers.ts';
import type { Environment, Here } from '../base/io.ts';
import { ofAlias } from '../claude/forecast-model.ts';
import { installedModels } from '../claude/installed-models.ts';
import { launchEnvironment } from '../claude/launch-environment.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { awsRegionOf } from '../detect/aws.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { applyPlan, type Plan } from '../env/plan.ts';

/** A model that Claude Code asks for under a profile: what for, and the field that decides. */
export type AskedModel = { readonly what: string; readonly field: string; readonly model: string };

/** What decides which models are asked for: the environment of a launch, and what Claude Code’s version has. */
export type Asking = {
  readonly backend: BackendId;
  readonly environment: Environment;
  readonly awsRegion: string;
  readonly models: ModelTable;
};

/** The fields beside the aliases that name a model, and what for. */
const others = {
  'models.custom': 'one more in /model',
  'models.subagent': 'sub-agents',
  'models.workflow': 'workflows',
  'models.autoMode': 'auto mode',
} as const satisfies { readonly [Path in keyof typeof chosenModels]?: string };

/**
 * The model of the main conversation: the pinned one, else Claude Code’s default. Without `[1m]`, which Claude Code
 * strips before it sends.
 */
export function mainModel(asking: Asking): string {
  return mainOf(asking).model;
}

function mainOf(asking: Asking): AskedModel {
  const named = mainModelVariables.map(name => bare(asking.environment[name])).find(Boolean);
  const alias = named === undefined ? mainAlias(asking) : aliasOf(named);
  return alias === undefined
    ? { what: 'main', field: 'models.default', model: asSent(named ?? '', asking) }
    : { what: `main and ${alias}`, field: `models.${alias}`, model: aliasModel(alias, asking) };
}

/** The family of the main model where nobody names one (observed on 2.1.332, 2026-11-29). */
function mainAlias({ backend, environment }: Asking): ModelAlias {
  const { ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, CLAUDE_CODE_OAUTH_TOKEN } = environment;
  const { provider } = backends[backend];
  if (provider === 'firstParty' && CLAUDE_CODE_OAUTH_TOKEN && !ANTHROPIC_API_KEY && !ANTHROPIC_AUTH_TOKEN)
    return 'sonnet';
  const { defaultAliases } = providerFacts(provider);
  return defaultAliases.find(alias => ofAlias(alias, environment) !== undefined) ?? defaultAliases[0];
}

/** Every model that a session under a profile may ask for, each once. */
export function askedModels(asking: Asking): AskedModel[] {
  const { environment } = asking;
  const all: AskedModel[] = [
    mainOf(asking),
    ...modelAliases.map(alias => ({
      what: alias === 'haiku' ? 'haiku and background' : alias,
      field: `models.${alias}`,
      model: aliasModel(alias, asking),
    })),
    ...Object.entries(others).map(([field, what]) => ({
      what,
      field,
      model: asSent(bare(environment[chosenModels[field as keyof typeof others].variable]), asking),
    })),
  ].filter(({ model }) => model !== '' && model !== 'inherit' && aliasOf(model) === undefined);
  return all.filter(({ model }, at) => all.findIndex(each => each.model === model) === at);
}

/** What an alias means. */
function aliasModel(alias: ModelAlias, asking: Asking): string {
  const pinned = bare(ofAlias(alias, asking.environment)?.model);
  const word = aliasOf(pinned);
  // One that leads back to itself is sent as it is (observed).
  if (pinned !== '' && (word === undefined || word === alias)) return asSent(pinned, asking);
  const { provider } = backends[asking.backend];
  const name = asking.models.names[provider][word ?? alias];
  return provider === 'bedrock' ? inTheWorld(name, asking) : name;
}

/** A name in the words of the provider. */
function asSent(model: string, asking: Asking): string {
  const { provider } = backends[asking.backend];
  const name = translatedName(model, provider);
  if (name === undefined) return model;
  return provider === 'bedrock' ? inTheWorld(name, asking) : name;
}

function inTheWorld(name: string, { environment, awsRegion }: Asking): string {
  return `${partOfTheWorld(awsRegion, environment.ANTHROPIC_BEDROCK_REGION_PREFIX)}.${name}`;
}

function bare(model = ''): string {
  return model.trim().replace(/\[1m\]$/i, '');
}

/** What a launch of a profile asks for here, the user’s own settings included. */
export function askingHere(
  profile: Profile,
  plan: Plan,
  here: Here,
  models = installedModels(here),
): Asking & { readonly fileOf: (name: string) => string | undefined } {
  const { backend } = profile;
  const files = readSettingsFiles(here, applyPlan(plan, here.environment));
  const { environment, fileOf } = launchEnvironment(plan, backend, files, here.environment);
  return { backend, environment, fileOf, awsRegion: awsRegionOf(environment, here), models };
}
