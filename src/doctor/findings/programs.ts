import { printable } from '../../base/terminal-text.ts';
import { isOlder } from '../../base/versions.ts';
import { observedClaude } from '../../env/observed.ts';
import { isMalicious, maliciousEvidence } from '../../features/known-issues/litellm.ts';
import { inForce, pathText } from '../evidence.ts';
import type { Detector, ViewDetector } from '../finding.ts';

export const missingClaude: Detector = ({ claude, environment }) => {
  if (claude.length > 0) return [];
  const wanted = environment.CGW_CLAUDE;
  return [
    {
      id: 'claude-missing',
      severity: 'error',
      what: wanted
        ? `CGW_CLAUDE names ${printable(wanted)}, which is not a program`
        : 'claude is not on PATH',
      evidence: [
        wanted ? `exported: CGW_CLAUDE=${printable(wanted)}` : 'no folder of PATH has a program claude',
      ],
      fix: 'Install it, or point CGW_CLAUDE at it',
      command: 'npm install -g @anthropic-ai/claude-code',
      profile: null,
    },
  ];
};

export const severalClaudes: Detector = situation => {
  const { claude } = situation;
  if (claude.length < 2) return [];
  const versions = new Set(claude.map(({ version }) => version));
  return [
    {
      id: 'claude-several',
      severity: versions.size > 1 ? 'warning' : 'note',
      what: `${claude.length} programs claude are on PATH; the first one starts`,
      evidence: claude.map(
        ({ path, version }) => `${pathText(path, situation)}: ${version ?? 'version unknown'}`,
      ),
      fix: 'Remove the others, or point CGW_CLAUDE at the one you mean',
      command: null,
      profile: null,
    },
  ];
};

type Needs = { readonly since: string; readonly what: string; readonly severity: 'error' | 'warning' };

/** Variables that older versions do not know. */
const newer: { readonly [name: string]: Needs } = {
  CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: {
    since: '2.1.307',
    what: 'Claude on Google Cloud: requests go elsewhere',
    severity: 'error',
  },
  CLAUDE_CODE_SUBAGENT_MODEL_FORCE: {
    since: '2.1.251',
    what: 'forcing the model of sub-agents',
    severity: 'warning',
  },
  CLAUDE_CODE_PROCESS_WRAPPER: {
    since: '2.1.208',
    what: 'the wrapper of background agents',
    severity: 'warning',
  },
};

export const oldClaude: ViewDetector = (view, situation) => {
  const [program] = situation.claude;
  const version = program?.version ?? null;
  if (program === undefined || version === null) return [];
  return Object.entries(newer)
    .filter(([name, { since }]) => view.effective[name] && isOlder(version, since))
    .map(([name, { since, what, severity }]) => ({
      id: 'claude-too-old',
      severity,
      what: `claude ${version} does not know ${name}: ${what}`,
      evidence: [
        `${pathText(program.path, situation)}: ${version}`,
        inForce(view, name, situation),
        `since Claude Code ${since}`,
      ],
      fix: 'Update Claude Code',
      command: 'claude update',
    }));
};

/** A Claude Code newer than the one that cgw knows, with names that may decide where requests go. */
export const unknownNames: Detector = situation => {
  const { claude, unknownNames: names } = situation;
  const [program] = claude;
  if (program === undefined || names.length === 0) return [];
  const grave = names.filter(each => each.grave);
  const [shown, severity] = grave.length > 0 ? ([grave, 'warning'] as const) : ([names, 'note'] as const);
  return [
    {
      id: 'claude-unknown-names',
      severity,
      what:
        grave.length > 0
          ? `claude ${program.version} has names that this cgw does not know and that may decide where requests go or as whom`
          : `claude ${program.version} has ${names.length} names that this cgw does not know; judging by their names, none routes requests`,
      evidence: [
        `${pathText(program.path, situation)}: ${program.version}; cgw knows ${observedClaude.version}`,
        ...shown.map(({ kind, name, what }) => `${kind} ${name}: ${what}`),
      ],
      fix: 'Update cgw, which clears and pins what it knows',
      command: null,
      profile: null,
    },
  ];
};

/** The proxy itself is asked by `cgw check`; this is about this machine. */
export const maliciousLitellm: Detector = situation => {
  const found = situation.litellm.filter(({ version }) => isMalicious(version));
  if (found.length === 0) return [];
  return [
    {
      id: 'litellm-malicious',
      severity: 'error',
      what: 'A release of LiteLLM that steals credentials is installed on this machine',
      evidence: [
        ...found.map(({ version, path }) => `${pathText(path, situation)}: litellm ${version}`),
        maliciousEvidence,
      ],
      fix: 'Remove it, install 1.83.0 or later, and replace every key and password that was on this machine',
      command: 'cgw issues litellm',
      profile: null,
    },
  ];
};
