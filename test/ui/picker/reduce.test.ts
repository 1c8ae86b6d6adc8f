import { describe, expect, test } from 'bun:test';
import { rowUnderCursor, visibleRows } from '../../../src/ui/screens/picker/under-cursor.ts';
import type { State } from '../../../src/ui/state.ts';
import { update } from '../../../src/ui/update.ts';
import { config } from '../../support/configured.ts';
import { after, manyProfiles, opened, screenOf, snapshotOf, typing } from '../../support/screens.ts';

const chosen = (state: State) => rowUnderCursor(state)?.name;
const shown = (state: State) => visibleRows(state).map(({ name }) => name);

const { work } = config.profiles;

describe('moving', () => {
  test('begins at the profile that is meant here', () => {
    expect(chosen(opened())).toBe('work');
    expect(chosen(opened({ snapshot: { meant: 'cloud' } }))).toBe('cloud');
    expect(chosen(opened({ snapshot: { meant: undefined, lastUsed: ['cloud'] } }))).toBe('cloud');
  });

  test.each([
    [['down'], 'cloud'],
    [['j'], 'cloud'],
    [['j', 'k'], 'work'],
    [['up'], 'work'],
    [['G', 'g'], 'work'],
    [['2'], 'cloud'],
    [['2', '1'], 'work'],
  ])('%j → %s', (presses, name) => {
    expect(chosen(after(opened(), ...presses))).toBe(name);
  });

  test('the last of a long list is in sight, and so is the first again', () => {
    const many = { snapshot: { config: manyProfiles(1000), meant: undefined } };
    const end = after(opened(many), '/', ...typing('profile-'), 'tab', 'G');
    expect(chosen(end)).toBe('profile-999');
    expect(screenOf(end).join('\n')).toContain('❯ profile-999');
    expect(screenOf(after(end, 'g')).join('\n')).toContain('❯ profile-0');
  });

  test('a digit beyond the list changes nothing', () => {
    const few = after(opened(), '/', ...typing('eu-west'), 'tab');
    expect(chosen(after(few, '9'))).toBe('cloud');
  });
});

describe('the filter', () => {
  test('narrows as it is typed, by name, title, place, note and role', () => {
    for (const words of ['wor', 'litellm.example', 'team’s', '@interactive'])
      expect(shown(after(opened(), '/', ...typing(words)))).toContain('work');
    expect(shown(after(opened(), '/', ...typing('work')))).not.toContain('cloud');
  });

  test('every word has to be there, whatever its case', () => {
    expect(shown(after(opened(), '/', ...typing('EU amazon')))).toEqual(['cloud']);
    expect(shown(after(opened(), '/', ...typing('eu azure')))).toEqual([]);
  });

  test('answers to letters with gaps, the best of them under the cursor whatever its group', () => {
    const names = ['work', 'litellm-bedrock', 'alba', 'very-temp-exam'];
    const profile = { backend: 'bedrock' } as const;
    const profiles = Object.fromEntries(names.map(name => [name, profile]));
    const many = opened({ snapshot: { config: { version: 1, roles: {}, profiles } } });
    const typed = (text: string) => after(many, '/', ...typing(text));
    expect(shown(typed('lb')).slice(0, 2)).toEqual(['litellm-bedrock', 'alba']);
    expect(chosen(typed('wrk'))).toBe('work');
    expect(chosen(typed('vertex'))).toBe('vertex');
    expect(chosen(typed('bedr'))).toBe('litellm-bedrock');
  });

  test('Enter launches what is under the cursor; Tab keeps the filter; Esc drops it', () => {
    const launched = after(opened(), '/', ...typing('eu-west'), 'enter');
    expect(launched.outcome).toEqual({ outcome: 'chosen', name: 'cloud' });
    const kept = after(opened(), '/', ...typing('eu-west'), 'tab');
    expect(kept.outcome).toBeUndefined();
    expect(shown(kept)).toEqual(['cloud']);
    expect(shown(after(kept, 'escape')).length).toBeGreaterThan(2);
    expect(shown(after(opened(), '/', ...typing('eu-west'), 'escape')).length).toBeGreaterThan(2);
  });

  test('letters type: none of them is a command', () => {
    const typed = after(opened(), '/', ...typing('qadeg?-= '));
    expect(typed.outcome).toBeUndefined();
    expect(typed.layers).toEqual([]);
    expect(typed.picker.filter.text).toBe('qadeg?-= ');
  });

  test('what matches nothing says so, and Enter there launches nothing', () => {
    const nothing = after(opened(), '/', ...typing('zzz'), 'enter');
    expect(screenOf(nothing).join('\n')).toContain('nothing matches');
    expect(after(nothing, 'enter').outcome).toBeUndefined();
  });

  test('a paste goes into the filter without its line breaks, and nowhere else', () => {
    const pasted = update(after(opened(), '/'), { type: 'paste', text: 'clo\nud\u001b[A' });
    expect(pasted.picker.filter.text).toBe('clo ud[A');
    expect(update(opened(), { type: 'paste', text: 'q' }).outcome).toBeUndefined();
  });
});

