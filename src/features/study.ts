import { also, type Cell, type Column, type Evidence, type Support, withEvidence } from './cell.ts';
import { studySection, studyTitle } from './evidence.ts';
import { type FeatureId, recordOf } from './features.ts';

/** The columns in which the study judges a route. `gateway` are its feature tables, “Gateway Compatible”. */
export type StudyColumn = 'litellm' | 'bedrock' | 'vertex' | 'gateway';

type Verdict = Exclude<Support, 'unknown'>;

const marks: { readonly [V in Verdict]: string } = { full: '✅', partial: '⚠️', none: '❌' };

const headings: { readonly [C in StudyColumn]: string } = {
  litellm: 'Summary Matrix, LiteLLM',
  bedrock: 'Summary Matrix, Bedrock Native',
  vertex: 'Summary Matrix, Vertex Native',
  gateway: 'Feature-by-Feature Compatibility, Gateway Compatible',
};

/** The features that the study’s matrix judges, with what it says of LiteLLM. Native backends have them all. */
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

/** What the study said of a feature in December 2025. */
function verdict(column: StudyColumn, feature: JudgedFeature): Verdict {
  return column === 'bedrock' || column === 'vertex' ? 'full' : litellmVerdicts[feature];
}

/** A column with the study’s verdicts as evidence: they are superseded where the cell now says another thing. */
export function withStudyVerdicts(column: Column, studyColumn: StudyColumn): Column {
  const cells: { -readonly [Id in FeatureId]: Cell } = { ...column };
  for (const feature of Object.keys(litellmVerdicts).filter(isJudged)) {
    const said = verdict(studyColumn, feature);
    const evidence = studySection(`${headings[studyColumn]}: ${marks[said]}`);
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

/** The state that the study’s matrix gives a cell, or undefined for evidence of another kind. */
export function studyVerdict(evidence: Evidence): Support | undefined {
  if (!isFromStudy(evidence)) return undefined;
  const states: readonly Verdict[] = ['full', 'partial', 'none'];
  return states.find(state => evidence.source.endsWith(marks[state]));
}

/** Whether the study says this, rather than somebody else. */
function isFromStudy(evidence: Evidence): boolean {
  return evidence.source.startsWith(studyTitle);
}

/** A cell without the study’s verdict on the route it comes from. */
export function withoutStudy(cell: Cell): Cell {
  return withEvidence(cell, evidence => !isFromStudy(evidence));
}

/** The cells of a backend as they come through a relay that changes nothing of them. */
export function relayed<Id extends string>(
  column: { readonly [F in Id]: Cell },
  names: readonly Id[],
  relay: Evidence,
): { readonly [F in Id]: Cell } {
  return recordOf(names, name => also(withoutStudy(column[name]), relay));
}
