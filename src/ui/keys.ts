import { type Line, line, type Span, styled, widthOf } from '../base/lines.ts';
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

/** A step among lines or rows: by one, by a page, or to an end (infinitely many). */
export type Move = { readonly type: 'move' | 'page'; readonly by: number };

type MoveWish = {
  /** Letters and space belong to a text that is typed. */
  readonly typing?: boolean;
  /** A page of text: space reads on, and the footer says how. */
  readonly reading?: boolean;
  /** Whether the footer has the arrows. */
  readonly footer?: boolean;
};

/** The keys that move, the same on every screen. */
export function moveKeys({
  typing = false,
  reading = false,
  footer = true,
}: MoveWish): readonly Binding<Move>[] {
  const letters = (...keys: readonly Press[]) => (typing ? [] : keys);
  const [first, last] = reading ? ['to the top', 'to the end'] : ['to the first', 'to the last'];
  return [
    {
      keys: ['up', ...letters('k'), 'ctrl+p'],
      action: { type: 'move', by: -1 },
      label: 'up',
      help: 'up',
      footer,
    },
    {
      keys: ['down', ...letters('j'), 'ctrl+n'],
      action: { type: 'move', by: 1 },
      label: 'down',
      help: 'down',
      footer,
    },
    {
      keys: ['pageup', ...letters('ctrl+b', 'ctrl+u')],
      action: { type: 'page', by: -1 },
      label: 'page up',
      help: 'a page up',
      footer: false,
    },
    {
      keys: ['pagedown', ...letters('ctrl+f', 'ctrl+d'), ...(reading ? [' '] : [])],
      action: { type: 'page', by: 1 },
      label: 'page',
      help: 'a page down',
      footer: reading,
    },
    ...(typing
      ? []
      : ([
          {
            keys: ['g', 'home'],
            action: { type: 'move', by: Number.NEGATIVE_INFINITY },
            label: 'first',
            help: first,
            footer: false,
          },
          {
            keys: ['G', 'end'],
            action: { type: 'move', by: Number.POSITIVE_INFINITY },
            label: 'last',
            help: last,
            footer: false,
          },
        ] as const)),
  ];
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

/**
 * As many hints as fit, in the order of the table. The way to the help and the way out, which is last, always stand
 * there; the arrows, which everybody knows, are the first to go.
 */
export function footerLine<Action>(bindings: readonly Binding<Action>[], width: number): Line {
  const shown = bindings.filter(({ footer }) => footer);
  const fitting = new Set<Binding<Action>>();
  let room = width + 1;
  for (const each of [...shown].sort((a, b) => footerRank(a, shown) - footerRank(b, shown))) {
    room -= widthOf(hint(each)) + 2;
    if (room < 0 && fitting.size > 0) break;
    fitting.add(each);
  }
  return shown
    .filter(each => fitting.has(each))
    .flatMap((each, index): Span[] => [{ text: index === 0 ? ' ' : '  ' }, ...hint(each)]);
}

/** What has to stay has the lowest. */
function footerRank<Action>(binding: Binding<Action>, shown: readonly Binding<Action>[]): number {
  if (binding === shown.at(-1)) return 0;
  if (binding.label === 'help') return 1;
  return binding.keys.includes('up') || binding.keys.includes('down') ? 3 : 2;
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
