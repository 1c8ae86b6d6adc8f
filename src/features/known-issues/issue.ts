import type { RouteId } from '../documented-routes.ts';
import type { FeatureId } from '../features.ts';

export type IssueState = 'fixed' | 'open' | 'unknown' | 'partly';

/** A reported problem and what became of it. */
export type KnownIssue = {
  /** Repository and number, e.g. `BerriAI/litellm#15622`. */
  readonly id: string;
  readonly title: string;
  /** What the report says. */
  readonly claim: string;
  /** Today. A report that was closed without a word of a fix is `unknown`. */
  readonly state: IssueState;
  /** The version or month it was first seen in, where the report says. */
  readonly since: string | null;
  readonly fixedIn: string | null;
  /** What is known of its end, for people. */
  readonly note: string;
  readonly checked: string;
  readonly routes: readonly [RouteId, ...RouteId[]];
  /** Empty: it concerns the way there, not a feature. */
  readonly features: readonly FeatureId[];
  readonly lever: string | null;
  readonly source: string;
};

type Routes = readonly [RouteId, ...RouteId[]];

export const unifiedBedrock = [
  'litellm-unified-bedrock-invoke',
  'litellm-unified-bedrock-converse',
] as const satisfies Routes;

export const unifiedClaude = [
  'litellm-unified-anthropic',
  ...unifiedBedrock,
  'litellm-unified-mantle',
  'litellm-unified-vertex',
  'litellm-unified-azure',
] as const satisfies Routes;

export const passThrough = [
  'litellm-pass-anthropic',
  'litellm-pass-bedrock',
  'litellm-pass-vertex',
] as const satisfies Routes;

export const everyLitellm = [
  ...unifiedClaude,
  'litellm-unified-copilot',
  'litellm-unified-other',
  ...passThrough,
] as const satisfies Routes;

/** Routes on which ANTHROPIC_BASE_URL names the endpoint. */
export const behindBaseUrl = [
  ...unifiedClaude,
  'litellm-unified-copilot',
  'litellm-unified-other',
  'litellm-pass-anthropic',
  'openrouter-claude',
  'openrouter-other',
  'gateway-claude',
  'gateway-other',
] as const satisfies Routes;

/** Routes whose requests end at Bedrock. */
export const endsAtBedrock = ['bedrock', ...unifiedBedrock, 'litellm-pass-bedrock'] as const satisfies Routes;

/** Routes whose requests end at Vertex. */
export const endsAtVertex = [
  'vertex',
  'litellm-unified-vertex',
  'litellm-pass-vertex',
] as const satisfies Routes;

export const directRoutes = ['anthropic', 'anthropic-login'] as const satisfies Routes;
