import type { Binding } from '../keys.ts';
import { actionFor } from '../keys.ts';
import { type Line, line, type Span, styled } from '../lines.ts';
import type { Press } from '../press.ts';
import type { Layer, Request } from '../state.ts';

export type Question = Extract<Layer, { layer: 'question' }>;

type Answer = 'yes' | 'keeping' | 'no';

/** Only a letter says yes: Enter is pressed too easily. */
export function questionBindings({ label, keeping }: Question): readonly Binding<Answer>[] {
  return [
    { keys: ['y', 'Y'], action: 'yes', label, help: label, footer: true },
    ...(keeping === undefined ? [] : [keepingBinding(label)]),
    { keys: ['n', 'escape', 'q', 'enter'], action: 'no', label: 'keep', help: 'keep it', footer: true },
  ];
}

function keepingBinding(label: string): Binding<Answer> {
  const what = `${label} only the profile`;
  return { keys: ['p', 'P'], action: 'keeping', label: what, help: what, footer: true };
}

/** What an answer asks for; undefined for nothing. */
export function requestOf(question: Question, press: Press): Request | undefined {
  switch (answerTo(question, press)) {
    case 'yes':
      return question.yes;
    case 'keeping':
      return question.keeping;
    case 'no':
      return undefined;
  }
}

/** Any key that is no clear yes keeps it: a word typed by mistake may end in y. */
function answerTo(question: Question, press: Press): Answer {
  return actionFor(questionBindings(question), press) ?? 'no';
}

export function questionLine({ text }: Question): Line {
  const spans: Span[] = [styled('warn', ' ? '), { text }];
  return line(...spans);
}
