import type { BackendId } from '../env/backend-ids.ts';

/** The words that Claude Code takes for a model, and the one that each means there (seen: `observedClaude`). */
export const modelAliases = {
  opus: 'claude-opus-5-5',
  sonnet: 'claude-sonnet-5-5',
  haiku: 'claude-haiku-5-5',
  fable: 'claude-fable-5-2',
} as const;

export type ModelAlias = keyof typeof modelAliases;

type DefaultModel = {
  /** Its name, or an alias. */
  readonly model: string;
  /** The day on which it retires there, by Claude Code’s own word. */
  readonly retires?: string;
};

const opus = { model: 'opus' } as const satisfies DefaultModel;

/** The model of the main conversation where nobody names one (seen: `observedClaude`). */
export const defaultModels = {
  anthropic: opus,
  bedrock: opus,
  mantle: opus,
  'anthropic-aws': opus,
  'anthropic-gcp': opus,
  vertex: opus,
  foundry: { model: 'claude-sonnet-4-5', retires: '2026-11-30' },
  gateway: opus,
  'gateway-bedrock': opus,
  'gateway-vertex': opus,
} as const satisfies Record<BackendId, DefaultModel>;
