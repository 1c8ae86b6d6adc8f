import { isMalicious, maliciousEvidence } from '../../features/known-issues/litellm.ts';
import { pathText } from '../evidence.ts';
import type { Look } from '../finding.ts';

/** The proxy itself is asked by `cgw check`; this is about this machine. */
export const maliciousLitellm: Look = situation => {
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
