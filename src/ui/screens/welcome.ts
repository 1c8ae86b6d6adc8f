import type { Offer } from '../../detect/offer.ts';
import { type Frame, paneFrame, paneRows } from '../frame.ts';
import { actionFor, type Binding, footerLine } from '../keys.ts';
import { fit, type Line, line, styled, wrapSpans } from '../lines.ts';
import type { Press } from '../press.ts';
import { clamp, keepVisible } from '../scroll.ts';
import type { Layer, State } from '../state.ts';

/** The first run: what is there to start from. */
export type Welcome = Extract<Layer, { layer: 'welcome' }>;

type WelcomeAction =
  | { readonly type: 'choose' | 'skip' | 'quit' }
  | { readonly type: 'move'; readonly by: number };

export const welcomeBindings: readonly Binding<WelcomeAction>[] = [
  {
    keys: ['enter'],
    action: { type: 'choose' },
    label: 'choose',
    help: 'make a profile of it',
    footer: true,
  },
  { keys: ['up', 'k', 'ctrl+p'], action: { type: 'move', by: -1 }, label: 'up', help: 'up', footer: true },
  {
    keys: ['down', 'j', 'ctrl+n'],
    action: { type: 'move', by: 1 },
    label: 'down',
    help: 'down',
    footer: true,
  },
  {
    keys: ['escape'],
    action: { type: 'skip' },
    label: 'look around first',
    help: 'all presets and what they cost',
    footer: true,
  },
  { keys: ['q'], action: { type: 'quit' }, label: 'quit', help: 'out', footer: true },
];

/** What a row of the welcome stands for. */
export type WelcomeChoice = Offer | FixedChoice;

type FixedChoice = 'presets' | 'look';

function welcomeChoices({ catalog }: State): readonly WelcomeChoice[] {
  return [...catalog.findings, 'presets', 'look'];
}

/** The welcome after a key; what is chosen, when something is. */
export function pressInWelcome(
  welcome: Welcome,
  state: State,
  press: Press,
): Welcome | WelcomeChoice | 'quit' {
  const choices = welcomeChoices(state);
  const action = actionFor(welcomeBindings, press);
  switch (action?.type) {
    case 'quit':
      return 'quit';
    case 'skip':
      return 'look';
    case 'choose':
      return choices[welcome.index] ?? 'look';
    case 'move':
      return { ...welcome, index: clamp(welcome.index + action.by, 0, choices.length - 1) };
    case undefined:
      return welcome;
  }
}

export function welcomeFrame(welcome: Welcome, state: State): Frame {
  const { columns } = state.size;
  const width = columns - paneFrame.columns;
  const rows = paneRows(state.size, 1);
  const intro = introLines(state, width);
  const blocks = welcomeChoices(state).map((choice, index) =>
    choiceLines(choice, index === welcome.index, width),
  );
  const before = blocks.slice(0, welcome.index).reduce((sum, block) => sum + block.length, 0);
  const last = before + (blocks[welcome.index]?.length ?? 1) - 1;
  const lines = blocks.flat();
  const room = Math.max(1, rows - intro.length);
  const top = keepVisible(keepVisible(0, last, room, lines.length), before, room, lines.length);
  return {
    top: line(styled('title', ' cgw'), `   welcome · ${state.catalog.claude}`),
    panes: [
      {
        title: 'Welcome',
        width: columns,
        focused: true,
        lines: [...intro, ...lines.slice(top, top + room)].slice(0, rows),
      },
    ],
    bottom: [footerLine(welcomeBindings, columns)],
  };
}

function introLines({ catalog, size }: State, width: number): Line[] {
  const found = catalog.findings.length;
  const text =
    found > 0
      ? 'cgw keeps a profile for each backend and starts Claude Code under the one you pick. This machine has something to start from:'
      : 'cgw keeps a profile for each backend and starts Claude Code under the one you pick. You have none yet.';
  const lines = wrapSpans(line(text), width);
  return size.rows < 16 ? lines.slice(0, 1).map(each => fit(each, width)) : [...lines, []];
}

const titles = {
  presets: ['Something else', 'choose from all presets: LiteLLM, OpenRouter, Bedrock, Vertex, …'],
  look: ['Look around first', 'compare what each backend costs before any of it'],
} as const satisfies { readonly [Choice in FixedChoice]: readonly [string, string] };

function choiceLines(choice: WelcomeChoice, under: boolean, width: number): Line[] {
  const [title, about] =
    typeof choice === 'object' ? [choice.what, `${choice.where} → ${choice.preset}`] : titles[choice];
  const head = under ? line(styled('selected', `❯ ${title}`)) : line(`  ${title}`);
  const notes = under && typeof choice === 'object' && choice.note !== null ? [choice.note] : [];
  return [
    fit(head, width),
    fit(line(styled('dim', `    ${about}`)), width),
    ...notes.flatMap(note => wrapSpans(line(styled('warn', `    ${note}`)), width)),
  ];
}
