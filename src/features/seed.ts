import { also, type Cell, type Column, type Evidence, type State } from './cell.ts';
import { seedSection, seedTitle } from './evidence.ts';
import type { FeatureId } from './features.ts';

/** The columns in which the seed judges a route. `gateway` are its feature tables, “Gateway Compatible”. */
export type SeedColumn = 'litellm' | 'bedrock' | 'vertex' | 'gateway';

type Verdict = Exclude<State, 'unknown'>;

const marks: { readonly [V in Verdict]: string } = { full: '✅', partial: '⚠️', none: '❌' };

const headings: { readonly [C in SeedColumn]: string } = {
  litellm: 'Summary Matrix, LiteLLM',
  bedrock: 'Summary Matrix, Bedrock Native',
  vertex: 'Summary Matrix, Vertex Native',
  gateway: 'Feature-by-Feature Compatibility, Gateway Compatible',
};

/** The features that the seed’s matrix judges, with what it says of LiteLLM. Native backends have them all. */
export const litellmVerdicts = {
  skills: 'full',
  plugins: 'full',
  hooks: 'full',
  subagents: 'full',
  memory: 'full',
  'mcp-tools': 'full',
  'model-aliases': 'full',
  'prompt-caching': 'full',
  'prompt-caching-1h': 'partial',
  'extended-thinking': 'full',
  'interleaved-thinking': 'none',
  'context-1m': 'none',
} as const satisfies { readonly [Id in FeatureId]?: Verdict };

type JudgedFeature = keyof typeof litellmVerdicts;

/** What the seed said of a feature in December 2025. */
function verdict(column: SeedColumn, feature: JudgedFeature): Verdict {
  return column === 'bedrock' || column === 'vertex' ? 'full' : litellmVerdicts[feature];
}

/** A column with the seed’s verdicts as evidence: they are superseded where the cell now says another thing. */
export function judged(column: Column, seedColumn: SeedColumn): Column {
  const cells: { -readonly [Id in FeatureId]: Cell } = { ...column };
  for (const feature of Object.keys(litellmVerdicts).filter(isJudged)) {
    const said = verdict(seedColumn, feature);
    const evidence = seedSection(`${headings[seedColumn]}: ${marks[said]}`);
    const cell = column[feature];
    cells[feature] = {
      ...cell,
      evidence: [...cell.evidence, cell.state === said ? evidence : { ...evidence, superseded: true }],
    };
  }
  return cells;
}

function isJudged(feature: string): feature is JudgedFeature {
  return Object.hasOwn(litellmVerdicts, feature);
}

/** The state that the seed’s matrix gives a cell, or undefined for evidence of another kind. */
export function seedVerdict(evidence: Evidence): State | undefined {
  if (!isSeedEvidence(evidence)) return undefined;
  const states: readonly Verdict[] = ['full', 'partial', 'none'];
  return states.find(state => evidence.source.endsWith(marks[state]));
}

/** Whether the seed says this, rather than somebody else. */
export function isSeedEvidence(evidence: Evidence): boolean {
  return evidence.source.startsWith(seedTitle);
}

/** A cell without the seed’s verdict on the route it comes from. */
export function withoutSeed(cell: Cell): Cell {
  const [first, ...rest] = cell.evidence.filter(evidence => !isSeedEvidence(evidence));
  return first === undefined ? cell : { ...cell, evidence: [first, ...rest] };
}

/** The cells of a backend as they come through a relay that changes nothing of them. */
export function relayed<Id extends string>(
  column: { readonly [F in Id]: Cell },
  names: readonly Id[],
  relay: Evidence,
): { [F in Id]: Cell } {
  return Object.fromEntries(names.map(name => [name, also(withoutSeed(column[name]), relay)])) as {
    [F in Id]: Cell;
  };
}