describe('names before texts', () => {
  test.each(['vertex', 'gateway', 'litellm', 'bedrock'])('the choice of a preset: %s', name => {
    const state = after(opened(), 'a', ...typing(name), 'enter');
    expect(screenOf(state)[1]).toContain(`❯ ${name}`);
  });

  test('the filter', () => {
    expect(shown(after(opened(), '/', ...typing('vertex'))).filter(name => name !== 'work')[0]).toBe(
      'vertex',
    );
  });
});

describe('Enter', () => {
  test('ends with the profile under the cursor', () => {
    expect(after(opened(), 'j', 'enter').outcome).toEqual({ outcome: 'chosen', name: 'cloud' });
  });

  test('on a preset that works as it is ends with it', () => {
    expect(after(opened(), '/', ...typing('subscription'), 'enter').outcome).toEqual({
      outcome: 'chosen',
      name: 'subscription',
    });
  });

  test('on a preset that needs something opens its form', () => {
    const state = after(opened(), '/', ...typing('openrouter'), 'enter');
    expect(state.outcome).toBeUndefined();
    expect(state.layers.at(-1)?.layer).toBe('form');
  });

  test('on what is no valid profile says why', () => {
    const config = { version: 1, roles: {}, profiles: { broken: { backend: 'vertex' } } } as const;
    const state = after(opened({ snapshot: { config, meant: 'broken' } }), 'enter');
    expect(state.outcome).toBeUndefined();
    expect(state.status).toMatchObject({ kind: 'error', text: expect.stringContaining('projectId') });
  });
});

describe('leaving', () => {
  test.each([
    [['q'], { outcome: 'left' }],
    [['ctrl+c'], { outcome: 'interrupted' }],
    [['/', 'x', 'ctrl+c'], { outcome: 'interrupted' }],
    [['?', 'ctrl+c'], { outcome: 'interrupted' }],
    [['d', 'ctrl+c'], { outcome: 'interrupted' }],
  ] as const)('%j', (presses, outcome) => {
    expect(after(opened(), ...presses).outcome).toEqual(outcome);
  });

  test('Esc goes back one step at a time', () => {
    const deep = after(opened(), ' ', 'l');
    expect(deep.picker).toMatchObject({ focus: 'detail', marked: ['work'] });
    const list = after(deep, 'escape');
    expect(list.picker).toMatchObject({ focus: 'list', marked: ['work'] });
    const unmarked = after(list, 'escape');
    expect(unmarked.picker.marked).toEqual([]);
    expect(unmarked.outcome).toBeUndefined();
    const top = after(unmarked, 'escape');
    expect(top).toMatchObject({ outcome: undefined, status: { kind: 'info' } });
    expect(after(deep, 'q').outcome).toEqual({ outcome: 'left' });
  });
});

