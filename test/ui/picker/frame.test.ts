import { describe, expect, test } from 'bun:test';
import { renderToString } from 'ink';
import { createElement } from 'react';
import { emptyReport } from '../../../src/check/report.ts';
import { storedOf } from '../../../src/check/stored-check.ts';
import { frameOf } from '../../../src/ui/frames.ts';
import { Screen } from '../../../src/ui/screen.tsx';
import { type State, tabs } from '../../../src/ui/state.ts';
import { update } from '../../../src/ui/update.ts';
import { after, manyProfiles, opened, screenOf, snapshotOf, typing } from '../../support/screens.ts';
import { sampleOf } from '../../support/tier.ts';

const sizes = [
  { columns: 40, rows: 10 },
  { columns: 60, rows: 15 },
  { columns: 69, rows: 24 },
  { columns: 70, rows: 16 },
  { columns: 300, rows: 90 },
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
];

/** Every screen there is, as states of one size. */
function screens(size: State['size']): Record<string, State> {
  const state = opened({ size });
  return {
    picker: state,
    details: after(state, 'l'),
    ...Object.fromEntries(
      tabs.map((tab, index) => [tab, after(state, ...Array.from({ length: index }, () => 'tab'))]),
    ),
    filter: after(state, '/', ...typing('wor')),
    nothing: after(state, '/', ...typing('zzz')),
    marked: after(state, ' ', ' '),
    compare: after(state, 'j', '='),
    help: after(state, '?'),
    question: after(state, 'd'),
    targets: after(state, 'w'),
    diff: update(state, {
      type: 'previewed',
      name: 'work',
      target: 'user',
      diff: '+ a\n- b\n',
      warnings: ['mind'],
    }),
    prompt: after(state, '@'),
    presets: after(state, 'a'),
    error: after(state, '-'),
    many: opened({ size, snapshot: { config: manyProfiles(1000), meant: 'profile-500' } }),
    welcome: opened({
      size,
      snapshot: { config: { version: 1, roles: {}, profiles: {} }, meant: undefined },
    }),
    form: after(state, 'e'),
  };
}

describe.each(sampleOf(sizes, 2))('at $columns×$rows', size => {
  test.each(Object.entries(screens(size)))('%s fills the terminal exactly', (_, state) => {
    const rows = screenOf(state);
    expect(rows).toHaveLength(size.rows);
    for (const row of rows) expect(Bun.stringWidth(row)).toBe(size.columns);
  });

  test.each(Object.entries(screens(size)))('%s is drawn as it was measured', (_, state) => {
    const drawn = renderToString(createElement(Screen, { frame: frameOf(state), size, colours: true }), size);
    const plain = Bun.stripANSI(drawn).split('\n');
    expect(plain.map(row => row.trimEnd())).toEqual(screenOf(state).map(row => row.trimEnd()));
  });

  test.each(Object.entries(screens(size)))('%s says how to get out', (_, state) => {
    expect(screenOf(state).at(-1)).toMatch(/Esc|q (quit|back)|keep|\^/);
  });
});

test.each([
  { columns: 39, rows: 24 },
  { columns: 80, rows: 9 },
  { columns: 10, rows: 3 },
  { columns: 1, rows: 1 },
])('smaller than it can be ($columns×$rows) it says so and can be left', size => {
  const state = opened({ size });
  for (const row of screenOf(state)) expect(Bun.stringWidth(row)).toBeLessThanOrEqual(size.columns);
  if (size.columns > 20) expect(screenOf(state).join(' ')).toContain('needs 40×10');
  expect(after(state, 'enter').outcome).toBeUndefined();
  expect(after(state, 'q').outcome).toEqual({ outcome: 'left' });
  const grown = update(state, { type: 'resized', size: { columns: 80, rows: 24 } });
  expect(screenOf(grown).join('\n')).toContain('❯ work');
});

test('below 70 columns there is one pane, and → shows the other', () => {
  const state = opened({ size: { columns: 60, rows: 20 } });
  expect(screenOf(state).join('\n')).not.toContain('[Features]');
  expect(screenOf(after(state, 'right')).join('\n')).toContain('[Features]');
  expect(screenOf(after(state, 'right', 'left')).join('\n')).toContain('❯ work');
});

