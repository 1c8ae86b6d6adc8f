import { claudeCodeIssues } from './known-issues/claude-code.ts';
import type { KnownIssue } from './known-issues/issue.ts';
import { litellmIssues } from './known-issues/litellm.ts';
import { levers } from './levers.ts';

function launcherIssue(repository: string, number: number): KnownIssue {
  return {
    id: `${repository}#${number}`,
    title: 'A local server’s launcher is beaten by settings files',
    claim: 'the launcher exports a base URL, and an env entry in a settings file overwrites it',
    state: 'unknown',
    since: null,
    fixedIn: null,
    note: 'whether it was fixed was not read yet',
    checked: '2026-11-22',
    routes: ['gateway-other'],
    features: [],
    lever: levers.run,
    source: `https://github.com/${repository}/issues/${number}`,
  };
}

/** Every reported problem that a route can show, the study’s four first. */
export const knownIssues: readonly KnownIssue[] = [
  ...litellmIssues,
  ...claudeCodeIssues,
  launcherIssue('ollama/ollama', 16097),
  launcherIssue('lmstudio-ai/lms', 561),
];
