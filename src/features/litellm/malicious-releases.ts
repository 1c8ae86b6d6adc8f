/** Releases on PyPI that steal credentials, of 2026-03-24 (BerriAI/litellm#24512, #24518). */
const malicious: readonly string[] = ['1.82.7', '1.82.8'];

/** Whether a version of LiteLLM is one of the releases that steal credentials. */
export function isMalicious(version: string): boolean {
  return malicious.includes(version);
}

/** Where one reads of it, and which releases are clean. */
export const maliciousEvidence =
  'BerriAI/litellm#24512, #24518: 1.82.7 and 1.82.8 of 2026-03-24; clean are 1.82.6 and earlier, 1.83.0 and later';
