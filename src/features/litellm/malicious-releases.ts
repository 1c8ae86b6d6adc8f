/** Releases on PyPI that steal credentials, of 2026-03-24 (BerriAI/litellm#24512, #24518). */
const malicious: readonly string[] = ['1.82.7', '1.82.8'];

/** The number of a release in a version as Python spells it (PEP 440), whatever follows: `.post1`, `rc1`, `+local`. */
const releaseNumber = /^\s*v?(?:\d+!)?(\d+)\.(\d+)\.(\d+)/i;

/** Whether a version of LiteLLM is one of the releases that steal credentials, or made from one. */
export function isMalicious(version: string): boolean {
  const numbers = releaseNumber.exec(version)?.slice(1).map(Number);
  return numbers !== undefined && malicious.includes(numbers.join('.'));
}

/** Where one reads of it, and which releases are clean. */
export const maliciousEvidence =
  'BerriAI/litellm#24512, #24518: 1.82.7 and 1.82.8 of 2026-03-24; clean are 1.82.6 and earlier, 1.83.0 and later';
