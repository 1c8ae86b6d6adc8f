import { describe, expect, test } from 'bun:test';
import type { MouseReport } from '../../src/ui/mouse-input.ts';
import { rowUnderCursor } from '../../src/ui/screens/picker/under-cursor.ts';
import type { State } from '../../src/ui/state.ts';
import { update } from '../../src/ui/update.ts';
import { after, manyProfiles, opened, screenOf } from '../support/screens.ts';
import { sampleOf } from '../support/tier.ts';

const chosen = (state: State) => rowUnderCursor(state)?.name;

/** Where a text begins on the screen. */
function placeOf(state: State, text: string | RegExp): { readonly x: number; readonly y: number } {
  const rows = screenOf(state);
  const y = rows.findIndex(row => row.search(text) >= 0);
  if (y < 0) throw new Error(`not on the screen: ${text}\n${rows.join('\n')}`);
  return { x: rows[y]?.search(text) ?? 0, y };
}

function mouse(state: State, report: MouseReport, again = false): State {
  return update(state, { type: 'mouse', report, again });
}

function click(state: State, text: string | RegExp, again = false): State {
  return mouse(state, { mouse: 'click', ...placeOf(state, text) }, again);
}

function doubleClick(state: State, text: string | RegExp): State {
  const at = placeOf(state, text);
  const once = mouse(state, { mouse: 'click', ...at });
  return mouse(once, { mouse: 'click', ...at }, true);
}

function wheel(state: State, text: string | RegExp, by: 1 | -1): State {
  return mouse(state, { mouse: 'wheel', by, ...placeOf(state, text) });
}

/** The same without a mouse: nothing has happened. */
function unchanged(before: State, state: State): void {
  expect(screenOf(state)).toEqual(screenOf(before));
  expect(state.outcome).toBeUndefined();
  expect(state.request).toBeUndefined();
}

describe('the list', () => {
  test('a click chooses the row that is there, however far it is scrolled', () => {
    expect(chosen(click(opened(), 'cloud '))).toBe('cloud');
    const many = opened({ snapshot: { config: manyProfiles(50), meant: 'profile-40' } });
    expect(chosen(click(many, 'profile-38 '))).toBe('profile-38');
  });

  test('the title of a group, the border, the first row and the footer are nothing', () => {
    const state = opened();
    for (const text of ['Yours', '╰', 'claude 2.1.332', '↵ launch']) unchanged(state, click(state, text));
  });

  test('two clicks do what Enter does with the row; two far apart, with a key between, or beside it, do not', () => {
    expect(doubleClick(opened(), 'cloud ').outcome).toEqual({ outcome: 'chosen', name: 'cloud' });
    expect(click(click(opened(), 'cloud '), 'cloud ').outcome).toBeUndefined();
    const at = placeOf(opened(), 'cloud ');
    const between = after(click(opened(), 'cloud '), 'up');
    expect(mouse(between, { mouse: 'click', ...at }, true).outcome).toBeUndefined();
    const title = placeOf(opened(), 'Yours');
    const twice = mouse(mouse(opened(), { mouse: 'click', ...title }), { mouse: 'click', ...title }, true);
    expect(twice.outcome).toBeUndefined();
    const form = doubleClick(opened({ size: { columns: 80, rows: 24 } }), 'bifrost');
    expect(form.layers.at(-1)?.layer).toBe('form');
  });

  test('the wheel goes a row up or down', () => {
    const down = wheel(opened(), 'To set up', 1);
    expect(chosen(down)).toBe('cloud');
    expect(chosen(wheel(down, 'To set up', -1))).toBe('work');
  });

  test('while the filter is typed, a click chooses, and the filter is still typed', () => {
    const filtering = after(opened(), '/', 'o');
    const state = click(filtering, 'cloud ');
    expect([chosen(state), state.picker.filter.text, state.picker.filtering]).toEqual(['cloud', 'o', true]);
    expect(doubleClick(filtering, 'cloud ').outcome).toEqual({ outcome: 'chosen', name: 'cloud' });
  });

  test('on a narrow screen the list is all there is', () => {
    const narrow = opened({ size: { columns: 50, rows: 14 } });
    expect(chosen(click(narrow, 'cloud '))).toBe('cloud');
    expect(click(after(narrow, 'right'), 'Env').picker.tab).toBe('Env');
  });
});