test('the environment tab tells set, set to nothing, and taken away apart, and hides every secret', () => {
  const config = {
    version: 1,
    roles: {},
    profiles: {
      or: {
        backend: 'gateway',
        baseUrl: 'https://openrouter.ai/api',
        token: 'env:LITELLM_KEY',
        apiKey: 'empty',
      },
    },
  } as const;
  const environment = { HOME: '/home/me', LITELLM_KEY: 'sk-planted-secret', CLAUDE_CODE_USE_VERTEX: '1' };
  const settingsFiles = [
    {
      scope: 'user',
      path: '/home/me/.claude/settings.json',
      content: { env: { ANTHROPIC_BASE_URL: 'https://other' } },
    },
  ] as const;
  const snapshot = { config, environment, settingsFiles, meant: 'or' };
  const text = screenOf(after(opened({ snapshot, size: { columns: 120, rows: 50 } }), 'tab')).join('\n');
  expect(text).toContain('+ ANTHROPIC_BASE_URL=https://openrouter.ai/api');
  expect(text).toContain('+ ANTHROPIC_AUTH_TOKEN=‹env:LITELLM_KEY›');
  expect(text).toContain('+ ANTHROPIC_API_KEY (set to nothing)');
  expect(text).toContain('- CLAUDE_CODE_USE_VERTEX');
  expect(text).toContain('! ANTHROPIC_BASE_URL in ~/.claude/settings.json (user)');
  expect(text).not.toContain('sk-planted-secret');
});

test('what a terminal would obey is not handed to it', () => {
  const config = {
    version: 1,
    roles: {},
    profiles: { x: { backend: 'anthropic', note: 'a\u001b[2J\u0007b\u202Ec' } },
  } as const;
  const state = after(opened({ snapshot: { config, meant: 'x' } }), 'shift+tab');
  expect(screenOf(state).join('')).not.toMatch(/[\p{Cc}\u202E]/u);
});

test('the cursor of the terminal stands where is typed', () => {
  // Behind the border, a blank, the sign, a blank and the slash; the wide one takes two cells.
  expect(frameOf(after(opened(), '/', 'a', '智')).cursor).toEqual({ x: 8, y: 1 });
  expect(frameOf(opened()).cursor).toBeUndefined();
});

test('a secret of the environment is on no screen', () => {
  for (const state of Object.values(screens({ columns: 200, rows: 60 })))
    expect(screenOf(state).join('\n')).not.toContain(String(snapshotOf().environment.LITELLM_KEY));
});

test('roles, default and what is in force are on the line of a long name', () => {
  const name = 'a-rather-long-name-of-a-profile';
  const config = {
    version: 1,
    default: name,
    roles: { 'a-long-role': name },
    profiles: { [name]: { backend: 'bedrock' } },
  } as const;
  const state = opened({ snapshot: { config, meant: name, environment: { CGW_PROFILE: name } } });
  expect(screenOf(state).join('\n')).toMatch(/❯ +a-rather-long-n\S*… @▸●/);
  expect(screenOf(state).join('\n')).toContain('@a-long-role');
});

test('a place is shown as far as there is room', () => {
  expect(screenOf(opened({ size: { columns: 100, rows: 24 } })).join('\n')).toMatch(
    /llamacpp +127\.0\.0\.1:8080/,
  );
});

test('which pane has the arrows is told by a sign, not by colour alone', () => {
  expect(screenOf(opened()).join('\n')).toContain('╭ ❯ Profiles');
  expect(screenOf(after(opened(), 'right')).join('\n')).toMatch(/╭ Profiles.*╭ ❯ work/);
});

test('what is meant here by a pin is told', () => {
  expect(screenOf(opened({ snapshot: { meant: 'cloud' } }))[0]).toContain('default work · here cloud');
});

test('at 40 columns two profiles are compared side by side', () => {
  const text = screenOf(after(opened({ size: { columns: 40, rows: 12 } }), 'j', '=')).join('\n');
  expect(text).toMatch(/work +cloud/);
  expect(text).toMatch(/Advisor +~ part +✗ none/);
});

test('a long filter and a long name scroll with the cursor', () => {
  const filter = after(opened(), '/', ...typing('a-very-long-filter-that-ends-here'));
  expect(screenOf(filter)[1]).toContain('ends-here');
  const { cursor } = frameOf(filter);
  expect(cursor?.x).toBeLessThan(28);
  const prompt = after(
    opened({ size: { columns: 40, rows: 20 } }),
    'r',
    ...typing('-a-very-long-name-that-ends-here'),
  );
  expect(screenOf(prompt).join('\n')).toContain('ends-here');
});

test('an upgrade that changes something is said above the features, which versions it speaks of in the notes', () => {
  const profile = {
    backend: 'gateway',
    baseUrl: 'https://llm.corp',
    token: 'env:K',
    product: 'litellm',
    upstream: 'azure',
  } as const;
  const report = { ...emptyReport('mine', new Date('2026-11-20T10:00:00Z')), litellm: '1.83.0' };
  const checks = new Map([['mine', storedOf(report, profile, undefined, 'salt')]]);
  const config = { version: 1, roles: {}, profiles: { mine: profile } } as const;
  const state = opened({ size: { columns: 120, rows: 40 }, snapshot: { config, checks, meant: 'mine' } });
  expect(screenOf(state).join('\n')).toMatch(/LiteLLM [\d.]+ would bring .*1M context/);
  const notes = screenOf(after(state, 'tab', 'tab', 'tab')).join('\n');
  expect(notes).toContain('measured with LiteLLM 1.83.0 and Claude Code');
});
