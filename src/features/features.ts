import type { Beta } from './litellm/beta-map.ts';

/** A record made id by id. */
export function recordOf<Id extends string, Value>(
  ids: readonly Id[],
  make: (id: Id) => Value,
): { readonly [Each in Id]: Value } {
  return Object.fromEntries(ids.map(id => [id, make(id)])) as { readonly [Each in Id]: Value };
}

/** The features of Claude Code that a backend can cost: the study’s twelve, the newer ones, and what an organisation asks for. */
export const featureIds = [
  'skills',
  'plugins',
  'hooks',
  'subagents',
  'memory',
  'mcp-tools',
  'model-aliases',
  'prompt-caching',
  'prompt-caching-1h',
  'extended-thinking',
  'interleaved-thinking',
  'context-1m',
  'tool-search',
  'web-search',
  'fast-mode',
  'effort',
  'context-management',
  'structured-outputs',
  'token-counting',
  'fine-grained-tool-streaming',
  'images-pdf',
  'advisor',
  'auto-mode',
  'model-discovery',
  'long-output',
  'silent-streams',
  'model-fallback',
  'usage-caps',
  'managed-settings',
  'quiet',
  'zero-retention',
  'account-features',
] as const;

export type FeatureId = (typeof featureIds)[number];

/** Where a feature is made: in the program itself, by the model’s server, or by the Anthropic account. */
export type Side = 'client' | 'server' | 'account';

export type Feature = {
  /** What it is called wherever people read of it: short, for it stands beside what is lost. */
  readonly title: string;
  /** What that is, where the title does not say it. */
  readonly about?: string;
  readonly side: Side;
  /** Values of `anthropic-beta` that it needs, as LiteLLM’s map of betas spells them. */
  readonly betas: readonly Beta[];
  /** How its loss shows: a 400 from the server, or not at all. */
  readonly loss: 'loud' | 'silent';
};

function client(title: string, about?: string): Feature {
  return { title, ...(about === undefined ? {} : { about }), side: 'client', betas: [], loss: 'silent' };
}

/**
 * What each feature is and needs. `loss` follows the gateway contract: a stripped header whose body field
 * stays is answered with a 400 (loud); a feature that only a header asks for is lost without a word (silent).
 */
export const features: { readonly [Id in FeatureId]: Feature } = {
  skills: client('Skills'),
  plugins: client('Plugins'),
  hooks: client('Hooks'),
  subagents: client('Sub-agents'),
  memory: client('Memory', 'CLAUDE.md'),
  'mcp-tools': client('MCP tools'),
  'model-aliases': client('Model aliases', 'opus, sonnet, haiku'),
  'prompt-caching': {
    title: 'Prompt caching (5 min)',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'prompt-caching-1h': {
    title: 'Prompt caching (1 h)',
    side: 'server',
    betas: ['extended-cache-ttl-2025-04-11'],
    loss: 'silent',
  },
  'extended-thinking': {
    title: 'Extended thinking',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'interleaved-thinking': {
    title: 'Interleaved thinking',
    about: 'between tool calls',
    side: 'server',
    betas: ['interleaved-thinking-2025-05-14'],
    loss: 'silent',
  },
  'context-1m': {
    title: '1M context',
    side: 'server',
    betas: ['context-1m-2025-08-07'],
    loss: 'silent',
  },
  'tool-search': {
    title: 'Tool search',
    about: 'MCP tools loaded on demand',
    side: 'server',
    betas: ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19'],
    loss: 'loud',
  },
  'web-search': {
    title: 'Web search',
    side: 'server',
    betas: ['web-search-2025-03-05'],
    loss: 'loud',
  },
  'fast-mode': {
    title: 'Fast mode',
    side: 'server',
    betas: ['fast-mode-2026-02-01'],
    loss: 'loud',
  },
  effort: {
    title: 'Effort level',
    side: 'server',
    betas: ['effort-2025-11-24'],
    loss: 'loud',
  },
  'context-management': {
    title: 'Earlier thinking kept',
    about: 'context management, for hits in the cache',
    side: 'server',
    betas: ['context-management-2025-06-27'],
    loss: 'loud',
  },
  'structured-outputs': {
    title: 'Structured outputs',
    about: 'for prompt hooks and memory; --json-schema needs none',
    side: 'server',
    betas: ['structured-outputs-2025-11-13'],
    loss: 'loud',
  },
  'token-counting': {
    title: 'Exact token counts',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'fine-grained-tool-streaming': {
    title: 'Tool input streaming',
    about: 'as it is written',
    side: 'server',
    betas: ['fine-grained-tool-streaming-2025-05-14'],
    loss: 'silent',
  },
  'images-pdf': {
    title: 'Images and PDF files',
    side: 'server',
    betas: [],
    loss: 'loud',
  },
  advisor: {
    title: 'Advisor',
    about: 'a second model’s opinion',
    side: 'server',
    betas: ['advisor-tool-2026-03-01'],
    loss: 'loud',
  },
  'auto-mode': {
    title: 'Auto mode',
    about: 'permissions decided by a classifier',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'model-discovery': {
    title: 'Gateway model list',
    about: 'the gateway’s models in /model',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'long-output': {
    title: 'Output of 128k tokens',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'silent-streams': {
    title: 'Long silent streams',
    about: 'answers that pause for minutes',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'model-fallback': {
    title: 'Model fallback',
    about: 'another model where one refuses or is missing',
    side: 'server',
    betas: [],
    loss: 'silent',
  },
  'usage-caps': {
    title: 'Usage and caps by user',
    side: 'account',
    betas: [],
    loss: 'silent',
  },
  'managed-settings': {
    title: 'Managed settings',
    about: 'an organisation’s, from a server',
    side: 'account',
    betas: [],
    loss: 'silent',
  },
  quiet: {
    title: 'Quiet by default',
    about: 'no telemetry to Anthropic',
    side: 'account',
    betas: [],
    loss: 'silent',
  },
  'zero-retention': {
    title: 'Zero data retention',
    side: 'account',
    betas: [],
    loss: 'silent',
  },
  'account-features': {
    title: 'Account features',
    about: 'Remote Control, web, mobile, voice, connectors, plan limits',
    side: 'account',
    betas: [],
    loss: 'silent',
  },
};

/** The title with what it is, where there is room for both. */
export function fullTitle(id: FeatureId): string {
  const { title, about } = features[id];
  return about === undefined ? title : `${title}: ${about}`;
}

/** The width of a column of titles. */
export const titleWidth = Math.max(...featureIds.map(id => features[id].title.length));
