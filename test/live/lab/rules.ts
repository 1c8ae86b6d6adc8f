import type { FeatureId } from '../../../src/features/features.ts';
import { arrives, type Beta, betaMap, type LitellmProvider } from '../../../src/features/litellm/beta-map.ts';
import type { Asked } from './message.ts';
import { type VendorId, vendorIds } from './vendors.ts';

/** Something that a vendor refuses with a 400, and who says so. */
export type Rule = {
  readonly id: string;
  /** The feature that asked for it, or null when several can. */
  readonly feature: FeatureId | null;
  readonly vendors: readonly VendorId[];
  /** What the vendor answers, or undefined when the request is all right. */
  readonly refuses: (request: Asked, vendor: VendorId) => string | undefined;
  readonly source: string;
};

const all: readonly VendorId[] = vendorIds;

const toolSearchBetas = ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19'];
const protocol = 'https://code.claude.com/docs/en/llm-gateway-protocol, read 2026-08-22';

/** Betas that Claude Code 2.1.330 sends to nobody but the vendor itself, so that its server knows them (recorded). */
const ofClaudeCode: { readonly [V in VendorId]: readonly string[] } = {
  anthropic: [
    'cache-diagnosis-2026-04-07',
    'claude-code-20250219',
    'extended-cache-ttl-2025-04-11',
    'mid-conversation-system-clear-at-2026-08-21',
    'thinking-binding-controls-2026-08-01',
    'thinking-token-count-2026-05-13',
  ],
  bedrock: [
    'interleaved-thinking-2025-05-14',
    // Not Claude Code’s: LiteLLM 1.109.1 sends it to Bedrock of itself, and its map holds it to be known there.
    'mid-conversation-output-config-2026-07-01',
    'thinking-binding-controls-2026-08-01',
    'thinking-token-count-2026-05-13',
  ],
  mantle: [],
  vertex: [
    'claude-code-20250219',
    'effort-2025-11-24',
    'thinking-binding-controls-2026-08-01',
    'thinking-token-count-2026-05-13',
  ],
  foundry: ['claude-code-20250219', 'extended-cache-ttl-2025-04-11', 'thinking-token-count-2026-05-13'],
  aws: [],
  gcp: [],
  openai: [],
};

const providersOf: { readonly [V in VendorId]: readonly LitellmProvider[] } = {
  anthropic: ['anthropic'],
  bedrock: ['bedrock', 'bedrock_converse'],
  mantle: ['bedrock_mantle'],
  vertex: ['vertex_ai'],
  foundry: ['azure_ai'],
  aws: ['anthropic'],
  gcp: ['anthropic'],
  openai: [],
};

/** The betas that a vendor knows: those its own client sends, and those that LiteLLM’s map sends there. */
function knows(vendor: VendorId, beta: string): boolean {
  return (
    ofClaudeCode[vendor].includes(beta) ||
    toolSearchBetas.includes(beta) ||
    providersOf[vendor].some(provider => beta in betaMap && arrives(betaMap, beta as Beta, provider))
  );
}

/** The rules, loudest first. A vendor refuses by the first that fits. */
export const rules: readonly Rule[] = [
  {
    id: 'unknown-beta',
    feature: null,
    vendors: ['anthropic', 'foundry'],
    refuses: ({ betas }, vendor) => {
      const stranger = betas.find(beta => !knows(vendor, beta));
      return stranger === undefined ? undefined : `Unsupported beta header: ${stranger}`;
    },
    source: 'https://platform.claude.com/docs/en/api/beta-headers, read 2026-11-22',
  },
  {
    id: 'invalid-beta-flag',
    feature: null,
    vendors: ['bedrock'],
    refuses: ({ betas }, vendor) =>
      betas.some(beta => !knows(vendor, beta)) ? 'invalid beta flag' : undefined,
    source: 'anthropics/claude-code#21676, #49238, #56595',
  },
  {
    id: 'unexpected-beta-value',
    feature: null,
    vendors: ['vertex'],
    refuses: ({ betas }, vendor) => {
      const stranger = betas.find(beta => !knows(vendor, beta));
      return stranger && `Unexpected value(s) \`${stranger}\` for the \`anthropic-beta\` header`;
    },
    source: 'anthropics/claude-code#21625, #34802',
  },
  {
    id: 'context-management-without-beta',
    feature: 'context-management',
    vendors: all,
    refuses: ({ body, betas }) =>
      'context_management' in body && !betas.some(beta => /^(context-management|compact)-/.test(beta))
        ? 'context_management: Extra inputs are not permitted'
        : undefined,
    source: protocol,
  },
  {
    id: 'deferred-tools-without-beta',
    feature: 'tool-search',
    vendors: all,
    refuses: ({ text, betas }) =>
      text.includes('"defer_loading":true') && !betas.some(beta => toolSearchBetas.includes(beta))
        ? 'tools: defer_loading: Extra inputs are not permitted'
        : undefined,
    source: protocol,
  },
  {
    id: 'budget-above-max-tokens',
    feature: 'interleaved-thinking',
    vendors: all,
    refuses: ({ body, betas }) =>
      budget(body) >= Number(body.max_tokens ?? Number.POSITIVE_INFINITY) &&
      !betas.includes('interleaved-thinking-2025-05-14')
        ? '`max_tokens` must be greater than `thinking.budget_tokens`'
        : undefined,
    source: 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking, read 2026-11-22',
  },
  {
    id: 'web-search-on-bedrock',
    feature: 'web-search',
    vendors: ['bedrock', 'mantle'],
    refuses: ({ text }) =>
      /"type":"web_search_\d+"/.test(text) ? 'tools: web_search is not supported' : undefined,
    source: 'https://code.claude.com/docs/en/feature-availability, read 2026-08-22',
  },
  {
    id: 'advisor',
    feature: 'advisor',
    vendors: all,
    refuses: ({ text, betas }, vendor) =>
      /"type":"advisor_\d+"/.test(text) &&
      (!advising.includes(vendor) || !betas.includes('advisor-tool-2026-03-01'))
        ? 'tools: advisor is not supported'
        : undefined,
    source: 'https://code.claude.com/docs/en/advisor, read 2026-08-22',
  },
];

/** Who has it: recorded on 2.1.332, which sends it to Anthropic’s own platforms. */
const advising: readonly VendorId[] = ['anthropic', 'aws', 'gcp'];

function budget({ thinking }: Asked['body']): number {
  if (typeof thinking !== 'object' || thinking === null || !('budget_tokens' in thinking)) return 0;
  return Number(thinking.budget_tokens);
}

/** The first rule of this vendor that refuses a request, unless it is lifted. */
export function refusedBy(
  request: Asked,
  vendor: VendorId,
  lifted: ReadonlySet<string> = new Set(),
): { readonly rule: Rule; readonly message: string } | undefined {
  for (const rule of rules) {
    if (!rule.vendors.includes(vendor) || lifted.has(rule.id)) continue;
    const message = rule.refuses(request, vendor);
    if (message !== undefined) return { rule, message };
  }
  return undefined;
}