describe('the details', () => {
  test.each(sampleOf([80, 120, 200], 1))('at %i columns a click goes to a tab, or to a feature', columns => {
    const state = opened({ size: { columns, rows: 40 }, snapshot: { meant: 'cloud' } });
    for (const tab of ['Env', 'Check', 'Notes', 'Features'] as const) {
      const { picker } = click(click(state, 'Notes '), new RegExp(`\\b${tab}\\b`));
      expect([picker.tab, picker.focus]).toEqual([tab, 'detail']);
    }
    for (const name of ['Web search', 'Advisor', 'Skills']) {
      const looked = click(state, new RegExp(name));
      expect(looked.picker.focus).toBe('detail');
      expect(screenOf(looked).join('\n')).toMatch(new RegExp(`❯. ${name}|\\[${name}\\]`));
    }
  });

  test('names that share a line are clicked one by one', () => {
    const state = opened({ size: { columns: 100, rows: 24 }, snapshot: { meant: 'cloud' } });
    for (const name of ['Structured outputs', 'Auto mode', 'Model fallback', '7 client-side features'])
      expect(screenOf(click(state, name)).join('\n')).toMatch(new RegExp(`\\[${name}\\]|❯. ${name}`));
  });

  test('two clicks on a feature launch nothing', () => {
    expect(doubleClick(opened({ snapshot: { meant: 'cloud' } }), 'Advisor').outcome).toBeUndefined();
  });

  test('the wheel scrolls what is under it, wherever the arrows are', () => {
    const features = wheel(opened({ snapshot: { meant: 'cloud' } }), 'Advisor', 1);
    expect([features.picker.focus, chosen(features)]).toEqual(['list', 'cloud']);
    expect(screenOf(features).join('\n')).toMatch(/›✗ Prompt caching \(1 h\)/);
    const check = after(opened({ snapshot: { meant: 'cloud' } }), 'tab', 'tab');
    const scrolled = wheel(check, 'Never measured', 1);
    expect(scrolled.picker.detailTop).toBe(3);
    expect(wheel(scrolled, 'Tool search', -1).picker.detailTop).toBe(0);
  });

  test('the third column is scrolled by the wheel, and by the arrows after a click into it', () => {
    const state = opened({ size: { columns: 150, rows: 12 }, snapshot: { meant: 'work' } });
    const at = { x: 140, y: 5 };
    const isFocused = (each: State) => /╮╭ ❯ [✗~?✓] /.test(screenOf(each)[1] ?? '');
    const wheeled = mouse(state, { mouse: 'wheel', by: 1, ...at });
    expect([wheeled.picker.focus, wheeled.picker.aboutTop]).toEqual(['list', 3]);
    const clicked = mouse(state, { mouse: 'click', ...at });
    expect([isFocused(state), isFocused(clicked)]).toEqual([false, true]);
    expect(after(clicked, 'down', 'down').picker.aboutTop).toBe(2);
    const end = after(clicked, 'G');
    expect(screenOf(after(end, 'down'))).toEqual(screenOf(end));
    expect(screenOf(end).join('\n')).not.toContain('more lines');
    expect(screenOf(clicked).join('\n')).toMatch(/↓ \d+ more lines *│$/m);
  });

  test.each([60, 80, 100, 200])(
    'at %i columns a feature that is clicked stays under the pointer',
    columns => {
      for (const rows of [20, 24, 30]) {
        const state = after(opened({ size: { columns, rows }, snapshot: { meant: 'cloud' } }), 'right');
        const seen = screenOf(state).flatMap(row => row.match(/[✗~?✓] ([A-Z][^,│]*?) {2,}/)?.[1] ?? []);
        expect(seen.length).toBeGreaterThan(2);
        for (const name of seen.slice(0, -1)) {
          const at = placeOf(state, RegExp(name.replaceAll(/[()]/g, '\\$&')));
          expect(screenOf(mouse(state, { mouse: 'click', ...at }))[at.y]).toContain(name);
        }
      }
    },
  );
});

