import type { KnownIssue } from '../known-issue.ts';
import { levers } from '../levers.ts';
import { behindBaseUrl, directRoutes, endsAtBedrock, endsAtVertex } from './groups.ts';

const repository = 'anthropics/claude-code';

/** One problem that several people reported: the rows differ in their number and in what became of them. */
type Problem = Pick<KnownIssue, 'title' | 'claim' | 'routes' | 'features' | 'lever'>;

type Report = { readonly note?: string; readonly since?: string };

const unread = 'named in the facts; its state was not read';
const closed = 'closed, without a word of a fixed version';
const duplicate = 'closed as a duplicate';

function reports(problem: Problem, numbers: { readonly [number: number]: Report }): KnownIssue[] {
  return Object.entries(numbers).map(([number, { note, since }]) => ({
    ...problem,
    id: `${repository}#${number}`,
    state: 'unknown',
    since: since ?? null,
    fixedIn: null,
    note: note ?? unread,
    checked: '2026-11-22',
    source: `https://github.com/${repository}/issues/${number}`,
  }));
}

export const claudeCodeIssues: readonly KnownIssue[] = [
  ...reports(
    {
      title: 'Bedrock: “invalid beta flag”',
      claim: 'Bedrock refuses a beta that this version of Claude Code sends for this model',
      routes: endsAtBedrock,
      features: ['tool-search', 'interleaved-thinking', 'effort'],
      lever: levers.betasOff,
    },
    {
      21676: { note: closed, since: '2.1.23' },
      49238: {},
      49370: { note: duplicate, since: '2.1.111' },
      49648: { note: duplicate, since: '2.1.112' },
      56595: { note: closed, since: '2.1.129' },
    },
  ),
  ...reports(
    {
      title: 'Bedrock refuses `cache_control.ttl` or `context_management`',
      claim: 'a body field that Bedrock does not know is answered with a 400',
      routes: endsAtBedrock,
      features: ['prompt-caching-1h', 'context-management'],
      lever: levers.betasOff,
    },
    { 12122: {}, 49548: { note: 'closed as stale' } },
  ),
  ...reports(
    {
      title: 'Vertex refuses a beta header',
      claim: 'Vertex answers a beta that it does not know with a 400, count_tokens included',
      routes: endsAtVertex,
      features: ['web-search', 'effort', 'token-counting'],
      lever: levers.betasOff,
    },
    {
      12429: { note: closed },
      21625: { note: closed },
      34802: { note: duplicate, since: '2.1.76' },
    },
  ),
  ...reports(
    {
      title: 'Bedrock: 200k tokens instead of 1M',
      claim: 'Claude Code counts on a 200k window for a model that has 1M on Bedrock',
      routes: ['bedrock', 'litellm-pass-bedrock'],
      features: ['context-1m'],
      lever: levers.oneMillion,
    },
    { 40753: { note: duplicate }, 5832: {} },
  ),
  ...reports(
    {
      title: 'A settings file’s `env` beats the launcher',
      claim: 'an env entry in any settings file overwrites what the shell exported',
      routes: [...directRoutes, ...behindBaseUrl],
      features: [],
      lever: levers.run,
    },
    { 48875: {}, 28700: {}, 11027: {} },
  ),
  ...reports(
    {
      title: 'Two credentials at once',
      claim: 'a token and a key, or a login and a key, are used together or the wrong one wins',
      routes: [...directRoutes, ...behindBaseUrl],
      features: [],
      lever: levers.run,
    },
    { 9515: {}, 9699: {}, 11587: {}, 50537: {} },
  ),
  ...reports(
    {
      title: 'Profiles wanted',
      claim: 'asked for: several backends or accounts side by side',
      routes: [...directRoutes, ...behindBaseUrl],
      features: [],
      lever: levers.add,
    },
    { 24337: {}, 52837: {} },
  ),
  ...reports(
    {
      title: 'An AWS profile for Bedrock alone',
      claim: 'asked for: an AWS profile that Claude Code uses and its child processes do not',
      routes: ['bedrock', 'mantle', 'anthropic-aws'],
      features: [],
      lever: levers.awsProfile,
    },
    { 39826: {} },
  ),
];