describe('changes are asked for, not made', () => {
  const asks = (...presses: string[]) => after(opened(), ...presses).request;

  test('delete asks first, and only y says yes', () => {
    expect(asks('d')).toBeUndefined();
    for (const no of ['n', 'escape', 'enter', 'x', 'q', ' ']) {
      expect(asks('d', no)).toBeUndefined();
      expect(after(opened(), 'd', no).layers).toEqual([]);
    }
    expect(asks('d', 'y')).toMatchObject({ request: 'change', change: { change: 'remove', name: 'work' } });
  });

  test('the question names what would point at nothing', () => {
    expect(screenOf(after(opened(), 'd')).join('\n')).toContain(
      'Delete work? the default, @interactive would name nothing any more.',
    );
  });

  test('a word typed by mistake deletes nothing, though it holds a d and ends in y', () => {
    for (const word of ['deploy', 'daily', 'download'])
      expect(asks(...typing(word))?.request).not.toBe('change');
  });

  test('what looks like a key is neither shown nor taken as a name', () => {
    const key = 'sk-ant-api03-AbCdEfGhIjKlMnOp';
    for (const prompt of ['c', 'r', '@']) {
      const state = after(opened(), prompt, 'ctrl+u', ...typing(key), 'enter');
      expect(state.request).toBeUndefined();
      expect(screenOf(state).join('\n')).not.toContain(key.slice(0, 16));
    }
  });

  test('the prompt for a role says what Enter would do to one that is there', () => {
    const typed = (role: string) => screenOf(after(opened(), '@', ...typing(role))).join('\n');
    expect(typed('interactive')).toContain('Enter takes @interactive away');
    expect(typed('batch')).toContain('Enter moves @batch here from cloud');
  });

  const withEntries = snapshotOf({
    config: {
      version: 1,
      roles: {},
      profiles: {
        work: { ...work, token: 'keychain:work/token', apiKey: 'keychain:shared/key' },
        other: { ...work, token: 'keychain:shared/key' },
      },
    },
  });

  test('delete names the keychain entries that go along, and offers to keep them', () => {
    const asked = after(opened({ snapshot: withEntries }), 'd');
    const screen = screenOf(asked).join('\n');
    expect(screen).toContain('? Delete work? The keychain entry work/token would go along.');
    expect(screen).toContain('y delete  p only the profile  n keep');
    const change = { change: 'remove', name: 'work' } as const;
    expect(after(asked, 'y').request).toMatchObject({ change });
    expect(after(asked, 'y').request).not.toHaveProperty('keepSecrets');
    expect(after(asked, 'p').request).toMatchObject({ change, keepSecrets: true });
    expect(after(asked, 'enter').request).toBeUndefined();
    // Nothing of it is only this profile’s.
    const other = after(opened({ snapshot: withEntries }), 'j', 'd');
    expect(screenOf(other).join('\n')).not.toContain('would go along');
    expect(after(other, 'p').request).toBeUndefined();
  });

  test('delete names the file of its own that goes along', () => {
    const file = 'file:/home/me/.config/cgw/secrets/work.token';
    const config = { version: 1, roles: {}, profiles: { work: { ...work, token: file } } } as const;
    const asked = after(opened({ snapshot: { config } }), 'd');
    expect(screenOf(asked).join('\n')).toContain(
      '? Delete work? The file ~/.config/cgw/secrets/work.token would go along.',
    );
    expect(after(asked, 'p').request).toMatchObject({ keepSecrets: true });
  });

  test('what became of keychain entries is said behind what was done', () => {
    const state = after(opened({ snapshot: withEntries }), 'd', 'y');
    if (state.request === undefined) throw new Error('nothing was asked for');
    const notes = ['the keychain entry work/token is deleted'];
    const loaded = update(state, { type: 'loaded', snapshot: snapshotOf(), request: state.request, notes });
    expect(loaded.status?.text).toEndWith('still has it; the keychain entry work/token is deleted');
  });

  test('after a delete the next one is under the cursor', () => {
    const state = after(opened(), 'd', 'y');
    const { work: _, ...profiles } = snapshotOf().config.profiles;
    const config = { version: 1, roles: {}, profiles } as const;
    if (state.request === undefined) throw new Error('nothing was asked for');
    const snapshot = snapshotOf({ config, meant: undefined });
    expect(chosen(update(state, { type: 'loaded', snapshot, request: state.request, notes: [] }))).toBe(
      'cloud',
    );
  });

  test('a failure reads the world again: what is gone is gone', () => {
    const snapshot = snapshotOf({ config: { version: 1, roles: {}, profiles: {} }, meant: undefined });
    const failed = update(after(opened(), 'd', 'y'), {
      type: 'failed',
      text: 'there is no profile work',
      snapshot,
    });
    expect(shown(failed)).not.toContain('work');
  });

  test('a preset cannot be deleted or renamed', () => {
    const preset = after(opened(), '/', ...typing('subscription'), 'tab');
    for (const key of ['d', 'r']) {
      const state = after(preset, key);
      expect(state.layers).toEqual([]);
      expect(state.status?.kind).toBe('error');
    }
  });

  test('default, on and off', () => {
    expect(asks('j', '*')).toMatchObject({ change: { change: 'default', name: 'cloud' } });
    expect(asks('*')).toMatchObject({ change: { change: 'default' } });
    expect(Object.keys((asks('*') as { change: object }).change)).toEqual(['change']);
  });

  test('a role is given, and taken away by its own profile', () => {
    expect(asks('@', ...typing('night'), 'enter')).toMatchObject({
      change: { change: 'role', role: 'night', name: 'work' },
    });
    expect(asks('@', ...typing('interactive'), 'enter')).toMatchObject({
      change: { change: 'role', role: 'interactive' },
      done: '@interactive is gone',
    });
  });

  test('copy and rename check the name as it is typed', () => {
    expect(asks('c', 'ctrl+u', ...typing('third'), 'enter')).toMatchObject({
      change: { change: 'copy', from: 'work', to: 'third' },
      choose: 'third',
    });
    expect(asks('r', 'ctrl+u', ...typing('third'), 'enter')).toMatchObject({
      change: { change: 'rename', from: 'work', to: 'third' },
    });
    for (const wrong of ['cloud', '', 'a b', '-x']) {
      const state = after(opened(), 'r', 'ctrl+u', ...typing(wrong), 'enter');
      expect(state.request).toBeUndefined();
      expect(state.layers.at(-1)?.layer).toBe('prompt');
    }
  });

  test('the line for the shell goes to the clipboard', () => {
    expect(asks('y')).toEqual({ request: 'clipboard', text: 'eval $(cgw env work)' });
  });

  test('while a change is made keys wait, but Ctrl-C does not', () => {
    const busy = after(opened(), 'd', 'y');
    expect(busy.busy).toBe(true);
    expect(after(busy, 'j', 'q').outcome).toBeUndefined();
    expect(after(busy, 'ctrl+c').outcome).toEqual({ outcome: 'interrupted' });
  });

  test('what failed is said, and nothing is lost', () => {
    const busy = after(opened(), 'd', 'y');
    const failed = update(busy, {
      type: 'failed',
      text: 'the disk is full; free some space',
      snapshot: snapshotOf(),
    });
    expect(failed).toMatchObject({ busy: false, status: { kind: 'error' } });
    expect(screenOf(failed).join('\n')).toContain('! the disk is full; free some space');
  });

  test('what was done is said, and the new one is chosen', () => {
    const state = after(opened(), 'c', 'ctrl+u', ...typing('third'), 'enter');
    const config = snapshotOf().config;
    const profiles = { ...config.profiles, third: config.profiles.work ?? { backend: 'anthropic' as const } };
    const snapshot = snapshotOf({ config: { ...config, profiles } });
    if (state.request === undefined) throw new Error('nothing was asked for');
    const loaded = update(state, { type: 'loaded', snapshot, request: state.request, notes: [] });
    expect(chosen(loaded)).toBe('third');
    expect(loaded).toMatchObject({ busy: false, status: { kind: 'info', text: 'copied work to third' } });
  });
});

