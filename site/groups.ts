import type { RouteId } from '../src/features/documented-routes.ts';

/** The routes as the page groups them; together in the order of its columns. */
export const groups = [
  {
    id: 'anthropic',
    title: 'Anthropic',
    routes: ['anthropic', 'anthropic-login', 'anthropic-aws', 'anthropic-gcp'],
  },
  { id: 'clouds', title: 'Clouds', routes: ['bedrock', 'mantle', 'vertex', 'foundry'] },
  {
    id: 'litellm',
    title: 'LiteLLM, unified',
    routes: [
      'litellm-unified-anthropic',
      'litellm-unified-bedrock-invoke',
      'litellm-unified-bedrock-converse',
      'litellm-unified-mantle',
      'litellm-unified-vertex',
      'litellm-unified-azure',
      'litellm-unified-copilot',
      'litellm-unified-other',
    ],
  },
  {
    id: 'pass-through',
    title: 'LiteLLM, pass-through',
    routes: ['litellm-pass-anthropic', 'litellm-pass-bedrock', 'litellm-pass-vertex'],
  },
  {
    id: 'gateways',
    title: 'Other gateways',
    routes: [
      'openrouter-claude',
      'openrouter-other',
      'claude-apps-gateway',
      'gateway-claude',
      'gateway-other',
    ],
  },
] as const satisfies readonly {
  readonly id: string;
  readonly title: string;
  readonly routes: readonly RouteId[];
}[];

export type GroupId = (typeof groups)[number]['id'];

/** A route’s title below that of its group. */
export function shortTitle(title: string): string {
  return title.replace(/^(?:LiteLLM, (?:unified|pass-through) → |Anthropic )/, '');
}
