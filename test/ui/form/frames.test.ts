import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { textOf, widthOf } from '../../../src/base/lines.ts';
import { presetNames } from '../../../src/profile/presets.ts';
import { problemsOf } from '../../../src/profile/rules.ts';
import { hitAt, paneFrame, paneRows, type Size } from '../../../src/ui/frame.ts';
import { clickInForm } from '../../../src/ui/screens/form/form.ts';
import { derive } from '../../../src/ui/screens/form/model.ts';
import type { FormState } from '../../../src/ui/screens/form/state.ts';
import { formFrame } from '../../../src/ui/screens/form/view.ts';
import { runs, sampleOf } from '../../support/tier.ts';
import { anyProfile } from './arbitraries.ts';
import { adding, after, editing, focusOn, formAfter, screenOf } from './support.ts';

const sizes: readonly Size[] = [
  { columns: 40, rows: 10 },
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

/** Every line inside its pane, and the cursor on it. */
function expectFits(form: FormState): void {
  for (const size of sizes) {
    const { top, panes, bottom, cursor } = formFrame(form, size, {
      ANTHROPIC_BASE_URL: 'https://x',
      KEY: 'y',
    });
    expect(widthOf(top)).toBeLessThanOrEqual(size.columns);
    for (const each of bottom) expect(widthOf(each)).toBeLessThanOrEqual(size.columns);
    expect(panes).toHaveLength(1);
    for (const { width, lines } of panes) {
      expect(width).toBe(size.columns);
      expect(lines.length).toBeLessThanOrEqual(paneRows(size, bottom.length));
      for (const each of lines) expect(widthOf(each)).toBeLessThanOrEqual(width - paneFrame.columns);
    }
    if (cursor !== undefined) {
      expect(cursor.x).toBeGreaterThanOrEqual(2);
      expect(cursor.x).toBeLessThan(size.columns - 2);
      expect(cursor.y).toBeGreaterThanOrEqual(2);
      expect(cursor.y).toBeLessThan(size.rows - bottom.length - 1);
    }
    for (const text of panes.flatMap(({ lines }) => lines.map(textOf)))
      expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
  }
}

describe('every line fits', () => {
  test.each(sampleOf(presetNames, 2))('%s, on every row and page', name => {
    let form = adding(name, {
      note: 'a note that is long enough to need more than one line on a narrow screen',
    });
    for (let row = 0; row < 40; row++) {
      expectFits(form);
      const next = formAfter(form, screenOf(form).includes('❯   ▸') ? 'right' : 'down');
      form = next;
    }
    for (const keys of [['ctrl+s'], ['ctrl+g'], ['x', 'escape']]) expectFits(formAfter(form, ...keys));
  });

  test('with any profile, after any keys; what is saved then is valid', () => {
    const key = fc.oneof(
      fc.constantFrom(
        'up',
        'down',
        'left',
        'right',
        'enter',
        'tab',
        'shift+tab',
        'pageup',
        'pagedown',
        'home',
        'end',
      ),
      fc.constantFrom(
        'ctrl+s',
        'ctrl+g',
        'ctrl+d',
        'ctrl+u',
        'ctrl+w',
        'escape',
        'backspace',
        'delete',
        ' ',
        'l',
        'y',
        'n',
      ),
      fc.constantFrom('a', '/', ':', '日', '\u0301', '?', '=', 'unknown+key'),
      fc.constantFrom(
        { paste: 'env:MY_KEY' },
        { paste: 'https://日本語.example/' },
        { paste: 'x\n\u202ey\u0007' },
        { paste: '' },
      ),
    );
    const start = fc.oneof(
      anyProfile.map(profile => editing(profile)),
      fc.constantFrom(...presetNames).map(name => adding(name)),
    );
    fc.assert(
      fc.property(start, fc.array(key, { maxLength: 60 }), (opened, inputs) => {
        let form = opened;
        for (const input of inputs) {
          const step = after(form, input);
          form = step.form;
          if (step.result?.result !== 'save' || !('profile' in step.result.change)) continue;
          const { change } = step.result;
          expect(problemsOf(change.profile)).toEqual([]);
          if (change.change === 'edit') expect(change.profile).not.toEqual(change.before);
        }
        expectFits(form);
      }),
      { numRuns: runs(150, 6) },
    );
  });

  test('a note far wider than the screen, in wide characters', () => {
    const form = focusOn(editing({ backend: 'bedrock', note: '日本語のメモ'.repeat(40) }), 'note');
    for (const moves of sampleOf([...Array(60).keys()], 4))
      expectFits(formAfter(form, ...Array.from({ length: moves * 4 }, () => 'left')));
  });

  test('a value of many lines', () => {
    const form = editing({ backend: 'bedrock', env: { MY_TOOL: 'a\nb\r\nc\u001b[31m\u202e' } });
    const opened = focusOn(formAfter(focusOn(form, 'Variables'), 'enter'), 'MY_TOOL');
    for (const each of [opened, formAfter(opened, 'enter'), formAfter(opened, 'ctrl+d', 'ctrl+s')])
      expectFits(each);
    expect(screenOf(opened)).toContain('a␊b␤c␛[31m�');
  });
});

describe('the focused row', () => {
  test.each(sampleOf(sizes, 2).map(size => [`${size.columns}×${size.rows}`, size] as const))(
    'is visible at %s, with its help',
    (_, size) => {
      let form = adding('litellm-vertex');
      for (let row = 0; row < 17; row++) {
        const lines = screenOf(form, size).split('\n');
        expect(lines.filter(line => line.startsWith('│ ❯'))).toHaveLength(1);
        form = formAfter(form, 'down');
      }
      const region = focusOn(adding('litellm-vertex'), 'region');
      expect(screenOf(region, size)).toContain('region; without it');
      expect(screenOf(formAfter(region, 'x'), size)).toContain('region is not a Vertex region such');
    },
  );
});

describe('the text cursor', () => {
  const url = focusOn(
    editing({ backend: 'gateway', baseUrl: 'https://a.example', token: 'env:K' }),
    'baseUrl',
  );

  test('stands after what was typed, on its row', () => {
    const { cursor } = formFrame(url, { columns: 80, rows: 24 }, {});
    const line = screenOf(url).split('\n')[cursor?.y ?? 0] ?? '';
    expect(line.slice(0, cursor?.x)).toEndWith('https://a.example');
    expect(line).toContain('❯   baseUrl');
  });

  test('moves by characters as people see them', () => {
    const note = focusOn(editing({ backend: 'bedrock', note: '日本' }), 'note');
    const x = (form: FormState) => formFrame(form, { columns: 80, rows: 24 }, {}).cursor?.x ?? 0;
    expect(x(note) - x(formAfter(note, 'left'))).toBe(2);
  });

  test('is not there where nothing is typed', () => {
    for (const keys of [['ctrl+s'], ['ctrl+g'], ['x', 'escape'], ['down']])
      expect(formFrame(formAfter(url, ...keys), { columns: 80, rows: 24 }, {}).cursor).toBeUndefined();
  });
});

test.each(
  sampleOf(
    [
      [80, 24],
      [60, 20],
      [100, 30],
    ] as const,
    1,
  ),
)('at %i×%i a row that is clicked stays under the pointer', (columns, rows) => {
  const size = { columns, rows };
  for (const preset of ['litellm', 'bedrock']) {
    const form = formAfter(adding(preset), ...Array(9).fill('down'));
    for (let y = 2; y < rows; y++) {
      const target = hitAt(formFrame(form, size, {}), size, { x: 5, y })?.target;
      if (typeof target !== 'number') continue;
      const clicked = clickInForm(form, target);
      expect(hitAt(formFrame(clicked, size, {}), size, { x: 5, y })?.target).toBe(target);
      const { row, rows: all } = derive(clicked);
      expect(row).toBe(all[target]);
    }
  }
});
