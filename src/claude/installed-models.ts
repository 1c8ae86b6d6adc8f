import { type ModelTable, modelTableOf, modelTables } from '../backends/default-models.ts';
import type { ModelAlias, ProviderId } from '../backends/providers.ts';
import type { Here } from '../base/io.ts';
import { isOlder } from '../base/versions.ts';
import { installedClaude } from './program.ts';
import { around } from './program-text.ts';

/** The models that the installed Claude Code asks for where nobody names one, as far as this cgw knows its version. */
export function knownModels(io: Here): ModelTable {
  return modelTableOf(installedClaude(io)?.version);
}

/** The same; in the program of a version that is newer its own table is read, which takes a second. It is not started. */
export function installedModels(io: Here): ModelTable {
  const found = installedClaude(io);
  const [newest] = modelTables;
  const read =
    found?.version !== undefined && isOlder(newest.since, found.version)
      ? readModelTable(found.path, found.version)
      : undefined;
  return read ?? modelTableOf(found?.version);
}

/** What the program calls providers in its table. */
export const spelled = {
  firstParty: 'first_party',
  bedrock: 'bedrock',
  vertex: 'vertex',
  foundry: 'foundry',
  mantle: 'mantle',
  anthropicAws: 'anthropic_aws',
  anthropicGoogleCloud: 'anthropic_google_cloud',
  gateway: 'gateway',
} as const satisfies Record<ProviderId, string>;

/**
 * The table in a program of Claude Code: a list of models with a name for each provider, and behind it what an alias
 * means at each. Undefined: it is not there, or not in this form (seen in 2.1.330 to 2.1.332).
 */
export function readModelTable(program: string, version: string): ModelTable | undefined {
  const text = around(program, 'aliases:{opus:{');
  const [aliases = '', after] = text?.after.split(',defaults:', 2) ?? [];
  if (text === undefined || after === undefined) return undefined;
  const nameOf = (alias: ModelAlias, provider: ProviderId): string | undefined => {
    const [, usual, own = ''] =
      new RegExp(`\\b${alias}:{default:"([\\w.-]+)"(?:,per_provider:{([^}]*)})?`).exec(aliases) ?? [];
    const model = named(spelled[provider], own) ?? usual;
    const [, names = ''] =
      new RegExp(`\\bid:"${model}",family:[^{]*provider_ids:{([^}]*)}`).exec(text.before) ?? [];
    return named(spelled[provider], names)?.replace(/^us\.(?=anthropic\.)/, '');
  };
  const namesAt = (provider: ProviderId) => {
    const haiku = nameOf('haiku', provider);
    if (haiku === undefined) return undefined;
    // What a provider does not have is haiku there (observed on 2.1.330).
    const or = (alias: ModelAlias) => nameOf(alias, provider) ?? haiku;
    return { opus: or('opus'), sonnet: or('sonnet'), haiku, fable: or('fable') };
  };
  const [newest] = modelTables;
  const names = { ...newest.names };
  for (const provider of Object.keys(spelled) as ProviderId[]) {
    const found = namesAt(provider);
    if (found === undefined) return undefined;
    names[provider] = found;
  }
  return { since: version, read: new Date().toISOString().slice(0, 10), names };
}

function named(provider: string, table: string): string | undefined {
  return new RegExp(`\\b${provider}:"([\\w.@:-]+)"`).exec(table)?.[1];
}