describe('comparing', () => {
  test('the marked ones in their order', () => {
    const state = after(opened(), 'j', ' ', 'k', 'k', ' ', '=');
    expect(state.layers.at(-1)).toMatchObject({ layer: 'compare', names: ['cloud', 'work'] });
  });

  test('one marked is compared with the one under the cursor, none with what is meant here', () => {
    expect(after(opened(), ' ', '=').layers.at(-1)).toMatchObject({ names: ['work', 'cloud'] });
    expect(after(opened(), 'j', '=').layers.at(-1)).toMatchObject({ names: ['work', 'cloud'] });
  });

  test('one alone is not: it says what to do', () => {
    expect(after(opened(), '=').status).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('space'),
    });
  });

  test('shows both columns and what the switch means in words', () => {
    const state = after(opened({ size: { columns: 100, rows: 70 } }), 'j', '=');
    const text = screenOf(state).join('\n');
    expect(text).toMatch(/work +cloud/);
    expect(text).toContain('Switching work → cloud');
    expect(text).toMatch(/Prompt caching \(5 min\) .*✗ none/);
    expect(text).toContain('You lose');
  });
});

describe('previous', () => {
  test('goes to the one used before here, and back', () => {
    const state = opened({ snapshot: { lastUsed: ['work', 'cloud'] } });
    expect(chosen(after(state, '-'))).toBe('cloud');
    expect(chosen(after(state, '-', '-'))).toBe('work');
  });

  test('says when there is none; one that is gone does not count', () => {
    const state = after(opened({ snapshot: { lastUsed: ['work', 'gone'] } }), '-');
    expect(state.status?.kind).toBe('error');
  });
});

