import { type Line, line, type Span, styled, widthOf } from './lines.ts';
import type { Press } from './press.ts';

/**
 * A row of a key table. The one table of a screen handles its keys, draws its footer and its help, so that they
 * cannot disagree.
 */
export type Binding<Action> = {
  readonly keys: readonly [Press, ...Press[]];
  readonly action: Action;
  /** One or two words, for the footer. */
  readonly label: string;
  /** One line, for `?`; a row without it only adds keys to the one before. */
  readonly help?: string;
  /** The footer leaves out what everybody knows and what matters little. */
  readonly footer: boolean;
  /** How keys are written where their names would not do, e.g. `1–9`. */
  readonly shown?: string;
};

export function actionFor<Action>(bindings: readonly Binding<Action>[], press: Press): Action | undefined {
  return bindings.find(({ keys }) => keys.includes(press))?.action;
}

const symbols: { readonly [press: Press]: string } = {
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  tab: 'Tab',
  'shift+tab': '⇧Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: '⌫',
  ' ': 'space',
};

function shownKey(press: Press): string {
  return symbols[press] ?? press.replace(/^ctrl\+(.)$/, (_, letter: string) => `^${letter.toUpperCase()}`);
}

function shownKeys<Action>({ keys, shown }: Binding<Action>, most: number): string {
  return shown ?? keys.slice(0, most).map(shownKey).join(' ');
}

/** As many hints as fit, in the order of the table; the last rows, with the way out, stay. */
export function footerLine<Action>(bindings: readonly Binding<Action>[], width: number, kept = 1): Line {
  const hints = bindings.filter(({ footer }) => footer).map(hint);
  const last = hints.slice(-kept);
  const fitting: Line[] = [];
  let room = width - 1 - last.reduce((sum, each) => sum + widthOf(each) + 2, 0);
  for (const each of hints.slice(0, -kept)) {
    room -= widthOf(each) + 2;
    if (room < 0) break;
    fitting.push(each);
  }
  return [...fitting, ...last].flatMap((each, index): Span[] => [
    { text: index === 0 ? ' ' : '  ' },
    ...each,
  ]);
}

function hint<Action>(binding: Binding<Action>): Line {
  return line(styled('key', shownKeys(binding, 1)), ` ${binding.label}`);
}

/** Every key of a screen with what it does. */
export function helpLines<Action>(bindings: readonly Binding<Action>[]): Line[] {
  const rows = bindings.flatMap(binding =>
    binding.help === undefined ? [] : [{ keys: shownKeys(binding, 4), help: binding.help }],
  );
  const width = Math.max(...rows.map(({ keys }) => Bun.stringWidth(keys)));
  return rows.map(({ keys, help }) =>
    line(styled('key', keys), ' '.repeat(width - Bun.stringWidth(keys) + 2), help),
  );
}
