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
  readonly footer: FooterPlace;
  /** How keys are written where their names would not do, e.g. `1–9`. */
  readonly shown?: string;
};

/**
 * Where a footer is too narrow, `known` goes first, what everybody knows; `stays` is for the way out, and for the help that
 * names what is left out. `none`: it matters little, or another row stands for it.
 */
type FooterPlace = 'stays' | 'shown' | 'known' | 'none';

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
  readonly footer?: Extract<FooterPlace, 'known' | 'none'>;
};

/** The keys that move, the same on every screen. */
export function moveKeys({
  typing = false,
  reading = false,
  footer = 'known',
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
      footer: 'none',
    },
    {
      keys: ['pagedown', ...letters('ctrl+f', 'ctrl+d'), ...(reading ? [' '] : [])],
      action: { type: 'page', by: 1 },
      label: 'page',
      help: 'a page down',
      footer: reading ? 'stays' : 'none',
    },
    ...(typing
      ? []
      : ([
          {
            keys: ['g', 'home'],
            action: { type: 'move', by: Number.NEGATIVE_INFINITY },
            label: 'first',
            help: first,
            footer: 'none',
          },
          {
            keys: ['G', 'end'],
            action: { type: 'move', by: Number.POSITIVE_INFINITY },
            label: 'last',
            help: last,
            footer: 'none',
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

/** As many hints as fit, in the order of the table. */
export function footerLine<Action>(bindings: readonly Binding<Action>[], width: number): Line {
  const shown = bindings.filter(({ footer }) => footer !== 'none');
  const fitting = new Set<Binding<Action>>();
  let room = width + 1;
  for (const place of ['stays', 'shown', 'known'] as const)
    for (const each of shown.filter(({ footer }) => footer === place)) {
      room -= widthOf(hint(each)) + 2;
      if (room >= 0 || fitting.size === 0) fitting.add(each);
    }
  return shown
    .filter(each => fitting.has(each))
    .flatMap((each, index): Span[] => [{ text: index === 0 ? ' ' : '  ' }, ...hint(each)]);
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
