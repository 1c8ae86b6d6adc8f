import { describe, expect, test } from 'bun:test';
import { lineIn } from '../../src/base/json-syntax.ts';
import { pageText, pipeSize } from '../../src/base/page.ts';
import { mask } from '../../src/base/redaction.ts';
import { isOlder } from '../../src/base/versions.ts';
import { findingsPage } from '../../src/commands/doctor.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { shownValue } from '../../src/env/shown-value.ts';
import { canary } from './situations.ts';

test('findings by severity, wrapped with a hanging indentation, the command as it is, counted at the end', () => {
  const common = { evidence: [], fix: 'Do it', command: null, profile: null } as const;
  const findings: Finding[] = [
    {
      ...common,
      id: 'claude-missing',
      severity: 'error',
      what: 'Something is wrong that takes so many words that they do not fit on one line of eighty',
      evidence: ['~/.claude/settings.json:4: ANTHROPIC_BASE_URL=https://some.where.example.com:4000/v1', 'b'],
      command: `cgw edit work --set note=${'x'.repeat(80)}`,
    },
    { ...common, id: 'pin-ignored', severity: 'warning', what: 'Mind this' },
    { ...common, id: 'model-retires', severity: 'warning', what: 'And that' },
    { ...common, id: 'stale-overlays', severity: 'note', what: 'By the way' },
  ];
  expect(pageText(findingsPage(findings), pipeSize)).toBe(
    [
      '! error: Something is wrong that takes so many words that they do not fit on one',
      '  line of eighty [claude-missing]',
      '    - ~/.claude/settings.json:4:',
      '      ANTHROPIC_BASE_URL=https://some.where.example.com:4000/v1',
      '    - b',
      '    fix: Do it',
      `      $ cgw edit work --set note=${'x'.repeat(80)}`,
      '',
      '~ warning: Mind this [pin-ignored]',
      '    fix: Do it',
      '',
      '~ warning: And that [model-retires]',
      '    fix: Do it',
      '',
      'i note: By the way [stale-overlays]',
      '    fix: Do it',
      '',
      '1 error, 2 warnings, 1 note',
      '',
    ].join('\n'),
  );
});

test('nothing found is one line', () => {
  expect(pageText(findingsPage([]), pipeSize)).toBe('✓ doctor found nothing wrong\n');
});

describe('a value as evidence', () => {
  test.each([
    ['ANTHROPIC_BASE_URL', 'https://llm.corp:4000', 'https://llm.corp:4000'],
    ['ANTHROPIC_BASE_URL', 'https://llm.corp/anthropic', 'https://llm.corp/anthropic'],
    ['ANTHROPIC_BASE_URL', `https://llm.corp/${canary}/v1`, `https://llm.corp/${mask}/v1`],
    ['ANTHROPIC_BASE_URL', `https://llm.corp/v1?key=${canary}`, `https://llm.corp/v1${mask}`],
    ['ANTHROPIC_BASE_URL', `https://u:${canary}@llm.corp`, mask],
    ['ANTHROPIC_AUTH_TOKEN', 'abc', mask],
    ['ANTHROPIC_API_KEY', '', '(empty: counts as unset)'],
    [
      'ANTHROPIC_MODEL',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    ['ANTHROPIC_MODEL', canary, mask],
    ['ANTHROPIC_MODEL', 'Zx81kQp03LmNv72Yt5', mask],
    ['CLAUDE_CODE_USE_BEDROCK', '1', '1'],
    ['AWS_PROFILE', 'work\u202Esso', '"work\\u202esso"'],
    ['AWS_PROFILE', 'a\nb', '"a\\nb"'],
  ])('%s=%j', (name, value, said) => {
    expect(shownValue(name, value)).toBe(said);
  });
});

describe('the line of a key', () => {
  const text = '{\n  "a": 1,\n  "env": {\n    "A": "x",\n    "A":\n      "y"\n  }\n}';
  test.each<[string, string[], number | null]>([
    ['of a member', ['a'], 2],
    ['the last of duplicates, where its value is', ['env', 'A'], 6],
    ['that is not there', ['env', 'B'], null],
    ['in what is not an object', ['a', 'A'], null],
  ])('%s', (_, keys, line) => {
    expect(lineIn(text, keys)).toBe(line);
  });
  test('in what is not JSON', () => expect(lineIn('', ['a'])).toBeNull());
});

test.each([
  ['2.1.306', '2.1.307', true],
  ['2.1.307', '2.1.307', false],
  ['2.1.99', '2.1.208', true],
  ['2.2.0', '2.1.307', false],
  ['1.9.999', '2.0.0', true],
  ['2.1.307-beta.1', '2.1.307', false],
])('%s is older than %s: %p', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