test('tabs go round, both ways', () => {
  const tabsOf = (...presses: string[]) => after(opened(), ...presses).picker.tab;
  expect(tabsOf('tab')).toBe('Env');
  expect(tabsOf('tab', 'tab', 'tab', 'tab')).toBe('Features');
  expect(tabsOf('shift+tab')).toBe('Notes');
});

test('the details scroll to their end and no further', () => {
  const end = after(opened({ size: { columns: 80, rows: 12 } }), 'tab', 'l', 'G');
  expect(end.picker.detailTop).toBeGreaterThan(0);
  expect(after(end, 'down').picker.detailTop).toBe(end.picker.detailTop);
  expect(screenOf(end).join('\n')).not.toContain('more lines');
  expect(after(end, 'g').picker.detailTop).toBe(0);
});

test('Ctrl-Z asks to be suspended, but not while a shell waits for the choice', () => {
  expect(after(opened(), 'ctrl+z').request).toEqual({ request: 'suspend' });
  expect(after(opened({ purpose: 'choose' }), 'ctrl+z').request).toBeUndefined();
});

test('a window that is too small does not throw a form away', () => {
  const small = update(after(opened(), 'e', 'x'), { type: 'resized', size: { columns: 30, rows: 8 } });
  expect(after(small, 'q').outcome).toBeUndefined();
  expect(screenOf(small).join(' ')).toContain('The form is kept.');
  expect(after(small, 'ctrl+c').outcome).toEqual({ outcome: 'interrupted' });
});

test('Ctrl-L asks for the screen to be drawn again', () => {
  expect(after(opened(), 'ctrl+l').request).toEqual({ request: 'repaint' });
});

test('q on the welcome leaves, Esc looks around', () => {
  const first = opened({ snapshot: { config: { version: 1, roles: {}, profiles: {} }, meant: undefined } });
  expect(after(first, 'q').outcome).toEqual({ outcome: 'left' });
  expect(after(first, 'escape').layers).toEqual([]);
});

test('in one pane Tab brings the tabs into sight before it turns them', () => {
  const narrow = opened({ size: { columns: 60, rows: 20 } });
  expect(after(narrow, 'tab').picker).toMatchObject({ focus: 'detail', tab: 'Features' });
  expect(after(narrow, 'tab', 'tab').picker.tab).toBe('Env');
});

test('the feature that is looked at stays the same in a window of another size, where it stands elsewhere', () => {
  const size = { columns: 120, rows: 50 };
  const looked = after(opened({ size, snapshot: { meant: 'cloud' } }), 'right', ...Array(20).fill('down'));
  const [, name] = /❯✓ (.*?) {2}/.exec(screenOf(looked).join('\n')) ?? [];
  expect(name).toBeTruthy();
  const smaller = screenOf(update(looked, { type: 'resized', size: { columns: 80, rows: 20 } })).join('\n');
  expect(smaller).toMatch(/❯✓ \d+ other features/);
  expect(smaller.replace(/[│\s]+/g, ' ')).toContain(name ?? '?');
});

describe('→ goes into the details, then into one feature, and ← and Esc come back', () => {
  test.each([60, 80, 120, 150])('at %i columns', columns => {
    const state = after(opened({ size: { columns, rows: 20 } }), 'right', 'down');
    const feature = after(state, 'right');
    expect(screenOf(feature).join('\n')).toMatch(/❯ [✗~?✓] Quiet by default/);
    expect(screenOf(after(feature, 'G')).join('\n')).toContain('https://code.claude.com/docs/en/data-usage');
    const further = after(feature, 'down', 'down');
    for (const press of ['left', 'h', 'escape']) {
      expect(after(further, press).picker).toMatchObject({ focus: 'detail', feature: 'quiet' });
      expect(after(further, press, press).picker.focus).toBe('list');
    }
    // Another feature is read from its beginning.
    expect(after(further, 'left', 'down', 'right').picker.aboutTop).toBe(0);
  });

  test('only where features are shown', () => {
    expect(after(opened(), 'tab', 'right', 'right').picker.focus).toBe('detail');
    expect(after(opened(), 'right', 'right', 'tab').picker.focus).toBe('detail');
    expect(after(opened(), 'right', 'right', '2').picker).toMatchObject({ focus: 'detail', aboutTop: 0 });
  });
});

test('a name that is nearly that of a preset begins the choice there', () => {
  const begun = (name: string) => screenOf(opened({ opening: { opens: 'add', name } })).join('\n');
  expect(begun('litllm')).toContain('❯ litellm ');
  expect(begun('work-2')).toContain('❯ bedrock ');
});
