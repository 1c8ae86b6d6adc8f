import type { KnownIssue } from './known-issue.ts';
import { claudeCodeIssues } from './known-issues/claude-code.ts';
import { launcherIssues } from './known-issues/launchers.ts';
import { litellmIssues } from './known-issues/litellm.ts';

export type { IssueState, KnownIssue } from './known-issue.ts';

/** Every reported problem that a route can show, the seed’s four first. */
export const knownIssues: readonly KnownIssue[] = [...litellmIssues, ...claudeCodeIssues, ...launcherIssues];