describe('pages', () => {
  test.each([
    ['help', ['?']],
    ['compare', [' ', ' ', '=']],
  ])('the wheel scrolls %s, and a click closes nothing', (_, keys) => {
    const page = after(opened({ size: { columns: 60, rows: 14 } }), ...keys);
    const down = mouse(page, { mouse: 'wheel', by: 1, x: 5, y: 5 });
    expect(screenOf(down)).toEqual(screenOf(after(page, 'down', 'down', 'down')));
    unchanged(page, mouse(down, { mouse: 'wheel', by: -1, x: 5, y: 5 }));
    unchanged(page, mouse(page, { mouse: 'click', x: 5, y: 5 }, true));
  });

  test('presets: a click chooses, two open the form, the wheel moves', () => {
    const presets = after(opened(), 'a');
    expect(screenOf(click(presets, 'deepseek')).join('\n')).toContain('❯ deepseek');
    expect(doubleClick(presets, 'deepseek').layers.at(-1)?.layer).toBe('form');
    expect(screenOf(wheel(presets, 'deepseek', 1))).toEqual(screenOf(after(presets, 'down')));
  });

  test('the welcome: a click on either line of a choice', () => {
    const config = { version: 1, roles: {}, profiles: {} } as const;
    const welcome = opened({ snapshot: { config, meant: undefined } });
    for (const text of ['Look around first', 'compare what each backend'])
      expect(screenOf(click(welcome, text)).join('\n')).toContain('❯ Look around first');
    expect(doubleClick(welcome, 'Look around first').layers).toEqual([]);
  });
});

describe('the form', () => {
  const form = after(opened(), 'e');

  test('a click goes to the row, two open what Enter opens', () => {
    const headers = click(form, 'Headers');
    expect(screenOf(headers).join('\n')).toContain('❯   ▸ Headers');
    expect(screenOf(doubleClick(form, 'Headers')).join('\n')).toContain('❯   ▾ Headers');
    // Enter goes on from a text, which two clicks do not mean.
    expect(screenOf(doubleClick(form, 'baseUrl')).join('\n')).toContain('❯   baseUrl');
    expect(doubleClick(after(form, 'pagedown', 'pagedown'), 'review and save').layers.at(-1)).toMatchObject({
      form: { view: { view: 'review' } },
    });
  });

  test('in the review two clicks save nothing, and the wheel scrolls', () => {
    const review = after(form, 'x', 'ctrl+s');
    for (let y = 0; y < 24; y++)
      expect(mouse(review, { mouse: 'click', x: 5, y }, true).layers).toBe(review.layers);
    const small = update(review, { type: 'resized', size: { columns: 60, rows: 10 } });
    const scrolled = mouse(small, { mouse: 'wheel', by: 1, x: 5, y: 3 });
    expect(screenOf(scrolled)).toEqual(screenOf(after(small, 'down', 'down', 'down')));
  });
});

describe('a question', () => {
  test.each<[string, State]>([
    ['to delete', after(opened(), 'd')],
    ['to discard', after(opened(), 'e', 'x', 'escape')],
    ['where to write', after(opened(), 'w')],
    ['for a name', after(opened(), 'c')],
    ['to measure', after(opened(), 't')],
  ])('%s is not answered by the mouse, wherever it is clicked', (_, state) => {
    for (let y = 0; y < state.size.rows; y++)
      for (const x of [5, 40])
        for (const report of [
          { mouse: 'click', x, y },
          { mouse: 'wheel', by: 1, x, y },
        ] as const) {
          const { layers, picker, request, outcome } = mouse(state, report, true);
          expect([layers, picker, request, outcome]).toEqual([
            state.layers,
            state.picker,
            undefined,
            undefined,
          ]);
        }
  });
});

test('a window that is too small, and a change that is being made, wait', () => {
  const small = opened({ size: { columns: 30, rows: 8 } });
  unchanged(small, mouse(small, { mouse: 'click', x: 5, y: 4 }));
  const busy = after(opened(), '*');
  expect(busy.busy).toBe(true);
  unchanged({ ...busy, request: undefined }, mouse(busy, { mouse: 'click', x: 5, y: 4 }));
});

test('outside of the screen is nothing, and so is the format of old terminals', () => {
  const state = opened();
  for (const [x, y] of [
    [-1, 4],
    [5, -1],
    [500, 4],
    [5, 500],
  ] as const)
    unchanged(state, mouse(state, { mouse: 'click', x, y }));
  unchanged(state, mouse(state, { mouse: 'old', x: 0, y: 0 }));
});
