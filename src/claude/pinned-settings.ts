import { isRecord } from '../base/json.ts';

/**
 * Settings keys beside `env` that decide about models, programs and logs, with the value that means nothing: an empty
 * text counts as none, and a wrong type would cost the whole overlay (observed).
 */
const pinnedKeys = {
  model: '',
  agent: '',
  advisorModel: '',
  enforceAvailableModels: false,
  fallbackModel: [],
  modelCatalogUrl: '',
  proxyAuthHelper: '',
  otelHeadersHelper: '',
  awsAuthRefresh: '',
  awsCredentialExport: '',
  gcpAuthRefresh: '',
  processWrapper: '',
} as const satisfies Record<string, string | boolean | readonly string[]>;

/*
 * `availableModels` is no such key: an empty list leaves the default model alone and the profile’s would not be asked
 * (observed on 2.1.332, 2026-11-29). `projectSettings` adds the profile’s models to a list that a project has.
 */

/** What the overlay says of each pinned key: as the user’s own settings file, else nothing. */
export function pinnedSettings(user: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const keys = Object.entries(pinnedKeys).map(([key, nothing]) => {
    const own = user[key];
    const fits = Array.isArray(nothing)
      ? Array.isArray(own) && own.every(each => typeof each === 'string')
      : typeof own === typeof nothing;
    return [key, fits ? own : nothing];
  });
  return { ...Object.fromEntries(keys), modelOverrides: pinnedOverrides(user.modelOverrides) };
}

/** The models that Claude Code 2.1.332 knows (2026-11-28). */
const models = `
  claude-3-5-haiku claude-3-5-sonnet claude-3-7-sonnet claude-fable-5 claude-fable-5-1 claude-fable-5-2 claude-haiku-4-5
  claude-haiku-5-5 claude-mythos-5 claude-mythos-5-1 claude-mythos-5-2 claude-mythos-preview claude-opus-4-0 claude-opus-4-1
  claude-opus-4-5 claude-opus-4-6 claude-opus-4-7 claude-opus-4-8 claude-opus-5 claude-opus-5-5 claude-sonnet-4-0
  claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5 claude-sonnet-5-5`
  .trim()
  .split(/\s+/);

/**
 * `modelOverrides` is merged model by model, and "" takes one out. It renames only models that Claude Code knows
 * (observed on 2.1.332, 2026-11-29), in provider-managed mode, too.
 */
export function pinnedOverrides(user: unknown): Record<string, string> {
  const own = isRecord(user) ? user : {};
  const texts = Object.entries(own).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ...Object.fromEntries(models.map(model => [model, ''])), ...Object.fromEntries(texts) };
}
