import type { Binding } from '../keys.ts';
import { actionFor } from '../keys.ts';
import { type Line, line, type Span, styled } from '../lines.ts';
import type { Press } from '../press.ts';
import type { Layer } from '../state.ts';

export type Question = Extract<Layer, { layer: 'question' }>;

type Answer = 'yes' | 'no';

/** Only a letter says yes: Enter is pressed too easily. */
export function questionBindings({ label }: Question): readonly Binding<Answer>[] {
  return [
    { keys: ['y', 'Y'], action: 'yes', label, help: label, footer: true },
    { keys: ['n', 'escape', 'q', 'enter'], action: 'no', label: 'keep', help: 'keep it', footer: true },
  ];
}

/** Any key that is no clear yes keeps it: a word typed by mistake may end in y. */
export function answerTo(question: Question, press: Press): Answer {
  return actionFor(questionBindings(question), press) ?? 'no';
}

export function questionLine({ text }: Question): Line {
  const spans: Span[] = [styled('warn', ' ? '), { text }];
  return line(...spans);
}
