import { fit, type Line, line, styled, wrapSpans } from '../../base/lines.ts';
import type { Offer } from '../../detect/offer.ts';
import { type Frame, paneFrame, paneRows } from '../frame.ts';
import { actionFor, type Binding, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import type { Layer, State } from '../state.ts';
import { choiceName, chooserFrame, movedIndex } from './chooser.ts';

/** The first run: what is there to start from. */
export type Welcome = Extract<Layer, { layer: 'welcome' }>;

export const welcomeBindings: readonly Binding<Move | { readonly type: 'choose' | 'skip' | 'quit' }>[] = [
  {
    keys: ['enter'],
    action: { type: 'choose' },
    label: 'choose',
    help: 'make a profile of it',
    footer: 'stays',
  },
  ...moveKeys({}),
  {
    keys: ['escape'],
    action: { type: 'skip' },
    label: 'look around first',
    help: 'all presets and what they cost',
    footer: 'stays',
  },
  { keys: ['q'], action: { type: 'quit' }, label: 'quit', help: 'out', footer: 'stays' },
];

/** What a row of the welcome stands for. */
export type WelcomeChoice = Offer | FixedChoice;

type FixedChoice = 'presets' | 'look';

function welcomeChoices({ snapshot }: State): readonly WelcomeChoice[] {
  return snapshot.offers.length > 0 ? [...snapshot.offers, 'look', 'presets'] : ['presets', 'look'];
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
    case 'page':
      return { ...welcome, index: movedIndex(welcome.index, action, choices.length) };
    case undefined:
      return welcome;
  }
}

export function welcomeFrame(welcome: Welcome, state: State): Frame {
  const { columns } = state.size;
  const width = columns - paneFrame.columns;
  const rows = paneRows(state.size, 1);
  const intro = introLines(state, width);
  const room = Math.max(1, rows - intro.length);
  return chooserFrame({
    heading: `welcome · ${state.snapshot.claude}`,
    title: 'Welcome',
    columns,
    before: intro,
    choices: welcomeChoices(state).map((choice, index) =>
      choiceLines(choice, index === welcome.index, width),
    ),
    index: welcome.index,
    top: 0,
    room,
    after: [],
    bindings: welcomeBindings,
  });
}

function introLines({ snapshot, size }: State, width: number): Line[] {
  const found = snapshot.offers.length;
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
    typeof choice === 'object' ? [choice.what, `${choice.where} → profile ${choice.name}`] : titles[choice];
  const notes = under && typeof choice === 'object' && choice.note !== null ? [choice.note] : [];
  return [
    fit(choiceName(title, under), width),
    fit(line(styled('dim', `    ${about}`)), width),
    ...notes.flatMap(note => wrapSpans(line(styled('warn', `    ${note}`)), width)),
  ];
}
