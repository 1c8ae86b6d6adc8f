import { levers } from '../levers.ts';
import {
  endsAtVertex,
  everyLitellm,
  type KnownIssue,
  passThrough,
  unifiedBedrock,
  unifiedClaude,
} from './issue.ts';

const repository = 'BerriAI/litellm';

type Row = Omit<KnownIssue, 'id' | 'checked' | 'source' | 'since' | 'fixedIn' | 'lever'> & {
  readonly since?: string;
  readonly fixedIn?: string;
  readonly lever?: string;
};

function issue(number: number, row: Row): KnownIssue {
  return {
    since: null,
    fixedIn: null,
    lever: null,
    ...row,
    id: `${repository}#${number}`,
    checked: '2026-11-22',
    source: `https://github.com/${repository}/issues/${number}`,
  };
}

const betaFeatures = ['prompt-caching-1h', 'interleaved-thinking', 'context-1m'] as const;

const malicious = {
  title: 'PyPI releases 1.82.7 and 1.82.8 steal credentials',
  claim: 'both releases of 2026-03-24 ran a credential stealer on the machine of the proxy',
  state: 'fixed',
  since: '1.82.7',
  fixedIn: '1.83.0',
  note: 'withdrawn from PyPI; clean are 1.82.6 and earlier, 1.83.0 and later; a proxy that ran one needs new keys',
  routes: everyLitellm,
  features: [],
} as const satisfies Row;

export const litellmIssues: readonly KnownIssue[] = [
  issue(15622, {
    title: '`anthropic-beta` not forwarded to Bedrock',
    claim: 'beta headers sent to the proxy never reach Bedrock, so 1M context is lost',
    state: 'fixed',
    fixedIn: '1.79.0',
    note: 'PR #15623 and #15700; per model group since 1.79.1 (#16042); now filtered by the beta map',
    routes: unifiedBedrock,
    features: betaFeatures,
    lever: levers.forwardHeaders,
  }),
  issue(15299, {
    title: '`anthropic-beta` not forwarded to Vertex AI',
    claim: 'beta headers sent to the proxy never reach Claude models on Vertex',
    state: 'fixed',
    since: '1.77.5',
    fixedIn: '1.79.0',
    note: 'PR #15623 and #15700; the issue itself may still read open',
    routes: ['litellm-unified-vertex'],
    features: betaFeatures,
    lever: levers.forwardHeaders,
  }),
  issue(9016, {
    title: '`anthropic-beta` not forwarded on the proxy',
    claim: 'the proxy drops the header for every provider',
    state: 'fixed',
    fixedIn: '1.79.0',
    note: 'closed as stale; the same fix as #15622 covers it',
    routes: unifiedClaude,
    features: betaFeatures,
    lever: levers.forwardHeaders,
  }),
  issue(9020, {
    title: 'Extended thinking conflicts with the output-128k beta',
    claim: 'thinking together with output-128k-2025-02-19 is refused',
    state: 'unknown',
    note: 'the report was not found; the beta is of the Claude 3.7 era',
    routes: unifiedClaude,
    features: ['extended-thinking'],
  }),
  issue(36736, {
    title: '`claude-code-20250219` dropped for every provider',
    claim: 'the beta is missing from the map, so the server never learns that Claude Code asks',
    state: 'open',
    note: 'still open, but in 1.110.2 it reaches Anthropic, Vertex and Foundry; only Bedrock does not get it (measured)',
    routes: ['litellm-unified-bedrock-invoke', 'litellm-unified-bedrock-converse'],
    features: [],
  }),
  issue(22016, {
    title: 'Beta headers lost for ARNs of inference profiles on Converse',
    claim: 'betas pass only if the base model’s name starts with anthropic, which an ARN’s does not',
    state: 'open',
    since: '2026-02',
    note: 'fixes #22018 and #22232 were closed without a merge',
    routes: ['litellm-unified-bedrock-converse'],
    features: ['context-1m', 'effort', 'structured-outputs', 'fine-grained-tool-streaming'],
    lever: levers.invoke,
  }),
  issue(37418, {
    title: 'A report on what LiteLLM does with beta headers',
    claim: 'one of the open reports on beta headers; its text was not found',
    state: 'open',
    note: 'open when it was last looked at (2026-10-21)',
    routes: unifiedClaude,
    features: [],
  }),
  issue(32202, {
    title: 'A generic pass-through with `forward_headers` leaks the proxy’s key',
    claim: 'pass_through_endpoints with forward_headers: true sends the proxy’s Authorization upstream',
    state: 'open',
    since: '2026-07',
    note: 'fix #32263 open; the built-in /anthropic, /bedrock and /vertex_ai are other code',
    routes: passThrough,
    features: [],
    lever: levers.keepKey,
  }),
  issue(41202, {
    title: 'A header is stripped while its body field stays',
    claim: 'a beta that the map does not know is dropped and its field refused upstream with a 400',
    state: 'partly',
    since: '1.101.0-rc.1',
    note: 'PR #41203 added the beta of this report to the map; the next new beta meets the same wall; the setting leaves the effort level in',
    routes: unifiedClaude,
    features: ['tool-search', 'effort', 'context-management', 'structured-outputs'],
    lever: levers.betasOff,
  }),
  issue(29441, {
    title: '“Content block is not a text block” on Bedrock Converse',
    claim: 'messages fail through Converse once thinking blocks are in the conversation',
    state: 'unknown',
    since: '1.88.0-rc.1',
    note: 'closed, yet LiteLLM’s own run with 1.93.0 still failed on most tests',
    routes: ['litellm-unified-bedrock-converse'],
    features: ['prompt-caching', 'extended-thinking', 'images-pdf'],
    lever: levers.invoke,
  }),
  issue(24512, malicious),
  issue(24518, malicious),
  issue(20021, {
    title: 'Claude Code’s betas are refused behind LiteLLM',
    claim: 'a beta that the upstream does not know makes it refuse the request',
    state: 'unknown',
    note: 'its state was not read yet; since February 2026 LiteLLM’s map filters betas',
    routes: [...unifiedBedrock, ...endsAtVertex],
    features: [],
    lever: levers.betasOff,
  }),
  issue(26240, {
    title: 'Claude Code 2.1.104: “Extra inputs are not permitted”',
    claim: 'after an update of Claude Code the proxy’s upstream refuses new body fields with a 400',
    state: 'unknown',
    since: 'Claude Code 2.1.104',
    note: 'closed; #26148 filters fields for Bedrock Invoke, other routes were not checked',
    routes: unifiedClaude,
    features: ['context-management', 'prompt-caching'],
    lever: levers.betasOff,
  }),
];

/** Releases on PyPI that steal credentials, of 2026-03-24 (BerriAI/litellm#24512, #24518). */
const maliciousVersions: readonly string[] = ['1.82.7', '1.82.8'];

/** The number of a release in a version as Python spells it (PEP 440), whatever follows: `.post1`, `rc1`, `+local`. */
const releaseNumber = /^\s*v?(?:\d+!)?(\d+)\.(\d+)\.(\d+)/i;

/** Whether a version of LiteLLM is one of the releases that steal credentials, or made from one. */
export function isMalicious(version: string): boolean {
  const numbers = releaseNumber.exec(version)?.slice(1).map(Number);
  return numbers !== undefined && maliciousVersions.includes(numbers.join('.'));
}

/** Where one reads of it, and which releases are clean. */
export const maliciousEvidence =
  'BerriAI/litellm#24512, #24518: 1.82.7 and 1.82.8 of 2026-03-24; clean are 1.82.6 and earlier, 1.83.0 and later';
