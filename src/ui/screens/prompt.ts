import { isUnlikelyName } from '../../base/key-looks.ts';
import { fit, type Line, line, type Span, styled, widthOf } from '../../base/lines.ts';
import { mask } from '../../base/redaction.ts';
import type { Config } from '../../profile/config.ts';
import { nameProblem } from '../../profile/names.ts';
import { actionFor, type Binding } from '../keys.ts';
import type { Press } from '../press.ts';
import type { ChangeRequest, Layer, Prompt, Request } from '../state.ts';
import { type TextField, textField, windowAround } from '../text-field.ts';

export const promptBindings: readonly Binding<'accept' | 'cancel'>[] = [
  { keys: ['enter'], action: 'accept', label: 'do it', help: 'do it', footer: 'stays' },
  { keys: ['escape'], action: 'cancel', label: 'cancel', help: 'cancel', footer: 'stays' },
];

const labels: { readonly [Each in Prompt['asks']]: (name: string) => string } = {
  copy: name => `Copy ${name} to: `,
  rename: name => `Rename ${name} to: `,
  role: name => `Role of ${name}: @`,
};

/** What is wrong with what is typed so far, or undefined; the same rules as for the command. */
export function promptProblem({ asks, name, field }: Prompt, config: Config): string | undefined {
  const { text } = field;
  if (text === '') return asks === 'role' ? 'a name such as batch' : 'a name for the profile';
  const problem = nameProblem(text);
  if (problem !== undefined) return problem;
  if (isUnlikelyName(text)) return 'that looks like a credential: it is neither shown nor taken';
  if (asks === 'rename' && text === name) return 'that is its name already';
  if (asks !== 'role' && Object.hasOwn(config.profiles, text)) return `there is a profile ${text} already`;
  return undefined;
}

/** The change that is asked for. A role that the profile has already is taken away. */
export function promptRequest({ asks, name, field }: Prompt, config: Config): ChangeRequest {
  const { text } = field;
  switch (asks) {
    case 'copy':
      return {
        request: 'change',
        change: { change: 'copy', from: name, to: text },
        done: `copied ${name} to ${text}`,
        choose: text,
      };
    case 'rename':
      return {
        request: 'change',
        change: { change: 'rename', from: name, to: text },
        done: `renamed ${name} to ${text}`,
        choose: text,
      };
    case 'role':
      return Object.hasOwn(config.roles, text) && config.roles[text] === name
        ? { request: 'change', change: { change: 'role', role: text }, done: `@${text} is gone` }
        : {
            request: 'change',
            change: { change: 'role', role: text, name },
            done: `@${text} is now ${name}`,
          };
  }
}

/** What was pasted by mistake is not shown. */
function shownField({ field }: Prompt): TextField {
  return isUnlikelyName(field.text) ? textField(mask) : field;
}

/** What Enter would do to a role that is there already. */
function roleHint({ name, field }: Prompt, { roles }: Config): string | undefined {
  const holder = Object.hasOwn(roles, field.text) ? roles[field.text] : undefined;
  if (holder === undefined) return undefined;
  return holder === name
    ? `Enter takes @${field.text} away`
    : `Enter moves @${field.text} here from ${holder}`;
}

/** The line that is typed into, what is wrong with it, and where the cursor stands. */
export function promptLines(
  prompt: Prompt,
  config: Config,
  width: number,
): { lines: Line[]; cursorX: number } {
  const label = ` ${labels[prompt.asks](prompt.name)}`;
  const before = widthOf(line(label));
  const problem = promptProblem(prompt, config);
  const known = Object.entries(config.roles).map(([role, name]) => `@${role} = ${name}`);
  const hint = problem ?? (prompt.asks === 'role' ? (roleHint(prompt, config) ?? known.join('  ')) : '');
  const field = shownField(prompt);
  const shown = windowAround(field.text, field.cursor, Math.max(2, width - 1 - before));
  return {
    lines: [
      fit(line(styled('title', label), shown.text), width - 1),
      fit(line(styled(problem === undefined ? 'dim' : 'warn', `   ${hint}`)), width - 1),
    ],
    cursorX: Math.min(width - 1, before + shown.column),
  };
}

export type Question = Extract<Layer, { layer: 'question' }>;

type Answer = 'yes' | 'keeping' | 'no';

/** Only a letter says yes: Enter is pressed too easily. */
export function questionBindings({ label, keeping }: Question): readonly Binding<Answer>[] {
  return [
    { keys: ['y', 'Y'], action: 'yes', label, help: label, footer: 'stays' },
    ...(keeping === undefined ? [] : [keepingBinding(label)]),
    { keys: ['n', 'escape', 'q', 'enter'], action: 'no', label: 'keep', help: 'keep it', footer: 'stays' },
  ];
}

function keepingBinding(label: string): Binding<Answer> {
  const help = `${label} only the profile`;
  return { keys: ['p', 'P'], action: 'keeping', label: 'only the profile', help, footer: 'stays' };
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
