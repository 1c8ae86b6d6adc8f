import { fit, type Line, line, pad, styled, wrapSpans } from '../../base/lines.ts';
import { allPresets, isReady, type Preset } from '../../profile/presets.ts';
import { type Frame, paneFrame, paneRows } from '../frame.ts';
import { matchScore, wordsOf } from '../fuzzy.ts';
import { actionFor, type Binding, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import { keepVisible } from '../scroll.ts';
import type { Layer, State } from '../state.ts';
import { editText, insertText, windowAround } from '../text-field.ts';
import { choiceName, chooserFrame, movedIndex } from './chooser.ts';

/** The choice of what a new profile starts from; typing filters at once. */
export type PresetChoice = Extract<Layer, { layer: 'presets' }>;

export const choiceBindings: readonly Binding<Move | { readonly type: 'choose' | 'filter' | 'cancel' }>[] = [
  {
    keys: ['enter'],
    action: { type: 'choose' },
    label: 'choose',
    help: 'start from this one',
    footer: 'stays',
  },
  {
    // The key by which the picker begins one.
    keys: ['/'],
    action: { type: 'filter' },
    label: 'filter',
    help: 'only what has these letters',
    footer: 'shown',
    shown: 'type',
  },
  ...moveKeys({ typing: true }),
  { keys: ['escape'], action: { type: 'cancel' }, label: 'cancel', help: 'back', footer: 'stays' },
];

/** The choice after a key; the name of a preset when one is chosen, undefined when it is left. */
export function pressInChoice(
  choice: PresetChoice,
  state: State,
  press: Press,
): PresetChoice | string | undefined {
  const found = matching(choice);
  const action = actionFor(choiceBindings, press);
  switch (action?.type) {
    case 'cancel':
      return undefined;
    case 'choose':
      return found[choice.index]?.[0] ?? choice;
    case 'move':
    case 'page':
      return moved(choice, state, movedIndex(choice.index, action, found.length));
    case 'filter':
    case undefined: {
      if (action !== undefined && choice.filter.text === '') return choice;
      const filter = editText(choice.filter, press);
      return filter === undefined ? choice : { ...choice, filter, index: 0, top: 0 };
    }
  }
}

export function pasteInChoice(choice: PresetChoice, text: string): PresetChoice {
  return { ...choice, filter: insertText(choice.filter, text), index: 0, top: 0 };
}

function moved(choice: PresetChoice, state: State, index: number): PresetChoice {
  const top = keepVisible(choice.top, index, listRows(state), matching(choice).length);
  return { ...choice, index, top };
}

function matching({ filter }: PresetChoice): [string, Preset][] {
  const words = wordsOf(filter.text);
  const found = allPresets().flatMap(([name, preset]) => {
    const { title, summary, profile } = preset;
    const score = matchScore(name, words, () =>
      [name, title, summary, profile.backend].join('\n').toLowerCase(),
    );
    return score === undefined ? [] : [{ entry: [name, preset] as [string, Preset], score }];
  });
  return found.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

/** What the chosen one is about stands under the list, where there is room for both. */
function aboutRows({ size }: State): number {
  return size.rows < 16 ? 1 : 4;
}

function listRows(state: State): number {
  return Math.max(1, paneRows(state.size, 1) - aboutRows(state) - 1);
}

/** What the title has beside the filter: the sign, the slash, the count. */
const titleFrame = 18;

const filterStart = 5;

export function choiceFrame(choice: PresetChoice, state: State): Frame {
  const { columns } = state.size;
  const width = columns - paneFrame.columns;
  const found = matching(choice);
  const rows = listRows(state);
  const nameWidth = Math.max(...allPresets().map(([name]) => name.length)) + 2;
  const shown = windowAround(choice.filter.text, choice.filter.cursor, Math.max(2, width - titleFrame));
  const choices = found.map(([name, preset], index): Line[] => {
    const ready = isReady(preset) ? ' (ready to use)' : '';
    const left = pad(choiceName(name, index === choice.index), nameWidth + 2);
    return [fit(line(...left, preset.title, styled('dim', ready)), width)];
  });
  const shownRows = Math.max(1, Math.min(rows, found.length));
  const empty = Array.from({ length: rows - shownRows }, (): Line => []);
  const about = aboutLines(found[choice.index], width).slice(0, aboutRows(state));
  const frame = chooserFrame({
    heading: `add ${choice.name ?? 'a profile'}: what does it start from?`,
    title: `/${shown.text} · ${found.length === 0 ? 0 : choice.index + 1} of ${found.length}`,
    columns,
    before: [],
    choices: found.length > 0 ? choices : [[line(styled('dim', 'nothing matches; ⌫ takes a letter back'))]],
    index: choice.index,
    top: choice.top,
    room: rows,
    after: [...empty, [], ...about],
    bindings: choiceBindings,
  });
  return { ...frame, cursor: { x: filterStart + shown.column, y: 1 } };
}

function aboutLines(found: [string, Preset] | undefined, width: number): Line[] {
  if (found === undefined) return [];
  const [, { summary, fill, source }] = found;
  const needs = Object.keys(fill ?? {});
  const lines = [
    line(summary),
    line(styled('dim', needs.length > 0 ? `needs ${needs.join(', ')} · ${source}` : source)),
  ];
  return lines.flatMap(each => wrapSpans(each, width));
}
