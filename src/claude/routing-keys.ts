import { credentialPrograms } from '../backends/backend.ts';

/** Settings keys beside `env` that hold a program for a credential. */
const programKeys: readonly string[] = ['apiKeyHelper', ...credentialPrograms, 'proxyAuthHelper'];

/**
 * Settings keys that choose a model or change what is asked of it, and which file counts (read in the program of Claude
 * Code 2.1.332, 2026-11-29).
 */
const requestKeys: Readonly<Record<string, string>> = {
  model: 'the first counts',
  agent: 'the first counts',
  availableModels: 'all of them count',
  enforceAvailableModels: 'the first counts',
  modelOverrides: 'all of them count',
  modelSettings: 'all of them count',
  effortLevel: 'the first counts',
  maxEffortLevel: 'the lowest counts',
  ultracode: 'the first counts',
  promptCacheTtl: 'the first counts',
  teammateMode: 'the first counts',
};

/** The settings keys beside `env` that decide where requests go, with what, or what is asked. */
export const routingKeys: readonly string[] = [...programKeys, ...Object.keys(requestKeys)];

/** Whether a settings key holds a program. */
export function isProgramKey(key: string): boolean {
  return programKeys.includes(key);
}

/** Which of the files that hold a key counts. */
export function whichCounts(key: string): string {
  return requestKeys[key] ?? 'the first counts';
}
