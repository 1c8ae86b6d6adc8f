import { pages, studySection } from './evidence.ts';
import { isMixed, type NeedId, needs as needTable } from './needs.ts';
import { type Candidate, type Ranked, rank } from './ranking.ts';
import { type RoleAdvice, roleAdvice } from './role-advice.ts';

/** A piece of advice that is not about one profile. */
type Note = { readonly text: string; readonly source: string };

export type Advice = {
  readonly needs: readonly NeedId[];
  readonly ranked: readonly Ranked[];
  /** The study’s three roles, where one profile cannot serve all needs; else null. */
  readonly hybrid: readonly RoleAdvice[] | null;
  readonly notes: readonly Note[];
};

/** Ranks the candidates by the needs, and says what the study says to such needs. Pure. */
export function advise(needs: readonly NeedId[], candidates: readonly Candidate[]): Advice {
  const ranked = rank(needs, candidates);
  return { needs, ranked, hybrid: roleAdvice(needs, ranked), notes: notesFor(needs, ranked) };
}

function note(section: string, text: string): Note {
  return { text, source: studySection(section).source };
}

const gatewayUse = 'Recommendations, When to Use LLM Gateway';
const matrix = 'Recommendations, Decision Matrix';
const crossModel = 'Cross-Model Compatibility';

const goodFit = note(
  `${gatewayUse}, Good fit`,
  'A gateway fits well for cost control, team-wide keys, audit logs, load balancing and fallback. Standard work is not touched by it: skills, plugins, hooks, sub-agents, memory and MCP tools run in Claude Code itself.',
);

const poorFit = note(
  `${gatewayUse}, Poor fit`,
  'A gateway fits poorly where savings by prompt caching, 1M context, interleaved thinking or the newest beta features matter: it has to forward every header and field for them.',
);

const fullAccess = note(
  matrix,
  'Full feature access: the Anthropic API directly, or native Bedrock or Vertex.',
);

const costTracking = note(
  matrix,
  'Enterprise cost tracking: LiteLLM, if you accept its limits on beta features. `cgw features NAME --why` shows them.',
);

const mixed = note(
  matrix,
  'Mixed requirements: send feature-rich traffic direct, cost-sensitive traffic through the gateway. Roles do that.',
);

const compliance = note(
  matrix,
  'Bedrock compliance required: native Bedrock (CLAUDE_CODE_USE_BEDROCK=1), which `cgw run bedrock` sets.',
);

const ifYouMust: readonly Note[] = [
  'test skills one by one: verify that each works with the model you mean.',
  'simplify prompts: take Claude-specific language out of skills.',
  'monitor tool calls: watch for failures of the translation.',
  'accept degradation: some features will not work the same.',
].map(text =>
  note(`${crossModel}, If You Must Use Non-Claude Models`, `If you must use other models, ${text}`),
);

const quiet: Note = {
  text: 'Without internet, switch off what Claude Code sends elsewhere too: `--set nonessentialTraffic=off`.',
  source: pages.variables.source,
};

/** The study’s answers on models of other families. */
function crossModelNotes(ranked: readonly Ranked[]): readonly Note[] {
  const recommendation = `${crossModel}, Recommendation`;
  const gateways = ranked.filter(isLitellmToClaude).map(({ name }) => name);
  return [
    note(
      `${crossModel}, Short Answer`,
      'Other models behind Claude Code are technically functional, but degraded: a gateway translates syntax, not meaning. `cgw features NAME --why` shows what that costs.',
    ),
    note(
      recommendation,
      `Claude through the enterprise gateway: Claude Code → LiteLLM → Claude on Bedrock, Vertex or GitHub (${gateways.join(', ')}).`,
    ),
    note(recommendation, 'GPT-5: a native OpenAI client (Cursor, Continue, Copilot Chat).'),
    note(recommendation, 'Gemini: a native Google client, or tooling made for Gemini.'),
    note(recommendation, 'Multi-model flexibility: a separate client for each model family.'),
    note(
      `${crossModel}, Why Not Force Cross-Model?`,
      'Why not force it: skills are prompts written for Claude; tool schemas differ even when translated; other families have ecosystems of their own; and gateway, translation and model are hard to tell apart when something fails.',
    ),
  ];
}

function isLitellmToClaude({ route }: Ranked): boolean {
  return route.every(id => id.startsWith('litellm-') && id !== 'litellm-unified-other');
}

/** What the study says to these needs beyond the ranking, each note once. */
function notesFor(needs: readonly NeedId[], ranked: readonly Ranked[]): readonly Note[] {
  const none = needs.length === 0;
  const about = needs.map(id => needTable[id].about);
  return [
    ...(none || needs.includes('full-features') ? [fullAccess] : []),
    ...(none || about.includes('operation') ? [goodFit] : []),
    ...(none || needs.includes('cost-tracking') ? [costTracking] : []),
    ...(none || about.includes('features') ? [poorFit] : []),
    ...(none || isMixed(needs) ? [mixed] : []),
    ...(none || needs.includes('bedrock-compliance') ? [compliance] : []),
    ...(about.includes('models') ? crossModelNotes(ranked) : []),
    ...(needs.includes('offline') ? [quiet] : []),
    ...(about.includes('models') || needs.includes('offline') ? ifYouMust : []),
  ];
}
