import { describe, expect, test } from 'bun:test';
import { featureIds } from '../../src/features/features.ts';
import type { IssueState } from '../../src/features/known-issues/issue.ts';
import { isMalicious } from '../../src/features/known-issues/litellm.ts';
import { knownIssues } from '../../src/features/known-issues.ts';
import { routeIds } from '../../src/features/routes.ts';

/** The study’s four, then facts/litellm.md §1, with the state they have there. */
const litellm: readonly (readonly [number, IssueState, string | null, string])[] = [
  [15622, 'fixed', '1.79.0', '§1: fixed by PR #15623 + #15700 in v1.79.0'],
  [15299, 'fixed', '1.79.0', '§1: the same; may still read open'],
  [9016, 'fixed', '1.79.0', '§1: the same; closed as stale'],
  [9020, 'unknown', null, '§1: not found; row stays, state unknown'],
  [36736, 'open', null, '§1: Open'],
  [22016, 'open', null, '§1: Open'],
  [37418, 'open', null, '§1: Open'],
  [32202, 'open', null, '§1: Open'],
  [41202, 'partly', null, '§1: general failure class'],
  [29441, 'unknown', null, '§3: poor route'],
  [24512, 'fixed', '1.83.0', '§1 Security: clean >=1.83.0'],
  [24518, 'fixed', '1.83.0', '§1 Security: clean >=1.83.0'],
  [20021, 'unknown', null, 'facts/claude-code.md §7'],
  [26240, 'unknown', null, 'facts/claude-code.md §7'],
];

/** facts/claude-code.md §7. */
const claudeCode = [
  48875, 28700, 11027, 9515, 9699, 11587, 50537, 21676, 49238, 49370, 49648, 56595, 12122, 49548, 12429,
  21625, 34802, 40753, 5832, 24337, 52837, 39826,
];

describe('known issues', () => {
  test.each(litellm)(
    'BerriAI/litellm#%d is %s, fixed in %s (facts/litellm.md %s)',
    (number, state, fixedIn) => {
      const found = knownIssues.filter(({ id }) => id === `BerriAI/litellm#${number}`);
      expect(found.map(issue => [issue.state, issue.fixedIn])).toEqual([[state, fixedIn]]);
    },
  );

  test('hold every number of facts/claude-code.md §7, and no other', () => {
    const expected = [
      ...litellm.map(([number]) => `BerriAI/litellm#${number}`),
      ...claudeCode.map(number => `anthropics/claude-code#${number}`),
      'ollama/ollama#16097',
      'lmstudio-ai/lms#561',
    ];
    expect(knownIssues.map(({ id }) => id).sort()).toEqual(expected.sort());
  });

  test('begin with the four of the study', () => {
    expect(knownIssues.slice(0, 4).map(({ id }) => id)).toEqual(
      [15622, 15299, 9016, 9020].map(number => `BerriAI/litellm#${number}`),
    );
  });

  test('name both malicious releases', () => {
    const found = knownIssues.filter(({ title }) => title.includes('1.82.7') && title.includes('1.82.8'));
    expect(found.map(({ id }) => id)).toEqual(['BerriAI/litellm#24512', 'BerriAI/litellm#24518']);
    for (const { routes } of found) expect(routes).toHaveLength(11);
  });

  /** Features whose betas and fields stay in spite of experimentalBetas=off: measured with 2.1.330. */
  test('do not name experimentalBetas=off where it changes nothing', () => {
    const stays = ['effort', 'interleaved-thinking', 'web-search', 'prompt-caching-1h'];
    const wrong = knownIssues
      .filter(({ id, lever }) => id.startsWith('anthropics/') && lever === 'experimentalBetas=off')
      .filter(({ features }) => features.some(feature => stays.includes(feature)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    [12122, 'cacheTtl=5m or promptCaching=off'],
    [49548, 'experimentalBetas=off'],
    [21676, 'experimentalBetas=off'],
    [12429, null],
    [34802, 'models.default=…'],
  ])('anthropics/claude-code#%d is answered by %s', (number, lever) => {
    const found = knownIssues.filter(({ id }) => id === `anthropics/claude-code#${number}`);
    expect(found.map(issue => issue.lever)).toEqual([lever]);
  });

  test('speak to users, not of our files', () => {
    const texts = knownIssues.flatMap(({ title, claim, note }) => [title, claim, note]);
    expect(texts.filter(text => /\bfacts\b|\bindex\b/.test(text))).toEqual([]);
  });

  test.each(knownIssues.map(issue => [issue.id, issue] as const))('%s is complete', (id, issue) => {
    const [repository = '', number = ''] = id.split('#');
    expect(issue.source).toBe(`https://github.com/${repository}/issues/${number}`);
    expect(issue.checked).toMatch(/^2026-\d\d-\d\d$/);
    for (const text of [issue.title, issue.claim, issue.note]) expect(text).not.toBe('');
    expect(issue.fixedIn !== null).toBe(issue.state === 'fixed');
    expect(new Set(issue.routes).size).toBe(issue.routes.length);
    for (const route of issue.routes) expect([...routeIds]).toContain(route);
    for (const feature of issue.features) expect([...featureIds]).toContain(feature);
  });
});

test.each([
  ['1.82.7', true],
  ['1.82.8', true],
  // The same release in another spelling (PEP 440), and what was built from it.
  ['v1.82.8', true],
  ['V1.82.7', true],
  [' 1.82.7\n', true],
  ['1.82.7.0', true],
  ['01.82.07', true],
  ['0!1.82.7', true],
  ['1.82.7.post1', true],
  ['1.82.7+corp.2', true],
  ['v1.82.8-stable', true],
  ['1.82.8rc1', true],
  ['1.82.6', false],
  ['1.82.70', false],
  ['1.82.9', false],
  ['1.82', false],
  ['1.83.0', false],
  ['11.82.7', false],
  ['0.1.82.7', false],
  ['unknown', false],
  ['', false],
])('LiteLLM %j steals credentials: %p', (version, steals) => {
  expect(isMalicious(version)).toBe(steals);
});
