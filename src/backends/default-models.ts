import { isOlder } from '../base/versions.ts';
import { type ModelAlias, modelAliases, type ProviderId, providerFacts } from './providers.ts';
import { retirementDay } from './retirements.ts';

/** What each word means at one provider, as it is sent; on Bedrock behind the prefix of a part of the world. */
export type ModelNames = Readonly<Record<ModelAlias, string>>;

/** The models that Claude Code asks for where nobody names one, as its versions have them. */
export type ModelTable = {
  /** The first version that has it, and when that was read in its program. */
  readonly since: string;
  readonly read: string;
  readonly names: Readonly<Record<ProviderId, ModelNames>>;
};

const newest: ModelNames = {
  opus: 'claude-opus-5-5',
  sonnet: 'claude-sonnet-5-5',
  haiku: 'claude-haiku-5-5',
  fable: 'claude-fable-5-2',
};

const vertex = { ...newest, haiku: 'claude-haiku-4-5@20251001' } as const satisfies ModelNames;
const foundry = { ...newest, haiku: 'claude-haiku-4-5' } as const satisfies ModelNames;
const mantle = {
  opus: 'anthropic.claude-opus-5-5',
  sonnet: 'anthropic.claude-sonnet-5',
  haiku: 'anthropic.claude-haiku-4-5',
  fable: 'anthropic.claude-fable-5-2',
} as const satisfies ModelNames;

const table332 = {
  since: '2.1.332',
  read: '2026-11-29',
  names: {
    firstParty: newest,
    bedrock: {
      opus: 'anthropic.claude-opus-5-5',
      sonnet: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
      haiku: 'anthropic.claude-haiku-4-5-20251001-v1:0',
      fable: 'anthropic.claude-fable-5-2',
    },
    vertex,
    foundry,
    mantle,
    anthropicAws: { ...newest, sonnet: 'claude-sonnet-4-6', haiku: 'claude-haiku-4-5-20251001' },
    anthropicGoogleCloud: { ...newest, haiku: 'claude-haiku-4-5-20251001' },
    gateway: {
      opus: 'claude-opus-4-7',
      sonnet: 'claude-sonnet-4-6',
      haiku: 'claude-haiku-4-5-20251001',
      fable: 'claude-fable-5',
    },
  },
} as const satisfies ModelTable;

/** The newest first; the oldest also stands for what came before it. */
export const modelTables: readonly [ModelTable, ...ModelTable[]] = [
  table332,
  {
    since: '2.1.330',
    read: '2026-11-29',
    names: {
      ...table332.names,
      vertex: { ...vertex, sonnet: 'claude-sonnet-4-5@20250929' },
      foundry: { ...foundry, opus: 'claude-opus-4-6', sonnet: 'claude-sonnet-4-5' },
      // Sonnet 4.5 is not there, so that haiku is asked.
      mantle: { ...mantle, sonnet: mantle.haiku },
    },
  },
];

/** The words that stand for a model of a family, or undefined: it is a model’s name. */
export function aliasOf(name: string): ModelAlias | undefined {
  switch (name) {
    case 'best':
      return 'opus';
    // Outside plan mode.
    case 'opusplan':
      return 'sonnet';
    default:
      return modelAliases.find(alias => alias === name);
  }
}

/** The table that a version of Claude Code has; where the version is not known, the newest. */
export function modelTableOf(version: string | undefined): ModelTable {
  if (version === undefined) return table332;
  return modelTables.find(({ since }) => !isOlder(version, since)) ?? modelTables.at(-1) ?? table332;
}

/** The model of the main conversation where nobody names one. */
export function defaultModel(provider: ProviderId, { names }: ModelTable): string {
  return names[provider][providerFacts(provider).defaultAliases[0]];
}

/** The newest model of the same family that Claude Code asks a provider for; undefined: that is this one, or none. */
export function newerModel(model: string, provider: ProviderId, { names }: ModelTable): string | undefined {
  const family = modelAliases.find(alias => model.includes(alias));
  const newer = family === undefined ? undefined : names[provider][family];
  return newer === undefined || retirementDay(newer, provider) !== undefined ? undefined : newer;
}

/**
 * Names of Anthropic’s own API that Claude Code turns into those of Bedrock and Vertex, whoever says them; others, and
 * these elsewhere, are sent as they are (observed on 2.1.332, 2026-11-29).
 */
const translated = new Set(
  `claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 claude-3-7-sonnet-20250219 claude-haiku-4-5-20251001 claude-haiku-5-5
  claude-sonnet-4-20250514 claude-sonnet-4-5-20250929 claude-sonnet-4-6 claude-sonnet-5 claude-sonnet-5-5
  claude-opus-4-20250514 claude-opus-4-1-20250805 claude-opus-4-5-20251101 claude-opus-4-6 claude-opus-4-7 claude-opus-4-8
  claude-opus-5 claude-opus-5-5 claude-fable-5 claude-fable-5-1 claude-fable-5-2`.split(/\s+/),
);

/** A model as Claude Code sends it to a provider; on Bedrock without the part of the world, undefined: as it is. */
export function translatedName(model: string, provider: ProviderId): string | undefined {
  if (!translated.has(model)) return undefined;
  const release = model === 'claude-3-5-sonnet-20241022' ? 'v2' : 'v1';
  if (provider === 'vertex') return model.replace(/-(\d{8})$/, release === 'v2' ? '-v2@$1' : '@$1');
  if (provider !== 'bedrock') return undefined;
  const end = model === 'claude-opus-4-6' ? '-v1' : /-\d{8}$/.test(model) ? `-${release}:0` : '';
  return `anthropic.${model}${end}`;
}
