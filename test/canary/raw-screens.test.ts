import { expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { fingerprintOf } from '../../src/check/stored-check.ts';
import { type CommandName, commandNames } from '../../src/ui/plain/picker.ts';
import type { Press } from '../../src/ui/press.ts';
import { derive } from '../../src/ui/screens/form/model.ts';
import type { Snapshot } from '../../src/ui/snapshot.ts';
import type { Action, Layer, State, Tab } from '../../src/ui/state.ts';
import { update } from '../../src/ui/update.ts';
import { after, opened, screenOf, typing } from '../support/screens.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { talk } from '../ui/plain/converse.ts';

/*
 * Every screen, and every command of plain mode, with every kind of text that others decide, in which is what a
 * terminal obeys: nothing of it is drawn or said.
 */

/** By which a text is found in what is drawn; short, because some columns are narrow. */
const word = 'zq';
/** Marks of direction, a line separator, a tag and a blank of no width: signs that are no controls. */
const marks = `${word}\u202e\u2066\u2028\u{e0041}\u200b`;
/** With ESC, OSC 52, a C1 control, DEL and what moves the cursor, which many fields refuse. */
const controls = `${marks}\u001b[2J\u001b]52;c;aGk=\u0007\u009b31m\u007f\r\b`;
const unsafe = /(?!\n)[\p{C}\u2028\u2029]/u;

/** What is told of the world, and what somebody types or pastes. */
type Told = { readonly snapshot?: Partial<Snapshot>; readonly text?: string; readonly name?: string };

const gateway = { backend: 'gateway', baseUrl: 'https://h', token: 'env:KEY' } as const satisfies Profile;

/** `work` with these fields, beside another profile. */
function withWork(fields: object, more: object = {}): Told {
  const profiles = { work: { ...gateway, ...fields }, cloud: { backend: 'bedrock' } };
  return { snapshot: { config: { version: 1, roles: {}, profiles, ...more } as Snapshot['config'] } };
}

function withCheck(what: string): Told {
  const salt = 'salt';
  const check = {
    version: 2,
    profile: 'work',
    salt,
    fingerprint: fingerprintOf(gateway, salt),
    asked: '',
    at: '2026-11-28T10:00:00.000Z',
    steps: [{ step: 'answered', state: 'failed', what, remedy: what }],
    features: [],
  } as const;
  return { ...withWork({}), snapshot: { ...withWork({}).snapshot, checks: new Map([['work', check]]) } };
}

/** Each kind of text that others decide, with one in it; fields of a profile, and what is typed there, have one of their own. */
function inputsWith(hostile: string, field: string) {
  return {
    'name of a profile': {
      snapshot: { config: { version: 1, default: hostile, roles: {}, profiles: { [hostile]: gateway } } },
      name: hostile,
    },
    role: withWork({}, { roles: { [hostile]: 'work' } }),
    default: withWork({}, { default: hostile }),
    pin: { ...withWork({}), snapshot: { ...withWork({}).snapshot, meant: hostile } },
    note: withWork({ note: field }),
    'value of a field': withWork({ product: field }),
    'name of a field': withWork({ [field]: field }),
    backend: withWork({ backend: field }),
    URL: withWork({ baseUrl: `https://${field}` }),
    reference: withWork({ token: `file:/${field}` }),
    model: withWork({ models: { default: field } }),
    'name of a header': withWork({ headers: { [`x-${field}`]: 'a' } }),
    header: withWork({ headers: { 'x-a': field } }),
    'name of a variable': withWork({ env: { [`A${field}`]: 'a' } }),
    'variable of a profile': withWork({ env: { PLAIN: field } }),
    'variable of the shell': {
      ...withWork({}),
      snapshot: { ...withWork({}).snapshot, environment: { CGW_PROFILE: hostile, ANTHROPIC_MODEL: hostile } },
    },
    'settings file': {
      ...withWork({}),
      snapshot: {
        ...withWork({}).snapshot,
        settingsFiles: [
          {
            scope: 'user',
            path: `/home/me/${hostile}/settings.json`,
            content: { env: { ANTHROPIC_BASE_URL: hostile, [hostile]: hostile }, apiKeyHelper: hostile },
          },
        ],
      },
    },
    'finding on the machine': {
      snapshot: {
        config: { version: 1, roles: {}, profiles: {} },
        meant: undefined,
        offers: [
          {
            what: hostile,
            where: hostile,
            preset: 'litellm',
            name: hostile,
            profile: gateway,
            note: hostile,
          },
        ],
      },
    },
    'AWS profile': withWork({ backend: 'bedrock', awsProfile: field }),
    'keychain entry': withWork({ token: `keychain:${field}` }),
    'why there is no keychain': {
      ...withWork({}),
      snapshot: { ...withWork({}).snapshot, keychainMissing: hostile },
    },
    'version of Claude Code': { ...withWork({}), snapshot: { ...withWork({}).snapshot, claude: hostile } },
    'stored check': withCheck(hostile),
    'what is said': { ...withWork({}), text: field },
  } as const satisfies { readonly [Input: string]: Told };
}

const size = { columns: 90, rows: 45 };

function picker({ snapshot }: Told): State {
  return opened({ size, ...(snapshot === undefined ? {} : { snapshot }) });
}

function pressed(...presses: readonly Press[]): (told: Told) => State {
  return told => after(picker(told), ...presses);
}

function acted(...actions: readonly Action[]): (told: Told) => State {
  return told => actions.reduce(update, picker(told));
}

/** With what somebody has pasted into it. */
function pasted(...presses: readonly Press[]): (told: Told) => State {
  return told => update(pressed(...presses)(told), { type: 'paste', text: told.text ?? '' });
}

/** The page of a check that runs, with what has come so far. */
function checking(told: Told): State {
  const state = after(picker(told), 't', 'y');
  return update(state, { type: 'progress', name: told.name ?? 'work', text: told.text ?? '' });
}

function previewed({ text = '', name = 'work', ...told }: Told): State {
  const diff = `+ ${text}\n- ${text}\n@ ${text}`;
  return acted({ type: 'previewed', name, target: 'user', diff, warnings: [text] })(told);
}

/** The form with every group open, and then with the focus on one row after the other; what is typed and pasted there. */
function everyRow(told: Told): readonly State[] {
  const states: State[] = [pressed('e')(told)];
  for (let rows = 0; rows < 60; rows++) {
    const last = states.at(-1) ?? picker(told);
    const layer = last.layers.at(-1);
    if (layer?.layer !== 'form') break;
    const { row } = derive(layer.form);
    states.push(after(last, row?.control === 'group' && !row.open ? 'right' : 'down'));
  }
  const text = told.text ?? '';
  return sampleOf(states.reverse(), 2).flatMap(state => [
    state,
    update(state, { type: 'paste', text }),
    after(state, ...typing(text), 'ctrl+s'),
  ]);
}

type Screen =
  | Exclude<Layer['layer'], 'form' | 'prompt'>
  | `tab ${Tab}`
  | `form: ${'rows' | 'review' | 'help' | 'discard'}`
  | `prompt: ${'copy' | 'rename' | 'role'}`
  | 'list'
  | 'filter'
  | 'failure'
  | 'notice'
  | 'check: done';

/** Every screen there is; one that scrolls or moves as several states. */
const screens = {
  list: told => [picker(told)],
  filter: told => [pasted('/')(told), after(pasted('/')(told), 'enter')],
  failure: ({ text = '', ...told }) => [acted({ type: 'failed', text })(told)],
  notice: ({ text = '', ...told }) => [acted({ type: 'noted', text })(told)],
  'tab Features': told => [pressed('right')(told)],
  'tab Env': told => [pressed('tab', 'right')(told)],
  'tab Check': told => [pressed('tab', 'tab', 'right')(told)],
  'tab Notes': told => [pressed('shift+tab', 'right')(told)],
  help: told => [pressed('?')(told)],
  compare: told => [pressed('j', '=')(told), pressed(' ', 'j', ' ', '=', 'pagedown')(told)],
  question: told => [pressed('d')(told)],
  targets: told => [pressed('w')(told)],
  diff: told => [previewed(told)],
  'prompt: copy': told => [pressed('c')(told), pasted('c')(told)],
  'prompt: rename': told => [pressed('r')(told), pasted('r')(told)],
  'prompt: role': told => [pressed('@')(told), pasted('@')(told)],
  presets: told => [pressed('a')(told), pasted('a')(told)],
  check: told => [pressed('t')(told), checking(told)],
  'check: done': told => {
    const state = checking(told);
    return [
      update(state, { type: 'checked', name: told.name ?? 'work', stopped: false, snapshot: state.snapshot }),
    ];
  },
  welcome: told => [picker(told), pressed('enter')(told), pressed('enter', 'ctrl+s')(told)],
  'form: rows': everyRow,
  'form: review': told => [
    pressed('e', 'end', 'x', 'ctrl+s')(told),
    pressed('a', ...typing('litellm'), 'enter', 'ctrl+s')(told),
  ],
  'form: help': told => [pressed('e', 'ctrl+g')(told)],
  'form: discard': told => [pressed('e', 'x', 'escape')(told)],
} as const satisfies { readonly [Each in Screen]: (told: Told) => readonly State[] };

/** What is answered after a command of plain mode, beside its profile. */
const answers: { readonly [Each in CommandName]: (name: string, text: string) => readonly string[] } = {
  list: () => ['list'],
  presets: () => ['presets'],
  find: (_, text) => ['find zq', `find ${text}`],
  show: name => [`show ${name}`],
  features: name => [`features ${name} --why`],
  env: name => [`env ${name}`],
  check: name => [`check ${name}`, 'no'],
  issues: name => [`issues ${name}`],
  compare: (name, text) => [`compare ${name} 2`, `compare ${text} ${text}`],
  add: (_, text) => [`add ${text}`, 'add litellm', text, text],
  edit: (name, text) => [`edit ${name}`, 'fields', 'token', '', 'note', text],
  copy: (name, text) => [`copy ${name} ${text}`],
  rename: (name, text) => [`rename ${name} ${text}`],
  delete: (name, text) => [`delete ${name}`, text],
  default: name => [`default ${name}`],
  role: (name, text) => [`role ${text} ${name}`],
  write: (name, text) => [`write ${name} --to ${text}`],
  line: name => [`line ${name}`],
  previous: () => ['previous'],
  help: () => ['help'],
  quit: () => ['quit'],
};

/** The rules refuse these and repeat nothing of them; of a variable of the shell its name is enough. */
const neverTold = ['backend', 'model', 'header', 'variable of the shell', 'AWS profile', 'keychain entry'];
/** Plain mode repeats an address that is refused; the states of the sample do not come to the choice of a keychain. */
const neverDrawn = [...neverTold, 'URL', ...(isDeep ? [] : ['why there is no keychain'])];
/** Plain mode says that a profile is meant, and hands on what `check` prints. */
const neverSaid = [...neverTold, 'pin', 'stored check'];

const seen = { drawn: new Set<string>(), said: new Set<string>(), by: new Set<string>() };
const cases = (isDeep ? [marks, controls] : [marks]).flatMap(field =>
  Object.entries<Told>(inputsWith(controls, field)),
);

/** In the default tier an input is on every third screen, the next one on the next third, until all were seen. */
function isTried(input: string, index: number, screen: string, nth: number): boolean {
  const awaited = !seen.by.has(screen) || !(seen.drawn.has(input) || neverDrawn.includes(input));
  return isDeep || awaited || (nth + index) % 3 === 0;
}

test.each(cases.map(([input, told], index) => [input, told, index] as const))(
  'no screen draws %s',
  (input, told, index) => {
    const holes = Object.entries(screens).filter(([screen, states], nth) => {
      if (!isTried(input, index, screen, nth)) return false;
      const texts = states(told).map(state => screenOf(state).join('\n'));
      if (texts.some(text => text.includes(word))) {
        seen.drawn.add(input);
        seen.by.add(screen);
      }
      return texts.some(text => unsafe.test(text));
    });
    expect(holes.map(([screen]) => screen)).toEqual([]);
  },
);

test.each(cases)('no command says %s', (input, { snapshot = {}, text = 'x' }) => {
  const holes = commandNames.filter(command => {
    const { said } = talk(answers[command]('1', text), { snapshot });
    if (said.includes(word)) seen.said.add(input);
    return unsafe.test(said);
  });
  expect(holes).toEqual([]);
});

test('each input was drawn and said, and each screen drew one', () => {
  const inputs = Object.keys(inputsWith('', ''));
  expect(inputs.filter(input => !seen.drawn.has(input)).sort()).toEqual(neverDrawn.sort());
  expect(inputs.filter(input => !seen.said.has(input)).sort()).toEqual(neverSaid.sort());
  expect(Object.keys(screens).filter(screen => !seen.by.has(screen))).toEqual([]);
});
