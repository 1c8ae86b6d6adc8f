import { aliasOf, type ModelNames, type ModelTable } from '../backends/default-models.ts';
import { chosenModels } from '../backends/models.ts';
import type { ModelAlias, ProviderId } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { asText, isRecord } from '../base/json.ts';
import type { AgentModels } from './agents.ts';
import type { SettingsFile } from './settings-files.ts';

/** A model, and the variable or settings key that names it. */
export type Named = { readonly model: string; readonly from: string };

type Asking = {
  /** Highest first. */
  readonly files: readonly SettingsFile[];
  /** Without blanks around values; a model that is one names none. */
  readonly effective: Readonly<Record<string, string>>;
  readonly provider: ProviderId;
  /** Whose variable names the model where nobody names one; without it the first is Claude Code’s own choice. */
  readonly families: readonly [ModelAlias, ...ModelAlias[]];
  /** Whether their variables do not count. */
  readonly unpinned: boolean;
  readonly models: ModelTable;
  readonly agents: AgentModels;
};

/** The model of the main conversation; undefined: Claude Code’s own choice (each step observed on 2.1.332, 2026-11-29). */
export function forecastModel(asking: Asking): Named | undefined {
  const { files, effective, provider, families, unpinned, models, agents } = asking;
  const names = models.names[provider];
  const own = names[families[0]];
  const list = availableModels(files);
  const isListed = (model: string, environment: Environment) =>
    list === undefined || list.some(entry => covers(entry, model, environment, names));
  const isStrict = settingOf(files, 'enforceAvailableModels') === true;
  const isEnforced = isStrict && Boolean(list?.length);
  const chosen = chosenModel(files, effective, agents);
  const menu = effective.ANTHROPIC_DEFAULT_MODEL;
  const byDefault =
    menu && !isNoDefault(menu) && !isStrict && isListed(menu, effective)
      ? ofWord(menu, 'ANTHROPIC_DEFAULT_MODEL', effective)
      : families
          .map(family => (unpinned ? undefined : ofAlias(family, effective)))
          .find(each => each !== undefined);
  const decided = chosen !== undefined && isListed(chosen.word, effective) ? chosen : byDefault;
  const [first] = list ?? [];
  if (isEnforced && first !== undefined && !isListed(decided?.model ?? own, {}))
    return { model: first, from: 'availableModels' };
  return overridden(files, decided?.model ?? own, names) ?? decided;
}

/** What somebody chose, an alias as the model that its variable says; one that is not available does nothing. */
export function chosenModel(
  files: readonly SettingsFile[],
  effective: Environment,
  agents: AgentModels,
): (Named & { readonly word: string }) | undefined {
  const key = settingOf(files, 'model');
  const agent = settingOf(files, 'agent');
  const said: readonly (readonly [string, string])[] = [
    ['agent', (typeof agent === 'string' && agents.get(agent)?.model) || ''],
    ['ANTHROPIC_MODEL', effective.ANTHROPIC_MODEL ?? ''],
    ['model', asText(key)],
  ];
  const [from, word] = said.find(([, each]) => each !== '') ?? [];
  if (from === undefined || word === undefined) return undefined;
  return { ...ofWord(word, from, effective), word };
}

function ofWord(word: string, from: string, effective: Environment): Named {
  const alias = aliasOf(bare(word));
  return (alias && ofAlias(alias, effective)) ?? { model: word.trim(), from };
}

/** As Claude Code compares it with its words. */
function bare(model: string): string {
  return model
    .trim()
    .toLowerCase()
    .replace(/\[1m\]$/, '');
}

/** The model that the variable of a family names, which may be the word for another family; undefined: none does. */
export function ofAlias(
  alias: ModelAlias,
  effective: Environment,
  before: readonly ModelAlias[] = [],
): Named | undefined {
  const from = chosenModels[`models.${alias}`].variable;
  const model = effective[from]?.trim();
  if (!model) return undefined;
  const next = aliasOf(bare(model));
  const seen = [alias, ...before];
  const named = next === undefined || seen.includes(next) ? undefined : ofAlias(next, effective, seen);
  return named ?? { model, from };
}

/** Words that `ANTHROPIC_DEFAULT_MODEL` may not hold: it is passed over. */
function isNoDefault(model: string): boolean {
  return /^(haiku|opusplan|default|inherit)$/.test(bare(model));
}

/** The value of a settings key in the highest file that has it. */
function settingOf(files: readonly SettingsFile[], key: string): unknown {
  return files.find(({ content }) => content[key] !== undefined && content[key] !== null)?.content[key];
}

/** The lists of all files are one; an empty one leaves nothing but the default. */
function availableModels(files: readonly SettingsFile[]): string[] | undefined {
  const lists = files.flatMap(({ content: { availableModels: list } }) =>
    Array.isArray(list) ? [list] : [],
  );
  if (lists.length === 0) return undefined;
  return lists.flat().flatMap(entry => (typeof entry === 'string' ? [bare(entry)] : []));
}

/** An entry is a family, a model, or what a model’s name begins with. */
function covers(entry: string, word: string, environment: Environment, names: ModelNames): boolean {
  const alias = aliasOf(bare(word));
  const model = alias === undefined ? bare(word) : bare(ofAlias(alias, environment)?.model ?? names[alias]);
  const family = aliasOf(entry);
  const begins = (start: string) => model === start || model.startsWith(`${start}-`);
  if (family === undefined) return begins(entry) || begins(`claude-${entry}`);
  return (
    entry === bare(word) || model.includes(entry) || model === bare(ofAlias(family, environment)?.model ?? '')
  );
}

/** What `modelOverrides` says of a model that Claude Code knows, by the name that it has at Anthropic. */
function overridden(files: readonly SettingsFile[], model: string, names: ModelNames): Named | undefined {
  const alias = aliasOf(bare(model));
  const id = (alias === undefined ? bare(model) : names[alias])
    .replace(/^anthropic\.(claude-.+?)(-v\d+:\d+)?$/, '$1')
    .replace('@', '-');
  if (!/^claude-(opus|sonnet|haiku|fable)-/.test(id)) return undefined;
  const said = files.flatMap(({ content: { modelOverrides } }) =>
    isRecord(modelOverrides) && typeof modelOverrides[id] === 'string' ? [modelOverrides[id]] : [],
  );
  return said[0] ? { model: said[0], from: 'modelOverrides' } : undefined;
}
