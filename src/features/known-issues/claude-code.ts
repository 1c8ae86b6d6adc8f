import { levers } from '../levers.ts';
import { behindBaseUrl, directRoutes, endsAtBedrock, endsAtVertex, type KnownIssue } from './issue.ts';

const repository = 'anthropics/claude-code';

/** One problem that several people reported: the rows differ in their number and in what became of them. */
type Problem = Pick<KnownIssue, 'title' | 'claim' | 'routes' | 'features' | 'lever'>;

type Report = { readonly note?: string; readonly since?: string };

const unread = 'its state was not read yet';
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
      features: ['tool-search'],
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
      title: 'Bedrock refuses `cache_control.ttl`',
      claim: 'the lifetime of the hour-long cache, which Bedrock does not know there, is answered with a 400',
      routes: endsAtBedrock,
      features: ['prompt-caching-1h'],
      // `experimentalBetas=off` leaves the field in: the reporter had it, and 2.1.330 was seen to.
      lever: `${levers.fiveMinutes} or ${levers.cachingOff}`,
    },
    { 12122: { note: 'closed; experimentalBetas=off did not help', since: '2.0.50' } },
  ),
  ...reports(
    {
      title: 'Bedrock refuses `context_management`',
      claim: 'a body field that Bedrock does not know is answered with a 400',
      routes: endsAtBedrock,
      features: ['context-management'],
      lever: levers.betasOff,
    },
    { 49548: { note: 'closed as stale' } },
  ),
  ...reports(
    {
      title: 'Vertex refuses the beta of web search when tokens are counted',
      claim: 'count_tokens with web-search-2025-03-05 is answered with a 400',
      routes: endsAtVertex,
      features: ['web-search', 'token-counting'],
      lever: null,
    },
    { 12429: { note: `${closed}; experimentalBetas=off does not drop this beta` } },
  ),
  ...reports(
    {
      title: 'Vertex refuses the beta of cache scopes',
      claim: 'prompt-caching-scope-2026-01-05 is answered with a 400',
      routes: endsAtVertex,
      features: ['prompt-caching'],
      lever: levers.betasOff,
    },
    { 21625: { note: closed } },
  ),
  ...reports(
    {
      title: 'Vertex refuses the beta of the effort level',
      claim: 'effort-2025-11-24 is answered with a 400',
      routes: endsAtVertex,
      features: ['effort'],
      // A model without effort levels gets no such beta: seen with Sonnet 4.5.
      lever: levers.model,
    },
    { 34802: { note: `${duplicate}; experimentalBetas=off does not drop this beta`, since: '2.1.76' } },
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
