import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { config, sizes } from '../../scripts/pictures/pictures.ts';
import { featureIds, features } from '../../src/features/features.ts';
import { allPresets } from '../../src/profile/presets.ts';
import type { Size } from '../../src/ui/frame.ts';
import { after, opened, screenOf } from '../support/screens.ts';

const folder = join(import.meta.dir, 'golden');

const { upstream: _, ...withoutUpstream } = config.profiles.litellm;

/** The screens of a user with the profiles of the pictures; the litellm of some does not say what is behind it. */
function screens(size: Size): Record<string, string[]> {
  const state = opened({ size, snapshot: { config, meant: 'litellm', claude: 'claude 2.1.332' } });
  const open = opened({
    size,
    snapshot: {
      config: { ...config, profiles: { ...config.profiles, litellm: withoutUpstream } },
      meant: 'litellm',
    },
  });
  const empty = { config: { version: 1, roles: {}, profiles: {} }, meant: undefined } as const;
  return {
    'the picker': screenOf(state),
    'the features, one by one': screenOf(after(state, 'right', 'down', 'down')),
    'what is behind the gateway is not said': screenOf(after(open, 'right')),
    'two compared': screenOf(after(state, ' ', ' ', '=')),
    'two compared, further down': screenOf(after(state, ' ', ' ', '=', 'pagedown')),
    'two compared, all': screenOf(after(state, ' ', ' ', '=', 'd')),
    'compared with what is not known': screenOf(after(open, ' ', ' ', '=')),
    'three compared': screenOf(after(state, ' ', ' ', ' ', '=')),
    help: screenOf(after(state, '?')),
    welcome: screenOf(opened({ size, snapshot: empty })),
  };
}

/** `CGW_UPDATE_GOLDEN=1` writes them; then they are to be read. */
describe.each([...sizes])('at $columns×$rows', size => {
  const shown = screens(size);

  test('the screens are as they were', () => {
    const text = Object.entries(shown)
      .map(([name, rows]) => `── ${name}\n${rows.map(row => `${row.trimEnd()}\n`).join('')}\n`)
      .join('');
    const file = join(folder, `${size.columns}x${size.rows}.txt`);
    if (process.env.CGW_UPDATE_GOLDEN === '1') writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(text);
  });

  test('the answer is on the first screen of a comparison, under the names', () => {
    const [, , heads, answer] = shown['two compared'] ?? [];
    expect(heads).toMatch(/litellm +bedrock-eu/);
    expect(answer).toMatch(/You lose: \d+ features/);
    expect(shown['two compared']?.join('\n')).toContain('Gateway model list');
    // They stay above what is scrolled.
    expect(shown['two compared, further down']?.[2]).toBe(heads);
    const unknown = shown['compared with what is not known']?.join('\n').replace(/[│\s]+/g, ' ');
    expect(unknown).toContain('10 features unknown until upstream is set: cgw edit litellm --set upstream=…');
  });
});

test('at 80×24 what Claude Code has by itself is one line', () => {
  const text = screens({ columns: 80, rows: 24 })['the picker']?.join('\n');
  expect(text).toContain('✓ 7 client-side features: full');
  expect(text).not.toContain('Sub-agents');
});

describe('at 100×30', () => {
  test.each(allPresets().map(([name]) => name))('every feature of %s is seen at once', name => {
    const row = [...opened({ snapshot: { meant: name } }).rows].find(each => each.name === name);
    expect(row?.held?.column).toBeDefined();
    const text = screenOf(opened({ size: { columns: 100, rows: 30 }, snapshot: { meant: name } })).join('\n');
    expect(text).toContain(`╭ ${name} ─`);
    for (const id of featureIds) expect(text).toContain(features[id].title);
    expect(text).not.toMatch(/[↑↓] \d+ more/);
  });
});
