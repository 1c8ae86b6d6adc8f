import { type FeatureId, featureIds } from '../../features/features.ts';
import type { Probe } from '../probe.ts';
import { promptCaching, promptCachingOneHour } from './caching.ts';
import { contextManagement, contextOneMillion, tokenCounting } from './context.ts';
import { imagesPdf } from './images-pdf.ts';
import { effort, structuredOutputs } from './output.ts';
import { extendedThinking, interleavedThinking } from './thinking.ts';
import { fineGrainedToolStreaming, toolSearch } from './tools.ts';

/** Why there is no probe for a feature, or which step of the check tells it. */
type NoProbe = { readonly noProbe: string } | { readonly step: 'models' };

const client: NoProbe = { noProbe: 'Claude Code makes it itself' };

/** How each feature is measured; one that is missing here does not compile. */
const table = {
  skills: client,
  plugins: client,
  hooks: client,
  subagents: client,
  memory: client,
  'mcp-tools': client,
  'model-aliases': client,
  'prompt-caching': promptCaching,
  'prompt-caching-1h': promptCachingOneHour,
  'extended-thinking': extendedThinking,
  'interleaved-thinking': interleavedThinking,
  'context-1m': contextOneMillion,
  'tool-search': toolSearch,
  'web-search': { noProbe: 'a search is billed separately, and tells others what is searched for' },
  'fast-mode': { noProbe: 'Claude Code asks Anthropic itself whether it may be used' },
  effort,
  'context-management': contextManagement,
  'structured-outputs': structuredOutputs,
  'token-counting': tokenCounting,
  'fine-grained-tool-streaming': fineGrainedToolStreaming,
  'images-pdf': imagesPdf,
  advisor: { noProbe: 'a second model would be asked and billed' },
  'auto-mode': { noProbe: 'only Claude Code knows how to ask the classifier' },
  'model-discovery': { step: 'models' },
  'long-output': { noProbe: 'an answer of that length would be billed' },
  'silent-streams': { noProbe: 'it would take minutes of silence' },
  'model-fallback': { noProbe: 'a refusal cannot be asked for' },
  'usage-caps': { noProbe: 'the operator’s own pages tell' },
  'managed-settings': { noProbe: 'the Anthropic account decides, not this backend' },
  quiet: { noProbe: 'Claude Code decides it by the kind of backend' },
  'zero-retention': { noProbe: 'a contract decides it' },
  'account-features': { noProbe: 'the Anthropic account decides, not this backend' },
} as const satisfies { readonly [Id in FeatureId]: Probe | NoProbe };

/** The probe of a feature; undefined where a client cannot decide it. */
export function probeOf(feature: FeatureId): Probe | undefined {
  const held: Probe | NoProbe = table[feature];
  return 'decide' in held ? held : undefined;
}

/** The features with a probe, in the order of the feature table. */
export const probedFeatures: readonly FeatureId[] = featureIds.filter(id => probeOf(id) !== undefined);
