import { pathText } from '../evidence.ts';
import type { Look } from '../finding.ts';

/** Releases on PyPI that steal credentials (BerriAI/litellm#24512). */
const malicious: readonly string[] = ['1.82.7', '1.82.8'];

/** The proxy itself is asked by `cgw check`; this is about this machine. */
export const maliciousLitellm: Look = situation => {
  const found = situation.litellm.filter(({ version }) => malicious.includes(version));
  if (found.length === 0) return [];
  return [
    {
      id: 'litellm-malicious',
      severity: 'error',
      what: 'A release of LiteLLM that steals credentials is installed on this machine',
      evidence: [
        ...found.map(({ version, path }) => `${pathText(path, situation)}: litellm ${version}`),
        'BerriAI/litellm#24512, #24518: 1.82.7 and 1.82.8 of 2026-03-24; clean are 1.82.6 and earlier, 1.83.0 and later',
      ],
      fix: 'Remove it, install 1.83.0 or later, and replace every key and password that was on this machine',
      command: 'cgw issues litellm',
      profile: null,
    },
  ];
};
